#include "domain/uma/uma_store.h"

#include <fmt/format.h>

namespace kim::uma::store {
namespace {

const records::Table talks(talk_record, "case_id"), checks(target_check_record, "case_id"),
    duties(duty_record, "case_id"), focuses(focus_record, "case_id"), works(work_record, "case_id"),
    endings(ending_record, "case_id");

template <class T>
std::optional<records::Stored<T>> only_row(db::Connection& db, const access::Permit& permit) {
  auto rows = rows_of<T>(db, permit);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

template <>
const records::Table& table<Talk>() {
  return talks;
}
template <>
const records::Table& table<TargetCheck>() {
  return checks;
}
template <>
const records::Table& table<Duty>() {
  return duties;
}
template <>
const records::Table& table<Focus>() {
  return focuses;
}
template <>
const records::Table& table<Work>() {
  return works;
}
template <>
const records::Table& table<Ending>() {
  return endings;
}

Rows load(db::Connection& db, const access::Permit& permit) {
  return {rows_of<Talk>(db, permit),  only_row<TargetCheck>(db, permit), rows_of<Duty>(db, permit),
          rows_of<Focus>(db, permit), rows_of<Work>(db, permit),         only_row<Ending>(db, permit)};
}

namespace {

/// Dates of open cases without an end of the path, soonest first. $1 team, $2 until, $3 and $4 whose.
std::string dates(std::string_view table, std::string_view day, std::string_view also) {
  // CROSS JOIN: SQLite begins with the days, of which few are near, and not with all cases of the team.
  return fmt::format(
      "SELECT t.case_id, t.{1}, c.responsible FROM {0} t CROSS JOIN access_case c WHERE c.id = t.case_id "
      "AND c.team_id = $1 AND c.state = 'open' AND t.{1} <= $2 AND {2} AND {3}"
      "AND NOT EXISTS (SELECT 1 FROM uma_ending e WHERE e.case_id = t.case_id) ORDER BY t.{1}, t.id LIMIT 200",
      table, day, also, access::concerning(3));
}

}  // namespace

std::vector<Due> due_until(db::Connection& db, const access::Scope& scope, const access::Whose& whose, Day talks_until,
                           Day ends_until) {
  // The next talk agreed in the latest one; a later talk answers it.
  static const std::string talk =
      dates("uma_talk", "next_on", "NOT EXISTS (SELECT 1 FROM uma_talk l WHERE l.case_id = t.case_id AND l.id > t.id)");
  static const std::string work = dates("uma_work", "next_talk_on", "t.stopped_on IS NULL");
  static const std::string end = dates("uma_work", "six_months_on", "t.stopped_on IS NULL");
  std::vector<Due> list;
  const auto collect = [&](const std::string& sql, TeamId team, Day until, Due::What what) {
    db.each(db::Sql::built(sql), {team, until, whose.mine.value(), whose.now}, [&](const db::Row& row) {
      list.push_back({what, row.id<CaseId>(0), row.day(1).value_or(Day{}), row.id<AccountId>(2)});
    });
  };
  for (const TeamId team : scope.teams()) {
    collect(talk, team, talks_until, Due::What::coordination);
    collect(work, team, talks_until, Due::What::work_talk);
    collect(end, team, ends_until, Due::What::six_months);
  }
  return list;
}

}  // namespace kim::uma::store
