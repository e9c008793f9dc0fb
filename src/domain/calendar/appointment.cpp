// Rules of appointments; pure.
#include "domain/calendar/appointment.h"

#include <algorithm>
#include <tuple>

#include "base/i18n.h"
#include "domain/calendar/holidays.h"

namespace kim::calendar {
namespace {

namespace c = std::chrono;

constexpr c::days reach{5 * 366};

std::unexpected<Error> wrong(std::string field, std::string message) {
  return std::unexpected(Error{
      ErrorCode::invalid, tr("Der Termin ist noch nicht gespeichert."), {{std::move(field), std::move(message)}}, {}});
}

void check_time(std::string_view field, const std::string& time, std::vector<FieldError>& errors) {
  if (!time.empty() && !parse_time(time))
    errors.push_back(
        {std::string(field), trf("„{}“ ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 09:30.", {time})});
}

void check_nobody_twice(const Appointment& appointment, std::vector<FieldError>& errors) {
  std::vector<AccountId> before;
  for (const Participant& one : participants) {
    const AccountId account = appointment.*one.account;
    if (account && std::ranges::find(before, account) != before.end())
      errors.push_back({std::string(one.field), tr("Diese Person ist schon dabei.")});
    before.push_back(account);
  }
}

ical::Rule weeks(int interval, Day start) {
  ical::Rule rule;
  rule.interval = interval;
  rule.by_day = {{0, c::weekday(start)}};
  return rule;
}

/// The second Tuesday; a fifth one is the last, since not every month has five.
ical::Rule month_weekday(Day start) {
  const int day = static_cast<int>(static_cast<unsigned>(c::year_month_day(start).day()));
  const int nth = (day - 1) / 7 + 1;
  ical::Rule rule;
  rule.frequency = ical::Frequency::monthly;
  rule.by_day = {{nth == 5 ? -1 : nth, c::weekday(start)}};
  return rule;
}

ical::Rule month_day(Day start) {
  ical::Rule rule;
  rule.frequency = ical::Frequency::monthly;
  rule.by_month_day = {static_cast<int>(static_cast<unsigned>(c::year_month_day(start).day()))};
  return rule;
}

}  // namespace

Appointment tidy(Appointment appointment) {
  if (auto time = parse_time(appointment.from)) appointment.from = std::move(*time);
  if (auto time = parse_time(appointment.until)) appointment.until = std::move(*time);
  return appointment;
}

std::vector<FieldError> check(const Appointment& appointment, Day today) {
  std::vector<FieldError> errors;
  if (appointment.on && (*appointment.on < today - reach || *appointment.on > today + reach))
    errors.push_back({"on_day", tr("Dieser Tag liegt mehr als fünf Jahre entfernt.")});
  check_time("from_time", appointment.from, errors);
  check_time("until_time", appointment.until, errors);
  const auto from = minutes_from(appointment.from), until = minutes_from(appointment.until);
  if (from && until && *until <= *from) errors.push_back({"until_time", tr("Das Ende liegt nicht nach dem Anfang.")});
  check_nobody_twice(appointment, errors);
  return errors;
}

ical::Rule rule_of(std::string_view kind, Day start) {
  if (kind == "daily") {
    ical::Rule rule;
    rule.frequency = ical::Frequency::daily;
    return rule;
  }
  if (kind == "month_weekday") return month_weekday(start);
  if (kind == "month_day") return month_day(start);
  if (kind == "weeks_2") return weeks(2, start);
  if (kind == "weeks_3") return weeks(3, start);
  return weeks(kind == "weeks_4" ? 4 : 1, start);
}

Result<ical::Rule> rule_of(const Repeat& repeat, Day start) {
  ical::Rule rule = rule_of(repeat.kind, start);
  if (!repeat.count && !repeat.until)
    return wrong("repeat_count", tr("Geben Sie an, wie viele Termine es sind, oder bis zu welchem Tag."));
  if (repeat.count && repeat.until)
    return wrong("repeat_until", tr("Geben Sie die Zahl der Termine an oder den letzten Tag, nicht beides."));
  if (repeat.count) rule.count = static_cast<int>(*repeat.count);
  if (repeat.until) rule.until = ical::LocalTime{*repeat.until, c::seconds(86399)};
  return rule;
}

Result<SeriesDays> days_of_series(const ical::Rule& given, Day start, std::string_view time) {
  ical::Rule rule = given;
  if (!rule.count && !rule.until) return wrong("repeat_count", tr("Eine Terminreihe braucht ein Ende."));
  if (rule.until && rule.until_is_utc) {  // "bis 08:00 UTC" is meant in our time
    const Moment end = Moment(rule.until->day) + rule.until->time;
    rule.until =
        ical::LocalTime{local_day(end), c::duration_cast<c::seconds>(end - start_of_local_day(local_day(end)))};
  }
  const ical::LocalTime first{start, minutes_from(time).value_or(c::minutes(0))};
  const Day last = start + series_span;
  const auto found = ical::expand(rule, first, {first, {last + c::days(1), {}}, series_most + 1});
  if (found.empty()) return wrong("repeat_until", tr("In dieser Zeit liegt kein Termin."));
  if (found.size() > series_most)
    return wrong("repeat_until", trf("Eine Terminreihe hat höchstens {} Termine.", {std::to_string(series_most)}));
  if ((rule.count && found.size() < static_cast<std::size_t>(*rule.count)) || (rule.until && rule.until->day > last))
    return wrong("repeat_until", tr("Eine Terminreihe dauert höchstens zwei Jahre."));
  SeriesDays days;
  for (const ical::LocalTime& one : found) (holiday(one.day).empty() ? days.days : days.left_out).push_back(one.day);
  if (days.days.empty()) return wrong("repeat_until", tr("Alle Tage dieser Reihe sind Feiertage."));
  return days;
}

std::pair<Moment, Moment> span_of(Day day, std::string_view from, std::string_view until) {
  const auto begin = minutes_from(from).value_or(c::minutes(0));
  const auto end = minutes_from(until).value_or(begin + usual_length);
  return {local_moment(day, begin), local_moment(day, end)};
}

std::string times_of(std::string_view from, std::string_view until) {
  return until.empty() ? std::string(from) : trf("{0} bis {1}", {from, until});
}

std::vector<AccountId> accounts_of(const Appointment& appointment) {
  std::vector<AccountId> accounts;
  for (const Participant& one : participants)
    if (const AccountId account = appointment.*one.account) accounts.push_back(account);
  return accounts;
}

bool takes_part(const Appointment& one, AccountId account) {
  return std::ranges::any_of(participants, [&](const Participant& other) { return one.*other.account == account; });
}

bool earlier(const Appointment& a, const Appointment& b) {
  return std::tuple(a.on.value_or(Day{}), std::string_view(a.from)) <
         std::tuple(b.on.value_or(Day{}), std::string_view(b.from));
}

}  // namespace kim::calendar
