// Repetition rules: libical's own vectors inside our subset, German clock changes, 29 February, refused input.
#include "platform/ical/rule.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

namespace kim::ical {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

LocalTime at(std::string_view basic) {  // 19980101T090000
  const auto number = [&](std::size_t from, std::size_t length) {
    return std::stoi(std::string(basic.substr(from, length)));
  };
  const Day day = *day_from_iso(std::string(basic.substr(0, 4)) + "-" + std::string(basic.substr(4, 2)) + "-" +
                                std::string(basic.substr(6, 2)));
  if (basic.size() < 15) return {day, {}};
  return {day, seconds(number(9, 2) * 3600 + number(11, 2) * 60 + number(13, 2))};
}

std::string days(const Rule& rule, std::string_view start, std::string_view until = "22000101T000000") {
  std::string out;
  for (const LocalTime& one : expand(rule, at(start), {{}, at(until)})) out += (out.empty() ? "" : " ") + iso(one.day);
  return out;
}
std::string days(std::string_view rule, std::string_view start, std::string_view until = "22000101T000000") {
  const auto parsed = parse_rule(rule);
  return parsed ? days(*parsed, start, until) : "refused";
}

struct Vector {
  std::string rule, start, start_at, instances;
};

std::vector<Vector> vectors() {
  std::ifstream file(KIM_SOURCE_DIR "/tests/fixtures/ical/icalrecur_test.txt");
  std::vector<Vector> list;
  const auto value = [](const std::string& line) { return line.substr(line.find(':') + 1); };
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.starts_with("RRULE:")) list.push_back({value(line), {}, {}, {}});
    if (line.starts_with("DTSTART:")) list.back().start = value(line);
    if (line.starts_with("START-AT:")) list.back().start_at = value(line);
    if (line.starts_with("INSTANCES:")) list.back().instances = value(line);
  }
  return list;
}

/// The starts a vector expects; with START-AT only those not before it.
std::vector<LocalTime> expected(const Vector& one) {
  std::vector<LocalTime> list;
  std::istringstream stream(one.instances);
  const LocalTime from = one.start_at.empty() ? LocalTime{} : at(one.start_at);
  for (std::string item; std::getline(stream, item, ',');)
    if (at(item) >= from) list.push_back(at(item));
  return list;
}

std::string shown(const std::vector<LocalTime>& list) {
  std::string out;
  for (const LocalTime& one : list) out += iso(one.day) + "+" + std::to_string(one.time.count()) + "s ";
  return out;
}

TEST(Rules, Give_what_libical_expects_for_every_vector_of_our_subset) {
  int inside = 0, passed = 0, outside = 0;
  for (const Vector& one : vectors()) {
    const auto rule = parse_rule(one.rule);
    if (!rule || one.instances.starts_with('*')) {
      ++outside;
      continue;
    }
    ++inside;
    const LocalTime from = one.start_at.empty() ? LocalTime{} : at(one.start_at);
    const auto found = expand(*rule, at(one.start), {from, at("22000101T000000"), 5000});
    const bool right = found == expected(one);
    EXPECT_TRUE(right) << one.rule << " from " << one.start << "\n got  " << shown(found) << "\n want "
                       << shown(expected(one));
    if (right) ++passed;
  }
  std::cout << "RRULE vectors of libical: " << passed << " of " << inside << " inside our subset pass, " << outside
            << " lie outside\n";
  RecordProperty("rrule_vectors_inside", inside);
  EXPECT_EQ(inside + outside, 146);
  EXPECT_GE(inside, 40);
}

TEST(Rules, Leave_out_days_that_a_month_does_not_have) {
  EXPECT_EQ(days("FREQ=MONTHLY;COUNT=4", "20260131T090000"), "2026-01-31 2026-03-31 2026-05-31 2026-07-31");
  EXPECT_EQ(days("FREQ=MONTHLY;INTERVAL=12;COUNT=3", "20240229T090000"), "2024-02-29 2028-02-29 2032-02-29");
  EXPECT_EQ(days("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "20280131T090000"), "2028-01-31 2028-02-29 2028-03-31");
  EXPECT_EQ(days("FREQ=DAILY;COUNT=3", "20280228T090000"), "2028-02-28 2028-02-29 2028-03-01");
  EXPECT_EQ(days("FREQ=WEEKLY;COUNT=2", "20280229T090000"), "2028-02-29 2028-03-07");
}

TEST(Rules, Keep_the_time_of_the_day_over_both_clock_changes) {
  const auto rule = *parse_rule("FREQ=WEEKLY;COUNT=3");
  const auto utc_hours = [&](std::string_view start) {
    std::string out;
    for (const LocalTime& one : expand(rule, at(start), {{}, at("22000101T000000")}))
      out += iso(local_moment(one.day, one.time)) + " ";
    return out;
  };
  EXPECT_EQ(utc_hours("20270321T090000"), "2027-03-21T08:00:00Z 2027-03-28T07:00:00Z 2027-04-04T07:00:00Z ");
  EXPECT_EQ(utc_hours("20271024T090000"), "2027-10-24T07:00:00Z 2027-10-31T08:00:00Z 2027-11-07T08:00:00Z ");
  // 02:30 does not exist on 28.03.2027: the hour after the gap; on 31.10.2027 it exists twice: the first.
  EXPECT_EQ(iso(local_moment(*day_from_iso("2027-03-28"), seconds(9000))), "2027-03-28T01:00:00Z");
  EXPECT_EQ(iso(local_moment(*day_from_iso("2027-10-31"), seconds(9000))), "2027-10-31T00:30:00Z");
}

TEST(Rules, List_only_the_window_but_count_from_the_start) {
  const auto rule = *parse_rule("FREQ=WEEKLY;COUNT=4");
  const auto found = expand(rule, at("20261103T090000"), {at("20261110T120000"), at("20270101T000000"), 1});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(iso(found.front().day), "2026-11-17");
  EXPECT_EQ(expand(rule, at("20261103T090000"), {at("20261124T100000"), at("20300101T000000")}).size(), 0U);
}

TEST(Rules, An_end_without_time_holds_the_whole_day) {
  EXPECT_EQ(days("FREQ=WEEKLY;UNTIL=20261117", "20261103T163000"), "2026-11-03 2026-11-10 2026-11-17");
}

TEST(Rules, Are_written_as_they_are_read) {
  for (const std::string_view text :
       {"FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;COUNT=5;BYDAY=MO,TH;WKST=SU", "FREQ=MONTHLY;BYDAY=2TU,-1FR",
        "FREQ=MONTHLY;UNTIL=20270101;BYMONTHDAY=15,-1", "FREQ=DAILY;UNTIL=20270101T080000Z"}) {
    const auto rule = parse_rule(text);
    ASSERT_TRUE(rule.has_value()) << text;
    EXPECT_EQ(to_text(*rule), text);
  }
}

TEST(Rules, Refuse_what_they_do_not_understand) {
  for (const std::string_view text : {"",
                                      "FREQ=",
                                      "FREQ=YEARLY",
                                      "FREQ=WEEKLYX",
                                      "WEEKLY",
                                      "XREQ=WEEKLY",
                                      "FREQ=WEEKLY;COUNT=0",
                                      "FREQ=WEEKLY;COUNT=x",
                                      "FREQ=WEEKLY;INTERVAL=0",
                                      "FREQ=WEEKLY;INTERVAL=401",
                                      "FREQ=WEEKLY;COUNT=99999",
                                      "FREQ=WEEKLY;BYDAY=",
                                      "FREQ=WEEKLY;BYDAY=2TU",
                                      "FREQ=WEEKLY;BYDAY=XX",
                                      "FREQ=DAILY;BYDAY=1MO",
                                      "FREQ=MONTHLY;BYDAY=6MO",
                                      "FREQ=MONTHLY;BYDAY=0MO",
                                      "FREQ=MONTHLY;BYMONTHDAY=32",
                                      "FREQ=MONTHLY;BYMONTHDAY=0",
                                      "FREQ=WEEKLY;BYMONTHDAY=1",
                                      "FREQ=WEEKLY;UNTIL=20260230",
                                      "FREQ=WEEKLY;UNTIL=2026",
                                      "FREQ=WEEKLY;UNTIL=20261301",
                                      "FREQ=WEEKLY;UNTIL=20261201Z",
                                      "FREQ=WEEKLY;UNTIL=20261201T250000",
                                      "FREQ=WEEKLY;COUNT=2;UNTIL=20261201",
                                      "FREQ=WEEKLY;COUNT=2;COUNT=3",
                                      "FREQ=WEEKLY;BYSETPOS=1",
                                      "FREQ=WEEKLY;BYHOUR=9",
                                      "FREQ=WEEKLY;;",
                                      "FREQ=WEEKLY;WKST=XX",
                                      "FREQ=WEEKLY;=",
                                      "freq=weekly",
                                      "FREQ=WEEKLY\r\nX:1"})
    EXPECT_FALSE(parse_rule(text).has_value()) << text;
  EXPECT_FALSE(parse_rule("FREQ=MONTHLY;BYMONTHDAY=" + std::string(700, '1')).has_value());
}

}  // namespace
}  // namespace kim::ical
