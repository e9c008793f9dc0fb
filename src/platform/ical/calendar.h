// Writes calendars (RFC 5545, RFC 7986): what other calendar programs subscribe to. Times are UTC, so no VTIMEZONE is needed.
// What it is not: a reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"

namespace kim::ical {

struct Event {
  std::string uid;  // the same for ever, unique in the world: "4711@kim.example"
  Moment begins, ends;
  std::string summary;
  std::string location{};
  bool cancelled = false;
  Moment changed;             // DTSTAMP and LAST-MODIFIED: of the data, so the same data give the same bytes
  std::int64_t sequence = 0;  // grows with each change
};
struct Calendar {
  std::string name;
  std::string refresh = "PT1H";  // how often to ask again
  std::vector<Event> events;
};
/// An invitation to one address, or its cancellation (iTIP, RFC 5546): what goes by mail.
enum class Method : std::uint8_t { request, cancel };
struct Invitation {
  Method method = Method::request;
  std::string organizer, attendee;  // plain addresses
  Event event;                      // cancelled follows from the method
};
[[nodiscard]] std::string_view word_of(Method method);  // "REQUEST"
[[nodiscard]] std::string to_text(const Invitation& invitation);
/// The text with CRLF, lines folded at 75 octets between characters, texts escaped; control characters become blanks.
[[nodiscard]] std::string to_text(const Calendar& calendar);
/// One content line ("SUMMARY:Termin"), folded, with its CRLF.
[[nodiscard]] std::string content_line(std::string_view name, std::string_view value);
/// TEXT of RFC 5545 3.3.11: \ ; , and line breaks escaped.
[[nodiscard]] std::string escaped(std::string_view text);
/// 20261124T080910Z
[[nodiscard]] std::string utc(Moment moment);

}  // namespace kim::ical
