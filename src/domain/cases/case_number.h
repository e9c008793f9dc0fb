// Case numbers as people type them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kim::cases {

/// The numbers that may be meant: "KIM-2026-0417", "2026-417" and "2026/0417" are one; "417" may be of this year or one of
/// the seven before. Empty if it is no number. At most eight, newest first.
[[nodiscard]] std::vector<std::string> possible_numbers(std::string_view typed, int this_year);

}  // namespace kim::cases
