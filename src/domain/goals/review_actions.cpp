#include "base/i18n.h"
#include "domain/goals/goal_review.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"

namespace kim::goals {
namespace {

using access::Permit;

std::unexpected<Error> invalid(std::vector<FieldError> errors, std::string message = {}) {
  if (message.empty()) message = tr("Die Überprüfung ist noch nicht gespeichert.");
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

Result<void> keep(Context& ctx, db::Tx& tx, const Permit& permit, const ReviewedGoal& one) {
  const auto before = TRY(store::goal(*tx, permit, one.goal));
  if (before.version != one.version) return failure(ErrorCode::conflict);
  records::add(ctx, tx, store::reviews(), records::owner(permit, one.goal.value()), one.review);
  const Goal after = with_outcome(carried_forward(before.value, one.review), *one.review.reviewed_on);
  return records::change(ctx, tx, store::goals(), records::owner(permit), before, after);
}

Result<void> move_review_day(Context& ctx, db::Tx& tx, const Permit& permit, const GoalReview& review) {
  const auto agreements = store::agreements_of(*tx, permit);
  if (agreements.empty())
    return invalid({}, tr("Unterschreiben Sie zuerst die Vereinbarung. Danach kann sie überprüft werden."));
  const auto& newest = agreements.back();
  if (*review.reviewed_on < *newest.value.agreed_on)
    return invalid({{"reviewed_on", tr("Die Überprüfung kann nicht vor der Vereinbarung liegen.")}});
  Agreement after = newest.value;
  after.review_on = review.next_on;
  return records::change(ctx, tx, store::agreements(), records::owner(permit), newest, after);
}

}  // namespace

std::vector<FieldError> check(const GoalReview& review) {
  Goal goal;
  goal.state = review.state;
  goal.obstacle = review.obstacle;
  std::vector<FieldError> errors = check(goal);
  if (review.next_on && review.reviewed_on && *review.next_on <= *review.reviewed_on)
    errors.push_back({"next_on", tr("Die nächste Überprüfung liegt nach dieser.")});
  return errors;
}

Goal carried_forward(Goal goal, const GoalReview& review) {
  if (goal.obstacle != review.obstacle) goal.obstacle_note.clear();
  goal.state = review.state;
  goal.obstacle = review.obstacle;
  return goal;
}

Result<void> review_goals(Context& ctx, CaseId id, const std::vector<ReviewedGoal>& goals) {
  if (goals.empty()) return invalid({}, tr("Es gibt kein offenes Ziel, das überprüft werden kann."));
  for (const ReviewedGoal& one : goals)
    if (auto errors = check(one.review); !errors.empty()) return invalid(std::move(errors));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, access::Right::goal_write));
    TRY(move_review_day(ctx, tx, permit, goals.front().review));
    for (const ReviewedGoal& one : goals) TRY(keep(ctx, tx, permit, one));
    return {};
  });
}

}  // namespace kim::goals
