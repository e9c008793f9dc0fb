// Rules of goals and steps; pure. What it is not: storage or pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/goals/goal.h"

namespace kim::goals {

/// More than five open goals at once are too many to follow: the page says so, nothing is refused.
inline constexpr int open_goals_advised = 5;

/// Offen, in Arbeit or stockt.
[[nodiscard]] bool is_open(const Goal& goal);
/// A stalled or missed goal needs its Hinderungsgrund (C2).
[[nodiscard]] std::vector<FieldError> check(const Goal& goal);
/// Sets the day a goal was (partly) reached, once, and takes it away when the goal is open again.
[[nodiscard]] Goal with_outcome(Goal goal, Day today);
[[nodiscard]] bool too_many_open(int open_goals);

struct Progress {
  int done = 0, of = 0;
};
[[nodiscard]] Progress progress(const std::vector<records::Stored<Step>>& steps);
/// "Frau Rahimi", "Miriam Kessler", "MBE Caritas".
[[nodiscard]] std::string who_does(const Step& step, std::string_view person, std::string_view case_manager);

}  // namespace kim::goals
