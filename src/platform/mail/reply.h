// Reads answers to invitations (RFC 5546 METHOD:REPLY) out of mail: mbox, MIME parts, iCalendar. For bytes from outside: any
// input gives an answer, bounded in time and memory. What it is not: a mail reader; everything else is only told apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kim::mail {

/// Messages of an mbox ("From " at the begin of a line after an empty one); a text without such a line is one message.
/// At most `messages_most`; the rest is left out.
inline constexpr std::size_t messages_most = 10'000;
[[nodiscard]] std::vector<std::string_view> messages_of(std::string_view mbox);

enum class Participation : std::uint8_t { needs_action, accepted, declined, tentative };
struct Reply {
  std::string uid;
  std::string attendee;  // plain address in small letters
  Participation state = Participation::needs_action;
  std::int64_t sequence = 0;
};
/// Why a message is no answer.
enum class NoReply : std::uint8_t {
  no_calendar,   // ordinary mail
  other_method,  // a calendar, but no REPLY
  incomplete,    // a REPLY without UID, attendee or a state that is known
};
struct ReadMessage {
  std::optional<Reply> reply;
  NoReply why = NoReply::no_calendar;
};
[[nodiscard]] ReadMessage read_message(std::string_view message);

/// The content of the first text/calendar part, decoded; nullopt if there is none.
[[nodiscard]] std::optional<std::string> calendar_part(std::string_view message);
/// The same for the calendar alone.
[[nodiscard]] ReadMessage read_calendar(std::string_view calendar);

}  // namespace kim::mail
