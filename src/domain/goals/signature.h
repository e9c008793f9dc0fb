// Unterschrift auf dem Bildschirm (C1): what the person, who represents her and the case manager draw below the text that is
// shown, kept with the hash of exactly that text. What it is not: a qualified electronic signature; paper stays the other way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/strokes.h"
#include "domain/goals/goal.h"

namespace kim::goals {

/// The channel of an agreement that was signed on the screen.
inline constexpr std::string_view drawn = "drawn";

/// What the form asks when an agreement is signed. Strokes as text (base/strokes.h); empty: did not draw.
struct Signing {
  std::optional<Day> agreed_on{};
  std::optional<Day> review_on{};
  std::string channel{};
  std::string language{};
  std::string strokes_person{};
  std::string guardian_name{};
  std::string strokes_guardian{};
  std::string strokes_staff{};
};
inline constexpr record::Field signing_fields[] = {
    record::field<&Signing::agreed_on>("agreed_on", N_("Vereinbart und unterschrieben am"), record::past_day(), must,
                                       open, "Zielvereinbarung"),
    record::field<&Signing::review_on>("review_on", N_("Gemeinsam überprüfen am"), record::day(), should, open,
                                       "Überprüfung"),
    record::field<&Signing::language>("language", N_("Sprache des Ausdrucks"), record::language(), may, open,
                                      "Verständlichkeit"),
    record::field<&Signing::channel>("channel", N_("Wie wird unterschrieben?"), record::code("agreement_channel"),
                                     should, open, "Nachweis"),
    record::field<&Signing::strokes_person>("strokes_person", N_("Unterschrift der Person"),
                                            record::text(strokes_text_max), may, personal, "Nachweis"),
    record::field<&Signing::guardian_name>("guardian_name", N_("Name der vertretenden Person"), record::text(160), may,
                                           personal, "Minderjährige und Vertretung"),
    record::field<&Signing::strokes_guardian>("strokes_guardian", N_("Unterschrift der Vertretung"),
                                              record::text(strokes_text_max), may, personal,
                                              "Minderjährige und Vertretung"),
    record::field<&Signing::strokes_staff>("strokes_staff", N_("Unterschrift der Fachkraft"),
                                           record::text(strokes_text_max), may, personal, "Nachweis"),
};
inline constexpr record::Record signing_record{"agreement_signing", N_("Unterschrift der Zielvereinbarung"),
                                               signing_fields};

/// One drawn signature of a version; a row is never changed.
struct Signature {
  std::string signer;  // code list "agreement_signer"
  std::string name;    // as it stood when it was drawn
  std::string strokes;
  std::string text_hash;  // SHA-256 of the text that was shown
  std::optional<Day> signed_on;
};
inline constexpr record::Field signature_fields[] = {
    record::field<&Signature::signer>("signer", N_("Wer hat unterschrieben?"), record::code("agreement_signer"), must,
                                      open, "Nachweis"),
    record::field<&Signature::name>("name", N_("Name"), record::text(300), must, personal, "Nachweis"),
    record::field<&Signature::strokes>("strokes", N_("Unterschrift"), record::text(strokes_text_max), must, personal,
                                       "Nachweis"),
    record::field<&Signature::text_hash>("text_hash", N_("Prüfsumme des Textes"), record::text(64), must, open,
                                         "Nachweis"),
    record::field<&Signature::signed_on>("signed_on", N_("Unterschrieben am"), record::day(), must, open, "Nachweis"),
};
inline constexpr record::Record signature_record{"agreement_signature", N_("Unterschrift auf dem Bildschirm"),
                                                 signature_fields};

/// Pure: each drawing can be read; on the screen the person or who represents her has drawn, who represents her has a name;
/// what was drawn is meant to count.
[[nodiscard]] std::vector<FieldError> check(const Signing& signing);
[[nodiscard]] Agreement agreement_of(const Signing& signing);
/// Who has drawn, in the order in which they stand on the paper; text_hash and signed_on are of the agreement.
[[nodiscard]] std::vector<Signature> signatures_in(const Signing& signing, const std::string& person,
                                                   const std::string& staff, const Agreement& agreement);

/// As sign_agreement (goal.h), with what was drawn. Errors: also invalid (`check`; drawn without `shown`).
[[nodiscard]] Result<std::int64_t> sign_agreement(Context& ctx, CaseId id, const Signing& signing,
                                                  std::string_view shown);

}  // namespace kim::goals
