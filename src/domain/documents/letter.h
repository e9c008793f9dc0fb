// Schreiben (E5, A6): letters and forms as PDF, German beside the person's language, from texts kept with the program.
// What it is not: proof that something was signed (consent), or the uploaded papers of a case (document.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::documents {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// One letter as it was asked for. The PDF is made anew from it; the same letter gives the same bytes.
struct Letter {
  std::string text;      // code list "letter": einladung, einwilligung ...
  std::string language;  // BCP 47; code list "letter_language"
  std::optional<Day> on;
  std::string time;
  std::string place;
  std::string note;            // goes into the letter word for word
  ReferralId referral;         // of a Verweisung
  std::string version;         // kept: version of the German text
  std::optional<Day> made_on;  // kept
  std::string translation{};   // kept: version of the text in the other language; empty if German only
};
inline constexpr record::Field letter_fields[] = {
    record::field<&Letter::text>("text", N_("Welches Schreiben?"), record::code("letter"), must, open, "Schreiben"),
    record::field<&Letter::language>("language", N_("Sprache neben Deutsch"), record::code("letter_language"), must,
                                     open, "Verständlichkeit"),
    record::field<&Letter::on>("invited_on", N_("Tag des Gesprächs"), record::day(), may, open, "Einladung",
                               N_("Nur für eine Einladung")),
    record::field<&Letter::time>("time", N_("Uhrzeit"), record::text(20), may, open, "Einladung",
                                 N_("Zum Beispiel 09:30")),
    record::field<&Letter::place>("place", N_("Ort"), record::text(200), may, personal, "Einladung",
                                  N_("Straße, Haus, Raum")),
    record::field<&Letter::note>("note", N_("Anmerkung"), record::long_text(600), may, personal, "Schreiben",
                                 N_("Steht so, wie Sie es schreiben, im Schreiben.")),
    record::field<&Letter::referral>("referral_id", N_("Welche Verweisung?"), record::reference(), may, open,
                                     "Verweisung", N_("Nur für den Brief zu einer Verweisung")),
    record::field<&Letter::version>("text_version", N_("Fassung des Textes"), record::text(20), kept, open, "Nachweis"),
    record::field<&Letter::made_on>("made_on", N_("Erstellt am"), record::day(), kept, open, "Nachweis"),
    record::field<&Letter::translation>("translation_version", N_("Fassung der Übersetzung"), record::text(20), kept,
                                        open, "Nachweis"),
};
inline constexpr record::Record letter_record{"letter", N_("Schreiben"), letter_fields};

// ---- rules (pure) ----
/// Rules beyond the single field: an invitation needs day, time and place, a Verweisung its referral, the text must exist in
/// the language. Empty if all is well.
[[nodiscard]] std::vector<FieldError> check(const Letter& letter, Day today);

// ---- acts ----
/// Keeps the letter. Needs case_contact. Errors: as permit_case; invalid (fields).
[[nodiscard]] Result<LetterId> make_letter(Context& ctx, CaseId id, Letter letter);
/// The PDF; leaves an audit entry "printed". Needs case_read. Errors: as permit_case; not_found; conflict (the referral has
/// ended since), blocked (its release does not hold any more).
[[nodiscard]] Result<std::string> print_letter(Context& ctx, CaseId id, LetterId letter);

}  // namespace kim::documents
