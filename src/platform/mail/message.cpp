#include "platform/mail/message.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace kim::mail {
namespace {

namespace c = std::chrono;

constexpr std::size_t address_octets = 254, word_octets = 45, header_octets = 76, name_octets = 60;

bool is_ascii_text(std::string_view text) {
  return std::ranges::all_of(text, [](char one) { return one >= 0x20 && one < 0x7F; });
}

bool is_control(char one) { return static_cast<unsigned char>(one) < 0x20 || one == 0x7F; }

bool continues_character(char octet) { return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U; }

/// At most so many octets, without cutting a character.
std::string_view head_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t at = most;
  while (at > most - 4 && continues_character(text[at])) --at;
  return text.substr(0, at);
}

/// Encoded words, one a line.
std::string encoded_words(std::string_view name, std::string_view value) {
  std::string out = std::string(name) + ":";
  while (!value.empty()) {
    const std::string_view part = head_of(value, word_octets - std::min<std::size_t>(name.size(), 30));
    if (out.back() != ':') out += "\r\n";
    out += " =?UTF-8?B?" + base64(part) + "?=";
    value.remove_prefix(part.size());
  }
  return out + "\r\n";
}

/// Plain ASCII, folded at blanks.
std::string folded(std::string_view name, std::string_view value) {
  std::string out, line = std::string(name) + ":";
  while (!value.empty()) {
    const std::size_t blank = value.find(' ');
    const std::string_view word = value.substr(0, blank);
    if (line.size() + 1 + word.size() > header_octets) {
      out += line + "\r\n";
      line.clear();
    }
    (line += ' ') += word;
    value.remove_prefix(blank == std::string_view::npos ? value.size() : blank + 1);
  }
  return out + line + "\r\n";
}

bool has_long_word(std::string_view text) {
  std::size_t width = 0;
  return std::ranges::any_of(text, [&](char one) {
    width = one == ' ' ? 0 : width + 1;
    return width > header_octets - 20;
  });
}

std::string two_digits(unsigned number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

/// `"KIM Kreis Paderborn" <kim@example.org>`; another name than plain words is encoded.
std::string from_line(const Message& message) {
  const std::string address = "<" + message.from + ">";
  const bool words = std::ranges::all_of(message.from_name, [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == ' ';
  });
  if (message.from_name.empty()) return "From: " + address + "\r\n";
  if (words && message.from_name.size() <= name_octets)
    return "From: \"" + message.from_name + "\"\r\n " + address + "\r\n";
  std::string clean = message.from_name;
  std::ranges::replace_if(clean, is_control, ' ');
  return encoded_words("From", clean) + " " + address + "\r\n";
}

std::string part(std::string_view type, std::string_view encoding, std::string_view body) {
  return "Content-Type: " + std::string(type) + "\r\nContent-Transfer-Encoding: " + std::string(encoding) + "\r\n\r\n" +
         std::string(body);
}

std::string boundary_of(const Message& message) {
  std::string boundary = "kim-";
  for (const char one : message.message_id)
    if ((one >= '0' && one <= '9') || (one >= 'a' && one <= 'z')) boundary += one;
  return boundary.substr(0, 50) + "-=_";
}

std::string body_of(const Message& message) {
  const std::string text = part("text/plain; charset=utf-8", "quoted-printable", quoted_printable(message.text));
  if (message.calendar.empty()) return text;
  const std::string boundary = boundary_of(message);
  const std::string calendar =
      part("text/calendar; charset=utf-8;\r\n method=" + message.method, "base64", base64_lines(message.calendar));
  return "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n" + text +
         "--" + boundary + "\r\n" + calendar + "--" + boundary + "--\r\n";
}

}  // namespace

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (text.size() > address_octets || at == std::string_view::npos || at == 0 || at > 64) return false;
  const std::string_view host = text.substr(at + 1);
  const auto local = [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(one) != std::string_view::npos;
  };
  const auto domain = [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-' ||
           one == '.';
  };
  const auto dots = [](std::string_view part) {
    return !part.starts_with('.') && !part.ends_with('.') && part.find("..") == std::string_view::npos;
  };
  return !host.empty() && std::ranges::all_of(text.substr(0, at), local) && std::ranges::all_of(host, domain) &&
         dots(text.substr(0, at)) && dots(host) && !host.starts_with('-');
}

std::string folded_address(std::string_view address) {
  std::string out(address);
  for (char& one : out)
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
  return out;
}

std::string header_line(std::string_view name, std::string_view value) {
  std::string clean(value);
  std::ranges::replace_if(clean, is_control, ' ');
  const bool plain = is_ascii_text(clean) && !has_long_word(clean) && clean.find("=?") == std::string::npos;
  return plain ? folded(name, clean) : encoded_words(name, clean);
}

std::string date_text(Moment moment) {
  static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = c::floor<c::days>(moment);
  const c::year_month_day date(day);
  const c::hh_mm_ss time(c::floor<c::seconds>(moment - day));
  return std::string(days.at(c::weekday(day).c_encoding())) + ", " + two_digits(static_cast<unsigned>(date.day())) +
         " " + std::string(months.at(static_cast<unsigned>(date.month()) - 1)) + " " +
         std::to_string(static_cast<int>(date.year())) + " " + two_digits(static_cast<unsigned>(time.hours().count())) +
         ":" + two_digits(static_cast<unsigned>(time.minutes().count())) + ":" +
         two_digits(static_cast<unsigned>(time.seconds().count())) + " +0000";
}

std::string to_text(const Message& message) {
  CHECK(is_address(message.from) && is_address(message.to));
  return from_line(message) + "To: <" + message.to + ">\r\n" + header_line("Subject", message.subject) +
         "Date: " + date_text(message.date) + "\r\nMessage-ID: <" + message.message_id +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n" + body_of(message);
}

}  // namespace kim::mail
