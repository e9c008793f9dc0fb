// Controls of the forms: consent, release, disclosure.
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/references.h"
#include "domain/consent/consent_parts.h"
#include "domain/consent/consent_texts.h"
#include "domain/consent/consent_views.h"

namespace kim::consent {
namespace {

using namespace html;

/// "eigen-1 (Deutsch)": a version and what it exists in.
std::string version_words(const std::string& version) {
  std::vector<std::string> names;
  for (const std::string& language : languages(consent_text, version))
    names.push_back(code_label("language", language));
  return version + " (" + text::join(names, ", ") + ")";
}

/// One version: written beside the others, as it stands on the sheet. Several: a choice.
Fragment version_control(const forms::Input& input, Day today) {
  const auto all = versions(consent_text, today);
  if (all.size() < 2) return forms::control(consent_record, "text_version", input);
  constexpr record::Field choice =
      record::field<&Consent::text_version>("text_version", N_("Fassung des Textes"), record::code("consent_purpose"),
                                            must, open, "Nachweis der Einwilligung", N_("Steht unten auf dem Blatt"));
  std::vector<forms::Choice> choices;
  for (const std::string& version : all) choices.push_back({version, version_words(version)});
  return forms::control(choice, input, {.choices = std::move(choices), .radios = false});
}

std::vector<forms::Choice> language_choices(Day today) {
  std::vector<forms::Choice> choices;
  for (const std::string& version : versions(consent_text, today))
    for (const std::string& language : languages(consent_text, version)) {
      bool known = false;
      for (const forms::Choice& choice : choices) known = known || choice.value == language;
      if (!known) choices.push_back({language, code_label("language", language)});
    }
  return choices;
}

}  // namespace

Consent new_consent(Context& ctx) {
  Consent consent;
  consent.text_id = consent_text;
  if (const auto all = versions(consent_text, ctx.today(), "de"); !all.empty()) consent.text_version = all.front();
  consent.given_on = ctx.today();
  return consent;
}

Fragment consent_controls(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, forms::Look look) {
    return forms::control(consent_record, name, input, look);
  };
  return all(
      control("purposes", {.hint = tr("Kreuzen Sie nur an, was auf dem Blatt angekreuzt ist. Ohne „Fallakte "
                                      "führen“ gibt es keine Fallakte.")}),
      control("given_by", {}),
      control("guardian_name",
              {.hint = tr("Nur, wenn jemand anderes für die Person unterschrieben hat"), .optional_mark = false}),
      control("channel", {}), control("given_on", {}),
      control("valid_until", {.hint = tr("Leer: zwölf Monate ab der Unterschrift. Höchstens zwei Jahre.")}),
      control("text_language", {.choices = language_choices(ctx.today())}), version_control(input, ctx.today()),
      control("interpreter", {}), control("proof", {.hint = tr("Zum Beispiel: Ordner Salzkotten 2026, Blatt 14")}),
      control("information_given", {}));
}

Fragment release_controls(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, forms::Look look) {
    return forms::control(release_record, name, input, look);
  };
  return all(control("recipient_id", {.choices = reference_choices(ctx, "body"), .radios = false}),
             control("direction", {}), control("contents", {}),
             control("purpose", {.hint = tr("Zum Beispiel: Anerkennung als Hebamme")}), control("given_on", {}),
             control("valid_until", {.hint = tr("Leer: zwölf Monate ab der Unterschrift. Höchstens zwei Jahre.")}),
             control("channel", {}), control("proof", {}));
}

Fragment disclosure_controls(Context& ctx, const forms::Input& input) {
  const auto control = [&](std::string_view name, forms::Look look) {
    return forms::control(disclosure_record, name, input, look);
  };
  return all(control("recipient_id", {.label = tr("Wer erhält oder erhielt die Angaben?"),
                                      .choices = reference_choices(ctx, "body"),
                                      .radios = false}),
             control("contents", {.label = tr("Welche Angaben?")}),
             control("legal_basis", {.label = tr("Auf welcher Grundlage?")}),
             control("purpose", {.label = tr("Wozu? Bei einer gesetzlichen Grundlage: Warum ist sie erfüllt?")}),
             control("disclosed_on", {.label = tr("An welchem Tag?")}));
}

}  // namespace kim::consent
