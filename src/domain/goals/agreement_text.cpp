#include "domain/goals/agreement_text.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/goals/goal_rules.h"
#include "platform/crypto/crypto.h"

namespace kim::goals {
namespace {

using Kind = TextLine::Kind;
using Fate = ComparedLine::Fate;

/// What was typed cannot begin a line of its own.
std::string in_one_line(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

void add(std::string* text, std::string_view mark, std::string line) {
  text->append(mark).append(in_one_line(std::move(line))).append("\n");
}

void add_goal(std::string* text, const Goal& goal) {
  add(text, "# ", "„" + goal.words + "“");
  if (!goal.agreed.empty()) add(text, "", trf("Vereinbart: {}", {goal.agreed}));
  if (!goal.sign.empty()) add(text, "", trf("Zeichen des Erfolgs: {}", {goal.sign}));
  if (goal.until) add(text, "", trf("Bis: {}", {german(*goal.until)}));
}

std::string step_text(const Parties& parties, const Step& step) {
  std::string line = step.what + " – " + who_does(step, parties.addressed, parties.staff);
  if (step.until) line += ", " + trf("bis {}", {german(*step.until)});
  return line;
}

TextLine line_of(std::string_view line) {
  if (line.starts_with("# ")) return {Kind::heading, std::string(line.substr(2))};
  if (line.starts_with("- ")) return {Kind::item, std::string(line.substr(2))};
  return {Kind::sentence, std::string(line)};
}

bool same(const TextLine& a, const TextLine& b) { return a.kind == b.kind && a.text == b.text; }

/// Length of the longest common subsequence of the lines from i and j on.
std::vector<std::vector<int>> common(const std::vector<TextLine>& a, const std::vector<TextLine>& b) {
  std::vector<std::vector<int>> length(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      length[i][j] = same(a[i], b[j]) ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
  return length;
}

}  // namespace

std::string agreement_text(const Parties& parties, const std::vector<records::Stored<Goal>>& goals,
                           const std::vector<records::Stored<Step>>& steps) {
  std::string text;
  add(&text, "",
      trf("Zielvereinbarung zwischen {0} und {1} (Kommunales Integrationsmanagement, {2})",
          {parties.person, parties.staff, parties.tenant}));
  for (const auto& goal : goals) {
    if (!is_open(goal.value)) continue;
    add_goal(&text, goal.value);
    for (const auto& step : steps)
      if (step.parent == goal.id) add(&text, "- ", step_text(parties, step.value));
  }
  if (std::ranges::all_of(goals, [](const auto& goal) { return is_open(goal.value); })) return text;
  add(&text, "# ", tr("Abgeschlossene Ziele"));
  for (const auto& goal : goals)
    if (!is_open(goal.value))
      add(&text, "- ", "„" + goal.value.words + "“: " + code_label("goal_state", goal.value.state));
  return text;
}

std::string text_hash(std::string_view text) { return crypto::hex(crypto::sha256(text)); }

bool is_intact(const Agreement& agreement) {
  return !agreement.signed_text.empty() && text_hash(agreement.signed_text) == agreement.text_hash;
}

std::vector<TextLine> text_lines(std::string_view text) {
  std::vector<TextLine> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(line_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<ComparedLine> compare_texts(std::string_view before, std::string_view after) {
  const auto a = text_lines(before), b = text_lines(after);
  const auto length = common(a, b);
  std::vector<ComparedLine> result;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && same(a[i], b[j])) {
      result.push_back({Fate::same, b[j++]});
      ++i;
    } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
      result.push_back({Fate::removed, a[i++]});
    } else {
      result.push_back({Fate::added, b[j++]});
    }
  }
  return result;
}

std::vector<ComparedLine> changes_only(const std::vector<ComparedLine>& lines) {
  std::vector<ComparedLine> result;
  const ComparedLine* heading = nullptr;  // not shown yet
  for (const ComparedLine& line : lines) {
    if (line.line.kind == Kind::heading) heading = &line;
    if (line.fate == Fate::same) continue;
    if (heading != nullptr && heading != &line) result.push_back(*heading);
    heading = nullptr;
    result.push_back(line);
  }
  return result;
}

}  // namespace kim::goals
