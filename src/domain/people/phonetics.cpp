// Kölner Phonetik (Postel 1969), made for German names; it also brings Muhammed and Mohamed together.
#include <array>

#include "domain/people/name_keys.h"

namespace kim::people {
namespace {

/// a to z; c, x and the cases that depend on neighbours are handled below. '-' is silent.
constexpr std::string_view kCodes = "01?2034-004566014782033?08";

bool one_of(char c, std::string_view letters) { return c != '\0' && letters.contains(c); }

std::string_view code_of_c(char before, char after) {
  if (before == '\0') return one_of(after, "ahkloqrux") ? "4" : "8";
  return one_of(after, "ahkoqux") && !one_of(before, "sz") ? "4" : "8";
}

std::string_view code_of(char before, char c, char after) {
  if (c == 'c') return code_of_c(before, after);
  if (c == 'x') return one_of(before, "ckq") ? "8" : "48";
  if (c == 'p' && after == 'h') return "3";
  if ((c == 'd' || c == 't') && one_of(after, "csz")) return "8";
  return c >= 'a' && c <= 'z' ? kCodes.substr(static_cast<std::size_t>(c - 'a'), 1) : "-";
}

}  // namespace

std::string sound_of(std::string_view word) {
  std::string code;
  char last = '\0';
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char before = i == 0 ? '\0' : word[i - 1];
    const char after = i + 1 == word.size() ? '\0' : word[i + 1];
    for (const char digit : code_of(before, word[i], after)) {
      if (digit == '-') continue;
      const bool vowel_inside = digit == '0' && last != '\0';
      if (digit != last && !vowel_inside) code += digit;
      last = digit;
    }
  }
  return code;
}

}  // namespace kim::people
