// All SQL of goals, steps and agreements. Every read needs the case's permit.
#pragma once

#include <vector>

#include "domain/access/whose.h"
#include "domain/goals/goal.h"
#include "domain/goals/goal_hint.h"
#include "domain/goals/goal_review.h"
#include "domain/goals/signature.h"

namespace kim::goals::store {

[[nodiscard]] const records::Table& goals();
[[nodiscard]] const records::Table& steps();
[[nodiscard]] const records::Table& agreements();
[[nodiscard]] const records::Table& reviews();
[[nodiscard]] const records::Table& signatures();
[[nodiscard]] const records::Table& goal_hints();

/// Goals of the case in the order they were set.
[[nodiscard]] std::vector<records::Stored<Goal>> goals_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<records::Stored<Goal>> goal(db::Connection& db, const access::Permit& permit, GoalId id);
/// Steps of all goals of the case in one query; `parent` is the goal.
[[nodiscard]] std::vector<records::Stored<Step>> steps_of_case(db::Connection& db, const access::Permit& permit);
[[nodiscard]] std::vector<records::Stored<Step>> steps_of(db::Connection& db, const access::Permit& permit,
                                                          GoalId goal);
/// A step of a goal of this case; foreign ids are not found.
[[nodiscard]] Result<records::Stored<Step>> step(db::Connection& db, const access::Permit& permit, GoalId goal,
                                                 StepId id);
/// Signed agreements, oldest first.
[[nodiscard]] std::vector<records::Stored<Agreement>> agreements_of(db::Connection& db, const access::Permit& permit);

/// What was drawn below a version of this case, in the order of the paper; `agreement` is one of agreements_of.
[[nodiscard]] std::vector<records::Stored<Signature>> signatures_of(db::Connection& db, const access::Permit& permit,
                                                                    std::int64_t agreement);

/// Hints that a goal of the case has given, oldest first.
[[nodiscard]] std::vector<hints::Stored> hints_of(db::Connection& db, const access::Permit& permit, GoalId goal);

/// Reviews of one goal of the case, oldest first; of all goals in one query (`parent` is the goal).
[[nodiscard]] std::vector<records::Stored<GoalReview>> reviews_of(db::Connection& db, const access::Permit& permit,
                                                                  GoalId goal);
[[nodiscard]] std::vector<records::Stored<GoalReview>> reviews_of_case(db::Connection& db,
                                                                       const access::Permit& permit);

/// Deadlines of open cases of the given teams: reviews and steps due until `until`. No personal text.
struct Due {
  CaseId case_id;
  std::int64_t id;
  Day day;
  bool review;  // else a step
  AccountId responsible;
};
[[nodiscard]] std::vector<Due> due_until(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                         Day until);

}  // namespace kim::goals::store
