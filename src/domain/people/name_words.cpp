// Names taken apart: folding, particles, joined spellings. What it is not: index keys (name_keys.cpp).
#include "domain/people/name_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/people/fold.h"

namespace kim::people {
namespace {

constexpr std::size_t kSoundLetters = 3;  // shorter words, or sounds of one digit, fit half of all names
constexpr std::size_t kSoundDigits = 2;

// Written apart, with a hyphen or together: "al Hassan", "Al-Hassan", "Alhassan".
constexpr auto kParticles = std::to_array<std::string_view>(
    {"ad", "al",  "an", "ar",  "as",    "ash", "at",  "az",  "ben", "bin", "bint", "binti",
     "da", "das", "de", "del", "della", "dem", "den", "der", "di",  "do",  "dos",  "du",
     "el", "ibn", "la", "le",  "ul",    "van", "vom", "von", "zu",  "zum", "zur"});
constexpr auto kJoinedToNext =
    std::to_array<std::string_view>({"abd", "abdal", "abdel", "abdol", "abdul", "abou", "abu", "mac", "mc", "umm"});
constexpr auto kJoinedToPrevious = std::to_array<std::string_view>(
    {"allah", "din", "eddin", "oglu", "pour", "uddin", "ullah", "zade", "zadeh", "zai"});

bool is_particle(std::string_view piece) { return std::ranges::find(kParticles, piece) != kParticles.end(); }
bool is_weak(std::string_view piece) { return piece.size() < 2 || is_particle(piece); }
bool joins_next(std::string_view piece) {
  return is_particle(piece) || std::ranges::find(kJoinedToNext, piece) != kJoinedToNext.end();
}
bool joins_previous(std::string_view piece) {
  return std::ranges::find(kJoinedToPrevious, piece) != kJoinedToPrevious.end();
}

std::vector<std::string> non_empty(std::vector<std::string> pieces) {
  std::erase(pieces, std::string());
  return pieces;
}

}  // namespace

std::string fold(std::string_view name) {
  std::string letters = plain_letters(name);
  std::ranges::replace(letters, '-', ' ');
  return without_umlaut_e(letters);
}

Word make_word(std::string_view piece) {
  Word word{without_umlaut_e(piece), {}, is_weak(piece)};
  if (!word.weak && word.text.size() >= kSoundLetters) word.sound = sound_of(word.text);
  if (word.sound.size() < kSoundDigits) word.sound.clear();
  return word;
}

std::vector<std::vector<std::string>> runs_of(std::string_view name) {
  std::vector<std::vector<std::string>> runs;
  bool open = false;
  for (const std::string& token : non_empty(text::split(plain_letters(name), ' '))) {
    const std::vector<std::string> pieces = non_empty(text::split(token, '-'));
    if (runs.empty() || !(open || joins_previous(pieces.front()))) runs.emplace_back();
    runs.back().insert(runs.back().end(), pieces.begin(), pieces.end());
    open = joins_next(pieces.back());
  }
  return runs;
}

std::vector<Word> words_of(std::string_view name) {
  std::vector<Word> words;
  for (const std::vector<std::string>& run : runs_of(name)) {
    for (const std::string& piece : run) words.push_back(make_word(piece));
    if (run.size() > 1) words.push_back(make_word(text::join(run, "")));
  }
  return words;
}

}  // namespace kim::people
