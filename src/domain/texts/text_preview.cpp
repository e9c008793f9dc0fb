#include "domain/texts/text_preview.h"

#include "base/codes.h"
#include "domain/documents/letter_sheet.h"

namespace kim::texts {
namespace {

using documents::Part;
using documents::Values;

constexpr std::string_view line = "______________________________________________";

/// One for every word of the catalogue (placeholders.cpp); a test compares.
documents::Words invented_words(Day today) {
  return {{"person", "Amina Beispiel, 01.02.1990"},
          {"name", "Amina Beispiel"},
          {"verantwortlich", "Kreis Musterland, Musterstraße 1, 12345 Musterstadt"},
          {"datenschutz", "datenschutz@kreis-musterland.example"},
          {"fachkraft", "Maria Muster"},
          {"neue_fachkraft", "Max Muster"},
          {"neue_stelle", "Region 2, Stadt Musterstadt"},
          {"neue_verantwortlich", "Stadt Musterstadt"},
          {"seit", german(today)},
          {"absender", "Maria Muster"},
          {"nur_geplant", "geplant"},
          {"nur_vollzogen", "vollzogen"},
          {"nur_gleich", "gleich"},
          {"nur_fragen", "fragen"},
          {"nur_gefragt", "gefragt"},
          {"telefon", "01234 567 89"},
          {"zeichen", "KIM-2026-0000"},
          {"heute", german(today)},
          {"tag", german(today + std::chrono::days(14))},
          {"uhrzeit", "10:00"},
          {"ort", "Musterstraße 1, Raum 12"},
          {"anmerkung", "Bitte bringen Sie Ihren Ausweis mit."},
          {"gueltig_bis", german(today + std::chrono::days(365))},
          {"stelle", "Jobcenter Musterstadt"},
          {"richtung", code_label("release_direction", "mutual")},
          {"angaben", code_label("data_category", "identity")},
          {"wozu", "Anerkennung des Berufs"},
          {"widerruf_am", german(today)},
          {"widerruf_was", "Fallakte führen"},
          {"ueberpruefung", german(today + std::chrono::days(90))},
          {"wen", "Frau Beispiel"},
          {"anlass", "Frau Beispiel sucht einen Sprachkurs."},
          {"weitere_angaben", "Außerdem umfasst die Weitergabe: Sprachstand."},
          {"grundlage", "Die Person hat uns Ihnen gegenüber von der Schweigepflicht entbunden."},
          {"bitte", "Bitte antworten Sie uns bis zum " + german(today + std::chrono::days(21)) + "."}};
}

Part boxes(std::string_view language, std::string_view list, Day today) {
  Part part{{}, "☐", {}};
  for (const Code* code : code_list(list).valid_on(today))
    part.lines.push_back(documents::words(language, std::string(list) + "." + code->code));
  return part;
}

Part goals(Day today) {
  return {{},
          {},
          pdf::Table{{{.text = "Ziel"}, {.text = "Vereinbart"}, {.text = "Bis wann?"}},
                     {{{.text = "Ich will Deutsch lernen."},
                       {.text = "Kurs B1 suchen"},
                       {.text = german(today + std::chrono::days(60))}}},
                     true}};
}

Values invented(std::string_view language, Day today) {
  Values values;
  values.words = invented_words(today);
  values.parts["zwecke"] = boxes(language, "consent_purpose", today);
  values.parts["richtung"] = boxes(language, "release_direction", today);
  values.parts["angaben"] = boxes(language, "data_category", today);
  values.parts["erlaubt"] = {{documents::words(language, "consent_purpose.case_file")}, "•", {}};
  values.parts["entbindungen"] = {{"Jobcenter Musterstadt"}, "•", {}};
  values.parts["empfaenger"] = {{"Jobcenter Musterstadt, " + german(today)}, "•", {}};
  values.parts["folgen"] = {{"Ihre Akte ist gesperrt."}, "•", {}};
  values.parts["ziele"] = goals(today);
  values.parts["verweisungen"] = {{"Sprachkursträger Musterstadt: gesendet"}, "•", {}};
  values.parts["kasten"] = {{"Ziele und nächste Schritte besprochen", "Unterlagen übergeben"}, "☐", {}};
  values.parts["zeilen"] = {std::vector<std::string>(6, std::string(line)), {}, {}};
  values.parts["angaben_zur_person"] = {{"Name: Amina Beispiel", "Geboren: 01.02.1990"}, "•", {}};
  return values;
}

}  // namespace

pdf::Document preview(const documents::LetterText& text, const documents::LetterText* german, Day today) {
  documents::Sheet sheet;
  sheet.made_on = today;
  sheet.author = "KIM";
  const bool beside = german != nullptr && documents::fits(*german, text);
  const documents::LetterText& main = beside ? *german : text;
  sheet.german = {&main, invented(main.text.language, today)};
  if (beside) sheet.other = documents::Side{&text, invented(text.text.language, today)};
  pdf::Document document = documents::compose(sheet);
  document.footer = "Vorschau mit erfundenen Angaben · " + document.footer;
  return document;
}

}  // namespace kim::texts
