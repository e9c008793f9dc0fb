// Reads what was typed into the search field: case numbers, birth dates, the rest is names. What it is not: ranking.
#include <algorithm>

#include "base/text.h"
#include "domain/people/name_words.h"

namespace kim::people {
namespace {

constexpr std::size_t kTypedMost = 200;  // bytes; longer is no name
constexpr int kBirthsFrom = 1900, kBirthsTo = 2099;
constexpr int kTwoDigitPivot = 30;  // 24.5.91 is 1991, 24.5.12 is 2012

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}
bool is_letters(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

std::string filled(std::string_view digits, std::size_t width) {
  return std::string(digits.size() < width ? width - digits.size() : 0, '0') + std::string(digits);
}

/// "kim-2026-417" -> "KIM-2026-0417"; also "2026-0417" without the letters. Empty if it is none.
std::string case_number_of(std::string_view chunk) {
  std::vector<std::string> parts = text::split(chunk, '-');
  const bool lettered = parts.size() == 3 && parts[0].size() >= 2 && is_letters(parts[0]);
  if (parts.size() == 2) parts.insert(parts.begin(), "KIM");
  if (parts.size() != 3 || !is_letters(parts[0]) || parts[1].size() != 4 || !is_digits(parts[1])) return {};
  const std::size_t least = lettered ? 1 : 3;  // 1991-05 is a month
  if (!is_digits(parts[2]) || parts[2].size() < least || parts[2].size() > 7) return {};
  for (char& c : parts[0])
    if (c >= 'a') c = static_cast<char>(c - 32);
  return parts[0] + "-" + parts[1] + "-" + filled(parts[2], 4);
}

std::string full_year(std::string_view digits) {
  if (digits.size() != 2) return std::string(digits);
  return (digits[0] - '0') * 10 + (digits[1] - '0') <= kTwoDigitPivot ? "20" + std::string(digits)
                                                                      : "19" + std::string(digits);
}

/// "24.5.1991", "05.1991", "24.5.91" as ISO text; other text unchanged.
std::string iso_of_german(std::string_view chunk) {
  std::vector<std::string> parts = text::split(chunk, '.');
  if (parts.size() < 2 || parts.size() > 3 || !std::ranges::all_of(parts, is_digits)) return std::string(chunk);
  std::string result = full_year(parts.back());
  for (std::size_t i = parts.size() - 1; i-- > 0;) result += "-" + filled(parts[i], 2);
  return result;
}

std::optional<PartialDate> birth_of(std::string_view chunk) {
  if (chunk.starts_with('*')) chunk.remove_prefix(1);
  const std::optional<PartialDate> date = partial_from_iso(iso_of_german(chunk));
  return date && date->year >= kBirthsFrom && date->year <= kBirthsTo ? date : std::nullopt;
}

bool is_open_date(std::string_view chunk) {
  return chunk.ends_with('.') && std::ranges::all_of(chunk, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

/// Pieces between blanks and commas; "24. 5. 1991" stays one.
std::vector<std::string> chunks_of(std::string_view typed) {
  std::string text(typed);
  std::ranges::replace_if(text, [](char c) { return c == ',' || c == ';' || c == '\t' || c == '\n'; }, ' ');
  std::vector<std::string> chunks;
  for (std::string& chunk : text::split(text, ' ')) {
    if (chunk.empty()) continue;
    if (!chunks.empty() && is_open_date(chunks.back())) {
      chunks.back() += chunk;
    } else {
      chunks.push_back(std::move(chunk));
    }
  }
  return chunks;
}

/// "geb. 1991", "geb. Haddad": says what the next word is, is no name itself.
bool is_born(std::string_view chunk) { return chunk == "geb." || chunk == "geb" || chunk == "geboren"; }

std::vector<Query::Term> terms_of(std::string_view name) {
  std::vector<Query::Term> terms;
  for (const std::vector<std::string>& run : runs_of(name)) {
    for (const std::string& piece : run) {
      if (is_digits(piece)) continue;
      Query::Term& term = terms.emplace_back();
      term.forms.push_back(make_word(piece));
      if (run.size() > 1) term.forms.push_back(make_word(text::join(run, "")));
    }
  }
  return terms;
}

}  // namespace

Query parse_query(std::string_view typed) {
  Query query;
  std::string names;
  for (const std::string& chunk : chunks_of(typed.substr(0, kTypedMost))) {
    if (const std::string number = case_number_of(chunk); !number.empty()) {
      query.case_number = number;
    } else if (const auto birth = birth_of(chunk)) {
      query.birth = birth;
    } else if (!is_born(chunk)) {
      names += chunk + " ";
    }
  }
  query.terms = terms_of(names);
  return query;
}

}  // namespace kim::people
