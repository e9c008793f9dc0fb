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

/// Several lines for a placeholder that stands alone: boxes to tick, a list, or plain lines; or a table.
struct Part {
  std::vector<std::string> lines;
  std::string label;  // "☐", "•" or empty
  std::optional<pdf::Table> table;
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

struct Sheet {
  Side german;
  std::optional<Side> other;
  std::optional<pdf::Address> address;
  Day made_on{};
  std::string author;  // body that answers for the letter
};
/// What a side without parts says, block by block: filled in, without what has nothing to say or whose condition fails.
[[nodiscard]] std::vector<consent::Text::Block> said(const Side& side);
/// Bug if the two sides do not have the same blocks (a test compares all texts).
[[nodiscard]] pdf::Document compose(const Sheet& sheet);

}  // namespace kim::documents
