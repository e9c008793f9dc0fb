// Rules of open hours; pure.
#include "domain/calendar/open_hours.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/calendar/holidays.h"

namespace kim::calendar {
namespace {

void check_time(std::string_view field, const std::string& time, std::vector<FieldError>& errors) {
  if (!time.empty() && !parse_time(time))
    errors.push_back(
        {std::string(field), trf("„{}“ ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 09:30.", {time})});
}

std::string off_reason(Day day, const std::vector<records::Stored<DayOff>>& off) {
  for (const auto& one : off)
    if (one.value.on == day) return one.value.reason.empty() ? tr("fällt aus") : one.value.reason;
  return holiday(day);
}

std::string weekday_of(Day day) {  // "Dienstag, 24. November 2026"
  const std::string text = german_long(day);
  return text.substr(0, text.find(','));
}

}  // namespace

OpenHour tidy(OpenHour hour) {
  if (auto time = parse_time(hour.from)) hour.from = std::move(*time);
  if (auto time = parse_time(hour.until)) hour.until = std::move(*time);
  return hour;
}

std::vector<FieldError> check(const OpenHour& hour, Day today) {
  std::vector<FieldError> errors;
  constexpr std::chrono::days reach{5 * 366};
  check_time("from_time", hour.from, errors);
  check_time("until_time", hour.until, errors);
  const auto from = minutes_from(hour.from), until = minutes_from(hour.until);
  if (from && until && *until <= *from) errors.push_back({"until_time", tr("Das Ende liegt nicht nach dem Anfang.")});
  if (hour.first_on && (*hour.first_on < today - reach || *hour.first_on > today + reach))
    errors.push_back({"first_on", tr("Dieser Tag liegt mehr als fünf Jahre entfernt.")});
  if (hour.first_on && hour.ends_on && *hour.ends_on < *hour.first_on)
    errors.push_back({"ends_on", tr("Der letzte Tag liegt vor dem ersten.")});
  if (!hour.room && hour.place.empty())
    errors.push_back({"room_id", tr("Wählen Sie einen Raum oder nennen Sie den Ort.")});
  return errors;
}

std::vector<Occurrence> days_of(const OpenHour& hour, const std::vector<records::Stored<DayOff>>& off, Day from,
                                Day until) {
  std::vector<Occurrence> list;
  if (!hour.first_on) return list;
  ical::Rule rule = rule_of(hour.repeat, *hour.first_on);
  if (hour.ends_on) rule.until = ical::LocalTime{*hour.ends_on, std::chrono::seconds(86399)};
  const ical::LocalTime start{*hour.first_on, minutes_from(hour.from).value_or(std::chrono::minutes(0))};
  const ical::Window window{{from, {}}, {until, std::chrono::seconds(86399)}};
  for (const ical::LocalTime& one : ical::expand(rule, start, window))
    list.push_back({one.day, off_reason(one.day, off)});
  return list;
}

std::string rhythm(const OpenHour& hour) {
  return trf("{0}, zuerst am {1}, {2}, {3} Uhr", {code_label("repeat_kind", hour.repeat), weekday_of(*hour.first_on),
                                                  german(*hour.first_on), times_of(hour.from, hour.until)});
}

}  // namespace kim::calendar
