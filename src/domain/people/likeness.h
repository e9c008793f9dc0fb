// How likely two persons on file are one: whole names and birth dates together, with the reasons in words. Pure. It
// proposes; a person decides, always: nothing in KIM merges by itself.
// What it is not: the search (search.h) or the comparison of single words (name_alike.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/people/person.h"

namespace kim::people {

/// possible: worth a look (names alike, birth unknown or off by a slip). probable: names and birth agree.
enum class Grade : std::uint8_t { apart, possible, probable };

struct Likeness {
  Grade grade = Grade::apart;
  int points = 0;                    // 0 to 100, for the order of a list
  std::vector<std::string> reasons;  // German: "Namen klingen gleich", "gleiches Geburtsdatum"
};

/// Rules: words are paired whatever their order, particles aside; a word missing on one side costs little, one on each
/// side that fits none is a contradiction (siblings share one name only). 1 January stands for "only the year is known".
/// Years more than two apart are two people (father and son). A birth date with day and month swapped, or one figure
/// wrong, is a slip.
[[nodiscard]] Likeness likeness_of(const Person& a, const Person& b);
/// "wahrscheinlich dieselbe Person", "vielleicht dieselbe Person", "verschiedene Personen".
[[nodiscard]] std::string label(Grade grade);

}  // namespace kim::people
