// Whether two folded words may be one word of a name, written by two offices: across Arabic, Cyrillic, Turkish, French,
// English and German spellings. Two steps: `sound_keys` and `edges` are what the blind index can compare (equal or
// not); `alike` decides on the opened names by a weighted edit distance over sounds. Figures: docs/quality.md.
// What it is not: a decision about persons; that takes birth dates and a human (research: never merge automatically).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kim::people {

/// A folded word as sounds, one sign each: "shevchenko" -> "SevHenko". Letters only; others are left out.
[[nodiscard]] std::string sounds_of(std::string_view folded_word);
/// How far two words are apart, both as sounds_of: 0 = sound the same; grows with rarity of the change, in hundredths
/// per sound. Order of the arguments does not matter.
[[nodiscard]] int distance(std::string_view sounds_a, std::string_view sounds_b);
/// Whether two folded words may be spellings of one. A word without vowels (from Arabic script) is compared by its
/// consonants.
[[nodiscard]] bool alike(std::string_view folded_a, std::string_view folded_b);
/// The same, stricter: for lists where each false answer costs somebody a look (search, warnings).
[[nodiscard]] bool closely_alike(std::string_view folded_a, std::string_view folded_b);

/// Classes of consonants in the word, once for each way to read its ambiguous letters (ch, g, j, w ...): "Georgi" gives
/// "KRK", "SRK" ... At most six, the usual reading first; empty for a word without consonants.
[[nodiscard]] std::vector<std::string> skeletons(std::string_view folded_word);
/// Beginning ("<KR") and end (">RK") of each skeleton: two spellings of one word nearly always share one.
[[nodiscard]] std::vector<std::string> edges(std::string_view folded_word);

}  // namespace kim::people
