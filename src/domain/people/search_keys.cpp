#include "domain/people/search_keys.h"

#include <algorithm>

#include "domain/people/name_alike.h"

namespace kim::people {
namespace {

constexpr std::size_t kWordsStored = 6;  // of the longest names; the others are found by their single words
constexpr std::size_t kPairsAsked = 6;

/// Words that sound alike are one; those too short to sound are themselves.
std::string sound_or_text(const Word& word) { return word.sound.empty() ? word.text : word.sound; }

std::vector<Key> pairs_of(const std::vector<std::string>& sounds, const std::optional<PartialDate>& birth) {
  std::vector<Key> pairs;
  for (std::size_t a = 0; a < sounds.size(); ++a) {
    for (std::size_t b = a + 1; b < sounds.size(); ++b)
      pairs.push_back({"pair", std::min(sounds[a], sounds[b]) + "+" + std::max(sounds[a], sounds[b])});
    if (birth) pairs.push_back({"pair", sounds[a] + "*" + std::to_string(birth->year)});
  }
  return pairs;
}

void sort_unique(std::vector<Key>& keys) {
  std::ranges::sort(keys);
  const auto rest = std::ranges::unique(keys);
  keys.erase(rest.begin(), rest.end());
}

/// First and last word that are no particles: given and family name, in whichever order. Empty if there is none.
std::pair<std::string, std::string> outer_words(std::string_view name) {
  std::pair<std::string, std::string> outer;
  for (const Word& word : words_of(name)) {
    if (word.weak) continue;
    if (outer.first.empty()) outer.first = word.text;
    outer.second = word.text;
  }
  return outer;
}

/// Beginnings with beginnings, ends with ends; the lesser first, since the order of names differs between offices.
void add_edge_pairs(std::vector<Key>& keys, std::string_view first, std::string_view last) {
  if (first == last) return;
  for (const std::string& a : edges(first))
    for (const std::string& b : edges(last))
      if (a.front() == b.front()) keys.push_back({"edge", std::min(a, b) + std::max(a, b)});
}

void add_edge_years(std::vector<Key>& keys, std::string_view word, int year) {
  for (const std::string& edge : edges(word)) keys.push_back({"edge", edge + "*" + std::to_string(year)});
}

void add_new(std::vector<std::string>& sounds, std::string sound, std::size_t most) {
  if (sounds.size() < most && std::ranges::find(sounds, sound) == sounds.end()) sounds.push_back(std::move(sound));
}

}  // namespace

std::vector<Key> index_keys(const Name& name) {
  std::vector<std::string> sounds;
  for (const Word& word : forms_of(name).words)
    if (!word.weak) add_new(sounds, sound_or_text(word), kWordsStored);
  std::vector<Key> keys = keys_of(name);
  std::ranges::move(pairs_of(sounds, name.birth), std::back_inserter(keys));
  std::ranges::move(edge_keys(name, 0), std::back_inserter(keys));
  sort_unique(keys);
  return keys;
}

std::vector<Key> edge_keys(const Name& name, int years) {
  std::vector<Key> keys;
  for (const std::string& one : name.whole) {
    const auto [first, last] = outer_words(one);
    add_edge_pairs(keys, first, last);
    if (!name.birth) continue;
    for (int year = name.birth->year - years; year <= name.birth->year + years; ++year) {
      add_edge_years(keys, first, year);
      if (last != first) add_edge_years(keys, last, year);
    }
  }
  sort_unique(keys);
  return keys;
}

std::vector<Key> pair_keys(const Query& query) {
  std::vector<std::string> sounds;
  for (const Query::Term& term : query.terms)
    if (!term.weak()) add_new(sounds, sound_or_text(term.forms.front()), 4);
  std::vector<Key> pairs = pairs_of(sounds, query.birth);
  if (pairs.size() > kPairsAsked) pairs.resize(kPairsAsked);
  return pairs;
}

}  // namespace kim::people
