// Search keys of names: what goes (as blind-index tokens) into the index, what a typed query looks up, and how good a
// candidate fits. Pure: no database, no keys, no clock.
//
// What it is not: a stored form of the name (names stay as entered), or how two spellings of one word are compared
// (name_alike.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"

namespace kim::people {

/// The names of one person in any writing (as entered, as in the document, original script, aliases), and the birth date.
struct Name {
  std::vector<std::string> names;
  std::optional<PartialDate> birth;
  std::vector<std::string> whole{};  // complete writings, given and family name together
};

/// One entry of the index; the caller stores Keyring::token(kind, text).
/// Kinds: "word" (a whole word of the name), "prefix" (its first 2 to 8 letters, if it is longer), "phonetic" (Kölner
/// Phonetik in digits, classes of consonants in letters), "birth" (ISO: year, month, day, each as far as known).
struct Key {
  std::string_view kind;
  std::string text;
  friend auto operator<=>(const Key&, const Key&) = default;
};

/// Words of a-z and 0-9, one blank between. Transliterates (Any-Latin) and drops diacritics; ä, ae and a become the
/// same (so Öztürk = Oeztuerk = Ozturk), also ö, ü, ø, æ, å. Expects well-formed UTF-8.
[[nodiscard]] std::string fold(std::string_view name);
/// Kölner Phonetik of a folded word: "mueller" and "miller" are "657". Empty if no letter sounds.
[[nodiscard]] std::string sound_of(std::string_view folded_word);

/// A word of a name. Weak: a particle ("al", "von") or a single letter, too common to be looked for beside others.
struct Word {
  std::string text;   // folded
  std::string sound;  // empty if weak or too short to mean anything
  bool weak = false;
};
/// The words of one name; parts joined by hyphen, apostrophe or particle also stand as one word: "Al-Hassan" gives al
/// (weak), hassan, alhassan.
[[nodiscard]] std::vector<Word> words_of(std::string_view name);

/// A stored name, made ready once to be scored against a query.
struct NameForms {
  std::vector<Word> words;
  std::optional<PartialDate> birth;
};
[[nodiscard]] NameForms forms_of(const Name& name);

/// What to store in the index; sorted, no duplicates. At most about 12 keys a word.
[[nodiscard]] std::vector<Key> keys_of(const Name& name);

/// What somebody typed into the search field: "Rahimi Parwin", "Rahimi, P", "24.05.1991", "1991", "KIM-2026-0417" or a
/// mixture. To warn about duplicates: parse_query(name as entered), then set `birth`.
struct Query {
  /// One typed word. Any of `forms` counts as found: "al-hassan" is hassan or alhassan.
  struct Term {
    std::vector<Word> forms;
    [[nodiscard]] bool weak() const;  // the typed word is a particle or a single letter
  };
  std::vector<Term> terms;
  std::optional<PartialDate> birth;
  std::string case_number;  // "KIM-2026-0417", upper case, number filled to 4 digits; empty if none was typed

  /// Nothing that can be looked up, for example a single letter.
  [[nodiscard]] bool empty() const;
};
[[nodiscard]] Query parse_query(std::string_view typed);
/// What to ask the index: a candidate has at least one key in `needed` of the groups (all of them, or all but one of three
/// and more). The most telling group stands first, so a caller that must limit its work can start there. A birth date
/// is looked up only when no name was typed, else it only ranks. The case number is not among them.
struct Lookup {
  std::vector<std::vector<Key>> groups;
  std::size_t needed = 0;
};
[[nodiscard]] Lookup lookup_of(const Query& query);

/// How well a stored name fits; 0 = no hit. Whole word 100, start of a word 60 to 90, single letter 50, sound
/// or spelling alike 40, as the
/// mean over the typed words; birth date adds 30, a compatible year 10. With three or more words one may be missing.
[[nodiscard]] int score(const NameForms& stored, const Query& query);

}  // namespace kim::people
