#include "domain/consent/consent_texts.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

#include "base/check.h"
#include "base/text.h"
#include "platform/assets.h"

namespace kim::consent {
namespace {

using namespace html;

constexpr std::string_view folder = "data/texts/";
constexpr std::string_view any_controller = "any";
constexpr std::string_view write_line = "______________________";

/// The next line, taken off the front.
std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

std::string* head_field(Text& text, std::string_view name) {
  if (name == "id") return &text.id;
  if (name == "version") return &text.version;
  if (name == "language") return &text.language;
  if (name == "direction") return &text.direction;
  if (name == "controller") return &text.controller;
  return name == "title" ? &text.title : nullptr;
}

void read_head_line(Text& text, std::string_view line) {
  const auto colon = line.find(": ");
  CHECK(colon != std::string_view::npos);
  const std::string_view name = line.substr(0, colon), content = line.substr(colon + 2);
  if (name == "valid_from") {
    const auto day = day_from_iso(content);
    CHECK(day.has_value());
    text.valid_from = *day;
    return;
  }
  std::string* field = head_field(text, name);
  CHECK(field != nullptr);
  *field = content;
}

Text::Block block_of(std::string_view line) {
  if (line.starts_with("## ")) return {Text::Kind::heading, std::string(line.substr(3))};
  if (line.starts_with("- ")) return {Text::Kind::item, std::string(line.substr(2))};
  return {Text::Kind::paragraph, std::string(line)};
}

std::vector<Text> read_all() {
  std::vector<Text> texts;
  for (const assets::File& file : assets::files())
    if (file.path.starts_with(folder) && file.path.ends_with(".txt")) texts.push_back(parse_text(file.bytes));
  return texts;
}

std::string filled(std::string_view line, const Inserts& inserts) {
  std::string out;
  while (true) {
    const auto open = line.find('{'), close = line.find('}', open);
    out += line.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) return out;
    const auto word = inserts.words.find(line.substr(open + 1, close - open - 1));
    out += word == inserts.words.end() || word->second.empty() ? write_line : std::string_view(word->second);
    line.remove_prefix(close + 1);
  }
}

/// The part for a line that is one placeholder only; null if it is none.
const Fragment* part_for(const Text::Block& block, const Inserts& inserts) {
  if (block.kind != Text::Kind::paragraph || !block.text.starts_with('{') ||
      block.text.find('}') != block.text.size() - 1)
    return nullptr;
  const auto part = inserts.parts.find(std::string_view(block.text).substr(1, block.text.size() - 2));
  return part == inserts.parts.end() ? nullptr : &part->second;
}

Fragment block_view(const Text::Block& block, const Inserts& inserts) {
  if (const Fragment* part = part_for(block, inserts)) return *part;
  const std::string line = filled(block.text, inserts);
  switch (block.kind) {
    case Text::Kind::heading: return h2(cls("kim-sheet__h2 kim-top-s"), line);
    case Text::Kind::item: return li(line);
    case Text::Kind::paragraph: return p(line);
  }
  report_bug("unknown block of a text");
}

Fragment blocks_view(const std::vector<Text::Block>& blocks, const Inserts& inserts) {
  Fragment out, items;
  for (const Text::Block& block : blocks) {
    if (block.kind == Text::Kind::item) {
      items += block_view(block, inserts);
      continue;
    }
    if (!items.empty()) out += ul(std::exchange(items, {}));
    out += block_view(block, inserts);
  }
  return items.empty() ? out : all(out, ul(items));
}

std::atomic<const std::vector<Text>*> in_force{nullptr};

void add_once(std::vector<std::string>& list, const std::string& word) {
  if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
}

/// German first, the others by their tag.
template <class Wanted>
std::vector<std::string> languages_of(const Wanted& wanted) {
  std::vector<std::string> list;
  for (const Text& text : all_texts())
    if (wanted(text)) add_once(list, text.language);
  std::ranges::sort(
      list, [](const std::string& a, const std::string& c) { return (a == "de") != (c == "de") ? a == "de" : a < c; });
  return list;
}

}  // namespace

Text parse_text(std::string_view file) {
  Text text;
  for (std::string_view line = take_line(file); !line.empty(); line = take_line(file)) read_head_line(text, line);
  CHECK(!text.id.empty() && !text.version.empty() && !text.language.empty() && !text.controller.empty() &&
        !text.title.empty());
  CHECK(text.direction == "ltr" || text.direction == "rtl");
  text.blocks = parse_blocks(file);
  return text;
}

std::vector<Text::Block> parse_blocks(std::string_view body) {
  std::vector<Text::Block> blocks;
  while (!body.empty())
    if (const std::string_view line = text::trim(take_line(body)); !line.empty()) blocks.push_back(block_of(line));
  return blocks;
}

const std::vector<Text>& shipped_texts() {
  static const std::vector<Text> texts = read_all();
  return texts;
}

const std::vector<Text>& all_texts() {
  const std::vector<Text>* texts = in_force.load(std::memory_order_acquire);
  return texts == nullptr ? shipped_texts() : *texts;
}

void install_texts(std::vector<Text> texts) {
  static std::mutex mutex;
  static std::deque<std::vector<Text>> kept;  // what was once given out stays valid
  const std::scoped_lock lock(mutex);
  in_force.store(&kept.emplace_back(std::move(texts)), std::memory_order_release);
}

const Text* find_text(std::string_view id, std::string_view version, std::string_view language,
                      std::string_view controller) {
  const Text* found = nullptr;
  for (const Text& text : all_texts()) {
    if (text.id != id || text.version != version || text.language != language) continue;
    if (text.controller == controller) return &text;
    if (text.controller == any_controller) found = &text;
  }
  return found;
}

const Text* current_text(std::string_view id, std::string_view language, std::string_view controller, Day day) {
  const auto rank = [&](const Text& text) { return std::pair(text.controller == controller, text.valid_from); };
  const Text* found = nullptr;
  for (const Text& text : all_texts()) {
    if (text.id != id || text.language != language || text.retired || text.valid_from > day) continue;
    if (text.controller != any_controller && text.controller != controller) continue;
    if (found == nullptr || rank(text) > rank(*found)) found = &text;
  }
  return found;
}

std::vector<std::string> versions(std::string_view id, Day day, std::string_view language) {
  std::vector<const Text*> in_use;
  for (const Text& text : all_texts())
    if (text.id == id && text.valid_from <= day && (language.empty() || text.language == language))
      in_use.push_back(&text);
  // A translation that is stale or corrected stands behind the German text that is in force.
  const auto rank = [](const Text* text) {
    return std::tuple(!text->retired, text->language == "de", text->valid_from, std::string_view(text->version));
  };
  std::ranges::sort(in_use, [&](const Text* a, const Text* b) { return rank(a) > rank(b); });
  std::vector<std::string> list;
  for (const Text* text : in_use) add_once(list, text->version);
  return list;
}

std::vector<std::string> languages(std::string_view id, std::string_view version) {
  return languages_of([&](const Text& text) { return text.id == id && text.version == version; });
}

std::vector<std::string> current_languages(std::string_view id, Day day) {
  return languages_of([&](const Text& text) { return text.id == id && !text.retired && text.valid_from <= day; });
}

std::vector<std::string> text_ids() {
  std::vector<std::string> list;
  for (const Text& text : all_texts()) add_once(list, text.id);
  return list;
}

Fragment sheet(const Text& text, const Inserts& inserts) {
  return article(cls("kim-sheet"), lang(text.language), dir(text.direction),
                 when(text.stale, [] { return p(cls("kim-meta"), lang("de"), dir("ltr"), stale_note); }),
                 div_(cls("kim-stack"), blocks_view(text.blocks, inserts)),
                 p(cls("kim-sheet__foot"), text.id, " · ", text.version, " · ", text.language));
}

Fragment signature_lines(const std::vector<std::string>& labels) {
  return div_(cls("kim-sheet__cols kim-sheet__cols--even"), each(labels, [](const std::string& label) {
                return p(br(), br(), write_line, br(), span(cls("kim-meta"), label));
              }));
}

}  // namespace kim::consent
