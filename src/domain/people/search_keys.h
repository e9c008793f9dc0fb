// Keys of the index beyond single words: two words of one name, and a word with the birth year, by their sound. They
// answer the usual questions ("Rahimi Parwin", "Rahimi 1991") with one look-up, where the rows of either word alone
// grow with the number of persons. What it is not: how names are compared (name_keys.h).
#pragma once

#include <vector>

#include "domain/people/name_keys.h"

namespace kim::people {

/// What to store in the index for a person: keys_of and the pairs of kind "pair". Sorted, no duplicates.
[[nodiscard]] std::vector<Key> index_keys(const Name& name);
/// The pairs in a question, at most six; empty for a single word without a birth date.
[[nodiscard]] std::vector<Key> pair_keys(const Query& query);

}  // namespace kim::people
