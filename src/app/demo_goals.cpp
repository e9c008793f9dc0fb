#include "app/demo_goals.h"

#include <cmath>

#include "domain/access/account.h"
#include "domain/goals/agreement_parties.h"
#include "domain/goals/goal_review.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"
#include "domain/goals/signature.h"
#include "domain/hints/hint_store.h"

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

/// A line as a hand draws it: loops that run to the right, different for each `bend`.
std::string drawn_by_hand(double bend) {
  Strokes strokes(2);
  for (int n = 0; n <= 120; ++n) {
    const double t = n / 120.0, swing = t * 22 * bend;
    const double x = 90 + 640 * t + 46 * std::sin(swing), y = 165 + (80 - 45 * t) * std::cos(swing * 0.9);
    strokes[0].push_back({static_cast<std::int16_t>(x), static_cast<std::int16_t>(y)});
  }
  for (int n = 0; n <= 20; ++n)
    strokes[1].push_back({static_cast<std::int16_t>(180 + 27 * n), static_cast<std::int16_t>(262 - n - n % 3)});
  return strokes_text(strokes);
}

/// The hash of the text as it would be signed now: what the page would have shown.
std::string hash_now(Context& ctx, const access::Permit& permit) {
  const auto person = people::load_person(ctx.db(), permit.subject());
  must("Person", person);
  const std::string staff = access::account_name(ctx, permit.responsible());
  return goals::text_hash(goals::agreement_text(goals::parties_of(ctx, person->value, staff),
                                                goals::store::goals_of(ctx.db(), permit),
                                                goals::store::steps_of_case(ctx.db(), permit)));
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
  goals::Signing second;
  second.agreed_on = ctx.today();
  second.review_on = next;
  second.language = agreements.back().value.language;
  second.channel = goals::drawn;
  second.strokes_person = drawn_by_hand(1.3);
  second.strokes_staff = drawn_by_hand(1.8);
  must("Zielvereinbarung", goals::sign_agreement(ctx, course.case_id, second, hash_now(ctx, *permit)));
}

void give_hint(Context& ctx, const Course& course, GoalId goal, const std::string& text) {
  auto draft = goals::hint_draft(ctx, course.case_id, goal);
  must("Hinweis", draft);
  draft->text = text;
  must("Hinweis", goals::give_hint(ctx, course.case_id, goal, *draft));
}

void answer_hints(Context& ctx) {
  const hints::Answer answer{
      "Die Kreiswerke fördern ab Januar 2027 die Fahrerlaubnis von Auszubildenden mit 500 Euro. "
      "Der Antrag liegt bei den Berufskollegs."};
  for (const auto& hint : hints::store::list(ctx.db(), {"open", {}, {}, {}}, 0, 100)) {
    if (hint.value.obstacle == "costs") must("Antwort", hints::close(ctx, hint.id, hint.version, answer));
    if (hint.value.obstacle == "no_place") must("Hinweis", hints::take_up(ctx, hint.id, hint.version));
  }
}

}  // namespace kim::app::demo
