// Index keys and ranking. What it is not: the words of a name (name_words.cpp) or reading what was typed
// (name_query.cpp).
#include "domain/people/name_keys.h"

#include <algorithm>

#include "domain/people/name_alike.h"

namespace kim::people {
namespace {

constexpr std::size_t kPrefixLeast = 2;
constexpr std::size_t kPrefixMost = 8;

constexpr std::size_t kReadingLeast = 3;
constexpr std::size_t kReadingsMost = 3;

constexpr int kExact = 100, kStart = 60, kStartSpan = 30, kInitial = 50, kSound = 40, kSpelling = 40;
constexpr int kSameBirth = 30, kCompatibleBirth = 10;

/// Consonants of a word, told apart from the digits of the Kölner Phonetik by their letters; those of one or two
/// consonants would fit too many.
std::vector<std::string> readings_of(const Word& word) {
  if (word.sound.empty()) return {};
  std::vector<std::string> readings = skeletons(word.text);
  std::erase_if(readings, [](const std::string& one) { return one.size() < kReadingLeast; });
  if (readings.size() > kReadingsMost) readings.resize(kReadingsMost);
  return readings;
}

void add_keys(std::vector<Key>& keys, const Word& word) {
  keys.push_back({"word", word.text});
  if (word.weak) return;
  for (std::size_t n = kPrefixLeast; n <= kPrefixMost && n < word.text.size(); ++n)
    keys.push_back({"prefix", word.text.substr(0, n)});
  if (!word.sound.empty()) keys.push_back({"phonetic", word.sound});
  for (std::string& reading : readings_of(word)) keys.push_back({"phonetic", std::move(reading)});
}

void add_birth_keys(std::vector<Key>& keys, const PartialDate& birth) {
  keys.push_back({"birth", iso(birth)});
  if (birth.day != 0) keys.push_back({"birth", iso(PartialDate{birth.year, birth.month, 0})});
  if (birth.month != 0) keys.push_back({"birth", iso(PartialDate{birth.year, 0, 0})});
}

void sort_unique(std::vector<Key>& keys) {
  std::ranges::sort(keys);
  const auto rest = std::ranges::unique(keys);
  keys.erase(rest.begin(), rest.end());
}

/// What finds a typed word: the word itself, longer words that begin with it, words that sound alike or have the same
/// consonants. At most two keys of a kind.
std::vector<Key> keys_for(const Query::Term& term) {
  std::vector<Key> keys;
  for (const Word& form : term.forms) {
    keys.push_back({"word", form.text});
    if (form.text.size() >= kPrefixLeast) keys.push_back({"prefix", form.text.substr(0, kPrefixMost)});
    if (!form.sound.empty()) keys.push_back({"phonetic", form.sound});
  }
  if (const auto readings = readings_of(term.forms.front()); term.forms.size() == 1 && !readings.empty())
    keys.push_back({"phonetic", readings.front()});
  sort_unique(keys);
  return keys;
}

std::size_t typed_length(const Query::Term* term) { return term->forms.front().text.size(); }

/// Terms worth a look-up: the strong ones; if there is none, particles ("Ben", "Al" for Alina).
std::vector<const Query::Term*> terms_to_look_up(const Query& query) {
  std::vector<const Query::Term*> terms;
  for (const Query::Term& term : query.terms)
    if (!term.weak()) terms.push_back(&term);
  if (terms.empty())
    for (const Query::Term& term : query.terms)
      if (typed_length(&term) >= kPrefixLeast) terms.push_back(&term);
  std::ranges::sort(terms, std::ranges::greater(), typed_length);
  return terms;
}

/// Of three words and more, one may be missing: middle names come and go between documents.
std::size_t may_be_missing(std::size_t words) { return words >= 3 ? 1 : 0; }

int fit(const Word& stored, const Word& typed) {
  if (stored.text == typed.text) return kExact;
  if (stored.text.starts_with(typed.text)) {
    if (typed.text.size() < kPrefixLeast) return kInitial;
    return kStart + static_cast<int>(kStartSpan * typed.text.size() / stored.text.size());
  }
  if (typed.sound.empty() || stored.sound.empty()) return 0;
  if (stored.sound == typed.sound) return kSound;
  return closely_alike(stored.text, typed.text) ? kSpelling : 0;
}

int fit(const NameForms& stored, const Query::Term& typed) {
  int best = 0;
  for (const Word& form : typed.forms)
    for (const Word& word : stored.words) best = std::max(best, fit(word, form));
  return best;
}

/// Particles are not asked for when a real word is: "al Hassan" finds Hassan. A single letter always is.
bool counts(const Query::Term& term, bool strong_terms) {
  return !term.weak() || !strong_terms || typed_length(&term) < kPrefixLeast;
}

/// Mean over the typed words; 0 if too many fit nowhere.
int name_score(const NameForms& stored, const Query& query) {
  const bool strong = std::ranges::any_of(query.terms, [](const Query::Term& term) { return !term.weak(); });
  int sum = 0;
  std::size_t asked = 0, missing = 0;
  for (const Query::Term& term : query.terms) {
    if (!counts(term, strong)) continue;
    const int best = fit(stored, term);
    sum += best;
    ++asked;
    if (best == 0) ++missing;
  }
  if (asked == 0 || missing > may_be_missing(asked)) return 0;
  return sum / static_cast<int>(asked);
}

/// 1 January stands in documents for "only the year is known".
bool only_year(const PartialDate& date) { return date.month == 0 || (date.month == 1 && date.day == 1); }

int birth_score(const std::optional<PartialDate>& stored, const std::optional<PartialDate>& asked) {
  if (!stored || !asked || stored->year != asked->year) return 0;
  if (stored->day != 0 && *stored == *asked) return kSameBirth;
  const bool same_month = stored->month == asked->month && (stored->day == 0 || asked->day == 0);
  return same_month || only_year(*stored) || only_year(*asked) ? kCompatibleBirth : 0;
}

}  // namespace

NameForms forms_of(const Name& name) {
  NameForms forms{{}, name.birth};
  for (const std::string& one : name.names) std::ranges::move(words_of(one), std::back_inserter(forms.words));
  return forms;
}

std::vector<Key> keys_of(const Name& name) {
  std::vector<Key> keys;
  for (const Word& word : forms_of(name).words) add_keys(keys, word);
  if (name.birth) add_birth_keys(keys, *name.birth);
  sort_unique(keys);
  return keys;
}

bool Query::Term::weak() const { return forms.front().weak; }

bool Query::empty() const { return terms_to_look_up(*this).empty() && !birth && case_number.empty(); }

Lookup lookup_of(const Query& query) {
  Lookup lookup;
  for (const Query::Term* term : terms_to_look_up(query)) lookup.groups.push_back(keys_for(*term));
  if (lookup.groups.empty() && query.birth) lookup.groups.push_back({{"birth", iso(*query.birth)}});
  lookup.needed = lookup.groups.size() - may_be_missing(lookup.groups.size());
  return lookup;
}

int score(const NameForms& stored, const Query& query) {
  const int birth = birth_score(stored.birth, query.birth);
  if (query.terms.empty()) return birth;
  const int name = name_score(stored, query);
  return name == 0 ? 0 : name + birth;
}

}  // namespace kim::people
