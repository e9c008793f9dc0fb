// Letters and forms as tagged PDF: a small model of a document, set in type by pango (shaping, both directions), drawn by
// cairo, finished by qpdf (languages of passages, scope of head cells, page furniture as artifacts).
// What it is not: a layout language. What a letter says is put together by its slice.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/strokes.h"

namespace kim::pdf {

enum class Direction : std::uint8_t { ltr, rtl };

/// A passage in one language. Names of the other direction inside it keep their own order (Unicode bidi).
struct Words {
  std::string text;             // UTF-8; a line feed breaks the line
  std::string language = "de";  // BCP 47
  Direction direction = Direction::ltr;
  bool strong = false;
};

struct Heading {
  Words words;
};
struct Paragraph {
  Words words;
  bool small = false;
};
/// Items in a row make one list. `label` "•" or a box to tick "☐".
struct Item {
  Words words;
  std::string label = "•";
};
/// Columns of equal width; the head is repeated on each page. `ruled` draws lines between rows.
struct Table {
  std::vector<Words> head;
  std::vector<std::vector<Words>> rows;
  bool ruled = true;
};
/// Lines to sign on, beside each other, each with what belongs on it; above a line, what was drawn on a screen instead.
struct Signatures {
  std::vector<Words> labels;
  std::vector<Strokes> drawn{};  // by label; shorter or empty: a line to sign on
};
/// Window of the envelope (DIN 5008 B): small line of the sender, lines of the recipient, facts of the letter at the right.
struct Address {
  std::string sender;
  std::vector<std::string> lines;
  std::vector<std::string> facts;
};
using Block = std::variant<Heading, Paragraph, Item, Table, Signatures, Address>;

struct Document {
  Words title;           // h1, title of the window
  std::string author{};  // metadata
  std::string footer{};  // left on every page: text, version, state
  std::string page_words = "Seite {0} von {1}";
  Day made_on{};       // metadata; nothing else of the clock is in the bytes
  double size = 10.5;  // points
  std::vector<Block> blocks;
};

/// The finished file: A4, fonts embedded, tagged, the same bytes for the same document. From several threads (one at a
/// time inside). Fault if the libraries fail or no font is installed.
[[nodiscard]] std::string write(const Document& document);

}  // namespace kim::pdf
