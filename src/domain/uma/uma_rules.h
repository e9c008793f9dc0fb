// Rules of the UmA path: stages, clock, checks. Pure: what day it is comes from the caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/uma/uma.h"

namespace kim::uma {

inline constexpr int months_of_company = 6;
inline constexpr int end_lead_days = 14;  // the end of the six months is named so long before

/// The same day of the month six months later; the last day of a shorter month (31.08. -> 28.02.).
[[nodiscard]] Day six_months_after(Day start);

/// All rows of one case, as stored, oldest first.
struct Rows {
  std::vector<records::Stored<Talk>> talks;
  std::optional<records::Stored<TargetCheck>> check;
  std::vector<records::Stored<Duty>> duties;
  std::vector<records::Stored<Focus>> focuses;
  std::vector<records::Stored<Work>> works;
  std::optional<records::Stored<Ending>> ending;
};

// ---- checks of one row; empty if all is well ----
[[nodiscard]] std::vector<FieldError> check(const Talk& talk);
/// `birth`: known by its day or not; a grown-up by the file is none by the check is a contradiction.
[[nodiscard]] std::vector<FieldError> check(const TargetCheck& target, std::optional<PartialDate> birth);
[[nodiscard]] std::vector<FieldError> check(const Duty& duty);
[[nodiscard]] std::vector<FieldError> check(const Focus& focus);
[[nodiscard]] std::vector<FieldError> check(const Work& work, Day today);
[[nodiscard]] std::vector<FieldError> check(const Ending& ending);

/// Whether at least one of the three groups fits.
[[nodiscard]] bool belongs(const TargetCheck& target);
[[nodiscard]] bool is_open(const Focus& focus);
/// 18 or older on `day`; nullopt if the birth date does not tell.
[[nodiscard]] std::optional<bool> adult_on(const std::optional<PartialDate>& birth, Day day);

/// Sets the two derived days: end of the six months and next talk (last talk about work since the start, else the start,
/// plus the interval). No talk is due once work stopped or when it would lie after the six months.
[[nodiscard]] Work with_days(Work work, const std::vector<records::Stored<Talk>>& talks);

// ---- the path ----

enum class Stage : std::uint8_t { coordination, target_group, duties, focus, work, six_months, ending };
enum class StageState : std::uint8_t { open, now, done, stopped };
struct StageMark {
  Stage stage;
  StageState state;
  std::optional<Day> on;  // when it was reached
};
/// The seven stages in order. The first one not done is "now"; a target group that does not fit stops there and only the
/// ending is left.
[[nodiscard]] std::vector<StageMark> path(const Rows& rows, Day today);
[[nodiscard]] std::string label(Stage stage);

// ---- the clock ----

enum class ClockState : std::uint8_t { planned, running, over, stopped, handed_back };
struct Clock {
  ClockState state;
  Day start, end;
  int week = 0, weeks = 0;  // "Woche 9 von 26"; the last one takes the days left over
  std::optional<Day> next_talk;
  std::int64_t work = 0;  // row
};
/// Of the newest start of work; nullopt before the first.
[[nodiscard]] std::optional<Clock> clock(const Rows& rows, Day today);

}  // namespace kim::uma
