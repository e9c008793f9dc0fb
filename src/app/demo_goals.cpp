#include "app/demo_goals.h"

#include "domain/goals/goal_review.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"

namespace kim::app::demo {
namespace {

goals::ReviewedGoal looked_at(const records::Stored<goals::Goal>& goal, Day on, std::optional<Day> next) {
  const bool stalls = goal.value.state == "stalled";
  return {GoalId(goal.id),
          goal.version,
          {on, next, goal.value.state, goal.value.obstacle,
           stalls ? "Die Absage kam schriftlich. Wir fragen zusätzlich nach einer Tagespflege."
                  : "Es geht voran, die Schritte sind machbar."}};
}

}  // namespace

void review_together(Context& ctx, const Course& course) {
  const auto permit = access::permit_case(ctx, course.case_id, access::Right::goal_write);
  must("Fall", permit);
  const auto agreements = goals::store::agreements_of(ctx.db(), *permit);
  const auto next = agreements.empty() ? std::optional<Day>() : agreements.back().value.review_on;
  std::vector<goals::ReviewedGoal> list;
  GoalId stalled;
  for (const auto& goal : goals::store::goals_of(ctx.db(), *permit)) {
    if (!goals::is_open(goal.value)) continue;
    list.push_back(looked_at(goal, ctx.today(), next));
    if (goal.value.state == "stalled") stalled = list.back().goal;
  }
  must("Überprüfung", goals::review_goals(ctx, course.case_id, list));
  if (!stalled) return;
  must("Schritt",
       goals::add_step(ctx, course.case_id, stalled, {"Tagespflege als Übergang anfragen", "staff", {}, next, {}}));
  goals::Agreement second = agreements.back().value;
  second.agreed_on = ctx.today();
  must("Zielvereinbarung", goals::sign_agreement(ctx, course.case_id, second));
}

}  // namespace kim::app::demo
