// Rules of code lists. No database, no page.
#include "domain/codelists/codelist.h"

#include <algorithm>
#include <map>

#include "base/i18n.h"
#include "base/order.h"
#include "base/text.h"

namespace kim::codelists {
namespace {

constexpr std::size_t kCodeLetters = 40;
constexpr std::size_t kLinesMost = 1000;
constexpr std::size_t kLabelLetters = 120;

void take_over(Code& code, const Entry& entry) {
  code.label_de = entry.label_de;
  code.label_en = entry.label_en;
  code.external = entry.external;
  code.valid_until = entry.valid_until;
}

Code code_of(const Entry& entry) {
  Code code;
  code.code = entry.code;
  code.group = entry.group;
  take_over(code, entry);
  return code;
}

/// Those with a position are put there one after the other, lowest first; the others keep their order around them.
std::vector<Code> ordered(std::vector<Code> codes, const std::map<std::string, std::int64_t>& positions) {
  std::vector<std::pair<std::int64_t, Code>> placed;
  std::vector<Code> result;
  for (Code& code : codes) {
    const auto at = positions.find(code.code);
    if (at == positions.end())
      result.push_back(std::move(code));
    else
      placed.emplace_back(at->second, std::move(code));
  }
  order_by(placed, [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [position, code] : placed) {
    const auto index = std::min(static_cast<std::size_t>(position - 1), result.size());
    result.insert(result.begin() + static_cast<std::ptrdiff_t>(index), std::move(code));
  }
  return result;
}

/// ä, ö, ü and ß in two letters, other letters and digits as they are, everything else an underscore.
std::string plain(std::string_view label) {
  static const std::pair<std::string_view, std::string_view> spelled[] = {
      {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}};
  std::string out;
  while (!label.empty()) {
    const auto known = std::ranges::find_if(spelled, [&](const auto& one) { return label.starts_with(one.first); });
    if (known != std::end(spelled)) {
      out += known->second;
      label.remove_prefix(known->first.size());
      continue;
    }
    const char letter = label.front();
    label.remove_prefix(1);
    const bool upper = letter >= 'A' && letter <= 'Z';
    const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (upper)
      out += static_cast<char>(letter - 'A' + 'a');
    else if (kept)
      out += letter;
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (out.ends_with('_')) out.pop_back();
  return out.substr(0, kCodeLetters - 4);
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= kCodeLetters && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
}

std::vector<std::string> cells_of(std::string_view line) {
  return text::split(line, line.find('\t') != std::string_view::npos ? '\t' : ';');
}

bool names_columns(const Line& line) { return text::folded(line.code) == "code"; }

std::string line_error(const Line& line, const std::vector<Line>& before) {
  if (!is_code(line.code))
    return tr("Der Code fehlt oder enthält andere Zeichen als Buchstaben, Ziffern, - _ und Punkt.");
  if (line.label_de.empty()) return tr("Die Bezeichnung fehlt.");
  if (text::length(line.label_de) > kLabelLetters || text::length(line.label_en) > kLabelLetters)
    return tr("Die Bezeichnung ist länger als 120 Zeichen.");
  const bool twice = std::ranges::any_of(before, [&](const Line& other) { return other.code == line.code; });
  return twice ? tr("Der Code steht schon weiter oben.") : std::string();
}

Line line_of(const std::vector<std::string>& cells) {
  const auto cell = [&](std::size_t index) {
    return index < cells.size() ? std::string(text::trim(cells[index])) : std::string();
  };
  return {cell(0), cell(1), cell(2)};
}

}  // namespace

CodeList merged(const CodeList& file, const std::vector<Entry>& entries) {
  if (!file.kept_by_users() || entries.empty()) return file;
  std::vector<Code> codes(file.codes().begin(), file.codes().end());
  std::map<std::string, std::int64_t> positions;
  for (const Entry& entry : entries) {
    const auto known = std::ranges::find(codes, entry.code, &Code::code);
    known == codes.end() ? codes.push_back(code_of(entry)) : take_over(*known, entry);
    if (entry.position) positions[entry.code] = *entry.position;
  }
  return {file.name(), file.title(), file.source(), ordered(std::move(codes), positions), true};
}

std::string code_from(const CodeList& list, std::string_view label) {
  std::string base = plain(label);
  if (base.empty()) base = "wert";
  std::string code = base;
  for (int number = 2; list.find(code) != nullptr; ++number) code = base + "_" + std::to_string(number);
  return code;
}

bool label_taken(const CodeList& list, std::string_view label, std::string_view own_code, Day day) {
  const std::string key = text::folded(text::trim(label));
  return std::ranges::any_of(list.valid_on(day), [&](const Code* code) {
    return code->code != own_code && text::folded(code->label_de) == key;
  });
}

Reading read_lines(std::string_view text) {
  Reading reading;
  std::size_t number = 0;
  for (std::string_view raw : text::split(text, '\n')) {
    ++number;
    const std::string_view line = text::trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const Line one = line_of(cells_of(line));
    if (reading.lines.empty() && reading.errors.empty() && names_columns(one)) continue;
    if (auto error = line_error(one, reading.lines); !error.empty())
      reading.errors.push_back(trf("Zeile {0}: {1}", {std::to_string(number), error}));
    else if (reading.lines.size() == kLinesMost) {
      reading.errors.push_back(tr("Die Liste hat mehr als 1.000 Zeilen. Teilen Sie sie."));
      break;
    } else
      reading.lines.push_back(one);
  }
  if (reading.lines.empty() && reading.errors.empty()) reading.errors.push_back(tr("Die Liste ist leer."));
  return reading;
}

}  // namespace kim::codelists
