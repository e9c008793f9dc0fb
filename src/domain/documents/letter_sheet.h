// A letter put together as a document: German alone, or beside it the person's language, block by block.
// Pure: texts and values in, document out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/documents/letter_texts.h"
#include "platform/pdf/pdf.h"

namespace kim::documents {

/// Several lines for a placeholder that stands alone: boxes to tick, a list, or plain lines; or a table; or passages, each
/// beside its like in the other language.
struct Part {
  std::vector<std::string> lines;
  std::string label;  // "☐", "•" or empty
  std::optional<pdf::Table> table;
  std::vector<consent::Text::Block> passages{};  // as they stand: nothing is put into them
};
/// What is put into a text, in one language.
struct Values {
  Words words;
  std::map<std::string, Part, std::less<>> parts;
};
/// One side of the paper.
struct Side {
  const LetterText* text = nullptr;
  Values values;
};

/// Who signed on the screen.
struct Signer {
  std::string name;
  Day on{};
  Strokes strokes;
};

struct Sheet {
  Side german;
  std::optional<Side> other;
  std::optional<pdf::Address> address;
  Day made_on{};
  std::string author;               // body that answers for the letter
  std::string note{};               // below the text's name at the foot of each page
  std::vector<Signer> signed_by{};  // in place of empty lines to sign on
};
/// What a side without parts says, block by block: filled in, without what has nothing to say or whose condition fails.
[[nodiscard]] std::vector<consent::Text::Block> said(const Side& side);
/// Bug if the two sides do not have the same blocks (a test compares all texts) or passages.
[[nodiscard]] pdf::Document compose(const Sheet& sheet);

}  // namespace kim::documents
