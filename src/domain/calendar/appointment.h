// Appointments of a case (E3): when, where, with whom, with which interpreter, and whether it took place.
// What it is not: what was talked about (contacts), or something to be done (tasks).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"
#include "platform/ical/rule.h"

namespace kim::calendar {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// A room of our own. No personal data; the only place a subscribed calendar names.
struct Room {
  std::string name;
  std::string address;
  std::optional<Day> valid_until;
};
inline constexpr record::Field room_fields[] = {
    record::field<&Room::name>("name", N_("Raum"), record::text(120), must, open, "Termine",
                               N_("Zum Beispiel: Rathaus Salzkotten, Raum 107")),
    record::field<&Room::address>("address", N_("Anschrift"), record::text(200), may, open, "Termine"),
    record::field<&Room::valid_until>("valid_until", N_("Nutzbar bis"), record::day(), may, open, "Termine"),
};
inline constexpr record::Record room_record{"room", N_("Raum"), room_fields};

struct Appointment {
  std::string subject;
  std::string kind = "office";  // code list "appointment_kind"
  std::optional<Day> on;
  std::string from;   // "09:00", local time
  std::string until;  // empty: 45 minutes are assumed where an end is needed
  RoomId room;
  std::string place;
  AccountId owner;  // who holds it
  AccountId second, third, fourth, fifth, sixth, seventh, eighth;
  std::string others;
  std::string interpreter;  // code list "interpreter_kind"
  std::string interpreter_language;
  std::string interpreter_service;
  std::optional<std::int64_t> interpreter_minutes;
  std::string note;
  std::string state = "planned";  // kept; code list "appointment_state"
  std::string cancel_reason;      // kept; code list "appointment_cancel"
  SeriesId series;                // kept
};
inline constexpr record::Field appointment_fields[] = {
    record::field<&Appointment::subject>("subject", N_("Worum geht es?"), record::text(160), must, personal,
                                         "Terminplanung"),
    record::field<&Appointment::kind>("kind", N_("Art"), record::code("appointment_kind"), must, open, "Terminplanung"),
    record::field<&Appointment::on>("on_day", N_("Tag"), record::day(), must, open, "Terminplanung"),
    record::field<&Appointment::from>("from_time", N_("Von"), record::text(9), must, open, "Terminplanung",
                                      N_("Zum Beispiel 09:30")),
    record::field<&Appointment::until>("until_time", N_("Bis"), record::text(9), may, open, "Terminplanung"),
    record::field<&Appointment::room>("room_id", N_("Eigener Raum"), record::reference(), may, open, "Terminplanung"),
    record::field<&Appointment::place>("place", N_("Anderer Ort"), record::text(160), may, personal, "Terminplanung"),
    record::field<&Appointment::owner>("owner_id", N_("Wer führt den Termin?"), record::reference(), should, open,
                                       "Zuständigkeit"),
    record::field<&Appointment::second>("second_id", N_("Wer ist noch aus dem Team dabei?"), record::reference(), may,
                                        open, "Terminplanung"),
    record::field<&Appointment::third>("third_id", N_("Wer noch?"), record::reference(), may, open, "Terminplanung"),
    record::field<&Appointment::fourth>("fourth_id", N_("Vierte Person aus dem Team"), record::reference(), may, open,
                                        "Terminplanung"),
    record::field<&Appointment::fifth>("fifth_id", N_("Fünfte Person aus dem Team"), record::reference(), may, open,
                                       "Terminplanung"),
    record::field<&Appointment::sixth>("sixth_id", N_("Sechste Person aus dem Team"), record::reference(), may, open,
                                       "Terminplanung"),
    record::field<&Appointment::seventh>("seventh_id", N_("Siebte Person aus dem Team"), record::reference(), may, open,
                                         "Terminplanung"),
    record::field<&Appointment::eighth>("eighth_id", N_("Achte Person aus dem Team"), record::reference(), may, open,
                                        "Terminplanung"),
    record::field<&Appointment::others>("others", N_("Weitere Beteiligte"), record::text(300), may, personal,
                                        "Terminplanung", N_("Zum Beispiel: Frau Ott, Jobcenter")),
    record::field<&Appointment::interpreter>("interpreter", N_("Sprachmittlung"), record::code("interpreter_kind"), may,
                                             category, "Sprachmittlung"),
    record::field<&Appointment::interpreter_language>("interpreter_language", N_("Sprache der Sprachmittlung"),
                                                      record::language(), may, category, "Sprachmittlung"),
    record::field<&Appointment::interpreter_service>("interpreter_service", N_("Dienst oder Name"), record::text(160),
                                                     may, personal, "Sprachmittlung"),
    record::field<&Appointment::interpreter_minutes>("interpreter_minutes", N_("Dauer der Sprachmittlung in Minuten"),
                                                     record::number(5, 600), may, category, "Sprachmittlung"),
    record::field<&Appointment::note>("note", N_("Anmerkung"), record::long_text(1000), may, personal, "Terminplanung"),
    record::field<&Appointment::state>("state", N_("Stand"), record::code("appointment_state"), kept, category,
                                       "Terminplanung"),
    record::field<&Appointment::cancel_reason>("cancel_reason", N_("Grund der Absage"),
                                               record::code("appointment_cancel"), kept, category, "Terminplanung"),
    record::field<&Appointment::series>("series_id", N_("Terminreihe"), record::reference(), kept, open,
                                        "Terminplanung"),
};
inline constexpr record::Record appointment_record{"appointment", N_("Termin"), appointment_fields};

/// One of the accounts that take part; who holds it first.
struct Participant {
  AccountId Appointment::* account;
  std::string_view field;  // of appointment_record
};
inline constexpr Participant participants[] = {
    {&Appointment::owner, "owner_id"},     {&Appointment::second, "second_id"}, {&Appointment::third, "third_id"},
    {&Appointment::fourth, "fourth_id"},   {&Appointment::fifth, "fifth_id"},   {&Appointment::sixth, "sixth_id"},
    {&Appointment::seventh, "seventh_id"}, {&Appointment::eighth, "eighth_id"},
};
/// Who takes part, who holds it first; empty ones left out.
[[nodiscard]] std::vector<AccountId> accounts_of(const Appointment& appointment);

/// What a series was made from; its appointments are changed one by one afterwards.
struct Series {
  std::string rule;      // RRULE in local time
  std::string left_out;  // EXDATE: "2026-12-25,2027-01-01"
};
inline constexpr record::Field series_fields[] = {
    record::field<&Series::rule>("rule", N_("Wiederholung"), record::text(600), kept, open, "Terminplanung"),
    record::field<&Series::left_out>("left_out", N_("Ausgelassene Tage"), record::text(1000), kept, open,
                                     "Terminplanung"),
};
inline constexpr record::Record series_record{"appointment_series", N_("Terminreihe"), series_fields};

/// The part of the form that makes a series; not stored itself.
struct Repeat {
  std::string kind;  // code list "repeat_kind"; empty = once
  std::optional<std::int64_t> count;
  std::optional<Day> until;
};
inline constexpr record::Field repeat_fields[] = {
    record::field<&Repeat::kind>("repeat", N_("Wiederholen"), record::code("repeat_kind"), may, open, "Terminplanung"),
    record::field<&Repeat::count>("repeat_count", N_("Wie viele Termine?"), record::number(2, 60), may, open,
                                  "Terminplanung"),
    record::field<&Repeat::until>("repeat_until", N_("Oder bis zu welchem Tag?"), record::day(), may, open,
                                  "Terminplanung"),
};
inline constexpr record::Record repeat_record{"repeat", N_("Wiederholung"), repeat_fields};

using Appointments = std::vector<records::Stored<Appointment>>;

// ---- rules, pure ----

inline constexpr std::chrono::minutes usual_length{45};
inline constexpr std::size_t series_most = 60;
inline constexpr std::chrono::days series_span{731};

/// Times as "09:30" (what cannot be read stays).
[[nodiscard]] Appointment tidy(Appointment appointment);
/// Times are times, the end lies after the beginning, the day within five years, nobody takes part twice.
[[nodiscard]] std::vector<FieldError> check(const Appointment& appointment, Day today);
/// The rule of a repetition that begins on `start`; `kind` is a code of "repeat_kind".
[[nodiscard]] ical::Rule rule_of(std::string_view kind, Day start);
/// The rule of the form: with its count or its end. Errors at the fields of `repeat_record`.
[[nodiscard]] Result<ical::Rule> rule_of(const Repeat& repeat, Day start);
/// The days of a series that begins on `start`, public holidays left out. Errors: invalid (no end, more than series_most,
/// longer than series_span, none at all).
struct SeriesDays {
  std::vector<Day> days, left_out;
};
[[nodiscard]] Result<SeriesDays> days_of_series(const ical::Rule& rule, Day start, std::string_view time);
/// Begin and end as moments; without an end `usual_length`.
[[nodiscard]] std::pair<Moment, Moment> span_of(Day day, std::string_view from, std::string_view until);
/// "09:00" or "09:00 bis 09:45".
[[nodiscard]] std::string times_of(std::string_view from, std::string_view until);
[[nodiscard]] bool takes_part(const Appointment& appointment, AccountId account);
[[nodiscard]] inline bool is_planned(const Appointment& appointment) { return appointment.state == "planned"; }
/// By day and time.
[[nodiscard]] bool earlier(const Appointment& a, const Appointment& b);

// ---- acts: case_contact, as permit_case ----

/// Without an owner the actor holds it. Errors: invalid (rules; somebody who is not in the case's team; no such room).
[[nodiscard]] Result<AppointmentId> plan(Context& ctx, CaseId case_id, const Appointment& appointment);
/// One appointment for each day of the rule that begins on the appointment's day. Errors: as plan and days_of_series.
struct Planned {
  std::vector<AppointmentId> ids;
  std::vector<Day> left_out;  // public holidays
};
[[nodiscard]] Result<Planned> plan_series(Context& ctx, CaseId case_id, const Appointment& appointment,
                                          const ical::Rule& rule);
/// Changes what a form changes; the state stays. Errors: not_found, conflict, invalid.
[[nodiscard]] Result<void> change(Context& ctx, CaseId case_id, AppointmentId id, std::int64_t version,
                                  const Appointment& appointment);
/// Sets the state; a cancellation needs its reason (code list "appointment_cancel"). Doing it twice changes nothing.
/// Errors: not_found, invalid (unknown state, reason missing, "came" before the day).
[[nodiscard]] Result<void> set_state(Context& ctx, CaseId case_id, AppointmentId id, std::string_view state,
                                     std::string_view reason = {});
/// Cancels this appointment and the planned ones of its series after it. Returns how many.
[[nodiscard]] Result<std::size_t> cancel_from(Context& ctx, CaseId case_id, AppointmentId id, std::string_view reason);

// ---- for other slices ----

/// All appointments of a case by day and time.
[[nodiscard]] Appointments appointments_of(db::Connection& db, const access::Permit& permit);
/// Cases in which the actor has a planned appointment from today until `until`, each with the earliest day.
[[nodiscard]] std::vector<std::pair<CaseId, Day>> due_cases(Context& ctx, const access::Scope& scope, Day until);
/// The actor's planned appointment of today in this case, the first one.
[[nodiscard]] std::optional<records::Stored<Appointment>> mine_today(Context& ctx, const access::Permit& permit);
/// Where it is: the room's name, else the place.
[[nodiscard]] std::string place_of(Context& ctx, const Appointment& appointment);
/// "/faelle/4711/termine/9"
[[nodiscard]] std::string appointment_href(CaseId case_id, std::int64_t id);

}  // namespace kim::calendar
