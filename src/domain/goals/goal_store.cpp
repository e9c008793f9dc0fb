#include "domain/goals/goal_store.h"

#include <charconv>

#include "domain/hints/hint_store.h"

namespace kim::goals::store {
namespace {

Due due_from(const db::Row& row, bool review) {
  return {row.id<CaseId>(0), row.integer(1), row.day(2).value_or(Day{}), review, row.id<AccountId>(3)};
}

}  // namespace

const records::Table& goals() {
  static const records::Table table(goal_record, "case_id");
  return table;
}
const records::Table& steps() {
  static const records::Table table(step_record, "goal_id");
  return table;
}
const records::Table& agreements() {
  static const records::Table table(agreement_record, "case_id");
  return table;
}

const records::Table& reviews() {
  static const records::Table table(goal_review_record, "goal_id");
  return table;
}

const records::Table& signatures() {
  static const records::Table table(signature_record, "agreement_id");
  return table;
}

const records::Table& goal_hints() {
  static const records::Table table(goal_hint_record, "goal_id");
  return table;
}

std::vector<records::Stored<Goal>> goals_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Goal>(db, goals(), records::owner(permit));
}

Result<records::Stored<Goal>> goal(db::Connection& db, const access::Permit& permit, GoalId id) {
  return records::one<Goal>(db, goals(), records::owner(permit), id.value());
}

std::vector<records::Stored<Step>> steps_of_case(db::Connection& db, const access::Permit& permit) {
  static const std::string sql = "SELECT " + steps().columns("s") +
                                 " FROM goal_step s JOIN goal g ON g.id = s.goal_id WHERE g.case_id = $1 ORDER BY s.id";
  std::vector<records::Stored<Step>> list;
  db.each(db::Sql::built(sql), {permit.case_id()},
          [&](const db::Row& row) { list.push_back(records::read_row<Step>(row, steps(), &permit.key())); });
  return list;
}

std::vector<records::Stored<Step>> steps_of(db::Connection& db, const access::Permit& permit, GoalId id) {
  return records::children<Step>(db, steps(), records::owner(permit, id.value()));
}

Result<records::Stored<Step>> step(db::Connection& db, const access::Permit& permit, GoalId goal_id, StepId id) {
  TRY(goal(db, permit, goal_id));
  return records::one<Step>(db, steps(), records::owner(permit, goal_id.value()), id.value());
}

std::vector<records::Stored<Agreement>> agreements_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Agreement>(db, agreements(), records::owner(permit));
}

std::vector<hints::Stored> hints_of(db::Connection& db, const access::Permit& permit, GoalId id) {
  std::vector<std::int64_t> ids;
  for (const auto& one : records::children<GoalHint>(db, goal_hints(), records::owner(permit, id.value()))) {
    const std::string& text = one.value.hint;
    std::from_chars(text.data(), text.data() + text.size(), ids.emplace_back());
  }
  return hints::store::by_ids(db, ids);
}

std::vector<records::Stored<Signature>> signatures_of(db::Connection& db, const access::Permit& permit,
                                                      std::int64_t agreement) {
  return records::children<Signature>(db, signatures(), records::owner(permit, agreement));
}

std::vector<records::Stored<GoalReview>> reviews_of(db::Connection& db, const access::Permit& permit, GoalId id) {
  return records::children<GoalReview>(db, reviews(), records::owner(permit, id.value()));
}

std::vector<records::Stored<GoalReview>> reviews_of_case(db::Connection& db, const access::Permit& permit) {
  static const std::string sql = "SELECT " + reviews().columns("r") +
                                 " FROM goal_review r JOIN goal g ON g.id = r.goal_id WHERE g.case_id = $1 "
                                 "ORDER BY r.id";
  std::vector<records::Stored<GoalReview>> list;
  db.each(db::Sql::built(sql), {permit.case_id()},
          [&](const db::Row& row) { list.push_back(records::read_row<GoalReview>(row, reviews(), &permit.key())); });
  return list;
}

std::vector<Due> due_until(db::Connection& db, const access::Scope& scope, const access::Whose& whose, Day until) {
  // The review of the latest agreement counts, unless a newer agreement was signed since.
  static const std::string reviews =
      "SELECT a.case_id, a.id, a.review_on, c.responsible FROM agreement a CROSS JOIN access_case c "
      "WHERE c.id = a.case_id AND c.team_id = $1 AND c.state = 'open' AND a.review_on <= $2 AND " +
      access::concerning(3) +
      "AND a.id = (SELECT max(b.id) FROM agreement b WHERE b.case_id = a.case_id) "
      "ORDER BY a.review_on, a.id LIMIT 200";
  static const std::string steps =
      "SELECT g.case_id, s.id, s.until_on, c.responsible FROM goal_step s CROSS JOIN goal g "
      "CROSS JOIN access_case c WHERE g.id = s.goal_id AND c.id = g.case_id AND c.team_id = $1 AND c.state = 'open' "
      "AND s.done_on IS NULL AND s.until_on <= $2 AND " +
      access::concerning(3) + "ORDER BY s.until_on, s.id LIMIT 200";
  std::vector<Due> list;
  // CROSS JOIN: SQLite begins with the days, of which few are near, and not with all cases of the team.
  for (const TeamId team : scope.teams()) {
    db.each(db::Sql::built(reviews), {team, until, whose.mine.value(), whose.now},
            [&](const db::Row& row) { list.push_back(due_from(row, true)); });
    db.each(db::Sql::built(steps), {team, until, whose.mine.value(), whose.now},
            [&](const db::Row& row) { list.push_back(due_from(row, false)); });
  }
  return list;
}

}  // namespace kim::goals::store
