// Letters of any script as a-z, the ground under name_keys. What it is not: for use outside this folder.
#pragma once

#include <string>
#include <string_view>

namespace kim::people {

/// a-z and 0-9; '-' where parts of one word meet (hyphen, apostrophe); other signs as single blanks. Expects well-formed
/// UTF-8.
[[nodiscard]] std::string plain_letters(std::string_view name);
/// ae, oe, ue, aa as a, o, u, a: the spellings of one name with and without umlauts become one.
[[nodiscard]] std::string without_umlaut_e(std::string_view letters);

}  // namespace kim::people
