// The example of a table, as CSV that every office program opens. What it is not: a fixed format; any headings can be mapped.
#pragma once

#include <string>
#include <string_view>

#include "base/day.h"

namespace kim::imports {

/// Headings that KIM proposes fields for, and two made-up rows that pass the check on `today`. UTF-8 with mark, semicolons.
[[nodiscard]] std::string template_csv(std::string_view kind, Day today);

}  // namespace kim::imports
