#include "domain/duplicates/duplicates_store.h"

namespace kim::duplicates::store {

void keep_pair(db::Tx& tx, TeamId team, const FoundPair& found, Moment at) {
  tx->run(
      "INSERT INTO duplicate_pair (lower_id, higher_id, team_id, points, found_at) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (lower_id, higher_id) DO UPDATE SET points = excluded.points",
      {found.pair.lower, found.pair.higher, team, found.points, at});
}

void forget_pairs(db::Tx& tx, PersonId person) {
  tx->run("DELETE FROM duplicate_pair WHERE lower_id = $1", {person});
  tx->run("DELETE FROM duplicate_pair WHERE higher_id = $1", {person});
}

void add_dismissal(db::Tx& tx, std::int64_t id, const Pair& pair, Moment at, AccountId by) {
  tx->run(
      "INSERT INTO duplicate_dismissal (id, lower_id, higher_id, dismissed_at, dismissed_by) "
      "VALUES ($1, $2, $3, $4, $5)",
      {id, pair.lower, pair.higher, at, by});
}

bool is_dismissed(db::Connection& db, const Pair& pair) {
  return db.number("SELECT count(*) FROM duplicate_dismissal WHERE lower_id = $1 AND higher_id = $2",
                   {pair.lower, pair.higher}) > 0;
}

std::vector<Pair> open_pairs(db::Connection& db, const access::Scope& scope, int from, int limit) {
  std::vector<Pair> pairs;
  for (const TeamId team : scope.teams())
    db.each(
        "SELECT d.lower_id, d.higher_id FROM duplicate_pair d WHERE d.team_id = $1 "
        "AND NOT EXISTS (SELECT 1 FROM duplicate_dismissal x WHERE x.lower_id = d.lower_id AND x.higher_id = "
        "d.higher_id) AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.undone_at IS NULL AND m.absorbed_id IN "
        "(d.lower_id, d.higher_id)) ORDER BY d.points DESC, d.lower_id, d.higher_id LIMIT $2 OFFSET $3",
        {team, limit, from}, [&](const db::Row& row) { pairs.push_back({row.id<PersonId>(0), row.id<PersonId>(1)}); });
  return pairs;
}

std::int64_t count_open_pairs(db::Connection& db, const access::Scope& scope) {
  std::int64_t count = 0;
  for (const TeamId team : scope.teams())
    count += db.number(
        "SELECT count(*) FROM duplicate_pair d WHERE d.team_id = $1 "
        "AND NOT EXISTS (SELECT 1 FROM duplicate_dismissal x WHERE x.lower_id = d.lower_id AND x.higher_id = "
        "d.higher_id) AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.undone_at IS NULL AND m.absorbed_id IN "
        "(d.lower_id, d.higher_id))",
        {team});
  return count;
}

Waiting waiting(db::Connection& db, TeamId team, int limit) {
  const auto id = [](const db::Row& row) { return row.id<PersonId>(0); };
  Waiting list;
  list.fresh = db.all(
      "SELECT p.id FROM person p JOIN access_subject s ON s.id = p.id WHERE s.team_id = $1 AND p.id > "
      "COALESCE((SELECT up_to FROM duplicate_checked WHERE team_id = $1), 0) ORDER BY p.id LIMIT $2",
      {team, limit}, id);
  const int rest = limit - static_cast<int>(list.fresh.size());
  if (rest > 0)
    list.changed = db.all(
        "SELECT d.person_id FROM duplicate_due d JOIN access_subject s ON s.id = d.person_id WHERE s.team_id = $1 "
        "AND d.person_id <= COALESCE((SELECT up_to FROM duplicate_checked WHERE team_id = $1), 0) "
        "ORDER BY d.person_id LIMIT $2",
        {team, rest}, id);
  return list;
}

std::int64_t count_waiting(db::Connection& db, TeamId team) {
  return db.number(
             "SELECT count(*) FROM person p JOIN access_subject s ON s.id = p.id WHERE s.team_id = $1 AND p.id > "
             "COALESCE((SELECT up_to FROM duplicate_checked WHERE team_id = $1), 0)",
             {team}) +
         db.number(
             "SELECT count(*) FROM duplicate_due d JOIN access_subject s ON s.id = d.person_id WHERE s.team_id = $1 "
             "AND d.person_id <= COALESCE((SELECT up_to FROM duplicate_checked WHERE team_id = $1), 0)",
             {team});
}

void set_checked(db::Tx& tx, TeamId team, const Waiting& done) {
  if (!done.fresh.empty())
    tx->run(
        "INSERT INTO duplicate_checked (team_id, up_to) VALUES ($1, $2) ON CONFLICT (team_id) DO UPDATE SET up_to = "
        "excluded.up_to",
        {team, done.fresh.back()});
  for (const PersonId person : done.fresh) tx->run("DELETE FROM duplicate_due WHERE person_id = $1", {person});
  for (const PersonId person : done.changed) tx->run("DELETE FROM duplicate_due WHERE person_id = $1", {person});
}

void add_due(db::Tx& tx, PersonId person) {
  tx->run("INSERT INTO duplicate_due (person_id) VALUES ($1) ON CONFLICT DO NOTHING", {person});
}

void forget_due(db::Tx& tx, PersonId person) { tx->run("DELETE FROM duplicate_due WHERE person_id = $1", {person}); }

std::vector<std::pair<std::string, std::int64_t>> hanging(db::Connection& db, const access::SubjectPermit& permit) {
  return db.all(
      "SELECT what, CAST(sum(CASE act WHEN 'created' THEN 1 ELSE -1 END) AS bigint) FROM ("
      "SELECT what, act FROM audit_entry WHERE subject_id = $1 AND case_id IS NULL AND act IN ('created', 'removed') "
      "UNION ALL SELECT a.what, a.act FROM audit_entry a JOIN access_case c ON c.id = a.case_id WHERE c.subject_id = "
      "$1 "
      "AND a.act IN ('created', 'removed')) t GROUP BY what ORDER BY what",
      {permit.subject()}, [](const db::Row& row) { return std::pair(row.string(0), row.integer(1)); });
}

std::vector<CaseLine> cases_of(db::Connection& db, const access::SubjectPermit& permit) {
  return db.all("SELECT id, number, closed_on FROM case_file WHERE person_id = $1 ORDER BY id", {permit.subject()},
                [](const db::Row& row) { return CaseLine{row.id<CaseId>(0), row.string(1), row.day(2).has_value()}; });
}

}  // namespace kim::duplicates::store
