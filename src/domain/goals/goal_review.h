// Überprüfung (C2): at a joint review both look at every open goal; what became of it is kept goal by goal and carried
// forward into the plan, which is the draft of the next version of the agreement.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/goals/goal.h"

namespace kim::goals {

struct GoalReview {
  std::optional<Day> reviewed_on;
  std::optional<Day> next_on;
  std::string state;     // code list "goal_state"
  std::string obstacle;  // code list "obstacle"
  std::string note;
};
inline constexpr record::Field goal_review_fields[] = {
    record::field<&GoalReview::reviewed_on>("reviewed_on", N_("Überprüft am"), record::past_day(), must, open,
                                            "Überprüfung"),
    record::field<&GoalReview::next_on>("next_on", N_("Nächste Überprüfung am"), record::day(), should, open,
                                        "Überprüfung"),
    record::field<&GoalReview::state>("state", N_("Stand"), record::code("goal_state"), must, category, "Berichte"),
    record::field<&GoalReview::obstacle>("obstacle", N_("Hinderungsgrund"), record::code("obstacle"), may, category,
                                         "Strukturhinweise"),
    record::field<&GoalReview::note>("note", N_("Was hat geholfen, was hindert?"), record::long_text(600), may,
                                     personal, "Fallführung"),
};
inline constexpr record::Record goal_review_record{"goal_review", N_("Überprüfung eines Ziels"), goal_review_fields};

/// What was said of one goal; `version` is the one it was read in.
struct ReviewedGoal {
  GoalId goal;
  std::int64_t version = 0;
  GoalReview review;
};
/// Pure: a stalled or missed goal needs its obstacle; the next review lies after this one. Field names as described.
[[nodiscard]] std::vector<FieldError> check(const GoalReview& review);
/// The goal as the review leaves it: state and obstacle; the note of an obstacle that is gone disappears.
[[nodiscard]] Goal carried_forward(Goal goal, const GoalReview& review);

/// Keeps a review of these goals, all or none, carries them forward and moves the agreement's review day on (goal_write).
/// Errors: invalid (no signed agreement, before it was signed, `check`; the fields as in the description), conflict (a goal
/// was changed since it was read), not_found (a goal of another case).
[[nodiscard]] Result<void> review_goals(Context& ctx, CaseId id, const std::vector<ReviewedGoal>& goals);

}  // namespace kim::goals
