// The code lists in memory: reading the files' text, finding lists and codes.
#include "base/codes.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>

#include "base/check.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim {
namespace {

constexpr std::string_view kColumns = "code\tlabel_de\tlabel_en\tgroup\tflags\texternal\tvalid_from\tvalid_until";

using Lists = std::unordered_map<std::string, CodeList, text::Hash, std::equal_to<>>;

std::atomic<const Lists*> current_lists{nullptr};

const Lists& installed() {
  static const Lists none;
  const Lists* lists = current_lists.load(std::memory_order_acquire);
  return lists == nullptr ? none : *lists;
}

/// Where we are in a file, for messages to the person who edits it.
struct Place {
  std::string_view list;
  std::size_t line = 0;
  [[noreturn]] void fail(std::string_view why) const {
    throw Fault("code list " + std::string(list) + ", line " + std::to_string(line) + ": " + std::string(why));
  }
};

std::optional<Day> optional_day(const std::string& text, const Place& place) {
  if (text.empty()) return std::nullopt;
  const auto day = day_from_iso(text);
  if (!day) place.fail("not a date: " + text);
  return day;
}

Code parse_row(std::string_view line, const Place& place) {
  std::vector<std::string> cells = text::split(line, '\t');
  if (cells.size() > 8) place.fail("more than eight columns");
  cells.resize(8);  // editors like to cut trailing tabs
  if (cells[0].empty() || cells[1].empty()) place.fail("code or label is missing");
  return {cells[0],
          cells[1],
          cells[2],
          cells[3],
          cells[4],
          cells[5],
          optional_day(cells[6], place),
          optional_day(cells[7], place)};
}

/// The value of a head line "# title: ..." if it is that one.
void take_head(std::string_view line, std::string_view prefix, std::string& value) {
  if (line.starts_with(prefix)) value = text::trim(line.substr(prefix.size()));
}

/// What a file holds while it is read line by line.
struct Reading {
  std::string title, source, kept;
  bool seen_columns = false;
  std::vector<Code> codes;

  void take(std::string_view line, const Place& place) {
    if (line.starts_with('#')) {
      take_head(line, "# title:", title);
      take_head(line, "# source:", source);
      take_head(line, "# kept:", kept);
    } else if (!line.empty() && !seen_columns) {
      if (line != kColumns) place.fail("column names are not as expected");
      seen_columns = true;
    } else if (!line.empty()) {
      codes.push_back(parse_row(line, place));
    }
  }
};

}  // namespace

CodeList::CodeList(std::string name, std::string title, std::string source, std::vector<Code> codes, bool kept_by_users)
    : name_(std::move(name)),
      title_(std::move(title)),
      source_(std::move(source)),
      codes_(std::move(codes)),
      kept_by_users_(kept_by_users) {
  for (std::size_t i = 0; i < codes_.size(); ++i)
    if (!index_.emplace(codes_[i].code, i).second) throw Fault("code list " + name_ + ": twice: " + codes_[i].code);
}

const Code* CodeList::find(std::string_view code) const {
  const auto found = index_.find(code);
  return found == index_.end() ? nullptr : &codes_[found->second];
}

std::vector<const Code*> CodeList::valid_on(Day day) const {
  std::vector<const Code*> result;
  for (const Code& code : codes_)
    if ((!code.valid_from || *code.valid_from <= day) && (!code.valid_until || day <= *code.valid_until))
      result.push_back(&code);
  return result;
}

bool has_flag(const Code& code, std::string_view flag) {
  const std::vector<std::string> flags = text::split(code.flags, ' ');
  return std::ranges::find(flags, flag) != flags.end();
}

const CodeList& code_list(std::string_view name) {
  const auto found = installed().find(name);
  if (found == installed().end()) throw Bug("no code list " + std::string(name));
  return found->second;
}

std::vector<const CodeList*> all_code_lists() {
  std::vector<const CodeList*> result;
  for (const auto& [name, list] : installed()) result.push_back(&list);
  std::ranges::sort(result, {}, &CodeList::name);
  return result;
}

std::string code_label(std::string_view list, std::string_view code) {
  const Code* found = code_list(list).find(code);
  if (!found) return std::string(code);
  const bool english = i18n::current() == i18n::Language::en && !found->label_en.empty();
  return english ? found->label_en : found->label_de;
}

void install_code_lists(std::vector<CodeList> lists) {
  static std::mutex mutex;
  static std::vector<std::unique_ptr<const Lists>> kept;
  auto fresh = std::make_unique<Lists>();
  for (CodeList& list : lists) {
    std::string name = list.name();
    fresh->insert_or_assign(std::move(name), std::move(list));
  }
  const std::scoped_lock lock(mutex);
  current_lists.store(fresh.get(), std::memory_order_release);
  kept.push_back(std::move(fresh));
}

CodeList parse_code_list(std::string_view name, std::string_view tsv) {
  Reading reading;
  Place place{name};
  for (std::string_view line : text::split(tsv, '\n')) {
    ++place.line;
    if (line.ends_with('\r')) line.remove_suffix(1);
    reading.take(line, place);
  }
  if (reading.title.empty() || reading.source.empty() || !reading.seen_columns)
    place.fail("title, source or column names are missing");
  if (!reading.kept.empty() && reading.kept != "users") place.fail("kept by whom? " + reading.kept);
  return {std::string(name), reading.title, reading.source, std::move(reading.codes), reading.kept == "users"};
}

}  // namespace kim
