// How a text is written: "## " a heading, "- " an item, every other line a paragraph, {placeholder} for what is put in. Which
// placeholders a kind of text knows and must have. Pure; parses what users type (tests/fuzz/text_notation_fuzz.cpp).
// What it is not: the sheet that comes of it (documents/letter_sheet.h, consent/consent_texts.h).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/consent/consent_texts.h"

namespace kim::texts {

using Block = consent::Text::Block;

struct Placeholder {
  std::string name;
  bool must = false;   // the text is not saved without it
  bool alone = false;  // stands for several lines, so it has a line of its own
  bool first = false;  // a condition: begins a line, which is printed only if it holds
};
/// What may stand in a text of this kind (code list text_kind); empty for a kind that is unknown.
[[nodiscard]] const std::vector<Placeholder>& placeholders(std::string_view kind);
/// "Name und Geburtsdatum der Person": what a placeholder stands for, in the current language.
[[nodiscard]] std::string meaning(std::string_view name);

/// A line taken apart: text and placeholders in turn.
struct Piece {
  bool placeholder = false;
  std::string text;  // of a placeholder: its name
};
struct Line {
  std::vector<Piece> pieces;
  bool broken = false;  // a brace that belongs to no placeholder
};
[[nodiscard]] Line pieces_of(std::string_view line);

struct Problem {
  enum class What : std::uint8_t {
    brace,        // a brace that belongs to no placeholder
    unknown,      // the kind of text has no such placeholder
    not_alone,    // needs a line of its own
    not_first,    // begins a line
    missing,      // a must is not there
    heading,      // "#" that is no heading
    item,         // "*" or "•" instead of "- "
    empty,        // a heading or item without words
    too_many,     // blocks
    no_text,      // nothing at all
    no_wide_word  // a placeholder in a title that is printed without being filled in
  };
  What what;
  std::size_t line = 0;  // from 1; 0 = the whole text
  std::string word{};
};
inline constexpr std::size_t blocks_most = 200;

/// Everything wrong with the body of a text of this kind, in the order of its lines; missing placeholders last. `title` counts
/// for what must be there.
[[nodiscard]] std::vector<Problem> problems(std::string_view kind, std::string_view title, std::string_view body);
[[nodiscard]] std::vector<Problem> title_problems(std::string_view kind, std::string_view title);
/// A sentence in the current language that names line and word.
[[nodiscard]] std::string sentence(const Problem& problem);
/// Names of `german` that `other` does not have, and the first block that is of another kind: what a translation must mend, as
/// sentences. Empty if the two can stand beside each other.
[[nodiscard]] std::vector<std::string> translation_problems(std::span<const Block> german,
                                                            std::span<const Block> other);

/// The notation of blocks, so that parse_blocks gives them again; a free line before each heading and around lists.
[[nodiscard]] std::string written(std::span<const Block> blocks);

}  // namespace kim::texts
