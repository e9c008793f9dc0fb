#include "domain/documents/letter_texts.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <mutex>

#include "base/check.h"
#include "base/codes.h"
#include "base/order.h"
#include "base/text.h"
#include "platform/assets.h"

namespace kim::documents {
namespace {

constexpr std::string_view folder = "data/letters/", words_prefix = "data/letters/woerter.";
constexpr std::string_view write_line = "______________________";
// What is signed lies with the consents in these languages.
constexpr std::array from_consent{std::string_view("einwilligung"), std::string_view("entbindung"),
                                  std::string_view("information"), std::string_view("widerruf")};

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

/// A head line of ours ("status", "translator", "translated_on"); false if it is one of consent's.
bool own_head_line(LetterText& letter, std::string_view line) {
  const auto colon = line.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(0, colon), content = line.substr(colon + 2);
  if (name == "status") letter.status = content;
  if (name == "translator") letter.translator = content;
  if (name == "translated_on") letter.translated_on = day_from_iso(content);
  return name == "status" || name == "translator" || name == "translated_on";
}

std::vector<LetterText> read_all() {
  std::vector<LetterText> all;
  for (const consent::Text& text : consent::shipped_texts())
    if (std::ranges::find(from_consent, text.id) != from_consent.end())
      all.push_back({text, std::string(unreviewed), {}, {}});
  for (const assets::File& file : assets::files())
    if (file.path.starts_with(folder) && file.path.ends_with(".txt") && !file.path.starts_with(words_prefix))
      all.push_back(parse_letter(file.bytes));
  return all;
}

std::atomic<const std::vector<LetterText>*> in_force{nullptr};

const std::vector<LetterText>& all_letters() {
  const std::vector<LetterText>* letters = in_force.load(std::memory_order_acquire);
  return letters == nullptr ? shipped_letters() : *letters;
}

using WordsByLanguage = std::map<std::string, Words, std::less<>>;
WordsByLanguage read_words() {
  WordsByLanguage all;
  for (const assets::File& file : assets::files())
    if (file.path.starts_with(words_prefix)) {
      const std::string_view name = file.path.substr(words_prefix.size());
      all.emplace(name.substr(0, name.rfind('.')), parse_words(file.bytes));
    }
  return all;
}

/// The controller's own is better (it cites another law), then the newer one.
bool better(const consent::Text& a, const consent::Text& b, std::string_view controller) {
  const bool own = a.controller == controller;
  return own != (b.controller == controller) ? own : a.valid_from > b.valid_from;
}

/// The best of those that `wanted` takes.
template <class Wanted>
const LetterText* best(std::string_view id, std::string_view language, std::string_view controller,
                       const Wanted& wanted) {
  const LetterText* found = nullptr;
  for (const LetterText& one : all_letters()) {
    const consent::Text& text = one.text;
    if (text.id != id || text.language != language || !wanted(text)) continue;
    if (text.controller != "any" && text.controller != controller) continue;
    if (found == nullptr || better(text, found->text, controller)) found = &one;
  }
  return found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Blanks between digits become such that do not break and do not let the groups change places.
std::string kept_together(const std::string& value) {
  std::string out;
  for (std::size_t n = 0; n < value.size(); ++n) {
    const bool between =
        value[n] == ' ' && n > 0 && n + 1 < value.size() && is_digit(value[n - 1]) && is_digit(value[n + 1]);
    out += between ? "\xC2\xA0" : std::string(1, value[n]);
  }
  return out;
}

/// A value inside a right-to-left text keeps its own direction and does not join the next one (Unicode FSI, PDI).
std::string isolated(const std::string& value) { return "\u2068" + kept_together(value) + "\u2069"; }

}  // namespace

const std::vector<LetterText>& shipped_letters() {
  static const std::vector<LetterText> all = read_all();
  return all;
}

void install_letters(std::vector<LetterText> letters) {
  static std::mutex mutex;
  static std::deque<std::vector<LetterText>> kept;  // what was once given out stays valid
  const std::scoped_lock lock(mutex);
  in_force.store(&kept.emplace_back(std::move(letters)), std::memory_order_release);
}

LetterText parse_letter(std::string_view file) {
  LetterText letter;
  std::string rest;
  while (!file.empty()) {
    const std::string_view line = take_line(file);
    if (line.empty()) break;
    if (!own_head_line(letter, line)) rest.append(line).append("\n");
  }
  CHECK(!letter.status.empty());
  letter.text = consent::parse_text(rest.append("\n").append(file));
  return letter;
}

const LetterText* find_letter(std::string_view id, std::string_view language, std::string_view controller, Day day) {
  return best(id, language, controller,
              [&](const consent::Text& text) { return !text.retired && text.valid_from <= day; });
}

const LetterText* find_version(std::string_view id, std::string_view language, std::string_view controller,
                               std::string_view version) {
  return best(id, language, controller, [&](const consent::Text& text) { return text.version == version; });
}

bool is_letter(std::string_view id) { return id == "widerruf" || code_list("letter").find(id) != nullptr; }

bool fits(const LetterText& german, const LetterText& other) {
  return german.text.controller == other.text.controller &&
         std::ranges::equal(german.text.blocks, other.text.blocks, {}, &consent::Text::Block::kind,
                            &consent::Text::Block::kind);
}

std::vector<std::string> letter_languages(std::string_view id, Day day) {
  std::vector<std::string> list;
  for (const LetterText& one : all_letters())
    if (one.text.id == id && !one.text.retired && one.text.valid_from <= day &&
        std::ranges::find(list, one.text.language) == list.end())
      list.push_back(one.text.language);
  std::ranges::sort(list, [](const std::string& a, const std::string& b) {
    const auto place = [](const std::string& one) {
      return std::pair(one == "de" ? 0 : one == "de-simple" ? 1 : 2, text::sort_key(language_name(one)));
    };
    return place(a) < place(b);
  });
  return list;
}

std::string language_name(std::string_view language) {
  return language == "de-simple" ? "Einfache Sprache" : code_label("language", language);
}

Words parse_words(std::string_view file) {
  Words all;
  while (!file.empty()) {
    const std::string_view line = text::trim(take_line(file));
    if (line.empty() || line.starts_with('#')) continue;
    const auto colon = line.find(": ");
    CHECK(colon != std::string_view::npos);
    all.emplace(line.substr(0, colon), line.substr(colon + 2));
  }
  return all;
}

std::string words(std::string_view language, std::string_view key) {
  static const WordsByLanguage all = read_words();
  for (const std::string_view wanted : {language, std::string_view("de")}) {
    const auto list = all.find(wanted);
    if (list == all.end()) continue;
    if (const auto found = list->second.find(key); found != list->second.end()) return found->second;
  }
  return std::string(key);
}

std::string_view condition(std::string_view line) {
  const auto close = line.find("} ");
  return line.starts_with("{nur_") && close != std::string_view::npos ? line.substr(1, close - 1) : std::string_view();
}

std::string filled(std::string_view line, const Words& values, bool right_to_left) {
  std::string out;
  if (const auto begin = condition(line); !begin.empty()) line.remove_prefix(begin.size() + 3);
  while (true) {
    const auto open = line.find('{'), close = line.find('}', open);
    out += line.substr(0, open);
    if (open == std::string_view::npos) return out;
    if (close == std::string_view::npos) return out.append(line.substr(open));
    const auto value = values.find(line.substr(open + 1, close - open - 1));
    if (value == values.end() || value->second.empty())
      out += write_line;
    else
      out += right_to_left ? isolated(value->second) : value->second;
    line.remove_prefix(close + 1);
  }
}

}  // namespace kim::documents
