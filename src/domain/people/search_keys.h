// Keys of the index beyond single words: two words of one name, and a word with the birth year, by their sound. They
// answer the usual questions ("Rahimi Parwin", "Rahimi 1991") with one look-up, where the rows of either word alone
// grow with the number of persons. Coarser ones (edges) find the same person written by another office, for the list of
// duplicates. What it is not: how names are compared (name_keys.h).
#pragma once

#include <vector>

#include "domain/people/name_keys.h"

namespace kim::people {

/// What to store in the index for a person: keys_of, the pairs of kind "pair", and edge_keys for that year alone. Sorted, no
/// duplicates.
[[nodiscard]] std::vector<Key> index_keys(const Name& name);
/// The pairs in a question, at most six; empty for a single word without a birth date.
[[nodiscard]] std::vector<Key> pair_keys(const Query& query);

/// Keys of kind "edge", shared by nearly all spellings of one name: the beginnings (or the ends) of the first and the last
/// word together, in either order, and one of them with the year of birth. `years` beside it are asked for as well.
[[nodiscard]] std::vector<Key> edge_keys(const Name& name, int years);

}  // namespace kim::people
