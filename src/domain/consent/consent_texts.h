// The texts people sign or receive: those of data/texts (its README.md has the form) and what users made of them (slice
// texts, which puts them into force here): by id, version, language, controller.
// What it is not: proof; the consent's row says which text was signed.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "platform/html/html.h"

namespace kim::consent {

struct Text {
  enum class Kind : std::uint8_t { paragraph, heading, item };
  struct Block {
    Kind kind;
    std::string text;
  };
  std::string id, version, language, direction, controller, title;
  Day valid_from{};
  std::vector<Block> blocks;
  bool retired = false;  // another version took its place; stays here for what was signed with it
  bool stale = false;    // a translation of a German version that is not in force any more
};

/// Stands on the paper over a stale translation; always in German.
inline constexpr std::string_view stale_note =
    "Diese Übersetzung gehört zu einer früheren Fassung des deutschen Textes. Es gilt der deutsche Text.";

/// Bug if a head line is missing or unknown: the texts are part of the program, a test reads all.
[[nodiscard]] Text parse_text(std::string_view file);
/// The blocks of a text as it is written: "## " a heading, "- " an item, every other line that is not empty a paragraph.
[[nodiscard]] std::vector<Text::Block> parse_blocks(std::string_view body);
/// All embedded texts; read once.
[[nodiscard]] const std::vector<Text>& shipped_texts();
/// What is in force now and what was before; the embedded texts until install_texts was called.
[[nodiscard]] const std::vector<Text>& all_texts();
/// Replaces all texts. Safe while others read: they keep what they have. Each call keeps the texts before it in memory for
/// ever (as in base/codes.h), so it is for the start, for a new version, and for tests.
void install_texts(std::vector<Text> texts);

/// The text of this controller (by the body's name), else the one for any. Null if there is none in that language.
[[nodiscard]] const Text* find_text(std::string_view id, std::string_view version, std::string_view language,
                                    std::string_view controller);
/// The text in force on `day` in that language: the controller's own before the one for any. Null if there is none.
[[nodiscard]] const Text* current_text(std::string_view id, std::string_view language, std::string_view controller,
                                       Day day);
/// Versions made up to `day`, those in force first, then newest first. With `language` only those that exist in it.
[[nodiscard]] std::vector<std::string> versions(std::string_view id, Day day, std::string_view language = {});
/// Languages in force on `day`, German first.
[[nodiscard]] std::vector<std::string> current_languages(std::string_view id, Day day);
/// Languages of a version, German first.
[[nodiscard]] std::vector<std::string> languages(std::string_view id, std::string_view version);
[[nodiscard]] std::vector<std::string> text_ids();

/// What is put in: words in a line, and whole parts for a placeholder alone on its line.
struct Inserts {
  std::map<std::string, std::string, std::less<>> words;
  std::map<std::string, html::Fragment, std::less<>> parts;
};
/// The text as a sheet to print, in its language and direction. A word not known becomes a line to write on.
[[nodiscard]] html::Fragment sheet(const Text& text, const Inserts& inserts);
/// Two lines to sign on.
[[nodiscard]] html::Fragment signature_lines(const std::vector<std::string>& labels);

}  // namespace kim::consent
