// The learned distance between spellings, and the coarse keys. The table of costs is made by tools/learn-name-costs.
#include "domain/people/name_alike.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kim::people {
namespace {

struct Sound {
  std::string_view letters, signs;
};
// The first that fits is taken. tools/learn-name-costs has the same list.
constexpr auto kSounds = std::to_array<Sound>(
    {{"tsch", "C"}, {"dsch", "j"}, {"tch", "C"}, {"sch", "S"}, {"cz", "C"},  {"tz", "c"}, {"ts", "c"}, {"dj", "j"},
     {"dg", "j"},   {"dz", "c"},   {"ch", "H"},  {"sh", "S"},  {"sz", "S"},  {"kh", "X"}, {"gh", "G"}, {"zh", "Z"},
     {"ph", "f"},   {"th", "T"},   {"dh", "D"},  {"ck", "k"},  {"qu", "kv"}, {"q", "k"},  {"x", "ks"}, {"ou", "u"},
     {"oo", "u"},   {"ee", "i"},   {"aa", "a"},  {"ei", "E"},  {"ey", "E"},  {"ai", "E"}, {"ay", "E"}, {"ij", "E"},
     {"eu", "O"},   {"oi", "O"},   {"au", "A"},  {"aw", "A"},  {"ow", "A"},  {"ie", "i"}});

constexpr std::string_view kSigns = "abcdefghijklmnoprstuvwyzACDEGHOSTXZ";
constexpr std::size_t kNone = kSigns.size();
using Costs = std::array<std::array<std::uint8_t, kNone + 1>, kNone + 1>;
constexpr Costs kCosts{{
#include "domain/people/name_costs.inc"
}};

constexpr int kEdgePercent = 70;  // endings and beginnings come and go more easily
constexpr int kAlikeBelow = 80;   // chosen on the tune half, see name_quality_test.cpp
constexpr int kCloseBelow = 65;   // Sevket and Shaukat, not Rahimi and Karimi
constexpr int kSilentBelow = 40;  // consonants alone: stricter, since they say less
constexpr int kPerUnit = 5;       // the table counts in twentieths, distances in hundredths
constexpr std::size_t kSoundsMost = 40;
constexpr std::size_t kReadingsMost = 6;

constexpr std::string_view kVowels = "aeiouyEOA";

constexpr std::size_t index_of(char sign) {
  const std::size_t at = kSigns.find(sign);
  return at == std::string_view::npos ? kNone : at;
}
constexpr std::array<std::uint8_t, 128> index_table() {
  std::array<std::uint8_t, 128> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = static_cast<std::uint8_t>(index_of(static_cast<char>(c)));
  return table;
}
constexpr auto kIndex = index_table();
std::size_t sign(char c) { return kIndex[static_cast<unsigned char>(c) & 127U]; }

void append_once(std::string& out, std::string_view signs) {
  for (const char c : signs)
    if (out.empty() || out.back() != c) out += c;
}

/// "c" alone: soft before e, i, y.
std::string_view sound_of_c(std::string_view rest) {
  return rest.size() > 1 && std::string_view("eiy").contains(rest[1]) ? "s" : "k";
}

/// Takes the next sound off the front of `rest`.
std::string_view next_sound(std::string_view& rest) {
  for (const Sound& one : kSounds) {
    if (!rest.starts_with(one.letters)) continue;
    rest.remove_prefix(one.letters.size());
    return one.signs;
  }
  const std::string_view one = rest.front() == 'c' ? sound_of_c(rest) : rest.substr(0, 1);
  rest.remove_prefix(1);
  return sign(one.front()) == kNone ? std::string_view() : one;
}

int at_edge(int cost, bool edge) { return edge ? cost * kEdgePercent / 100 : cost; }

/// Edit distance with the learned costs, row by row.
int weighed(std::string_view a, std::string_view b) {
  std::array<int, kSoundsMost + 1> row{};
  for (std::size_t j = 1; j <= b.size(); ++j) row[j] = row[j - 1] + at_edge(kCosts[kNone][sign(b[j - 1])], j == 1);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const auto& of_a = kCosts[sign(a[i - 1])];
    int diagonal = row[0];
    row[0] += at_edge(of_a[kNone], i == 1);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = diagonal + at_edge(of_a[sign(b[j - 1])], i == 1 && j == 1);
      const int drop = row[j] + at_edge(of_a[kNone], i == a.size());
      const int add = row[j - 1] + at_edge(kCosts[kNone][sign(b[j - 1])], j == b.size());
      diagonal = row[j];
      row[j] = std::min({change, drop, add});
    }
  }
  return row[b.size()];
}

bool has_vowel(std::string_view sounds) { return sounds.find_first_of(kVowels) != std::string_view::npos; }

/// Arabic script writes long vowels with w, y and a leading a; h may be silent.
std::string consonants(std::string_view sounds) {
  std::string out;
  for (const char c : sounds)
    if (!kVowels.contains(c) && c != 'w' && c != 'j' && (out.empty() || out.back() != c)) out += c;
  return out;
}

constexpr auto kServants = std::to_array<std::string_view>({"abd", "abdal", "abdel", "abdul", "abed"});
/// "Abd" alone for Abdallah, Abdelkrim ...: offices leave the rest of the name out.
bool is_servant_of(std::string_view a, std::string_view b) {
  return std::ranges::find(kServants, a) != kServants.end() && (b.starts_with("abd") || b.starts_with("abed"));
}

bool sound_alike(std::string_view a, std::string_view b, int below) {
  if (has_vowel(a) == has_vowel(b)) return distance(a, b) < below;
  const std::string bare_a = consonants(a), bare_b = consonants(b);
  return std::min(bare_a.size(), bare_b.size()) >= 2 && distance(bare_a, bare_b) < kSilentBelow;
}

/// What the index cannot find is not called alike: both steps give one answer.
bool share_an_edge(std::string_view folded_a, std::string_view folded_b) {
  const auto of_a = edges(folded_a), of_b = edges(folded_b);
  if (of_a.empty() && of_b.empty()) return true;
  return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
}

/// The class or classes a sound may belong to; "-" = it may be silent.
std::string_view classes_of(char sound) {
  switch (sound) {
    case 'b':
    case 'p':
    case 'f': return "B";
    case 'v':
    case 'w': return "B-";
    case 'd':
    case 't': return "T";
    case 'D':
    case 'T': return "TS";
    case 'k': return "K";
    case 'G': return "K";
    case 'g': return "KS";
    case 'H': return "KS";
    case 'X': return "K-";
    case 'h': return "-K";
    case 's':
    case 'S':
    case 'z':
    case 'Z':
    case 'C': return "S";
    case 'c': return "SK";
    case 'j': return "SK-";
    case 'y': return "-S";
    case 'm': return "M";
    case 'n': return "N";
    case 'l': return "L";
    case 'r': return "R";
    default: return "-";
  }
}

void extend(std::vector<std::string>& readings, char sound) {
  std::vector<std::string> longer;
  for (const char one : classes_of(sound)) {
    for (const std::string& reading : readings) {
      std::string next = reading;
      if (one != '-' && (next.empty() || next.back() != one)) next += one;
      if (longer.size() < kReadingsMost && std::ranges::find(longer, next) == longer.end())
        longer.push_back(std::move(next));
    }
  }
  readings = std::move(longer);
}

bool within(std::string_view folded_a, std::string_view folded_b, int below) {
  if (folded_a == folded_b) return true;
  if (is_servant_of(folded_a, folded_b) || is_servant_of(folded_b, folded_a)) return true;
  const std::string a = sounds_of(folded_a), b = sounds_of(folded_b);
  return !a.empty() && !b.empty() && sound_alike(a, b, below) && share_an_edge(folded_a, folded_b);
}

}  // namespace

std::string sounds_of(std::string_view folded_word) {
  std::string word(folded_word);
  if (word.ends_with('c')) word += 'h';  // -ic, -ac of Slavic names
  std::string out;
  for (std::string_view rest = word; !rest.empty();) append_once(out, next_sound(rest));
  if (out.size() > kSoundsMost) out.resize(kSoundsMost);
  return out;
}

int distance(std::string_view sounds_a, std::string_view sounds_b) {
  if (sounds_a == sounds_b) return 0;
  const auto length = static_cast<int>(sounds_a.size() + sounds_b.size() + 1);
  return weighed(sounds_a, sounds_b) * kPerUnit / length;
}

bool alike(std::string_view folded_a, std::string_view folded_b) { return within(folded_a, folded_b, kAlikeBelow); }

bool closely_alike(std::string_view folded_a, std::string_view folded_b) {
  return within(folded_a, folded_b, kCloseBelow);
}

std::vector<std::string> skeletons(std::string_view folded_word) {
  std::vector<std::string> readings{""};
  for (const char sound : sounds_of(folded_word)) extend(readings, sound);
  std::erase(readings, std::string());
  return readings;
}

std::vector<std::string> edges(std::string_view folded_word) {
  std::vector<std::string> list;
  const auto add = [&](std::string edge) {
    if (std::ranges::find(list, edge) == list.end()) list.push_back(std::move(edge));
  };
  for (const std::string& one : skeletons(folded_word)) {
    add("<" + one.substr(0, 2));
    add(">" + one.substr(one.size() < 2 ? 0 : one.size() - 2));
  }
  return list;
}

}  // namespace kim::people
