// What must not stand in a text that leaves the case: names, numbers and addresses by which a person is known. Pure.
// What it is not: proof that nobody can be guessed; the form says so and a person reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace kim::hints {

/// By what the person and the relatives are known.
struct Known {
  std::vector<std::string> names;    // "Parwin Rahimi", aliases, relatives
  std::vector<std::string> numbers;  // case number, telephone
  std::vector<PartialDate> births;
};

struct Find {
  enum class Kind : std::uint8_t { name, case_number, phone, mail, birth } kind;
  std::string text;  // as it stands in the text
};
/// Everything personal found, in reading order, each once. Case numbers, telephone numbers, mail addresses and dates after
/// "geboren" are found for everybody; names and dates of birth are those of `who`.
[[nodiscard]] std::vector<Find> personal_in(std::string_view text, const Known& who, Day today);
/// One sentence for the field that quotes the finds; empty if there are none.
[[nodiscard]] std::string refusal(const std::vector<Find>& finds);

}  // namespace kim::hints
