// Rules of understanding a case; pure. What it is not: storage or pages.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/assessment/assessment.h"
#include "domain/cases/case.h"

namespace kim::assessment {

// ---- Erstgespräch ----

/// Acute danger needs a note of what was done at once.
[[nodiscard]] std::vector<FieldError> check(const Intake& intake);
/// Another Fallmanagement is named, or the person lives on benefits whose body has its own (code list legal_area).
[[nodiscard]] bool other_management_likely(const Intake& intake);

// ---- Falleinschätzung ----

/// Whether anything is noted in the field of action.
[[nodiscard]] bool is_filled(const AssessmentLine& line);

/// What lists and charts need of a line: no free text.
struct Rating {
  std::string field;
  std::string wish_scale, need_scale;  // "1" to "5", empty = not discussed
  std::string urgency;
  bool filled = false;
};
[[nodiscard]] Rating rating_of(const AssessmentLine& line);
/// The `most` filled fields in order of urgency, then of burden (the lower of both scales), then of the list.
[[nodiscard]] std::vector<Rating> most_urgent(std::vector<Rating> ratings, std::size_t most);
[[nodiscard]] int filled_count(const std::vector<Rating>& ratings);

/// One scale on two days.
struct Change {
  enum class Direction : std::uint8_t { unknown, better, worse, unchanged };  // unknown: missing on one of the days
  Direction direction = Direction::unknown;
  int steps = 0;
  friend bool operator==(const Change&, const Change&) = default;
};
[[nodiscard]] Change compare(std::string_view before, std::string_view after);
/// "1 besser", "2 schlechter", "gleich"; empty if it cannot be compared.
[[nodiscard]] std::string words(const Change& change);
/// Both views of one field of action on two days.
struct Compared {
  std::string field;
  Rating before, after;
};
/// Fields with a scale on at least one of the days, in the order of the code list.
[[nodiscard]] std::vector<Compared> compare(const std::vector<Rating>& before, const std::vector<Rating>& after);

/// How many fields went which way in one view; fields rated on one of the days only are not counted.
struct Balance {
  int better = 0, worse = 0, unchanged = 0;
  friend bool operator==(const Balance&, const Balance&) = default;
};
[[nodiscard]] Balance balance(const std::vector<Compared>& fields, std::string Rating::* view);
/// "2 besser, 1 gleich, 1 schlechter"; empty if nothing can be compared.
[[nodiscard]] std::string words(const Balance& balance);

/// One field of action over all its days; `ratings` has an entry for each day, empty scales where it was not discussed.
struct Course {
  std::string field;
  std::vector<Rating> ratings;
};
/// Fields with a scale on at least one of the days, in the order of the code list.
[[nodiscard]] std::vector<Course> courses(const std::vector<std::vector<Rating>>& days);
/// From the first day a view was rated on to the last.
[[nodiscard]] Change over_all(const Course& course, std::string Rating::* view);

/// Fields of action in the order of the page: those in use today and those that hold something.
[[nodiscard]] std::vector<std::string> fields_shown(Day today, const std::vector<Rating>& ratings);
/// How many there are to choose from.
[[nodiscard]] std::size_t fields_in_use(Day today);
/// Shown at once; the others stand under "Weitere Handlungsfelder".
[[nodiscard]] bool comes_first(std::string_view field);

/// Half a year after the last one the next is suggested; the last day of a shorter month.
[[nodiscard]] Day reassess_on(Day last);

// ---- decision ----

/// What the criteria that apply speak for (the group of their code; without one for case management). Advice only.
struct Advice {
  std::string decision;                      // code; empty if they speak for nothing, or for two things alike
  std::vector<std::string> reasons, others;  // criteria for it and for something else
};
[[nodiscard]] Advice advice_of(const std::vector<std::string>& criteria);
/// "3 von 4 Kriterien sprechen für Case Management." and what the others are; empty without criteria.
[[nodiscard]] std::string words(const Advice& advice);

/// Case management needs a finished assessment; everything else can be decided at any time.
[[nodiscard]] std::vector<FieldError> check(const Decision& decision, bool assessed);
[[nodiscard]] cases::Milestone milestone_of(std::string_view decision);
/// What follows from a decision: stands before the button, and leads on after it.
struct NextAct {
  std::string_view decision;     // code
  std::string_view consequence;  // German sentence
  std::string_view path;         // below the case: "ziele"
};
[[nodiscard]] std::span<const NextAct> next_acts();
[[nodiscard]] const NextAct& next_act(std::string_view decision);

}  // namespace kim::assessment
