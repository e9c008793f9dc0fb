// Code lists: own code, German and English label, validity, external code for the Land database. Values are ended, never
// deleted. Files data/codes/*.tsv are embedded and read at start. Lists marked "# kept: users" may be replaced while the
// program runs (domain/codelists); a list once given out stays valid, so nobody needs a lock to read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "base/text.h"

namespace kim {

struct Code {
  std::string code;  // never changes
  std::string label_de;
  std::string label_en;
  std::string group;     // coarse level, e.g. of a field of action; may be empty
  std::string flags;     // words separated by blanks, e.g. "erlaubt zaehlt_25a"
  std::string external;  // code in the Land database; may be empty
  std::optional<Day> valid_from;
  std::optional<Day> valid_until;
};

class CodeList {
 public:
  CodeList(std::string name, std::string title, std::string source, std::vector<Code> codes,
           bool kept_by_users = false);
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& title() const { return title_; }
  [[nodiscard]] const std::string& source() const { return source_; }
  /// Whether the administration may add, rename and end codes; else the program's rules depend on each of them.
  [[nodiscard]] bool kept_by_users() const { return kept_by_users_; }
  [[nodiscard]] std::span<const Code> codes() const { return codes_; }
  [[nodiscard]] const Code* find(std::string_view code) const;
  /// Codes offered in a form on `day` (not yet ended).
  [[nodiscard]] std::vector<const Code*> valid_on(Day day) const;

 private:
  std::string name_, title_, source_;
  std::vector<Code> codes_;
  bool kept_by_users_ = false;
  std::unordered_map<std::string, std::size_t, text::Hash, std::equal_to<>> index_;
};

/// Whether `flag` is one of the code's flags, as a whole word.
[[nodiscard]] bool has_flag(const Code& code, std::string_view flag);

/// The list of that name. Bug if there is none: list names stand in field descriptions, a test checks each.
[[nodiscard]] const CodeList& code_list(std::string_view name);
[[nodiscard]] std::vector<const CodeList*> all_code_lists();
/// Label in the current language; the code itself if it is unknown (a value from a newer version is still shown).
[[nodiscard]] std::string code_label(std::string_view list, std::string_view code);
/// Replaces all lists. Safe while others read: they keep what they have, the next question finds the new lists. Each call
/// keeps the lists before it in memory for ever, so it is for the start, for an edit of a list, and for tests.
void install_code_lists(std::vector<CodeList> lists);
/// Parses the text of one TSV file (head lines "# title: ...", "# source: ...", then the column line). Throws Fault on
/// a malformed file. Used at start for every embedded file and by tests.
[[nodiscard]] CodeList parse_code_list(std::string_view name, std::string_view tsv);

}  // namespace kim
