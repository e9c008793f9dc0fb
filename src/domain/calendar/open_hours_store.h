// All SQL of open hours and of the desk. No personal data: what it returns needs no permit, but is the own team's.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "domain/calendar/open_hours.h"

namespace kim::calendar::store {

[[nodiscard]] const records::Table& open_hours();
[[nodiscard]] const records::Table& days_off();
[[nodiscard]] const records::Table& walk_ins();

/// By first day; those that ended long ago too.
[[nodiscard]] std::vector<records::Stored<OpenHour>> open_hours_of(db::Connection& db, TeamId team);
/// Another team's looks like not found.
[[nodiscard]] Result<records::Stored<OpenHour>> open_hour(db::Connection& db, TeamId team, OpenHourId id);
/// Of all hours of a team in one query; `parent` is the hour.
[[nodiscard]] std::vector<records::Stored<DayOff>> days_off_of(db::Connection& db, TeamId team);
void remove_day_off(db::Tx& tx, OpenHourId hour, std::int64_t id);

/// The visits of a day in the order they came.
[[nodiscard]] std::vector<records::Stored<WalkIn>> walk_ins_of(db::Connection& db, TeamId team, Day day);
[[nodiscard]] Result<records::Stored<WalkIn>> walk_in(db::Connection& db, TeamId team, Day day, WalkInId id);
/// How many visits of a day ended how, newest day first.
struct DayCount {
  Day day;
  std::map<std::string, long long> outcomes;
  [[nodiscard]] long long of(const std::string& outcome) const;
  [[nodiscard]] long long all() const;
};
[[nodiscard]] std::vector<DayCount> counts(db::Connection& db, TeamId team, Day from, Day until);

}  // namespace kim::calendar::store
