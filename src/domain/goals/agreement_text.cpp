#include "domain/goals/agreement_text.h"

#include <algorithm>
#include <optional>

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

// The fixed words of the text. German on purpose and nowhere else: agreement_parts() finds them again.
constexpr std::string_view between_words =
    "Zielvereinbarung zwischen {0} und {1} (Kommunales Integrationsmanagement, {2})";
constexpr std::string_view goal_words = "„{0}“", agreed_words = "Vereinbart: {0}",
                           sign_words = "Zeichen des Erfolgs: {0}", until_words = "Bis: {0}",
                           step_until_words = "{0}, bis {1}", ended_goals_words = "Abgeschlossene Ziele",
                           ended_words = "„{0}“: {1}";

void add_goal(std::string* text, const Goal& goal) {
  add(text, "# ", trf(goal_words, {goal.words}));
  if (!goal.agreed.empty()) add(text, "", trf(agreed_words, {goal.agreed}));
  if (!goal.sign.empty()) add(text, "", trf(sign_words, {goal.sign}));
  if (goal.until) add(text, "", trf(until_words, {german(*goal.until)}));
}

std::string step_text(const Parties& parties, const Step& step) {
  const std::string line = step.what + " – " + who_does(step, parties.addressed, parties.staff);
  return step.until ? trf(step_until_words, {line, german(*step.until)}) : line;
}

TextLine line_of(std::string_view line) {
  if (line.starts_with("# ")) return {Kind::heading, std::string(line.substr(2))};
  if (line.starts_with("- ")) return {Kind::item, std::string(line.substr(2))};
  return {Kind::sentence, std::string(line)};
}

/// The values that stand in `text` where `pattern` has its places, if it is made by it. The last fixed words bind as late
/// as they can, the others as early: what was typed may hold them too.
std::optional<std::vector<std::string>> values_in(std::string_view pattern, std::string_view text) {
  std::vector<std::string> values;
  const auto first = pattern.find('{');
  if (first == std::string_view::npos || !text.starts_with(pattern.substr(0, first))) return std::nullopt;
  text.remove_prefix(first);
  pattern.remove_prefix(first);
  while (!pattern.empty()) {
    pattern.remove_prefix(pattern.find('}') + 1);
    const auto next = std::min(pattern.find('{'), pattern.size());
    const std::string_view fixed = pattern.substr(0, next), rest = pattern.substr(next);
    const bool last = rest.empty() || rest.ends_with('}');
    const auto end = fixed.empty() ? text.size() : last ? text.rfind(fixed) : text.find(fixed);
    if (end == std::string_view::npos) return std::nullopt;
    values.emplace_back(text.substr(0, end));
    text.remove_prefix(end + fixed.size());
    pattern.remove_prefix(next);
  }
  if (!text.empty()) return std::nullopt;
  return values;
}

/// The code of goal_state that has this German label; empty if none.
std::string state_of(std::string_view label) {
  const i18n::Use german_words(i18n::Language::de);
  for (const Code& code : code_list("goal_state").codes())
    if (code_label("goal_state", code.code) == label) return code.code;
  return {};
}

using Part = AgreementPart;

Part sentence_part(const TextLine& line) {
  static constexpr std::pair<Part::Kind, std::string_view> patterns[] = {{Part::Kind::between, between_words},
                                                                         {Part::Kind::agreed, agreed_words},
                                                                         {Part::Kind::sign, sign_words},
                                                                         {Part::Kind::until, until_words}};
  for (const auto& [kind, pattern] : patterns)
    if (auto values = values_in(pattern, line.text)) return {kind, line, std::move(*values)};
  return {Part::Kind::other, line, {}};
}

Part item_part(const TextLine& line, bool ended) {
  if (!ended) {
    auto values = values_in(step_until_words, line.text);
    if (values && parse_day(values->back(), Day{})) return {Part::Kind::step_until, line, std::move(*values)};
    return {Part::Kind::step, line, {line.text}};
  }
  auto values = values_in(ended_words, line.text);
  if (values) values->back() = state_of(values->back());
  return values && !values->back().empty() ? Part{Part::Kind::ended, line, std::move(*values)}
                                           : Part{Part::Kind::other, line, {}};
}

bool same(const TextLine& a, const TextLine& b) { return a.kind == b.kind && a.text == b.text; }

Part heading_part(const TextLine& line) {
  if (line.text == ended_goals_words) return {Part::Kind::ended_goals, line, {}};
  auto values = values_in(goal_words, line.text);
  return values ? Part{Part::Kind::goal, line, std::move(*values)} : Part{Part::Kind::other, line, {}};
}

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
  const i18n::Use german_words(i18n::Language::de);
  std::string text;
  add(&text, "", trf(between_words, {parties.person, parties.staff, parties.tenant}));
  for (const auto& goal : goals) {
    if (!is_open(goal.value)) continue;
    add_goal(&text, goal.value);
    for (const auto& step : steps)
      if (step.parent == goal.id) add(&text, "- ", step_text(parties, step.value));
  }
  if (std::ranges::all_of(goals, [](const auto& goal) { return is_open(goal.value); })) return text;
  add(&text, "# ", std::string(ended_goals_words));
  for (const auto& goal : goals)
    if (!is_open(goal.value))
      add(&text, "- ", trf(ended_words, {goal.value.words, code_label("goal_state", goal.value.state)}));
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

std::vector<AgreementPart> agreement_parts(std::string_view text) {
  std::vector<AgreementPart> parts;
  bool ended = false;
  for (const TextLine& line : text_lines(text)) {
    switch (line.kind) {
      case Kind::heading: parts.push_back(heading_part(line)); break;
      case Kind::item: parts.push_back(item_part(line, ended)); break;
      case Kind::sentence: parts.push_back(sentence_part(line)); break;
    }
    ended = ended || parts.back().kind == Part::Kind::ended_goals;
  }
  return parts;
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
