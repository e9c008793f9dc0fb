// Folding: ASCII fast path, then ICU. See fold.h.
#include "domain/people/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/check.h"

namespace kim::people {
namespace {

struct Letter {
  char32_t from;
  std::string_view to;
};
// Letters of DIN 91379 that no decomposition leads to a-z, as in the machine-readable zone of passports (ICAO 9303);
// sorted. Signs of transliteration (ayin, soft sign) vanish.
constexpr auto kLetters = std::to_array<Letter>({
    {U'æ', "a"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"}, {U'ı', "i"}, {U'ĳ', "ij"},
    {U'ĸ', "k"}, {U'ŀ', "l"}, {U'ł', "l"}, {U'ŋ', "n"},  {U'œ', "o"}, {U'ŧ', "t"}, {U'ƀ', "b"}, {U'ƙ', "k"},
    {U'ƚ', "l"}, {U'ƞ', "n"}, {U'ƫ', "t"}, {U'ƶ', "z"},  {U'ǥ', "g"}, {U'ȥ', "z"}, {U'ɓ', "b"}, {U'ɖ', "d"},
    {U'ɗ', "d"}, {U'ə', "e"}, {U'ɛ', "e"}, {U'ɨ', "i"},  {U'ɵ', "o"}, {U'ʉ', "u"}, {U'ʒ', "z"},
});
static_assert(std::ranges::is_sorted(kLetters, {}, &Letter::from));
constexpr std::u32string_view kSilent = U"ʹʺʻʽʾʿˈˊˋʼ·\u02b0\u0640";
constexpr std::u32string_view kJoining = U"-‐‑–—'’‘`´";

void append_sign(std::string& out, char sign) {
  if (!out.empty() && out.back() != ' ' && out.back() != '-') {
    out += sign;
  } else if (!out.empty() && sign == ' ') {
    out.back() = ' ';
  }
}

/// False if the character is a letter of another script.
bool append(std::string& out, char32_t c) {
  if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) {
    out += static_cast<char>(c);
    return true;
  }
  const auto known = std::ranges::lower_bound(kLetters, c, {}, &Letter::from);
  if (known != kLetters.end() && known->from == c) {
    out += known->to;
    return true;
  }
  if (kJoining.contains(c)) {
    append_sign(out, '-');
    return true;
  }
  if (kSilent.contains(c) || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0) return true;
  append_sign(out, ' ');
  return !u_isalpha(static_cast<UChar32>(c));
}

std::string ascii_folded(std::string_view name) {
  std::string out;
  for (const char c : name) append(out, static_cast<char32_t>(c >= 'A' && c <= 'Z' ? c + 32 : c));
  return out;
}

/// False if a letter of another script remains; `out` is then of no use.
bool fold_latin(const icu::UnicodeString& name, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(name, status);
  CHECK(U_SUCCESS(status));
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
    if (!append(out, static_cast<char32_t>(parts.char32At(i)))) return false;
  return true;
}

/// Cyrillic as offices write it (Shevchenko, not Ševčenko). Ethiopic without the vowel that is hardly heard: Tesfay, not
/// Tesəfayə.
constexpr const char* kToLatin = "Russian-Latin/BGN; Any-Latin; [əǝ] Remove; Latin-ASCII";

/// Making one takes milliseconds, so each thread keeps its own.
const icu::Transliterator& to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> mine = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(kToLatin, UTRANS_FORWARD, status));
    CHECK(U_SUCCESS(status));
    return made;
  }();
  return *mine;
}

std::string transliterated(icu::UnicodeString name) {
  to_latin().transliterate(name);
  std::string out;
  fold_latin(name.foldCase(), out);  // what has no Latin form (pictures, rare scripts) becomes a blank
  return out;
}

}  // namespace

std::string plain_letters(std::string_view name) {
  std::string out;
  if (std::ranges::all_of(name, [](char c) { return static_cast<signed char>(c) >= 0; })) {
    out = ascii_folded(name);
  } else {
    const auto text = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())}).foldCase();
    if (!fold_latin(text, out)) out = transliterated(text);
  }
  while (out.ends_with(' ') || out.ends_with('-')) out.pop_back();
  return out;
}

std::string without_umlaut_e(std::string_view letters) {
  std::string out;
  for (const char c : letters) {
    const char before = out.empty() ? ' ' : out.back();
    const bool silent = (c == 'e' && (before == 'a' || before == 'o' || before == 'u')) || (c == 'a' && before == 'a');
    if (!silent) out += c;
  }
  return out;
}

}  // namespace kim::people
