#include "domain/conference/conference.h"

#include <algorithm>
#include <cctype>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/tasks/task.h"

namespace kim::conference {
namespace {

constexpr std::size_t telling_length = 3;  // shorter parts of a name stand in too many words

bool is_covered_by(const consent::ReleaseState& release, BodyId body, const std::vector<std::string>& contents) {
  return release.recipient == body && consent::holds(release.standing) &&
         consent::not_covered(contents, release.contents).empty();
}

/// ASCII letters in lower case; others stay, which is right for names written the same way twice.
std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::vector<std::string> parts_of(const people::Person& person) {
  std::vector<std::string> parts;
  std::string names = person.family_name + " " + person.given_names + " " + person.document_name;
  std::replace(names.begin(), names.end(), '-', ' ');
  for (const std::string& part : text::split(names, ' '))
    if (text::length(part) >= telling_length && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  return parts;
}

/// Whether `word` stands in `text` as a word of its own.
bool stands_in(const std::string& text, const std::string& word) {
  const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0; };
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

void check_words(std::vector<FieldError>& errors, std::string field, std::string_view text,
                 const people::Person& person) {
  const auto words = telling_words(text, person);
  if (words.empty()) return;
  errors.push_back({std::move(field), trf("Der Text nennt „{}“. Nehmen Sie heraus, woran die Person zu erkennen ist.",
                                          {text::join(words, "“, „")})});
}

}  // namespace

std::vector<std::string> missing(const std::vector<consent::ReleaseState>& releases, BodyId body,
                                 const std::vector<std::string>& contents) {
  std::vector<std::string> lacking = contents;
  for (const auto& release : releases) {
    if (is_covered_by(release, body, contents)) return {};
    if (release.recipient == body && consent::holds(release.standing))
      lacking = consent::not_covered(contents, release.contents);
  }
  return lacking;
}

std::string_view part_state(std::string_view mode, bool covered) {
  return mode == anonymised || covered ? "invited" : "left_out";
}

std::vector<std::string> telling_words(std::string_view text, const people::Person& person) {
  std::vector<std::string> found;
  const std::string low = lower(text);
  for (const std::string& part : parts_of(person))
    if (stands_in(low, lower(part))) found.push_back(part);
  if (person.birth && person.birth->day != 0)
    if (const std::string birth = german(*person.birth); text.find(birth) != std::string_view::npos)
      found.push_back(birth);
  return found;
}

std::vector<FieldError> check(const Conference& conference, const people::Person& person, bool looked) {
  std::vector<FieldError> errors;
  if (!conference.time.empty() && !parse_time(conference.time))
    errors.push_back({"at_time", tr("Geben Sie eine Uhrzeit wie 09:30 an.")});
  if (conference.mode != anonymised) return errors;
  if (std::ranges::find(conference.contents, "identity") != conference.contents.end())
    errors.push_back({"contents", tr("Anonymisiert wird nicht über Name und Geburtsdatum gesprochen.")});
  if (looked) return errors;
  check_words(errors, "purpose", conference.purpose, person);
  check_words(errors, "agenda", conference.agenda, person);
  check_words(errors, "place", conference.place, person);
  return errors;
}

}  // namespace kim::conference
