// All assessments of a case in time: a small line chart for each field of action and the same values as a table.
// What it is not: the comparison of two days (comparison.h).
#pragma once

#include <string>
#include <vector>

#include "domain/assessment/assessment_rules.h"
#include "platform/html/html.h"

namespace kim::assessment {

struct Development {
  std::vector<Day> days;        // oldest first, at least two
  std::vector<Course> courses;  // each with one rating a day
  std::string addressed;        // "Frau Rahimi"
};
/// Ring and dashed line for the person's view, filled ball and full line for the professional one.
[[nodiscard]] html::Fragment development_charts(const Development& development);
[[nodiscard]] html::Fragment development_table(const Development& development);

}  // namespace kim::assessment
