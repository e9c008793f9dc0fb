#include "domain/goals/goal.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/goals/goal_rules.h"

namespace kim::goals {

bool is_open(const Goal& goal) {
  const Code* code = code_list("goal_state").find(goal.state);
  return code == nullptr || code->group == "open";
}

std::vector<FieldError> check(const Goal& goal) {
  std::vector<FieldError> errors;
  const bool needs_obstacle = goal.state == "stalled" || goal.state == "not_reached";
  if (needs_obstacle && goal.obstacle.empty())
    errors.push_back({"obstacle", tr("Nennen Sie den Hinderungsgrund. Aus ihm kann ein Strukturhinweis werden.")});
  return errors;
}

Goal with_outcome(Goal goal, Day today) {
  const bool reached = goal.state == "reached" || goal.state == "partly_reached";
  if (!reached) goal.reached_on.reset();
  if (reached && !goal.reached_on) goal.reached_on = today;
  return goal;
}

bool too_many_open(int open_goals) { return open_goals > open_goals_advised; }

Progress progress(const std::vector<records::Stored<Step>>& steps) {
  Progress result;
  result.of = static_cast<int>(steps.size());
  for (const auto& step : steps)
    if (step.value.done_on) ++result.done;
  return result;
}

std::string who_does(const Step& step, std::string_view person, std::string_view case_manager) {
  if (step.who == "person") return std::string(person);
  if (step.who == "staff") return std::string(case_manager);
  return step.who_name.empty() ? code_label("step_owner", step.who) : step.who_name;
}

}  // namespace kim::goals
