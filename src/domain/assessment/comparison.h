// Two assessments beside each other: small charts and the same values as a table. What it is not: the choice of dates.
#pragma once

#include <string>
#include <vector>

#include "domain/assessment/assessment_rules.h"
#include "platform/html/html.h"

namespace kim::assessment {

struct ComparedDays {
  Day before, after;
  std::string addressed;  // "Frau Rahimi"
};
/// A small multiple for each field: hollow before, filled after, dotted for worse, double ring for unchanged.
[[nodiscard]] html::Fragment comparison_charts(const std::vector<Compared>& fields, const ComparedDays& days);
[[nodiscard]] html::Fragment comparison_table(const std::vector<Compared>& fields, const ComparedDays& days);

}  // namespace kim::assessment
