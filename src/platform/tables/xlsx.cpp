// Office Open XML, ECMA-376 part 1, 18.3 (sheets), 18.4 (shared strings), 18.8 (styles): as much as text cells need.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/text.h"
#include "platform/tables/archive.h"

namespace kim::tables {
namespace {

using pugi::xml_node;

/// Names with and without a namespace prefix: LibreOffice writes "row", others "x:row".
std::string_view local(const char* name) {
  const std::string_view all = name;
  const auto colon = all.find(':');
  return colon == std::string_view::npos ? all : all.substr(colon + 1);
}
bool is(const xml_node& node, std::string_view name) { return local(node.name()) == name; }
xml_node child(const xml_node& node, std::string_view name) {
  return node.find_child([&](const xml_node& one) { return is(one, name); });
}
std::string_view attribute(const xml_node& node, std::string_view name) {
  for (const auto& one : node.attributes())
    if (local(one.name()) == name) return one.value();
  return {};
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// `t` and the `t` of each run; phonetic hints (rPh) are left out.
std::string text_of(const xml_node& node) {
  std::string text;
  for (const xml_node& one : node.children()) {
    if (is(one, "t")) text += one.text().get();
    if (is(one, "r")) text += child(one, "t").text().get();
  }
  return text;
}

struct Book {
  std::vector<std::string> strings;
  std::vector<bool> dates;  // by style of a cell
  bool from_1904 = false;
};

std::string shown_number(std::string_view text, bool is_date, const Book& book) {
  const auto value = number<double>(text);
  if (!value || !std::isfinite(*value)) return std::string(text);
  if (is_date)
    if (auto date = date_of(*value, book.from_1904)) return *date;
  // Beyond 2^53 a spreadsheet has no exact integers anyway.
  if (std::abs(*value) < 9e15 && *value == std::floor(*value)) return fmt::format("{:.0f}", *value);
  return fmt::format("{}", *value);
}

std::string shown(const xml_node& cell, const Book& book) {
  const std::string_view type = attribute(cell, "t"), raw = child(cell, "v").text().get();
  if (type == "inlineStr") return text_of(child(cell, "is"));
  if (type == "s") {
    const auto index = number<std::size_t>(raw);
    return index && *index < book.strings.size() ? book.strings[*index] : std::string();
  }
  if (type == "b") return raw == "1" ? "ja" : raw == "0" ? "nein" : std::string(raw);
  if (type == "str" || type == "e" || type == "d") return std::string(raw);
  const auto style = number<std::size_t>(attribute(cell, "s"));
  return shown_number(raw, style && *style < book.dates.size() && book.dates[*style], book);
}

/// "BC12" -> 54; 0 for what is no reference.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > 20'000) return column;
  }
  return column;
}

class SheetReader {
 public:
  SheetReader(const Book& book, const Limits& limits) : book_(book), limits_(limits) {}

  std::expected<Sheet, Problem> read(const xml_node& data) {
    for (const xml_node& one : data.children()) {
      if (!is(one, "row")) continue;
      if (!row(one)) return std::unexpected(Problem::too_large);
    }
    return std::move(sheet_);
  }

 private:
  bool row(const xml_node& node) {
    const auto named = number<std::size_t>(attribute(node, "r"));
    Row row{named.value_or(last_ + 1), {}};
    last_ = row.number;
    for (const xml_node& one : node.children())
      if (is(one, "c") && !cell(one, row)) return false;
    const bool holds = std::ranges::any_of(row.cells, [](const std::string& text) { return !text.empty(); });
    if (holds) sheet_.rows.push_back(std::move(row));
    return sheet_.rows.size() <= limits_.rows;
  }

  bool cell(const xml_node& node, Row& row) {
    const std::size_t named = column_of(attribute(node, "r")), column = named == 0 ? row.cells.size() + 1 : named;
    std::string text(text::trim(shown(node, book_)));
    if (text.empty()) return true;  // a formatted cell far to the right holds nothing
    if (column > limits_.columns || text.size() > limits_.cell_bytes) return false;
    if (row.cells.size() < column) row.cells.resize(column);
    row.cells[column - 1] = std::move(text);
    if (child(node, "f")) ++sheet_.formulas;
    return true;
  }

  const Book& book_;
  const Limits& limits_;
  Sheet sheet_;
  std::size_t last_ = 0;
};

/// A workbook being read: each part is parsed when it is needed.
class Workbook {
 public:
  Workbook(Archive archive, const Limits& limits) : archive_(std::move(archive)), limits_(limits) {}

  Sheets sheets() {
    pugi::xml_document workbook;
    if (auto bad = parse("xl/workbook.xml", workbook, true)) return std::unexpected(*bad);
    const xml_node root = child(workbook, "workbook");
    const std::string_view dates = attribute(child(root, "workbookPr"), "date1904");
    book_.from_1904 = dates == "1" || dates == "true";
    for (const auto step : {&Workbook::relations, &Workbook::strings, &Workbook::styles})
      if (auto bad = (this->*step)()) return std::unexpected(*bad);
    return filled(child(root, "sheets"));
  }

 private:
  using Bad = std::optional<Problem>;

  Bad parse(const std::string& name, pugi::xml_document& document, bool must) {
    auto file = archive_.file(name);
    if (!file) return file.error();
    if (!*file) return must ? Bad(Problem::broken) : Bad();
    // No document type, so no entities of its own: pugixml reads none anyway, and an honest workbook has none.
    if ((*file)->find("<!DOCTYPE") != std::string::npos) return Problem::broken;
    return document.load_buffer((*file)->data(), (*file)->size(), pugi::parse_default | pugi::parse_ws_pcdata_single)
               ? Bad()
               : Bad(Problem::broken);
  }

  Bad relations() {
    pugi::xml_document document;
    if (auto bad = parse("xl/_rels/workbook.xml.rels", document, true)) return bad;
    for (const xml_node& one : child(document, "Relationships").children()) {
      const std::string target(attribute(one, "Target"));
      targets_[std::string(attribute(one, "Id"))] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return {};
  }

  Bad strings() {
    pugi::xml_document document;
    if (auto bad = parse("xl/sharedStrings.xml", document, false)) return bad;
    for (const xml_node& one : child(document, "sst").children())
      if (is(one, "si")) book_.strings.push_back(text_of(one));
    return {};
  }

  Bad styles() {
    pugi::xml_document document;
    if (auto bad = parse("xl/styles.xml", document, false)) return bad;
    const xml_node sheet = child(document, "styleSheet");
    std::map<std::string, bool, std::less<>> own;
    for (const xml_node& one : child(sheet, "numFmts").children())
      own[std::string(attribute(one, "numFmtId"))] = is_date_format(attribute(one, "formatCode"));
    for (const xml_node& one : child(sheet, "cellXfs").children()) {
      const std::string_view id = attribute(one, "numFmtId");
      const auto found = own.find(id);
      book_.dates.push_back(found != own.end() ? found->second : is_built_in_date(number<int>(id).value_or(0)));
    }
    return {};
  }

  /// 18.8.30: the numbers of formats that every program knows.
  static bool is_built_in_date(int id) { return (id >= 14 && id <= 22) || (id >= 45 && id <= 47); }

  Sheets filled(const xml_node& list) {
    std::vector<Sheet> sheets;
    for (const xml_node& one : list.children()) {
      auto sheet = sheet_of(one);
      if (!sheet) return std::unexpected(sheet.error());
      if (!sheet->rows.empty()) sheets.push_back(std::move(*sheet));
    }
    if (sheets.empty()) return std::unexpected(Problem::empty);
    return sheets;
  }

  std::expected<Sheet, Problem> sheet_of(const xml_node& node) {
    const auto target = targets_.find(attribute(node, "id"));
    if (target == targets_.end() || attribute(node, "state") == "hidden") return Sheet{};
    pugi::xml_document document;
    if (auto bad = parse(target->second, document, false)) return std::unexpected(*bad);
    auto sheet = SheetReader(book_, limits_).read(child(child(document, "worksheet"), "sheetData"));
    if (sheet) sheet->name = attribute(node, "name");
    return sheet;
  }

  Archive archive_;
  const Limits& limits_;
  Book book_;
  std::map<std::string, std::string, std::less<>> targets_;
};

}  // namespace

Sheets read_xlsx(std::string_view bytes, const Limits& limits) {
  auto archive = Archive::open(bytes, limits);
  if (!archive) return std::unexpected(archive.error());
  return Workbook(std::move(*archive), limits).sheets();
}

}  // namespace kim::tables
