// Days as text and the local day.
#include "base/day.h"

#include <gtest/gtest.h>

#include "base/i18n.h"

namespace kim {
namespace {

Day day(int year, unsigned month, unsigned number) {
  return Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

Moment at(std::string_view iso_text) { return moment_from_iso(iso_text).value(); }

TEST(Day, Is_written_in_iso_and_german_form) {
  EXPECT_EQ(iso(day(2026, 11, 4)), "2026-11-04");
  EXPECT_EQ(german(day(2026, 11, 4)), "04.11.2026");
  EXPECT_EQ(german_long(day(2026, 11, 24)), "Dienstag, 24. November 2026");
  EXPECT_EQ(german_long(day(2026, 3, 1)), "Sonntag, 1. März 2026");
}

TEST(Day, Is_short_with_its_weekday_in_this_year_only) {
  EXPECT_EQ(german_short(day(2026, 11, 26), day(2026, 1, 2)), "Do, 26.11.");
  EXPECT_EQ(german_short(day(2025, 11, 26), day(2026, 1, 2)), "26.11.2025");
}

TEST(Day, Round_trips_through_iso_text) {
  for (Day d = day(1999, 12, 25); d < day(2001, 1, 5); d += std::chrono::days(1)) EXPECT_EQ(day_from_iso(iso(d)), d);
}

TEST(Day, Is_not_read_from_broken_iso_text) {
  for (const char* text : {"", "2026", "2026-11", "2026-1-24", "2026-13-01", "2026-11-31", "2026-02-29", "2026/11/24",
                           "2026-11-24 ", "+026-11-24", "20a6-11-24", "0000-01-01"})
    EXPECT_EQ(day_from_iso(text), std::nullopt) << text;
}

TEST(PartialDate, Leaves_out_what_is_unknown) {
  EXPECT_EQ(iso(PartialDate{1991, 0, 0}), "1991");
  EXPECT_EQ(iso(PartialDate{1991, 5, 0}), "1991-05");
  EXPECT_EQ(iso(PartialDate{1991, 5, 24}), "1991-05-24");
  EXPECT_EQ(german(PartialDate{1991, 0, 0}), "1991");
  EXPECT_EQ(german(PartialDate{1991, 5, 0}), "05.1991");
  EXPECT_EQ(german(PartialDate{1991, 5, 24}), "24.05.1991");
}

TEST(PartialDate, Round_trips_through_iso_text_and_refuses_days_that_do_not_exist) {
  for (const PartialDate& date : {PartialDate{1991, 0, 0}, PartialDate{1991, 5, 0}, PartialDate{2024, 2, 29}})
    EXPECT_EQ(partial_from_iso(iso(date)), date);
  for (const char* text : {"", "91", "1991-00", "1991-13", "1991-05-00", "1991-05-32", "2023-02-29", "1991_05"})
    EXPECT_EQ(partial_from_iso(text), std::nullopt) << text;
}

TEST(Moment, Is_written_in_utc_and_shown_in_berlin_time) {
  EXPECT_EQ(iso(at("2026-11-24T08:09:10Z")), "2026-11-24T08:09:10Z");
  EXPECT_EQ(german_time(at("2026-11-24T08:47:00Z")), "09:47");
  EXPECT_EQ(german(at("2026-11-24T08:47:00Z")), "24.11.2026, 09:47 Uhr");
  EXPECT_EQ(german_time(at("2026-07-01T08:47:00Z")), "10:47");
}

TEST(Moment, Reads_all_six_digits_of_a_fraction_or_none) {
  EXPECT_EQ(micros(at("1970-01-01T00:00:01.000002Z")), 1'000'002);
  for (const char* text :
       {"2026-11-24T08:09:10", "2026-11-24 08:09:10Z", "2026-11-24T24:00:00Z", "2026-11-24T08:60:10Z",
        "2026-11-24T08:09:10.5Z", "2026-11-31T08:09:10Z", "2026-11-24T08:09Z", ""})
    EXPECT_EQ(moment_from_iso(text), std::nullopt) << text;
}

TEST(LocalDay, Begins_at_midnight_in_berlin) {
  EXPECT_EQ(local_day(at("2026-11-24T22:59:59Z")), day(2026, 11, 24));
  EXPECT_EQ(local_day(at("2026-11-24T23:00:00Z")), day(2026, 11, 25));
  EXPECT_EQ(local_day(at("2026-06-30T22:00:00Z")), day(2026, 7, 1));
}

TEST(LocalDay, Follows_the_change_of_the_clocks_in_both_directions) {
  EXPECT_EQ(german_time(at("2026-03-29T00:59:59Z")), "01:59");
  EXPECT_EQ(german_time(at("2026-03-29T01:00:00Z")), "03:00");
  EXPECT_EQ(german_time(at("2026-03-29T00:59:59Z")), "01:59");
  EXPECT_EQ(german_time(at("2026-10-25T00:59:59Z")), "02:59");
  EXPECT_EQ(german_time(at("2026-10-25T01:00:00Z")), "02:00");
}

TEST(LocalDay, Holds_for_moments_far_from_today) {
  EXPECT_EQ(local_day(at("1850-06-01T12:00:00Z")), day(1850, 6, 1));
  EXPECT_EQ(local_day(at("2190-12-31T23:30:00Z")), day(2191, 1, 1));
  EXPECT_EQ(local_day(moment_from_micros(0)), day(1970, 1, 1));
}

TEST(StartOfLocalDay, Is_midnight_in_Berlin_in_summer_winter_and_on_the_days_the_clocks_change) {
  EXPECT_EQ(iso(start_of_local_day(day(2026, 11, 25))), "2026-11-24T23:00:00Z");
  EXPECT_EQ(iso(start_of_local_day(day(2026, 7, 1))), "2026-06-30T22:00:00Z");
  EXPECT_EQ(iso(start_of_local_day(day(2026, 3, 29))), "2026-03-28T23:00:00Z");
  EXPECT_EQ(iso(start_of_local_day(day(2026, 3, 30))), "2026-03-29T22:00:00Z");
  EXPECT_EQ(iso(start_of_local_day(day(2026, 10, 25))), "2026-10-24T22:00:00Z");
  EXPECT_EQ(iso(start_of_local_day(day(2026, 10, 26))), "2026-10-25T23:00:00Z");
}

TEST(Age, Counts_full_years_and_takes_unknown_parts_as_the_first) {
  const Day today = day(2026, 11, 25);
  EXPECT_EQ(age_on({1991, 11, 25}, today), 35);
  EXPECT_EQ(age_on({1991, 11, 26}, today), 34);
  EXPECT_EQ(age_on({1991, 12, 0}, today), 34);
  EXPECT_EQ(age_on({1991, 0, 0}, today), 35);
  EXPECT_EQ(age_on({2026, 0, 0}, today), 0);
}

TEST(Age, Is_unknown_without_a_year_and_before_birth) {
  EXPECT_EQ(age_on({0, 0, 0}, day(2026, 11, 25)), std::nullopt);
  EXPECT_EQ(age_on({2027, 1, 1}, day(2026, 11, 25)), std::nullopt);
}

}  // namespace
}  // namespace kim
