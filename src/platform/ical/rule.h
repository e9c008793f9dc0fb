// Repetition rules: the subset of RFC 5545 RRULE that people need for appointments and open hours.
//
//   DAILY | WEEKLY | MONTHLY; INTERVAL; COUNT or UNTIL; BYDAY (MONTHLY also "2TU", "-1FR"); BYMONTHDAY; WKST
//
// Everything happens in local time without a zone: "every Tuesday at nine" stays at nine when the clocks change. What falls
// on a day that a month does not have (30.02.) is left out, as RFC 5545 says.
// What it is not: a reader of other programs' calendars. YEARLY, BYSETPOS, BYHOUR ... are refused with a sentence.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace kim::ical {

/// A day and the seconds since its midnight, in no particular zone.
struct LocalTime {
  Day day{};
  std::chrono::seconds time{};
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

enum class Frequency : std::uint8_t { daily, weekly, monthly };

/// "TU" (nth = 0), "2TU" or "-1FR".
struct Weekday {
  int nth = 0;
  std::chrono::weekday day{};
  friend bool operator==(const Weekday&, const Weekday&) = default;
};

struct Rule {
  Frequency frequency = Frequency::weekly;
  int interval = 1;
  std::optional<int> count;
  std::optional<LocalTime> until;  // inclusive; UNTIL without a time means the whole day
  bool until_is_utc = false;       // written with Z
  std::vector<Weekday> by_day;
  std::vector<int> by_month_day;  // 1..31, -1 = last
  std::chrono::weekday week_start = std::chrono::Monday;
  friend bool operator==(const Rule&, const Rule&) = default;
};

/// Reads "FREQ=WEEKLY;BYDAY=MO". Error: invalid, with a German sentence that says what is not understood. Any bytes may come.
[[nodiscard]] Result<Rule> parse_rule(std::string_view text);
/// The shortest text that reads as the same rule.
[[nodiscard]] std::string to_text(const Rule& rule);

/// What to list: starts not before `from` and not after `until`, at most `most`.
struct Window {
  LocalTime from{}, until{};
  std::size_t most = 1000;
};
/// The starts of the rule that begins at `start`, in order. COUNT is counted from `start`, also for those before the window.
/// `start` itself is one of them only if it fits the rule. Time: linear in the days from `start` to the end.
[[nodiscard]] std::vector<LocalTime> expand(const Rule& rule, const LocalTime& start, const Window& window);

}  // namespace kim::ical
