// What other programs (poppler, qpdf) read in a PDF: text, structure, soundness. For tests of prints.
#pragma once

#include <string>
#include <string_view>

namespace kim::test {

/// What the first figure draws, in the operators of the page: "60 700 m", "90 680 l" ... Empty if there is none.
[[nodiscard]] std::string pdf_drawing(const std::string& file);
/// Text in reading order, direction marks taken out, blanks made one: what `plain` does to the text put in.
[[nodiscard]] std::string pdf_text(const std::string& file);
/// Structure tree, with attributes and languages, as pdfinfo prints it and qpdf finds them.
[[nodiscard]] std::string pdf_structure(const std::string& file);
[[nodiscard]] std::string pdf_info(const std::string& file);
/// Whether qpdf --check finds nothing to say.
[[nodiscard]] bool pdf_is_sound(const std::string& file);
/// Composed (NFC), no invisible marks, one blank between words, lines kept.
[[nodiscard]] std::string plain(std::string_view text);
/// All text of the structure, in its order, without blanks: what a screen reader is given. Compare with squeezed().
[[nodiscard]] std::string pdf_content(const std::string& file);
/// `plain` without blanks, joined letters taken apart: line breaks and ligatures of a page are no part of a text.
[[nodiscard]] std::string squeezed(std::string_view text);

/// The first page as it looks (PGM), to compare two.
[[nodiscard]] std::string pdf_image(const std::string& file);

struct Place {
  double x = -1, y = -1;  // points from the top left
};
/// Where the first word `word` stands; (-1, -1) if nowhere.
[[nodiscard]] Place pdf_place(const std::string& file, const std::string& word);

}  // namespace kim::test
