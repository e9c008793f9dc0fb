// The text of the agreement: what is shown, printed, signed and frozen is one and the same; pure.
// What it is not: storage or pages. One line is a heading ("# "), an item ("- ") or a sentence; no line has a break.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/goals/goal.h"

namespace kim::goals {

/// Between whom, as it stands in the text.
struct Parties {
  std::string person;     // "Parwin Rahimi"
  std::string addressed;  // "Frau Rahimi"
  std::string staff;      // who is responsible: "Miriam Kessler"
  std::string tenant;     // "Kreis Lindenhof"
};
/// The agreement as it stands: open goals with their steps, then the ended ones with what became of them. In German, the
/// binding text, whatever language the page around it speaks; a translation is printed beside it (slice documents).
[[nodiscard]] std::string agreement_text(const Parties& parties, const std::vector<records::Stored<Goal>>& goals,
                                         const std::vector<records::Stored<Step>>& steps);
/// SHA-256 of the text, hexadecimal.
[[nodiscard]] std::string text_hash(std::string_view text);
/// Whether a frozen text is still the one that was signed; false too if none was frozen.
[[nodiscard]] bool is_intact(const Agreement& agreement);

struct TextLine {
  enum class Kind : std::uint8_t { heading, item, sentence } kind;
  std::string text;
};
[[nodiscard]] std::vector<TextLine> text_lines(std::string_view text);

/// What a line of an agreement says, taken apart again, so that its fixed words can be said in another language beside it.
/// What people wrote stays as it is. A line that is none of ours (a text frozen in English by an older program) is `other`.
struct AgreementPart {
  enum class Kind : std::uint8_t { between, goal, agreed, sign, until, step, step_until, ended_goals, ended, other };
  Kind kind = Kind::other;
  TextLine line;
  std::vector<std::string> values;  // names, words, days; of `ended`: the words and the code of goal_state
};
[[nodiscard]] std::vector<AgreementPart> agreement_parts(std::string_view text);

/// One line of a comparison of two texts, in reading order.
struct ComparedLine {
  enum class Fate : std::uint8_t { same, added, removed } fate;
  TextLine line;
};
[[nodiscard]] std::vector<ComparedLine> compare_texts(std::string_view before, std::string_view after);
/// Only what is new or gone, each under the heading it stands under.
[[nodiscard]] std::vector<ComparedLine> changes_only(const std::vector<ComparedLine>& lines);

}  // namespace kim::goals
