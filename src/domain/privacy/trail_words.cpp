#include "domain/privacy/trail_words.h"

#include <array>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim::privacy {
namespace {

constexpr std::string_view list = "trail_word";

/// Notes are codes; these lists may hold them, in this order.
std::string value_word(std::string_view value) {
  constexpr std::array lists{list,
                             std::string_view("legal_basis"),
                             std::string_view("withdrawal_scope"),
                             std::string_view("handover_state"),
                             std::string_view("referral_state"),
                             std::string_view("known_answer"),
                             std::string_view("language")};
  for (const std::string_view name : lists)
    if (code_list(name).find(value) != nullptr) return code_label(name, value);
  return std::string(value);
}

/// "view=meine": the name in words, the value as it is, or in words if it is a code.
std::string pair_word(std::string_view name, std::string_view value) {
  if (name == "role") return code_label("role", value);
  return trf("{0}: {1}", {code_label(list, name), value_word(value)});
}

std::string part_word(std::string_view part) {
  const auto sign = part.find('=');
  if (sign == std::string_view::npos) return value_word(part);
  // The searched word is in the trail as a keyed hash: equal searches can be told, the word cannot.
  if (part.starts_with("words=")) return {};
  return pair_word(part.substr(0, sign), part.substr(sign + 1));
}

}  // namespace

std::string thing_word(const std::vector<Slice>& slices, std::string_view what) {
  for (const Slice& slice : slices)
    for (const record::Record* record : slice.records)
      if (record->name == what) return tr(record->label);
  return code_label(list, what);
}

std::string occasion_word(const std::vector<Slice>& slices, std::string_view purpose) {
  for (const Slice& slice : slices)
    for (const CaseTab& tab : slice.case_tabs)
      if (!tab.path.empty() && tab.path == purpose) return tr(tab.label);
  if (code_list(list).find(purpose) != nullptr) return code_label(list, purpose);
  return thing_word(slices, purpose);
}

std::string note_words(std::string_view note) {
  std::string words;
  while (!note.empty()) {
    const auto end = std::min(note.find(' '), note.size());
    const std::string word = part_word(note.substr(0, end));
    if (!word.empty()) words.append(words.empty() ? "" : ", ").append(word);
    note.remove_prefix(std::min(end + 1, note.size()));
  }
  return words;
}

}  // namespace kim::privacy
