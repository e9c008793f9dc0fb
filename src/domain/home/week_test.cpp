// Weeks and their numbers, without a database.
#include "domain/home/week.h"

#include <gtest/gtest.h>

namespace kim::home {
namespace {

Day day(const char* text) { return *day_from_iso(text); }

TEST(WeekRules, The_number_of_a_week_is_that_of_its_Thursday) {
  struct {
    const char* day;
    int number;
  } const table[] = {{"2026-11-25", 48}, {"2026-01-01", 1}, {"2025-12-29", 1},  {"2027-01-03", 53},
                     {"2026-12-31", 53}, {"2027-01-04", 1}, {"2021-01-03", 53}, {"2024-12-30", 1}};
  for (const auto& line : table) EXPECT_EQ(week_number(day(line.day)), line.number) << line.day;
}

TEST(WeekRules, Twelve_weeks_end_with_this_one) {
  const auto weeks = last_weeks(day("2026-11-25"), {{day("2026-11-23"), 2},
                                                    {day("2026-11-29"), 1},
                                                    {day("2026-11-22"), 5},
                                                    {day("2026-09-07"), 3},
                                                    {day("2026-09-06"), 9}});
  ASSERT_EQ(weeks.size(), 12U);
  EXPECT_EQ(weeks.front().monday, day("2026-09-07"));
  EXPECT_EQ(weeks.front().contacts, 3);
  EXPECT_EQ(weeks[10].contacts, 5);
  EXPECT_EQ(weeks.back().monday, day("2026-11-23"));
  EXPECT_EQ(weeks.back().contacts, 3);
}

}  // namespace
}  // namespace kim::home
