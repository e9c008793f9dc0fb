// Rules of invitations and what a message says; pure.
#include "domain/calendar/invitation.h"

#include <charconv>

#include "platform/mail/message.h"

namespace kim::calendar {
namespace {

constexpr std::string_view uid_begin = "termin-", uid_end = "@kim";

std::string times_in_german(const Appointment& one) {
  return one.until.empty() ? one.from + " Uhr" : one.from + " bis " + one.until + " Uhr";
}

/// Written in German whatever the language of the page: it goes to others.
std::string words_of(const Letter& letter, const Appointment& appointment) {
  const bool off = letter.method == ical::Method::cancel;
  std::string text = "Guten Tag,\n\n";
  text += off ? "ein KIM-Termin ist abgesagt.\n\n" : "Sie sind zu einem KIM-Termin eingeladen.\n\n";
  text += "Wann: " + german(*appointment.on) + ", " + times_in_german(appointment) + "\n";
  text += letter.room.empty() ? "Wo: Der Ort wird gesondert mitgeteilt.\n" : "Wo: " + letter.room + "\n";
  if (!letter.link.empty()) text += "In KIM öffnen: " + letter.link + "\n";
  if (!off) text += "\nBitte antworten Sie über Ihren Kalender (zusagen oder ablehnen).\n";
  text += "\nAus Gründen des Datenschutzes steht hier nicht, worum es geht.\n\nKIM " + letter.tenant + "\n";
  return text;
}

std::string subject_of(const Letter& letter, const Appointment& appointment) {
  const std::string when = german(*appointment.on) + ", " + appointment.from + " Uhr";
  return (letter.method == ical::Method::cancel ? "Abgesagt: KIM-Termin am " : "KIM-Termin am ") + when;
}

std::string calendar_of(const Letter& letter, const Appointment& appointment) {
  const auto [begins, ends] = span_of(*appointment.on, appointment.from, appointment.until);
  ical::Invitation invitation{letter.method, letter.from, letter.to, {}};
  invitation.event.uid = uid_of(letter.appointment);
  invitation.event.begins = begins;
  invitation.event.ends = ends;
  invitation.event.summary = "KIM-Termin";
  invitation.event.location = letter.room;
  invitation.event.changed = letter.now;
  invitation.event.sequence = letter.sequence;
  return ical::to_text(invitation);
}

}  // namespace

std::string uid_of(std::int64_t appointment) {
  return std::string(uid_begin) + std::to_string(appointment) + std::string(uid_end);
}

std::optional<std::int64_t> appointment_of(std::string_view uid) {
  if (!uid.starts_with(uid_begin) || !uid.ends_with(uid_end) || uid.size() <= uid_begin.size() + uid_end.size())
    return std::nullopt;
  uid.remove_prefix(uid_begin.size());
  uid.remove_suffix(uid_end.size());
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(uid.data(), uid.data() + uid.size(), id);
  return error == std::errc() && end == uid.data() + uid.size() && id > 0 ? std::optional(id) : std::nullopt;
}

bool concerns_guests(const Appointment& before, const Appointment& after) {
  return before.on != after.on || before.from != after.from || before.until != after.until ||
         before.room != after.room || (before.state == "cancelled") != (after.state == "cancelled");
}

std::string letter_text(const Letter& letter, const Appointment& appointment) {
  mail::Message message;
  message.from_name = "KIM " + letter.tenant;
  message.from = letter.from;
  message.to = letter.to;
  message.subject = subject_of(letter, appointment);
  message.text = words_of(letter, appointment);
  message.message_id = letter.id + letter.from.substr(letter.from.find('@'));
  message.date = letter.now;
  message.calendar = calendar_of(letter, appointment);
  message.method = ical::word_of(letter.method);
  return mail::to_text(message);
}

}  // namespace kim::calendar
