// Writes mail messages (RFC 5322, MIME of RFC 2045 and 2047, invitations of RFC 6047). What it is not: sending (smtp.h).
#pragma once

#include <string>
#include <string_view>

#include "base/day.h"

namespace kim::mail {

/// Whether this is one plain address ("name@host.example"): ASCII, no blanks, no control or quoting characters, at most 254
/// octets. Everything else is refused, so that no header can be broken.
[[nodiscard]] bool is_address(std::string_view text);
/// The address with the host in small letters, as addresses are compared here: whole in small letters.
[[nodiscard]] std::string folded_address(std::string_view address);

struct Message {
  std::string from_name;  // "KIM Kreis Paderborn"
  std::string from, to;   // plain addresses (is_address), else a Bug
  std::string subject;
  std::string text;        // plain text, UTF-8, lines end with \n
  std::string message_id;  // without <>: "4711@kim.example"; the same message has the same one for ever
  Moment date;
  std::string calendar{};  // iCalendar object; empty = none
  std::string method{};    // of the calendar: "REQUEST", "CANCEL"
};
/// The whole message with CRLF; every line has at most 78 octets, all octets are ASCII.
[[nodiscard]] std::string to_text(const Message& message);

/// A header's text as encoded words where it is not plain ASCII (RFC 2047, UTF-8, base64), folded; control characters become
/// blanks. `name` is the header's, with which the first line begins.
[[nodiscard]] std::string header_line(std::string_view name, std::string_view value);
/// Tue, 24 Nov 2026 08:09:10 +0000
[[nodiscard]] std::string date_text(Moment moment);

// ---- transfer encodings (RFC 2045 6.7, 6.8) ----
[[nodiscard]] std::string base64(std::string_view bytes);        // one line
[[nodiscard]] std::string base64_lines(std::string_view bytes);  // 76 octets a line, each with CRLF
/// Characters outside the alphabet are skipped, as RFC 2045 says; stops at '='.
[[nodiscard]] std::string from_base64(std::string_view text);
[[nodiscard]] std::string quoted_printable(std::string_view text);
/// What is no valid escape stays as it is.
[[nodiscard]] std::string from_quoted_printable(std::string_view text);

}  // namespace kim::mail
