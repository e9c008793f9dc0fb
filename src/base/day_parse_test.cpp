// What people type as a date, and the sentences they get when it is none.
#include <gtest/gtest.h>

#include "base/day.h"

namespace kim {
namespace {

const Day kToday = day_from_iso("2026-11-25").value();  // a Wednesday

std::string read(std::string_view typed, Day today = kToday) {
  const auto day = parse_day(typed, today);
  return day ? iso(*day) : day.error().message;
}

std::string read_partial(std::string_view typed) {
  const auto date = parse_partial_date(typed, kToday);
  return date ? iso(*date) : date.error().message;
}

struct Line {
  std::string_view typed, expected;
};

TEST(ParseDay, Takes_what_people_type) {
  for (const auto& [typed, expected] : std::initializer_list<Line>{{"24.11.2026", "2026-11-24"},
                                                                   {"4.1.2026", "2026-01-04"},
                                                                   {" 24. 11. 2026 ", "2026-11-24"},
                                                                   {"24.11.", "2026-11-24"},
                                                                   {"24.11", "2026-11-24"},
                                                                   {"24.11.26", "2026-11-24"},
                                                                   {"2026-11-24", "2026-11-24"},
                                                                   {"31.12.46", "2046-12-31"},
                                                                   {"31.12.47", "1947-12-31"},
                                                                   {"29.02.2024", "2024-02-29"},
                                                                   {"24.05.91", "1991-05-24"},
                                                                   {"01.01.1900", "1900-01-01"},
                                                                   {"heute", "2026-11-25"},
                                                                   {"Gestern", "2026-11-24"},
                                                                   {"MORGEN", "2026-11-26"},
                                                                   {"today", "2026-11-25"},
                                                                   {"yesterday", "2026-11-24"},
                                                                   {"tomorrow", "2026-11-26"}})
    EXPECT_EQ(read(typed), expected) << typed;
}

TEST(ParseDay, Takes_a_weekday_as_the_last_such_day) {
  for (const auto& [typed, expected] : std::initializer_list<Line>{{"Mi", "2026-11-25"},
                                                                   {"Di", "2026-11-24"},
                                                                   {"mo.", "2026-11-23"},
                                                                   {"So", "2026-11-22"},
                                                                   {"Do", "2026-11-19"},
                                                                   {"Freitag", "2026-11-20"},
                                                                   {"sat", "2026-11-21"}})
    EXPECT_EQ(read(typed), expected) << typed;
}

TEST(ParseDay, Takes_a_day_without_year_as_the_nearest_one) {
  EXPECT_EQ(read("05.01."), "2027-01-05");
  EXPECT_EQ(read("30.06."), "2026-06-30");
  EXPECT_EQ(read("28.12.", day_from_iso("2027-01-03").value()), "2026-12-28");
  EXPECT_EQ(read("29.02.", day_from_iso("2027-12-03").value()), "2028-02-29");
}

TEST(ParseDay, Names_the_mistake_in_a_sentence) {
  for (const auto& [typed, expected] : std::initializer_list<Line>{
           {"", "Geben Sie ein Datum an."},
           {"31.11.2026", "Der 31.11.2026 ist kein gültiges Datum. Der November hat 30 Tage."},
           {"2026-11-31", "Der 31.11.2026 ist kein gültiges Datum. Der November hat 30 Tage."},
           {"31.11.", "Der 31.11.2026 ist kein gültiges Datum. Der November hat 30 Tage."},
           {"30.2.26", "Der 30.02.2026 ist kein gültiges Datum. Der Februar 2026 hat 28 Tage."},
           {"30.2.2024", "Der 30.02.2024 ist kein gültiges Datum. Der Februar 2024 hat 29 Tage."},
           {"11.24.2026", "Der 11.24.2026 ist kein gültiges Datum. Der Monat ist eine Zahl von 1 bis 12."},
           {"0.11.2026", "Der 00.11.2026 ist kein gültiges Datum. Ein Monat beginnt mit dem 1."},
           {"24.11.0226", "Bitte prüfen Sie das Jahr 0226. Möglich sind 1900 bis 2199."}})
    EXPECT_EQ(read(typed), expected) << typed;
}

TEST(ParseDay, Says_how_to_write_what_it_cannot_read) {
  for (const char* typed :
       {"bald", "24", "24.11.202", "24.11.20266", "1.2.3.4", "24,11,2026", "24.11.2026x", "...", "-", "2026-11", "--",
        "24.11.2026 10:00", "111.1.2026", "24..2026", "٢٤.١١.٢٠٢٦", "+1.2.2026"})
    EXPECT_EQ(read(typed), "Das ist kein Datum. Schreiben Sie es zum Beispiel so: 24.11.2026 oder 24.11.") << typed;
}

TEST(ParsePartialDate, Takes_month_and_year_or_the_year_alone) {
  for (const auto& [typed, expected] : std::initializer_list<Line>{{"1991", "1991"},
                                                                   {"11.1991", "1991-11"},
                                                                   {" 5.1991 ", "1991-05"},
                                                                   {"24.5.1991", "1991-05-24"},
                                                                   {"24.05.30", "1930-05-24"},
                                                                   {"gestern", "2026-11-24"}})
    EXPECT_EQ(read_partial(typed), expected) << typed;
}

TEST(ParsePartialDate, Names_the_mistake_in_a_sentence) {
  for (const auto& [typed, expected] : std::initializer_list<Line>{
           {"13.1991", "Der 13.1991 ist kein gültiges Datum. Der Monat ist eine Zahl von 1 bis 12."},
           {"00.1991", "Der 00.1991 ist kein gültiges Datum. Der Monat ist eine Zahl von 1 bis 12."},
           {"1791", "Bitte prüfen Sie das Jahr 1791. Möglich sind 1900 bis 2199."},
           {"31.04.1991", "Der 31.04.1991 ist kein gültiges Datum. Der April hat 30 Tage."},
           {"91", "Das ist kein Datum. Schreiben Sie es zum Beispiel so: 24.11.2026 oder 24.11."}})
    EXPECT_EQ(read_partial(typed), expected) << typed;
}

TEST(TimeOfDay, Is_read_as_people_write_it) {
  const std::pair<const char*, const char*> table[] = {
      {"9", "09:00"},         {"09:30", "09:30"}, {"9:30", "09:30"},  {"9.30", "09:30"},   {"9 Uhr", "09:00"},
      {"14:05 Uhr", "14:05"}, {"0:00", "00:00"},  {"23:59", "23:59"}, {" 8:15 ", "08:15"},
  };
  for (const auto& [typed, time] : table) EXPECT_EQ(parse_time(typed), time) << typed;
}

TEST(TimeOfDay, Refuses_what_is_no_time_of_a_day) {
  for (const char* typed : {"", "24:00", "9:60", "9:5", "9:005", "9:", "neun", "-1", "9:30 vormittags", "123", "9,30"})
    EXPECT_EQ(parse_time(typed), std::nullopt) << typed;
}

TEST(TimeOfDay, Counts_minutes_only_of_what_is_written_in_full) {
  EXPECT_EQ(minutes_from("09:30"), std::chrono::minutes(570));
  EXPECT_EQ(minutes_from("00:00"), std::chrono::minutes(0));
  for (const char* text : {"", "9:30", "24:00", "09.30", "09:3a"}) EXPECT_EQ(minutes_from(text), std::nullopt) << text;
}

}  // namespace
}  // namespace kim
