// Public holidays of Nordrhein-Westfalen (§ 2 Feiertagsgesetz NW). Computed; nothing is stored.
#pragma once

#include <string>
#include <vector>

#include "base/day.h"

namespace kim::calendar {

/// Easter Sunday of a year from 1900 on (Gregorian computus after Butcher).
[[nodiscard]] Day easter(int year);
/// Name of the holiday on `day` in the current language; empty if it is none.
[[nodiscard]] std::string holiday(Day day);

}  // namespace kim::calendar
