// Rules of appointments, series, open hours and holidays as tables.
#include "domain/calendar/appointment.h"

#include <gtest/gtest.h>

#include "domain/calendar/holidays.h"
#include "domain/calendar/open_hours.h"

namespace kim::calendar {
namespace {

Day day(std::string_view text) { return *day_from_iso(text); }
const Day today = day("2026-11-25");

Appointment made(std::string_view on, std::string from, std::string until = {}) {
  Appointment one;
  one.subject = "Beratung";
  one.on = day(on);
  one.from = std::move(from);
  one.until = std::move(until);
  one.owner = AccountId(1);
  return one;
}
Appointment with(Appointment one, std::int64_t second, std::int64_t third) {
  one.second = AccountId(second);
  one.third = AccountId(third);
  return one;
}

std::vector<std::string> fields(const std::vector<FieldError>& errors) {
  std::vector<std::string> list;
  for (const FieldError& error : errors) list.push_back(error.field);
  return list;
}

struct Rule {
  const char* name;
  Appointment one;
  std::vector<std::string> wrong;
};

TEST(AppointmentRules, Say_what_does_not_fit) {
  const Rule table[] = {
      {"with an end", made("2026-11-26", "09:00", "09:45"), {}},
      {"without an end", made("2026-11-26", "09:00"), {}},
      {"in the past", made("2026-01-02", "09:00"), {}},
      {"no time", made("2026-11-26", "früh"), {"from_time"}},
      {"no end time", made("2026-11-26", "09:00", "25:00"), {"until_time"}},
      {"end before beginning", made("2026-11-26", "09:00", "08:00"), {"until_time"}},
      {"end at beginning", made("2026-11-26", "09:00", "09:00"), {"until_time"}},
      {"too far ahead", made("2036-11-26", "09:00"), {"on_day"}},
      {"too long ago", made("1991-11-26", "09:00"), {"on_day"}},
      {"colleagues", with(made("2026-11-26", "09:00"), 2, 3), {}},
      {"owner twice", with(made("2026-11-26", "09:00"), 1, 3), {"second_id"}},
      {"third is the owner", with(made("2026-11-26", "09:00"), 2, 1), {"third_id"}},
      {"second and third the same", with(made("2026-11-26", "09:00"), 2, 2), {"third_id"}},
  };
  for (const Rule& rule : table) EXPECT_EQ(fields(check(rule.one, today)), rule.wrong) << rule.name;
}

TEST(AppointmentRules, Tidy_writes_times_in_one_way) {
  const Appointment one = tidy(made("2026-11-26", "9 Uhr", "9.45"));
  EXPECT_EQ(one.from, "09:00");
  EXPECT_EQ(one.until, "09:45");
  EXPECT_EQ(tidy(made("2026-11-26", "früh")).from, "früh");
}

TEST(AppointmentRules, Without_an_end_take_three_quarters_of_an_hour) {
  const auto [begins, ends] = span_of(day("2026-11-26"), "09:00", "");
  EXPECT_EQ(iso(begins), "2026-11-26T08:00:00Z");
  EXPECT_EQ(ends - begins, std::chrono::minutes(45));
}

TEST(AppointmentRules, Are_ordered_by_day_and_time) {
  EXPECT_TRUE(earlier(made("2026-11-25", "14:00"), made("2026-11-26", "09:00")));
  EXPECT_TRUE(earlier(made("2026-11-25", "09:00"), made("2026-11-25", "14:00")));
  EXPECT_FALSE(earlier(made("2026-11-25", "09:00"), made("2026-11-25", "09:00")));
}

struct Repeated {
  const char* kind;
  const char* start;
  const char* rule;
};

TEST(SeriesRules, Follow_from_kind_and_first_day) {
  const Repeated table[] = {
      {"daily", "2026-11-25", "FREQ=DAILY"},
      {"weekly", "2026-11-25", "FREQ=WEEKLY;BYDAY=WE"},
      {"weeks_2", "2026-11-25", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"},
      {"weeks_3", "2026-11-22", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU"},
      {"weeks_4", "2026-11-23", "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO"},
      {"month_weekday", "2026-11-10", "FREQ=MONTHLY;BYDAY=2TU"},
      {"month_weekday", "2026-11-01", "FREQ=MONTHLY;BYDAY=1SU"},
      {"month_weekday", "2026-11-30", "FREQ=MONTHLY;BYDAY=-1MO"},
      {"month_day", "2026-11-15", "FREQ=MONTHLY;BYMONTHDAY=15"},
  };
  for (const Repeated& row : table) EXPECT_EQ(ical::to_text(rule_of(row.kind, day(row.start))), row.rule) << row.kind;
  for (const Repeated& row : table)
    EXPECT_EQ(*ical::parse_rule(row.rule), rule_of(row.kind, day(row.start))) << row.kind;
}

TEST(SeriesRules, Need_either_a_number_or_an_end) {
  const auto wrong = [](Repeat repeat) {
    const auto rule = rule_of(repeat, today);
    return rule ? std::vector<std::string>() : fields(rule.error().fields);
  };
  EXPECT_EQ(wrong({"weekly", 5, {}}), std::vector<std::string>{});
  EXPECT_EQ(wrong({"weekly", {}, day("2027-01-31")}), std::vector<std::string>{});
  EXPECT_EQ(wrong({"weekly", {}, {}}), std::vector<std::string>{"repeat_count"});
  EXPECT_EQ(wrong({"weekly", 5, day("2027-01-31")}), std::vector<std::string>{"repeat_until"});
}

std::string joined(const std::vector<Day>& days) {
  std::string out;
  for (const Day one : days) out += (out.empty() ? "" : " ") + iso(one);
  return out;
}

TEST(SeriesRules, Leave_out_public_holidays) {
  const auto rule = rule_of(Repeat{"weekly", 3, {}}, day("2026-12-18"));
  const auto days = days_of_series(*rule, day("2026-12-18"), "09:00");
  ASSERT_TRUE(days.has_value());
  EXPECT_EQ(joined(days->days), "2026-12-18");
  EXPECT_EQ(joined(days->left_out), "2026-12-25 2027-01-01");
}

TEST(SeriesRules, Hold_the_last_day_as_a_whole) {
  const auto rule = rule_of(Repeat{"weekly", {}, day("2026-12-09")}, today);
  EXPECT_EQ(joined(days_of_series(*rule, today, "16:30")->days), "2026-11-25 2026-12-02 2026-12-09");
}

TEST(SeriesRules, Read_an_end_in_universal_time_as_ours) {
  const auto until = [&](std::string_view text) {
    return joined(days_of_series(*ical::parse_rule(text), today, "09:00")->days);
  };
  EXPECT_EQ(until("FREQ=WEEKLY;UNTIL=20261202T080000Z"), "2026-11-25 2026-12-02") << "09:00 in winter is 08:00 UTC";
  EXPECT_EQ(until("FREQ=WEEKLY;UNTIL=20261202T075959Z"), "2026-11-25");
}

TEST(SeriesRules, Refuse_what_has_no_end_or_too_much) {
  const auto refused = [&](std::string_view text) { return !days_of_series(*ical::parse_rule(text), today, "09:00"); };
  EXPECT_TRUE(refused("FREQ=WEEKLY"));
  EXPECT_TRUE(refused("FREQ=DAILY;COUNT=61"));
  EXPECT_TRUE(refused("FREQ=MONTHLY;COUNT=30"));
  EXPECT_TRUE(refused("FREQ=MONTHLY;UNTIL=20300101"));
  EXPECT_TRUE(refused("FREQ=WEEKLY;UNTIL=20261101"));
  EXPECT_TRUE(refused("FREQ=MONTHLY;BYMONTHDAY=25;BYDAY=FR;UNTIL=20261226")) << "only Christmas";
  EXPECT_FALSE(refused("FREQ=DAILY;COUNT=60"));
}

TEST(SeriesRules, Know_29_February) {
  const auto rule = ical::parse_rule("FREQ=MONTHLY;BYMONTHDAY=29;COUNT=4");
  const auto days = days_of_series(*rule, day("2027-12-29"), "09:00");
  EXPECT_EQ(joined(days->days), "2027-12-29 2028-01-29 2028-02-29 2028-03-29");
}

TEST(Holidays, Of_Nordrhein_Westfalen_are_eleven_a_year) {
  const std::pair<const char*, const char*> table[] = {
      {"2026-01-01", "Neujahr"},
      {"2026-04-03", "Karfreitag"},
      {"2026-04-06", "Ostermontag"},
      {"2026-05-01", "Tag der Arbeit"},
      {"2026-05-14", "Christi Himmelfahrt"},
      {"2026-05-25", "Pfingstmontag"},
      {"2026-06-04", "Fronleichnam"},
      {"2026-10-03", "Tag der Deutschen Einheit"},
      {"2026-11-01", "Allerheiligen"},
      {"2026-12-25", "Erster Weihnachtstag"},
      {"2026-12-26", "Zweiter Weihnachtstag"},
      {"2026-11-25", ""},
      {"2026-04-05", ""},
      {"2026-01-06", ""},
  };
  for (const auto& [on, name] : table) EXPECT_EQ(holiday(day(on)), name) << on;
  int count = 0;
  for (Day one = day("2027-01-01"); one <= day("2027-12-31"); one += std::chrono::days(1))
    if (!holiday(one).empty()) ++count;
  EXPECT_EQ(count, 11);
}

TEST(Holidays, Follow_Easter) {
  const std::pair<int, const char*> table[] = {{1913, "1913-03-23"}, {1943, "1943-04-25"}, {2000, "2000-04-23"},
                                               {2024, "2024-03-31"}, {2027, "2027-03-28"}, {2038, "2038-04-25"}};
  for (const auto& [year, on] : table) EXPECT_EQ(iso(easter(year)), on);
}

OpenHour hour() {
  OpenHour one;
  one.first_on = day("2026-11-05");  // a Thursday
  one.from = "14:00";
  one.until = "16:00";
  one.place = "Unterkunft";
  return one;
}

TEST(OpenHourRules, Say_what_does_not_fit) {
  const auto wrong = [&](auto&& edit) {
    OpenHour one = hour();
    edit(one);
    return fields(check(one, today));
  };
  EXPECT_EQ(wrong([](OpenHour&) {}), std::vector<std::string>{});
  EXPECT_EQ(wrong([](OpenHour& one) { one.until = "13:00"; }), std::vector<std::string>{"until_time"});
  EXPECT_EQ(wrong([](OpenHour& one) { one.from = "mittags"; }), std::vector<std::string>{"from_time"});
  EXPECT_EQ(wrong([](OpenHour& one) { one.ends_on = day("2026-11-04"); }), std::vector<std::string>{"ends_on"});
  EXPECT_EQ(wrong([](OpenHour& one) { one.first_on = day("1980-01-01"); }), std::vector<std::string>{"first_on"});
  EXPECT_EQ(wrong([](OpenHour& one) { one.place.clear(); }), std::vector<std::string>{"room_id"});
}

TEST(OpenHourRules, Mark_holidays_and_days_off_and_end_with_the_last_day) {
  OpenHour one = hour();
  one.first_on = day("2026-12-11");
  one.ends_on = day("2027-01-08");
  records::Stored<DayOff> off;
  off.value = {day("2026-12-18"), "Fortbildung"};
  std::string found;
  for (const Occurrence& at : days_of(one, {off}, day("2026-12-01"), day("2027-02-01")))
    found += iso(at.day) + "(" + at.off + ") ";
  EXPECT_EQ(found,
            "2026-12-11() 2026-12-18(Fortbildung) 2026-12-25(Erster Weihnachtstag) 2027-01-01(Neujahr) 2027-01-08() ");
}

}  // namespace
}  // namespace kim::calendar
