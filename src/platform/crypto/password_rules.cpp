// What a new password must be (law.md IT-06): long and not guessable, without rules about kinds of characters.
// What it is not: hashing (password.cpp).
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "base/i18n.h"
#include "base/text.h"
#include "platform/assets.h"
#include "platform/crypto/password.h"

namespace kim::crypto {
namespace {

constexpr std::size_t kLeast = 12;
constexpr std::size_t kMost = 200;
constexpr std::size_t kOwnWordLeast = 3;  // shorter parts of a name are in half of all words
constexpr std::size_t kRestLeast = 8;     // what must remain when name, login and product are taken away
constexpr std::array<std::string_view, 6> kProductWords = {
    "integrationsmanagement", "kommunales", "kommunal", "paderborn", "kreis", "kim"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Lower case, umlauts as in the list ("ae").
std::string folded(std::string_view text) {
  std::string result;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}).foldCase().toUTF8String(result);
  replace_all(result, "ä", "ae");
  replace_all(result, "ö", "oe");
  replace_all(result, "ü", "ue");
  return result;
}

/// "P@ssw0rt" -> "passwort": the swaps everybody knows.
std::string with_letters_for_signs(std::string text) {
  static constexpr std::string_view kSigns = "0134578@$!", kLetters = "oieastbasi";
  for (char& c : text)
    if (const std::size_t at = kSigns.find(c); at != std::string_view::npos) c = kLetters[at];
  return text;
}

/// Without the digits and signs at both ends.
std::string_view core(std::string_view text) {
  const auto first = std::ranges::find_if(text, is_letter);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
  return first < last ? text.substr(first - text.begin(), last - first) : std::string_view();
}

const std::unordered_set<std::string_view>& common_words() {
  static const std::unordered_set<std::string_view> words = [] {
    std::unordered_set<std::string_view> result;
    std::string_view rest = assets::bytes("data/passwords/common.txt");
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (!line.empty() && line[0] != '#') result.insert(line);
    }
    return result;
  }();
  return words;
}

bool is_word(std::string_view text) { return common_words().contains(text); }

/// One listed word, or two with nothing but digits and signs between them.
bool is_one_or_two_words(std::string_view text) {
  if (is_word(text)) return true;
  for (std::size_t cut = 1; cut < text.size(); ++cut)
    if (is_word(core(text.substr(0, cut))) && is_word(core(text.substr(cut)))) return true;
  return false;
}

bool is_common(std::string_view text) {
  const std::string plain = with_letters_for_signs(std::string(core(text)));
  return is_word(text) || is_one_or_two_words(core(text)) || is_one_or_two_words(core(plain)) ||
         is_one_or_two_words(core(with_letters_for_signs(std::string(text))));
}

/// A short piece again and again: "aaaaaaaaaaaa", "abcabcabcabc", "sommersommer".
bool is_repetition(std::string_view text) {
  for (std::size_t period = 1; period * 2 <= text.size() && period < kLeast; ++period)
    if (text.substr(period) == text.substr(0, text.size() - period)) return true;
  return false;
}

/// Nearly every step from sign to sign is 0, +1 or -1: "abcdefghijkl", "123456789012", "aaaabbbbcccc".
bool is_sequence(std::string_view text) {
  std::size_t steps = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    const bool wraps = (text[i - 1] == '9' && text[i] == '0') || (text[i - 1] == '0' && text[i] == '9');
    if (wraps || (step >= -1 && step <= 1)) ++steps;
  }
  return text.size() > 1 && steps + 2 >= text.size() - 1;
}

/// Words of login, name and product that a guess would start with, longest first.
std::vector<std::string> own_words(std::string_view login, std::string_view name) {
  std::vector<std::string> words(kProductWords.begin(), kProductWords.end());
  std::string word;
  for (const char c : folded(std::string(login) + " " + std::string(name) + " ")) {
    if (is_letter(c)) {
      word += c;
      continue;
    }
    if (word.size() >= kOwnWordLeast) words.push_back(word);
    word.clear();
  }
  std::ranges::sort(words, std::ranges::greater(), &std::string::size);
  return words;
}

/// Own words make up nearly all of it.
bool is_about_the_account(std::string_view password, std::string_view login, std::string_view name) {
  std::string rest(password);
  for (const std::string& word : own_words(login, name)) replace_all(rest, word, "");
  if (rest.size() == password.size()) return false;
  return text::length(core(rest)) < kRestLeast || is_common(rest);
}

}  // namespace

Result<void> check_new_password(std::string_view password, std::string_view login, std::string_view name) {
  const std::size_t length = text::length(password);
  if (length < kLeast)
    return failure(ErrorCode::invalid,
                   tr("Nehmen Sie mindestens 12 Zeichen. Gut merken lässt sich ein Satz aus vier oder fünf Wörtern."));
  if (length > kMost) return failure(ErrorCode::invalid, tr("Nehmen Sie höchstens 200 Zeichen."));
  const std::string plain = folded(password);
  if (is_repetition(plain) || is_sequence(plain))
    return failure(ErrorCode::invalid, tr("Dieses Passwort ist eine einfache Folge und leicht zu erraten. Nehmen Sie "
                                          "zum Beispiel vier oder fünf Wörter, die nichts miteinander zu tun haben."));
  if (is_about_the_account(plain, login, name))
    return failure(ErrorCode::invalid, tr("Dieses Passwort besteht fast nur aus Ihrem Namen, Ihrem Anmeldenamen oder "
                                          "dem Namen des Programms. Nehmen Sie andere Wörter."));
  if (is_common(plain))
    return failure(ErrorCode::invalid, tr("Dieses Passwort steht in der Liste häufiger Passwörter. Nehmen Sie zum "
                                          "Beispiel vier oder fünf Wörter, die nichts miteinander zu tun haben."));
  return {};
}

}  // namespace kim::crypto
