// Rules of goals, without a database.
#include "domain/goals/goal_rules.h"

#include <gtest/gtest.h>

#include "platform/assets.h"

namespace kim::goals {
namespace {

const Day today = *day_from_iso("2026-11-25");

struct ObstacleCase {
  const char* state;
  const char* obstacle;
  bool accepted;
};

TEST(Goal, Needs_its_obstacle_when_it_stalls_or_was_missed) {
  assets::install_texts();
  const ObstacleCase table[] = {
      {"open", "", true},     {"in_progress", "", true},  {"reached", "", true},         {"dropped", "", true},
      {"stalled", "", false}, {"not_reached", "", false}, {"stalled", "no_place", true}, {"not_reached", "costs", true},
  };
  for (const auto& row : table) {
    Goal goal;
    goal.state = row.state;
    goal.obstacle = row.obstacle;
    EXPECT_EQ(check(goal).empty(), row.accepted) << row.state << " " << row.obstacle;
  }
}

TEST(Goal, Keeps_the_first_day_it_was_reached) {
  Goal goal;
  goal.state = "reached";
  goal = with_outcome(goal, today);
  EXPECT_EQ(goal.reached_on, today);
  goal = with_outcome(goal, today + std::chrono::days(9));
  EXPECT_EQ(goal.reached_on, today);
}

TEST(Goal, Loses_that_day_when_it_is_opened_again) {
  Goal goal;
  goal.state = "reached";
  goal = with_outcome(goal, today);
  goal.state = "in_progress";
  EXPECT_FALSE(with_outcome(goal, today).reached_on.has_value());
}

TEST(Goal, More_than_five_open_ones_are_advised_against) {
  EXPECT_FALSE(too_many_open(5));
  EXPECT_TRUE(too_many_open(6));
}

TEST(Step, Says_who_does_it) {
  assets::install_texts();
  const struct {
    const char* who;
    const char* name;
    const char* expected;
  } table[] = {{"person", "", "Frau Rahimi"},
               {"staff", "", "Miriam Kessler"},
               {"body", "MBE Caritas", "MBE Caritas"},
               {"body", "", "Eine andere Stelle"}};
  for (const auto& row : table) {
    Step step;
    step.who = row.who;
    step.who_name = row.name;
    EXPECT_EQ(who_does(step, "Frau Rahimi", "Miriam Kessler"), row.expected) << row.who;
  }
}

}  // namespace
}  // namespace kim::goals
