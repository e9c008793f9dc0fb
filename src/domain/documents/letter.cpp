#include "domain/documents/letter.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/documents/letter_texts.h"

namespace kim::documents {
namespace {

void want(std::vector<FieldError>& errors, bool there, std::string_view field, const std::string& message) {
  if (!there) errors.push_back({std::string(field), message});
}

}  // namespace

std::vector<FieldError> check(const Letter& letter, Day today) {
  std::vector<FieldError> errors;
  if (letter.text == "einladung") {
    want(errors, letter.on.has_value(), "invited_on", tr("An welchem Tag ist das Gespräch?"));
    want(errors, !letter.time.empty(), "time", tr("Um wie viel Uhr ist das Gespräch?"));
    want(errors, !letter.place.empty(), "place", tr("Wo ist das Gespräch?"));
  }
  if (letter.text == "verweisung")
    want(errors, static_cast<bool>(letter.referral), "referral_id", tr("Zu welcher Verweisung gehört der Brief?"));
  // The controller's own wording is looked for when the letter is printed; any wording shows that the language exists.
  const auto languages = letter_languages(letter.text, today);
  want(errors, std::ranges::find(languages, letter.language) != languages.end(), "language",
       tr("Dieses Schreiben gibt es in dieser Sprache noch nicht. Wählen Sie „Nur Deutsch“ oder eine andere Sprache."));
  return errors;
}

}  // namespace kim::documents
