#include "domain/uma/uma_store.h"

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

void collect(db::Connection& db, const db::Sql& sql, TeamId team, Day until, Due::What what, std::vector<Due>& list) {
  db.each(sql, {team, until}, [&](const db::Row& row) {
    list.push_back({what, row.id<CaseId>(0), row.day(1).value_or(Day{}), row.id<AccountId>(2)});
  });
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

std::vector<Due> due_until(db::Connection& db, const access::Scope& scope, Day talks_until, Day ends_until) {
  std::vector<Due> list;
  // CROSS JOIN: SQLite begins with the days, of which few are near, and not with all cases of the team.
  for (const TeamId team : scope.teams()) {
    // The next talk agreed in the latest one; a later talk answers it.
    collect(db,
            "SELECT t.case_id, t.next_on, c.responsible FROM uma_talk t CROSS JOIN access_case c "
            "WHERE c.id = t.case_id AND c.team_id = $1 AND c.state = 'open' AND t.next_on <= $2 "
            "AND NOT EXISTS (SELECT 1 FROM uma_talk l WHERE l.case_id = t.case_id AND l.id > t.id) "
            "AND NOT EXISTS (SELECT 1 FROM uma_ending e WHERE e.case_id = t.case_id) "
            "ORDER BY t.next_on, t.id LIMIT 200",
            team, talks_until, Due::What::coordination, list);
    collect(db,
            "SELECT w.case_id, w.next_talk_on, c.responsible FROM uma_work w CROSS JOIN access_case c "
            "WHERE c.id = w.case_id AND c.team_id = $1 AND c.state = 'open' AND w.stopped_on IS NULL "
            "AND w.next_talk_on <= $2 AND NOT EXISTS (SELECT 1 FROM uma_ending e WHERE e.case_id = w.case_id) "
            "ORDER BY w.next_talk_on, w.id LIMIT 200",
            team, talks_until, Due::What::work_talk, list);
    collect(db,
            "SELECT w.case_id, w.six_months_on, c.responsible FROM uma_work w CROSS JOIN access_case c "
            "WHERE c.id = w.case_id AND c.team_id = $1 AND c.state = 'open' AND w.stopped_on IS NULL "
            "AND w.six_months_on <= $2 AND NOT EXISTS (SELECT 1 FROM uma_ending e WHERE e.case_id = w.case_id) "
            "ORDER BY w.six_months_on, w.id LIMIT 200",
            team, ends_until, Due::What::six_months, list);
  }
  return list;
}

}  // namespace kim::uma::store
