#include "domain/duplicates/duplicates_store.h"

namespace kim::duplicates::store {
namespace {

// access_subject `s` is hidden by a protection from the account $2 at $3, as Scope::hides has it.
#define KIM_HIDDEN                                                                                                 \
  "(s.guarded = 1 AND NOT EXISTS (SELECT 1 FROM access_case c JOIN access_assignment a ON a.case_id = c.id WHERE " \
  "c.subject_id = s.id AND a.account_id = $2 AND a.from_at <= $3 AND (a.until_at IS NULL OR a.until_at > $3)))"
// Both of the pair `d` can be shown in the area $1.
#define KIM_BOTH_SEEN                                                                                             \
  "NOT EXISTS (SELECT 1 FROM access_subject s WHERE s.id IN (d.lower_id, d.higher_id) AND (s.team_id <> $1 OR "   \
  "s.wrapped_key IS NULL OR " KIM_HIDDEN                                                                          \
  " OR EXISTS (SELECT 1 FROM access_case b WHERE b.subject_id = s.id AND b.state = 'blocked'))) AND NOT EXISTS (" \
  "SELECT 1 FROM person_merge m WHERE m.undone_at IS NULL AND m.absorbed_id IN (d.lower_id, d.higher_id)) "
#define KIM_OPEN_PAIR                                                                                                \
  "FROM duplicate_pair d WHERE d.team_id = $1 AND NOT EXISTS (SELECT 1 FROM duplicate_dismissal x WHERE x.lower_id " \
  "= d.lower_id AND x.higher_id = d.higher_id AND x.reopened_at IS NULL) AND " KIM_BOTH_SEEN
#define KIM_DISMISSED                                                                                      \
  "FROM duplicate_dismissal d JOIN access_subject l ON l.id = d.lower_id JOIN access_subject h ON h.id = " \
  "d.higher_id WHERE l.team_id = $1 AND d.reopened_at IS NULL AND " KIM_BOTH_SEEN
#define KIM_UP_TO "COALESCE((SELECT up_to FROM duplicate_checked WHERE team_id = $1), 0) "
#define KIM_FRESH                                                                               \
  "FROM person p JOIN access_subject s ON s.id = p.id WHERE s.team_id = $1 AND NOT " KIM_HIDDEN \
  " AND s.id "                                                                                  \
  "> " KIM_UP_TO
#define KIM_CHANGED                                                                                           \
  "FROM duplicate_due q JOIN access_subject s ON s.id = q.person_id WHERE s.team_id = $1 AND NOT " KIM_HIDDEN \
  " AND s.id <= " KIM_UP_TO

std::string reason_context(std::int64_t id) { return "duplicate_dismissal.reason:" + std::to_string(id); }

/// Columns: lower, higher, id, reason, both wrapped keys. Empty if there is none or a key is gone.
std::string opened_reason(const access::Scope& scope, const db::Row& row) {
  if (row.null(3)) return {};
  const auto lower = scope.key(row.id<SubjectId>(0), row.bytes(4));
  const auto higher = scope.key(row.id<SubjectId>(1), row.bytes(5));
  if (!lower || !higher) return {};
  const std::string context = reason_context(row.integer(2));
  const auto inner = lower->open(context, row.bytes(3));
  return inner ? higher->open(context, *inner).value_or("") : "";
}

}  // namespace

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

std::string seal_reason(const access::SubjectPermit& lower, const access::SubjectPermit& higher, std::int64_t id,
                        std::string_view reason) {
  if (reason.empty()) return {};
  const std::string context = reason_context(id);
  return lower.key().seal(context, higher.key().seal(context, reason));
}

void add_dismissal(db::Tx& tx, std::int64_t id, const Pair& pair, const std::string& sealed, Moment at, AccountId by) {
  const db::Bytes reason{sealed};
  tx->run(
      "INSERT INTO duplicate_dismissal (id, lower_id, higher_id, reason, dismissed_at, dismissed_by) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      {id, pair.lower, pair.higher, sealed.empty() ? db::Param(nullptr) : db::Param(reason), at, by});
}

bool end_dismissal(db::Tx& tx, const Pair& pair, Moment at, AccountId by) {
  return tx->run(
             "UPDATE duplicate_dismissal SET reopened_at = $3, reopened_by = $4 WHERE lower_id = $1 AND higher_id = $2 "
             "AND reopened_at IS NULL",
             {pair.lower, pair.higher, at, by}) > 0;
}

bool is_dismissed(db::Connection& db, const Pair& pair) {
  return db.number(
             "SELECT count(*) FROM duplicate_dismissal WHERE lower_id = $1 AND higher_id = $2 AND reopened_at IS NULL",
             {pair.lower, pair.higher}) > 0;
}

std::vector<Pair> open_pairs(db::Connection& db, const access::Scope& scope, const access::Whose& viewer, int from,
                             int limit) {
  std::vector<Pair> pairs;
  for (const TeamId team : scope.teams())
    db.each("SELECT d.lower_id, d.higher_id " KIM_OPEN_PAIR
            "ORDER BY d.points DESC, d.lower_id, d.higher_id LIMIT $4 OFFSET $5",
            {team, viewer.mine, viewer.now, limit, from},
            [&](const db::Row& row) { pairs.push_back({row.id<PersonId>(0), row.id<PersonId>(1)}); });
  return pairs;
}

std::int64_t count_open_pairs(db::Connection& db, const access::Scope& scope, const access::Whose& viewer) {
  std::int64_t count = 0;
  for (const TeamId team : scope.teams())
    count += db.number("SELECT count(*) " KIM_OPEN_PAIR, {team, viewer.mine, viewer.now});
  return count;
}

std::vector<DismissedPair> dismissed(db::Connection& db, const access::Scope& scope, const access::Whose& viewer,
                                     int from, int limit) {
  std::vector<DismissedPair> pairs;
  for (const TeamId team : scope.teams())
    db.each(
        "SELECT d.lower_id, d.higher_id, d.id, d.reason, l.wrapped_key, h.wrapped_key, d.dismissed_at, "
        "d.dismissed_by " KIM_DISMISSED "ORDER BY d.id DESC LIMIT $4 OFFSET $5",
        {team, viewer.mine, viewer.now, limit, from}, [&](const db::Row& row) {
          pairs.push_back({{row.id<PersonId>(0), row.id<PersonId>(1)},
                           opened_reason(scope, row),
                           moment_from_micros(row.integer(6)),
                           row.id<AccountId>(7)});
        });
  return pairs;
}

std::int64_t count_dismissed(db::Connection& db, const access::Scope& scope, const access::Whose& viewer) {
  std::int64_t count = 0;
  for (const TeamId team : scope.teams())
    count += db.number("SELECT count(*) " KIM_DISMISSED, {team, viewer.mine, viewer.now});
  return count;
}

Waiting waiting(db::Connection& db, TeamId team, const access::Whose& viewer, int limit) {
  const auto id = [](const db::Row& row) { return row.id<PersonId>(0); };
  Waiting list;
  list.fresh = db.all("SELECT s.id " KIM_FRESH "ORDER BY s.id LIMIT $4", {team, viewer.mine, viewer.now, limit}, id);
  const int rest = limit - static_cast<int>(list.fresh.size());
  if (rest > 0)
    list.changed =
        db.all("SELECT s.id " KIM_CHANGED "ORDER BY s.id LIMIT $4", {team, viewer.mine, viewer.now, rest}, id);
  return list;
}

std::int64_t count_waiting(db::Connection& db, TeamId team, const access::Whose& viewer) {
  return db.number("SELECT count(*) " KIM_FRESH, {team, viewer.mine, viewer.now}) +
         db.number("SELECT count(*) " KIM_CHANGED, {team, viewer.mine, viewer.now});
}

void set_checked(db::Tx& tx, TeamId team, const Waiting& done) {
  if (!done.fresh.empty()) {
    tx->run(
        "INSERT INTO duplicate_due (person_id) SELECT s.id FROM person p JOIN access_subject s ON s.id = p.id WHERE "
        "s.team_id = $1 AND s.guarded = 1 AND s.id <= $2 AND s.id > COALESCE((SELECT up_to FROM duplicate_checked "
        "WHERE "
        "team_id = $1), 0) ON CONFLICT DO NOTHING",
        {team, done.fresh.back()});
    tx->run(
        "INSERT INTO duplicate_checked (team_id, up_to) VALUES ($1, $2) ON CONFLICT (team_id) DO UPDATE SET up_to = "
        "excluded.up_to",
        {team, done.fresh.back()});
  }
  for (const PersonId person : done.fresh) forget_due(tx, person);
  for (const PersonId person : done.changed) forget_due(tx, person);
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
