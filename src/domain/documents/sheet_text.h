// What a sheet says and what its PDF gives back, made comparable. For the tests of this folder.
#pragma once

#include <algorithm>
#include <string>

#include "domain/documents/letter_sheet.h"
#include "support/pdf_text.h"

namespace kim::test {

using documents::Sheet;

/// All passages of a document in reading order.
class PutIn {
 public:
  explicit PutIn(const pdf::Document& document) {
    // The window of the envelope comes first, then the title.
    const bool by_post = !document.blocks.empty() && std::holds_alternative<pdf::Address>(document.blocks.front());
    if (!by_post) add(document.title);
    for (std::size_t n = 0; n < document.blocks.size(); ++n) {
      std::visit([this](const auto& one) { put(one); }, document.blocks[n]);
      if (by_post && n == 0) add(document.title);
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add(const pdf::Words& words) { text_ += words.text + " "; }
  void put(const pdf::Heading& heading) { add(heading.words); }
  void put(const pdf::Paragraph& paragraph) { add(paragraph.words); }
  void put(const pdf::Item& item) {
    text_ += item.label;
    add(item.words);
  }
  void put(const pdf::Table& table) {
    for (const auto& word : table.head) add(word);
    for (const auto& row : table.rows)
      for (const auto& word : row) add(word);
  }
  void put(const pdf::Signatures& signatures) {
    for (const auto& label : signatures.labels) add(label);
  }
  void put(const pdf::Address& address) {
    text_ += address.sender;
    for (const auto& list : {address.lines, address.facts})
      for (const auto& line : list) text_ += line;
  }
  std::string text_;
};

/// Without the heads that a table repeats on its next page, brackets of either direction made one (in right-to-left text the
/// drawn one is the other).
inline std::string without_repeats(std::string text, const Sheet& sheet) {
  if (sheet.other) {
    const std::string head = squeezed("Deutsch" + documents::words(sheet.other->text->text.language, "sprache"));
    const auto first = text.find(head);
    for (auto at = text.find(head, first + 1); at != std::string::npos; at = text.find(head, at))
      text.erase(at, head.size());
  }
  std::ranges::replace(text, '(', ')');
  return text;
}

/// All text of the PDF's structure.
[[nodiscard]] inline std::string text_of_pdf(const std::string& file, const Sheet& sheet) {
  return without_repeats(pdf_content(file), sheet);
}
/// All text of the document composed of the sheet.
[[nodiscard]] inline std::string text_put_in(const Sheet& sheet) {
  return without_repeats(squeezed(PutIn(documents::compose(sheet)).text()), sheet);
}

}  // namespace kim::test
