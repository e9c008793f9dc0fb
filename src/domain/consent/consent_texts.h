// The texts people sign or receive, from data/texts (its README.md has the form): by id, version, language, controller.
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
};

/// Bug if a head line is missing or unknown: the texts are part of the program, a test reads all.
[[nodiscard]] Text parse_text(std::string_view file);
/// All embedded texts; read once.
[[nodiscard]] const std::vector<Text>& all_texts();

/// The text of this controller (by the body's name), else the one for any. Null if there is none in that language.
[[nodiscard]] const Text* find_text(std::string_view id, std::string_view version, std::string_view language,
                                    std::string_view controller);
/// Versions in use on `day`, newest first.
[[nodiscard]] std::vector<std::string> versions(std::string_view id, Day day);
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
