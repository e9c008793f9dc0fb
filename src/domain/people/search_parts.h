// What the search makes of a row of the index, for the files of this folder. What it is not: the search itself (search.h).
#pragma once

#include "domain/people/search.h"
#include "domain/people/search_store.h"

namespace kim::people {

/// All writings of the name and the birth date; nothing else of the person was opened.
[[nodiscard]] Person person_from(const Candidate& found);
/// The candidate as a line of a list, rated against the person entered.
[[nodiscard]] Hit hit_of(const Candidate& found, const Person& entered);

}  // namespace kim::people
