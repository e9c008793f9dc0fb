// Fellegi and Sunter's idea in whole numbers: names say how alike, births say whether to believe it. See likeness.h.
#include "domain/people/likeness.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/i18n.h"
#include "domain/people/name_alike.h"

namespace kim::people {
namespace {

constexpr int kYearsApart = 2;    // more is no slip of the pen
constexpr int kWordsAtLeast = 2;  // one word in common is half of all families
constexpr int kFitClose = 80;     // of 100 for an equal word
constexpr int kFitLoose = 50;
constexpr int kMissingCosts = 5;  // a word only one side knows

enum class Births : std::uint8_t { same, swapped, year_only, unknown, slip, different };

/// Words of the name as written, joined parts once: "al-Hassan" is hassan.
std::vector<std::string> strong_words(const std::string& name) {
  std::vector<std::string> words;
  for (const Word& word : words_of(name))
    if (!word.weak && std::ranges::find(words, word.text) == words.end()) words.push_back(word.text);
  return words;
}

struct Names {
  int points = 0, fitting = 0, equal = 0, loose = 0, missing = 0;
  bool contradict = false;
};

/// Best partner for each word, the equal ones first; both lists are short.
Names aligned(std::vector<std::string> a, std::vector<std::string> b) {
  Names names;
  const auto pair_off = [&](auto&& fits, int points) {
    for (auto one = a.begin(); one != a.end();) {
      const auto other = std::ranges::find_if(b, [&](const std::string& word) { return fits(*one, word); });
      if (other == b.end()) {
        ++one;
        continue;
      }
      b.erase(other);
      one = a.erase(one);
      names.points += points;
      ++names.fitting;
      if (points == 100) ++names.equal;
      if (points == kFitLoose) ++names.loose;
    }
  };
  pair_off([](const std::string& x, const std::string& y) { return x == y; }, 100);
  pair_off([](const std::string& x, const std::string& y) { return closely_alike(x, y); }, kFitClose);
  pair_off([](const std::string& x, const std::string& y) { return alike(x, y); }, kFitLoose);
  names.contradict = !a.empty() && !b.empty();
  names.missing = static_cast<int>(a.size() + b.size());
  return names;
}

bool better(const Names& a, const Names& b) {
  if (a.contradict != b.contradict) return b.contradict;
  return a.fitting != b.fitting ? a.fitting > b.fitting : a.points > b.points;
}

/// Every writing of the one against every writing of the other; the best counts.
Names best_names(const Person& a, const Person& b) {
  Names best;
  best.contradict = true;
  for (const std::string& one : searched_name(a).whole)
    for (const std::string& other : searched_name(b).whole)
      if (const Names names = aligned(strong_words(one), strong_words(other)); better(names, best)) best = names;
  return best;
}

bool only_year(const PartialDate& date) { return date.month == 0 || (date.month == 1 && date.day == 1); }

/// One of day, month and year differs, and that one only a little.
bool is_slip(const PartialDate& a, const PartialDate& b) {
  const int differing =
      static_cast<int>(a.year != b.year) + static_cast<int>(a.month != b.month) + static_cast<int>(a.day != b.day);
  return differing == 1 && std::abs(a.year - b.year) <= kYearsApart;
}

Births births_of(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b) {
  if (!a || !b) return Births::unknown;
  if (*a == *b) return only_year(*a) ? Births::year_only : Births::same;
  const bool vague = only_year(*a) || only_year(*b);
  if (a->year == b->year && (vague || a->day == 0 || b->day == 0))
    return vague || a->month == b->month ? Births::year_only : Births::different;
  if (vague) return std::abs(a->year - b->year) == 1 ? Births::slip : Births::different;
  if (a->year == b->year && a->day == b->month && a->month == b->day) return Births::swapped;
  return is_slip(*a, *b) ? Births::slip : Births::different;
}

std::string reason_of(Births births) {
  switch (births) {
    case Births::same: return tr("gleiches Geburtsdatum");
    case Births::swapped: return tr("Tag und Monat der Geburt vertauscht");
    case Births::year_only: return tr("gleiches Geburtsjahr, der Tag ist nicht sicher");
    case Births::unknown: return tr("ein Geburtsdatum fehlt");
    case Births::slip: return tr("Geburtsdatum bis auf eine Angabe gleich");
    case Births::different: return tr("verschiedene Geburtsdaten");
  }
  report_bug("unknown births");
}

std::string reason_of(const Names& names) {
  if (names.equal == names.fitting) return names.missing == 0 ? tr("gleicher Name") : tr("gleiche Namensteile");
  return tr("ähnlich geschriebener Name");
}

int birth_points(Births births) {
  switch (births) {
    case Births::same: return 0;
    case Births::swapped: return -3;
    case Births::year_only: return -10;
    case Births::slip: return -15;
    case Births::unknown: return -20;
    case Births::different: return -100;
  }
  report_bug("unknown births");
}

/// Equal names may stand with a slip in the date; names merely alike need the date.
Grade grade_of(const Names& names, Births births) {
  if (names.contradict || names.fitting < kWordsAtLeast || births == Births::different) return Grade::apart;
  const bool dated = births == Births::same || births == Births::swapped;
  if (names.loose > 0) return dated && names.equal > 0 ? Grade::possible : Grade::apart;
  if (dated) return Grade::probable;
  const bool equal = names.equal == names.fitting;
  if (births == Births::year_only) return equal ? Grade::probable : Grade::possible;
  return equal || births == Births::unknown ? Grade::possible : Grade::apart;
}

}  // namespace

Likeness likeness_of(const Person& a, const Person& b) {
  const Names names = best_names(a, b);
  const Births births = births_of(a.birth, b.birth);
  Likeness likeness;
  likeness.grade = grade_of(names, births);
  if (likeness.grade == Grade::apart) return likeness;
  const int points = names.points / names.fitting - kMissingCosts * names.missing + birth_points(births);
  likeness.points = std::clamp(points, 1, 100);
  likeness.reasons = {reason_of(names), reason_of(births)};
  return likeness;
}

std::string label(Grade grade) {
  switch (grade) {
    case Grade::apart: return tr("verschiedene Personen");
    case Grade::possible: return tr("vielleicht dieselbe Person");
    case Grade::probable: return tr("wahrscheinlich dieselbe Person");
  }
  report_bug("unknown grade");
}

}  // namespace kim::people
