#include "domain/goals/signature.h"

#include "base/i18n.h"

namespace kim::goals {
namespace {

struct Drawing {
  std::string_view field;
  std::string Signing::* strokes;
};
constexpr Drawing drawings[] = {{"strokes_person", &Signing::strokes_person},
                                {"strokes_guardian", &Signing::strokes_guardian},
                                {"strokes_staff", &Signing::strokes_staff}};

bool any_drawn(const Signing& signing) {
  for (const Drawing& one : drawings)
    if (!(signing.*one.strokes).empty()) return true;
  return false;
}

}  // namespace

std::vector<FieldError> check(const Signing& signing) {
  std::vector<FieldError> errors;
  for (const Drawing& one : drawings)
    if (const auto strokes = parse_strokes(signing.*one.strokes); !strokes)
      errors.push_back({std::string(one.field), strokes.error().message});
  if (!signing.strokes_guardian.empty() && signing.guardian_name.empty())
    errors.push_back({"guardian_name", tr("Wie heißt die Person, die für die Vertretung unterschrieben hat?")});
  if (signing.channel == drawn && signing.strokes_person.empty() && signing.strokes_guardian.empty())
    errors.push_back({"strokes_person", tr("Hier hat noch niemand unterschrieben. Lassen Sie im Feld unterschreiben, "
                                           "oder wählen Sie „Auf Papier unterschrieben“.")});
  if (signing.channel != drawn && any_drawn(signing))
    errors.push_back({"channel", tr("Es wurde auf dem Bildschirm unterschrieben. Wählen Sie das aus, oder löschen Sie "
                                    "die Zeichnung.")});
  return errors;
}

Agreement agreement_of(const Signing& signing) {
  Agreement agreement;
  agreement.agreed_on = signing.agreed_on;
  agreement.review_on = signing.review_on;
  agreement.channel = signing.channel;
  agreement.language = signing.language;
  return agreement;
}

std::vector<Signature> signatures_in(const Signing& signing, const std::string& person, const std::string& staff,
                                     const Agreement& agreement) {
  const Signature all[] = {
      {"person", person, signing.strokes_person, agreement.text_hash, agreement.agreed_on},
      {"guardian", signing.guardian_name, signing.strokes_guardian, agreement.text_hash, agreement.agreed_on},
      {"staff", staff, signing.strokes_staff, agreement.text_hash, agreement.agreed_on}};
  std::vector<Signature> made;
  for (const Signature& one : all)
    if (!one.strokes.empty()) made.push_back(one);
  return made;
}

}  // namespace kim::goals
