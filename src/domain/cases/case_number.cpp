#include "domain/cases/case_number.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "domain/cases/case.h"

namespace kim::cases {
namespace {

constexpr int kYearsBack = 8;

std::optional<int> number_of(std::string_view digits, std::size_t most) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool all = error == std::errc() && end == digits.data() + digits.size();
  if (!all || digits.size() > most || value <= 0) return std::nullopt;
  return value;
}

std::string_view without_prefix(std::string_view typed) {
  constexpr std::string_view prefix = "kim";
  const bool has =
      typed.size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), typed.begin(),
                                                 [](char a, char b) { return a == static_cast<char>(b | 0x20); });
  if (!has) return typed;
  typed.remove_prefix(prefix.size());
  return typed.front() == '-' || typed.front() == ' ' ? typed.substr(1) : std::string_view();
}

}  // namespace

std::vector<std::string> possible_numbers(std::string_view typed, int this_year) {
  const std::string_view rest = without_prefix(text::trim(typed));
  const auto cut = rest.find_first_of("-/");
  if (cut != std::string_view::npos) {
    const auto year = number_of(rest.substr(0, cut), 4);
    const auto number = number_of(rest.substr(cut + 1), 7);
    if (!year || *year < 1000 || !number) return {};
    return {case_number(*year, *number)};
  }
  const auto number = number_of(rest, 7);
  if (!number || (rest.size() == 4 && *number > 1900 && *number <= this_year && rest == typed))
    return {};  // a year of birth
  std::vector<std::string> list;
  for (int back = 0; back < kYearsBack; ++back) list.push_back(case_number(this_year - back, *number));
  return list;
}

}  // namespace kim::cases
