// Rules of texts kept by users. No database, no page.
#include "domain/texts/text.h"

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"

namespace kim::texts {
namespace {

using documents::LetterText;

constexpr std::string_view german_language = "de";

template <class T>
Key key_of(const T& row) {
  return {row.kind, row.language, row.controller};
}
Key key_of(const consent::Text& text) { return {text.id, text.language, text.controller}; }

/// Letters, and the sheets of consent that are no letters.
std::vector<LetterText> read_shipped() {
  std::vector<LetterText> all = documents::shipped_letters();
  std::set<Key> known;
  for (const LetterText& one : all) known.insert(key_of(one.text));
  for (const consent::Text& text : consent::shipped_texts())
    if (!known.contains(key_of(text))) all.push_back({text, std::string(documents::unreviewed), {}, {}});
  return all;
}

/// Everything shipped; read once.
const std::vector<LetterText>& shipped() {
  static const std::vector<LetterText> all = read_shipped();
  return all;
}

Version version_of(const records::Stored<Wording>& stored) {
  const Wording& wording = stored.value;
  Version version;
  consent::Text& text = version.letter.text;
  text.id = wording.kind;
  text.version = wording.label;
  text.language = wording.language;
  text.direction = direction_of(wording.language);
  text.controller = wording.controller;
  text.title = wording.title;
  text.valid_from = wording.valid_from.value_or(Day{});
  text.blocks = consent::parse_blocks(wording.body);
  version.letter.status = documents::unreviewed;
  version.letter.translator = wording.translator;
  version.letter.translated_on = wording.translated_on;
  version.remark = wording.remark;
  version.made_at = stored.created_at;
  version.made_by = stored.created_by;
  return version;
}

Version* find(Templates& all, const Key& key, std::string_view label) {
  const auto at = all.find(key);
  if (at == all.end()) return nullptr;
  const auto found = std::ranges::find(at->second.versions, label, &Version::label);
  return found == at->second.versions.end() ? nullptr : &*found;
}

void take_reviews(Templates& all, const std::vector<records::Stored<Review>>& reviews) {
  for (const auto& one : reviews) {
    Version* version = find(all, key_of(one.value), one.value.label);
    if (version == nullptr) continue;
    version->letter.reviewed = one.value.outcome == "reviewed";
    version->letter.status = documents::unreviewed;
    if (version->letter.reviewed && one.value.on)  // German, as everything that is printed about a text
      version->letter.status = "Fachlich geprüft am " + german(*one.value.on) + " von " + one.value.by;
  }
}

/// What was decided last is in force, the others are retired. Undecided, or what was decided is not shipped any more: the
/// newest shipped one, and each of them on its day.
void put_in_force(Template& text, std::string_view label) {
  const auto decided = std::ranges::find(text.versions, label, &Version::label);
  const bool known = decided != text.versions.end();
  const auto front = known ? decided : std::prev(text.versions.end());
  std::rotate(text.versions.begin(), front, std::next(front));
  for (Version& version : text.versions)
    version.letter.text.retired = &version != &text.versions.front() && (known || !version.shipped);
}

void mark_stale(Templates& all) {
  for (auto& [key, text] : all) {
    if (key.language == german_language) continue;
    const auto original = all.find({key.kind, std::string(german_language), key.controller});
    if (original == all.end()) continue;
    const std::string& in_force = original->second.in_force().label();
    for (Version& version : text.versions) version.letter.text.stale = base_of(version.label()) != in_force;
  }
}

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_shipped(std::string_view kind, std::string_view language, std::string_view controller) {
  return std::ranges::any_of(shipped(), [&](const LetterText& one) {
    return one.text.id == kind && one.text.controller == controller &&
           (language.empty() || one.text.language == language);
  });
}

std::string joined(const std::vector<Problem>& problems) {
  constexpr std::size_t shown = 6;
  std::string text;
  for (std::size_t n = 0; n < std::min(problems.size(), shown); ++n)
    text += (n == 0 ? "" : " ") + sentence(problems[n]);
  if (problems.size() > shown) text += " " + trf("Und {} weitere.", {std::to_string(problems.size() - shown)});
  return text;
}

void add(std::vector<FieldError>& errors, std::string_view field, std::string message) {
  if (!message.empty()) errors.push_back({std::string(field), std::move(message)});
}

bool same_words(const Version& version, const Wording& wording) {
  const auto blocks = consent::parse_blocks(wording.body);
  return version.letter.text.title == wording.title && written(version.letter.text.blocks) == written(blocks) &&
         version.letter.translator == wording.translator && version.letter.translated_on == wording.translated_on;
}

}  // namespace

const Version* Template::find(std::string_view label) const {
  const auto found = std::ranges::find(versions, label, &Version::label);
  return found == versions.end() ? nullptr : &*found;
}

std::string direction_of(std::string_view language) {
  const Code* code = code_list("language").find(language);
  return code != nullptr && has_flag(*code, "rtl") ? "rtl" : "ltr";
}

std::string_view base_of(std::string_view label) { return label.substr(0, label.find('.')); }

std::string next_label(const Template* own, std::string_view german_label, bool german) {
  const auto taken = [&](std::string_view label) { return own != nullptr && own->find(label) != nullptr; };
  std::string label = german ? "eigen-1" : std::string(german_label);
  for (int number = 2; taken(label); ++number)
    label = german ? "eigen-" + std::to_string(number) : std::string(german_label) + "." + std::to_string(number);
  return label;
}

Templates assemble(const Decisions& decisions) {
  Templates all;
  for (const LetterText& one : shipped()) {
    Template& text = all[key_of(one.text)];
    text.key = key_of(one.text);
    Version version;
    version.letter = one;
    version.shipped = true;
    text.versions.push_back(std::move(version));
  }
  for (const auto& stored : decisions.wordings) {
    Template& text = all[key_of(stored.value)];
    text.key = key_of(stored.value);
    text.versions.insert(text.versions.begin(), version_of(stored));
  }
  std::map<Key, const records::Stored<Choice>*> last;
  for (const auto& choice : decisions.choices) last[key_of(choice.value)] = &choice;
  for (auto& [key, text] : all) {
    const auto choice = last.find(key);
    text.base = choice == last.end() ? 0 : choice->second->id;
    put_in_force(text, choice == last.end() ? std::string_view() : std::string_view(choice->second->value.label));
  }
  take_reviews(all, decisions.reviews);
  mark_stale(all);
  return all;
}

std::vector<std::string> controllers(std::string_view kind) {
  std::vector<std::string> list{std::string(any_controller)};
  for (const LetterText& one : shipped())
    if (one.text.id == kind && !has(list, one.text.controller)) list.push_back(one.text.controller);
  return list;
}

std::vector<std::string> possible_languages(std::string_view kind, std::string_view controller) {
  std::vector<std::string> list;
  const bool letter = documents::is_letter(kind);
  for (const Code& code : code_list("letter_language").codes())
    if (is_shipped(kind, letter ? std::string_view() : std::string_view(code.code), controller))
      list.push_back(code.code);
  return list;
}

bool may_exist(const Key& key) { return has(possible_languages(key.kind, key.controller), key.language); }

std::vector<FieldError> check(const Key& key, const Wording& wording, const Template* own, const Template* german) {
  std::vector<FieldError> errors;
  add(errors, "title", joined(title_problems(key.kind, wording.title)));
  add(errors, "body", joined(problems(key.kind, wording.title, wording.body)));
  if (!errors.empty()) return errors;
  if (key.language != german_language && german != nullptr)
    add(errors, "body",
        text::join(translation_problems(german->in_force().letter.text.blocks, consent::parse_blocks(wording.body)),
                   " "));
  // A stale translation may be saved as it is: then it has been looked at, and belongs to the new German text.
  if (errors.empty() && own != nullptr && !own->stale() && same_words(own->in_force(), wording))
    add(errors, "body", tr("Sie haben nichts geändert."));
  return errors;
}

std::vector<FieldError> check(const Review& review) {
  std::vector<FieldError> errors;
  if (review.outcome != "reviewed") return errors;
  if (!review.on) add(errors, "reviewed_on", tr("An welchem Tag wurde geprüft?"));
  if (review.by.empty()) add(errors, "reviewed_by", tr("Wer hat geprüft?"));
  return errors;
}

}  // namespace kim::texts
