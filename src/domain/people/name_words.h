// The words of a name before they are keys. What it is not: for use outside this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/name_keys.h"

namespace kim::people {

/// Pieces that may also be written as one word: "Abd al-Rahman Noor" gives {abd, al, rahman} and {noor}.
[[nodiscard]] std::vector<std::vector<std::string>> runs_of(std::string_view name);
/// A word with its sound; `piece` as in runs_of.
[[nodiscard]] Word make_word(std::string_view piece);

}  // namespace kim::people
