// "Meine Woche": figures of the actor's own work. Counting here is pure; what is counted the slices say.
#pragma once

#include <utility>
#include <vector>

#include "domain/access/page.h"
#include "domain/cases/case.h"
#include "domain/contacts/contact.h"
#include "domain/inquiries/inquiry.h"
#include "domain/networking/networking.h"

namespace kim::home {

inline constexpr int weeks_shown = 12;

[[nodiscard]] Day monday_of(Day day);
/// Of the first week that is shown; this week is the last.
[[nodiscard]] Day first_monday(Day today);
/// 1 to 53, as in ISO 8601: the week belongs to the year of its Thursday.
[[nodiscard]] int week_number(Day day);

struct Week {
  Day monday{};
  std::int64_t contacts = 0;
};
/// The last weeks_shown weeks, this one last; days outside are left out.
[[nodiscard]] std::vector<Week> last_weeks(Day today, const std::vector<std::pair<Day, std::int64_t>>& days);

struct WeekFigures {
  std::vector<Week> weeks;
  std::vector<cases::PhaseCount> phases;
  inquiries::AdviceSum advice;
  networking::Sum network;
  std::vector<DueItem> overdue;
};
[[nodiscard]] html::Fragment week_view(Context& ctx, const WeekFigures& figures);

}  // namespace kim::home
