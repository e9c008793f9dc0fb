#include "platform/ical/calendar.h"

#include <algorithm>

namespace kim::ical {
namespace {

constexpr std::size_t line_octets = 75;

bool continues_character(char octet) { return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U; }

/// Where a line of at most `most` octets may end, so that no character is cut.
std::size_t cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  std::size_t at = most;
  while (at > most - 4 && continues_character(text[at])) --at;
  return at;
}

/// `who`: lines about organizer and attendee, finished.
std::string event_text(const Event& event, std::string_view who = {}) {
  std::string out = "BEGIN:VEVENT\r\n";
  out += content_line("UID", event.uid);
  out += content_line("DTSTAMP", utc(event.changed));
  out += content_line("LAST-MODIFIED", utc(event.changed));
  out += content_line("SEQUENCE", std::to_string(event.sequence));
  out += content_line("DTSTART", utc(event.begins));
  out += content_line("DTEND", utc(event.ends));
  out += content_line("SUMMARY", escaped(event.summary));
  if (!event.location.empty()) out += content_line("LOCATION", escaped(event.location));
  out += who;
  out += content_line("STATUS", event.cancelled ? "CANCELLED" : "CONFIRMED");
  out += content_line("CLASS", "PRIVATE");
  return out + "END:VEVENT\r\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char one : text) {
    if (one == '\\' || one == ';' || one == ',')
      (out += '\\') += one;
    else if (one == '\n')
      out += "\\n";
    else if (one != '\r')
      out += static_cast<unsigned char>(one) < 0x20 || one == 0x7F ? ' ' : one;
  }
  return out;
}

std::string content_line(std::string_view name, std::string_view value) {
  const std::string line = std::string(name) + ":" + std::string(value);
  std::string_view rest = line;
  std::string out;
  for (std::size_t room = line_octets; !rest.empty(); room = line_octets - 1) {
    const std::size_t length = cut(rest, room);
    if (!out.empty()) out += ' ';
    out.append(rest.substr(0, length)).append("\r\n");
    rest.remove_prefix(length);
  }
  return out;
}

std::string utc(Moment moment) {
  std::string text = iso(std::chrono::time_point_cast<std::chrono::microseconds>(
      std::chrono::floor<std::chrono::seconds>(moment)));  // 2026-11-24T08:09:10Z
  std::erase_if(text, [](char one) { return one == '-' || one == ':'; });
  return text;
}

std::string to_text(const Calendar& calendar) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//KIM//Kalender//DE\r\nCALSCALE:GREGORIAN\r\n";
  out += content_line("NAME", escaped(calendar.name));
  out += content_line("X-WR-CALNAME", escaped(calendar.name));
  out += content_line("REFRESH-INTERVAL;VALUE=DURATION", calendar.refresh);
  for (const Event& event : calendar.events) out += event_text(event);
  return out + "END:VCALENDAR\r\n";
}

std::string_view word_of(Method method) { return method == Method::request ? "REQUEST" : "CANCEL"; }

std::string to_text(const Invitation& invitation) {
  Event event = invitation.event;
  event.cancelled = invitation.method == Method::cancel;
  std::string who = content_line("ORGANIZER", "mailto:" + invitation.organizer);
  who += content_line("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", "mailto:" + invitation.attendee);
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//KIM//Kalender//DE\r\nCALSCALE:GREGORIAN\r\n" +
         content_line("METHOD", word_of(invitation.method)) + event_text(event, who) + "END:VCALENDAR\r\n";
}

}  // namespace kim::ical
