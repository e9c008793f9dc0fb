#include <algorithm>
#include <array>

#include "base/text.h"
#include "platform/tables/parts.h"

namespace kim::tables {
namespace {

constexpr std::string_view delimiters = ";,\t";

/// "sep=;" as first line tells Excel, and us, the delimiter.
char named_delimiter(std::string_view& text) {
  if (!text.starts_with("sep=") || text.size() < 5 || !delimiters.contains(text[4])) return 0;
  const char delimiter = text[4];
  text.remove_prefix(std::min(text.find('\n', 5), text.size() - 1) + 1);
  return delimiter;
}

/// The one that stands most often in the first line outside of quotes; the semicolon, if none does.
char guessed_delimiter(std::string_view text) {
  std::array<std::size_t, 3> count{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (const auto at = delimiters.find(c); at != std::string_view::npos) ++count[at];
  }
  return delimiters[static_cast<std::size_t>(std::ranges::max_element(count) - count.begin())];
}

/// RFC 4180, tolerant of single line feeds and of quotes inside an unquoted cell.
class Reader {
 public:
  Reader(std::string_view text, char delimiter, const Limits& limits)
      : text_(text), delimiter_(delimiter), limits_(limits) {}

  std::expected<Sheet, Problem> sheet() {
    while (at_ < text_.size() && !problem_) row();
    if (problem_) return std::unexpected(*problem_);
    return std::move(sheet_);
  }

 private:
  void row() {
    Row row{++number_, {}};
    bool more = true;
    while (more && !problem_) {
      row.cells.emplace_back(text::trim(cell()));
      if (row.cells.size() > limits_.columns) problem_ = Problem::too_large;
      more = at_ < text_.size() && text_[at_] == delimiter_;
      if (more) ++at_;
    }
    line_end();
    const bool holds = std::ranges::any_of(row.cells, [](const std::string& cell) { return !cell.empty(); });
    if (holds) sheet_.rows.push_back(std::move(row));
    if (sheet_.rows.size() > limits_.rows) problem_ = Problem::too_large;
  }

  std::string cell() {
    std::string out = at_ < text_.size() && text_[at_] == '"' ? quoted() : std::string();
    while (at_ < text_.size() && !ends_cell(text_[at_])) out += text_[at_++];
    if (out.size() > limits_.cell_bytes) problem_ = Problem::too_large;
    return out;
  }

  std::string quoted() {
    std::string out;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') {
        out += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        out += text_[at_++];
      } else {
        ++at_;
        return out;
      }
    }
    problem_ = Problem::broken;  // the quote is never closed
    return out;
  }

  [[nodiscard]] bool ends_cell(char c) const { return c == delimiter_ || c == '\n' || c == '\r'; }
  void line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  std::string_view text_;
  char delimiter_;
  const Limits& limits_;
  std::size_t at_ = 0, number_ = 0;
  Sheet sheet_;
  std::optional<Problem> problem_;
};

bool is_text(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
}

}  // namespace

std::optional<std::string> utf8_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  std::string text;
  if (bytes.starts_with("\xFF\xFE"sv))
    text = text::from_encoding(bytes.substr(2), text::Encoding::utf16_le);
  else if (bytes.starts_with("\xFE\xFF"sv))
    text = text::from_encoding(bytes.substr(2), text::Encoding::utf16_be);
  else if (bytes.starts_with("\xEF\xBB\xBF"sv))
    text = bytes.substr(3);
  else if (text::is_utf8(bytes))
    text = bytes;
  else
    text = text::from_encoding(bytes, text::Encoding::windows_1252);
  if (!text::is_utf8(text) || !is_text(text)) return std::nullopt;
  return text;
}

Sheets read_csv(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.unpacked_bytes) return std::unexpected(Problem::too_large);
  const auto text = utf8_of(bytes);
  if (!text) return std::unexpected(Problem::not_a_table);
  std::string_view rest = *text;
  const char named = named_delimiter(rest);
  auto sheet = Reader(rest, named != 0 ? named : guessed_delimiter(rest), limits).sheet();
  if (!sheet) return std::unexpected(sheet.error());
  if (sheet->rows.empty()) return std::unexpected(Problem::empty);
  std::vector<Sheet> sheets;
  sheets.push_back(std::move(*sheet));
  return sheets;
}

}  // namespace kim::tables
