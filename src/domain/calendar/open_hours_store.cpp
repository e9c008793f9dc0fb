#include "domain/calendar/open_hours_store.h"

#include <string>

namespace kim::calendar::store {

const records::Table& open_hours() {
  static const records::Table table(open_hour_record, "");
  return table;
}
const records::Table& days_off() {
  static const records::Table table(day_off_record, "open_hour_id");
  return table;
}
const records::Table& walk_ins() {
  static const records::Table table(walk_in_record, "");
  return table;
}

std::vector<records::Stored<OpenHour>> open_hours_of(db::Connection& db, TeamId team) {
  static const std::string sql =
      "SELECT " + open_hours().columns() + " FROM open_hour WHERE team_id = $1 ORDER BY first_on, from_time, id";
  return db.all(db::Sql::built(sql), {team},
                [](const db::Row& row) { return records::read_row<OpenHour>(row, open_hours(), nullptr); });
}

Result<records::Stored<OpenHour>> open_hour(db::Connection& db, TeamId team, OpenHourId id) {
  auto found = records::one<OpenHour>(db, open_hours(), records::nobody(), id.value());
  if (found && found->value.team != team) return failure(ErrorCode::not_found);
  return found;
}

std::vector<records::Stored<DayOff>> days_off_of(db::Connection& db, TeamId team) {
  static const std::string sql = "SELECT " + days_off().columns("e") +
                                 " FROM open_hour_exception e JOIN open_hour o ON o.id = e.open_hour_id "
                                 "WHERE o.team_id = $1 ORDER BY e.off_on, e.id";
  return db.all(db::Sql::built(sql), {team},
                [](const db::Row& row) { return records::read_row<DayOff>(row, days_off(), nullptr); });
}

void remove_day_off(db::Tx& tx, OpenHourId hour, std::int64_t id) {
  tx->run("DELETE FROM open_hour_exception WHERE id = $1 AND open_hour_id = $2", {id, hour});
}

std::vector<records::Stored<WalkIn>> walk_ins_of(db::Connection& db, TeamId team, Day day) {
  static const std::string sql =
      "SELECT " + walk_ins().columns() + " FROM walk_in WHERE team_id = $1 AND came_on = $2 ORDER BY created_at, id";
  return db.all(db::Sql::built(sql), {team, day},
                [](const db::Row& row) { return records::read_row<WalkIn>(row, walk_ins(), nullptr); });
}

Result<records::Stored<WalkIn>> walk_in(db::Connection& db, TeamId team, Day day, WalkInId id) {
  auto found = records::one<WalkIn>(db, walk_ins(), records::nobody(), id.value());
  if (found && (found->value.team != team || found->value.on != day)) return failure(ErrorCode::not_found);
  return found;
}

long long DayCount::of(const std::string& outcome) const {
  const auto found = outcomes.find(outcome);
  return found == outcomes.end() ? 0 : found->second;
}

long long DayCount::all() const {
  long long sum = 0;
  for (const auto& [outcome, count] : outcomes) sum += count;
  return sum;
}

std::vector<DayCount> counts(db::Connection& db, TeamId team, Day from, Day until) {
  std::vector<DayCount> days;
  db.each(
      "SELECT came_on, outcome, count(*) FROM walk_in WHERE team_id = $1 AND came_on >= $2 AND came_on <= $3 "
      "GROUP BY came_on, outcome ORDER BY came_on DESC, outcome",
      {team, from, until}, [&](const db::Row& row) {
        const Day day = row.day(0).value_or(Day{});
        if (days.empty() || days.back().day != day) days.push_back({day, {}});
        days.back().outcomes[row.string(1)] = row.integer(2);
      });
  return days;
}

}  // namespace kim::calendar::store
