#include "domain/home/week.h"

#include <algorithm>

namespace kim::home {

namespace c = std::chrono;

Day monday_of(Day day) { return day - (c::weekday(day) - c::Monday); }

Day first_monday(Day today) { return monday_of(today) - c::days(7 * (weeks_shown - 1)); }

int week_number(Day day) {
  const Day thursday = monday_of(day) + c::days(3);
  const Day new_year(c::year_month_day(thursday).year() / 1 / 1);
  return static_cast<int>((thursday - new_year).count() / 7) + 1;
}

std::vector<Week> last_weeks(Day today, const std::vector<std::pair<Day, std::int64_t>>& days) {
  std::vector<Week> weeks;
  for (int i = 0; i < weeks_shown; ++i) weeks.push_back({first_monday(today) + c::days(7 * i)});
  for (const auto& [day, count] : days) {
    const auto week = std::ranges::find(weeks, monday_of(day), &Week::monday);
    if (week != weeks.end()) week->contacts += count;
  }
  return weeks;
}

}  // namespace kim::home
