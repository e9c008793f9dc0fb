// Texts of letters, forms and consents kept by the administration (P11): own versions beside the shipped ones, which version
// is in force, whether somebody competent has reviewed it, which translations are stale. Nothing is changed or deleted, so
// what was signed or printed keeps its words.
// What it is not: labels and signatures (data/letters/woerter.*), the printing itself (documents, consent).
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/documents/letter_texts.h"
#include "domain/records/records.h"
#include "domain/texts/notation.h"

namespace kim::texts {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// Which text: a kind (code list text_kind), a language (BCP 47; "de" is binding), the body whose own wording it is or "any".
struct Key {
  std::string kind, language, controller;
  friend auto operator<=>(const Key&, const Key&) = default;
};
inline constexpr std::string_view any_controller = "any";

/// One own version.
struct Wording {
  std::string kind, language, controller, label;  // kept
  std::string title, body;
  std::string translator;
  std::optional<Day> translated_on;
  std::string remark;
  std::optional<Day> valid_from;  // kept
};
inline constexpr record::Field wording_fields[] = {
    record::field<&Wording::kind>("kind", N_("Schreiben"), record::text(40), kept, open, "Texte der Schreiben"),
    record::field<&Wording::language>("language", N_("Sprache"), record::text(20), kept, open, "Texte der Schreiben"),
    record::field<&Wording::controller>("controller", N_("Verantwortliche Stelle"), record::text(200), kept, open,
                                        "Texte der Schreiben"),
    record::field<&Wording::label>("label", N_("Fassung"), record::text(20), kept, open, "Texte der Schreiben"),
    record::field<&Wording::title>("title", N_("Titel"), record::text(160), must, open, "Texte der Schreiben"),
    record::field<&Wording::body>("body", N_("Text"), record::long_text(20'000), must, open, "Texte der Schreiben"),
    record::field<&Wording::translator>("translator", N_("Wer hat übersetzt?"), record::text(120), should, open,
                                        "Herkunft der Übersetzung", N_("Steht auf dem Ausdruck")),
    record::field<&Wording::translated_on>("translated_on", N_("Wann wurde übersetzt?"), record::past_day(), should,
                                           open, "Herkunft der Übersetzung"),
    record::field<&Wording::remark>("remark", N_("Was ist anders und warum?"), record::text(300), may, open,
                                    "Nachweis der Änderungen", N_("Nur für Sie und Ihre Kolleginnen und Kollegen")),
    record::field<&Wording::valid_from>("valid_from", N_("Gilt ab"), record::day(), kept, open, "Nachweis"),
};
inline constexpr record::Record wording_record{"text_wording", N_("Fassung eines Textes"), wording_fields};

/// From now on this version is in force.
struct Choice {
  std::string kind, language, controller, label;
};
inline constexpr record::Field choice_fields[] = {
    record::field<&Choice::kind>("kind", N_("Schreiben"), record::text(40), kept, open, "Texte der Schreiben"),
    record::field<&Choice::language>("language", N_("Sprache"), record::text(20), kept, open, "Texte der Schreiben"),
    record::field<&Choice::controller>("controller", N_("Verantwortliche Stelle"), record::text(200), kept, open,
                                       "Texte der Schreiben"),
    record::field<&Choice::label>("label", N_("Fassung"), record::text(20), must, open, "Texte der Schreiben"),
};
inline constexpr record::Record choice_record{"text_choice", N_("Geltende Fassung eines Textes"), choice_fields};

/// Somebody competent has looked at a version, or took that back. The last one counts.
struct Review {
  std::string kind, language, controller, label;  // kept
  std::string outcome;                            // code list text_review_outcome
  std::optional<Day> on;
  std::string by;
};
inline constexpr record::Field review_fields[] = {
    record::field<&Review::kind>("kind", N_("Schreiben"), record::text(40), kept, open, "Texte der Schreiben"),
    record::field<&Review::language>("language", N_("Sprache"), record::text(20), kept, open, "Texte der Schreiben"),
    record::field<&Review::controller>("controller", N_("Verantwortliche Stelle"), record::text(200), kept, open,
                                       "Texte der Schreiben"),
    record::field<&Review::label>("label", N_("Fassung"), record::text(20), kept, open, "Texte der Schreiben"),
    record::field<&Review::outcome>("outcome", N_("Stand der Prüfung"), record::code("text_review_outcome"), must, open,
                                    "Nachweis der fachlichen Prüfung"),
    record::field<&Review::on>("reviewed_on", N_("Wann wurde geprüft?"), record::past_day(), may, open,
                               "Nachweis der fachlichen Prüfung"),
    record::field<&Review::by>("reviewed_by", N_("Wer hat geprüft?"), record::text(120), may, open,
                               "Nachweis der fachlichen Prüfung", N_("Name und Aufgabe; steht auf dem Ausdruck")),
};
inline constexpr record::Record review_record{"text_review", N_("Fachliche Prüfung eines Textes"), review_fields};

// ---- a text with all its versions ----

struct Version {
  documents::LetterText letter;  // words, translator, status as printed
  bool shipped = false;
  std::string remark;
  std::optional<Moment> made_at;  // own versions
  AccountId made_by;
  [[nodiscard]] const std::string& label() const { return letter.text.version; }
};
struct Template {
  Key key;
  std::vector<Version> versions;  // in force first, then newest first, the shipped one last
  std::int64_t base = 0;          // the decision in force: a change names the one it started from
  [[nodiscard]] const Version& in_force() const { return versions.front(); }
  [[nodiscard]] const Version* find(std::string_view label) const;
  [[nodiscard]] bool stale() const { return in_force().letter.text.stale; }
};
using Templates = std::map<Key, Template>;

/// What users decided, in the order they did.
struct Decisions {
  std::vector<records::Stored<Wording>> wordings;
  std::vector<records::Stored<Choice>> choices;
  std::vector<records::Stored<Review>> reviews;
};

// ---- rules (pure) ----
/// The shipped texts with what users decided: every text has at least one version, stale translations are marked.
[[nodiscard]] Templates assemble(const Decisions& decisions);
/// Whether users may keep a text there: letters in all languages of letters, sheets of consent in those that are shipped;
/// another body's own wording only where it is shipped.
[[nodiscard]] bool may_exist(const Key& key);
/// Languages in which a text of this kind and controller may exist, German first.
[[nodiscard]] std::vector<std::string> possible_languages(std::string_view kind, std::string_view controller);
/// Bodies with a wording of their own for this kind; "any" first.
[[nodiscard]] std::vector<std::string> controllers(std::string_view kind);
/// Version of the German text that a label belongs to: "2026-01.2" -> "2026-01".
[[nodiscard]] std::string_view base_of(std::string_view label);
/// German: "eigen-1", "eigen-2" ... A translation: the German label, then ".2", ".3" ...
[[nodiscard]] std::string next_label(const Template* own, std::string_view german_label, bool german);
/// Errors at their fields: placeholders, notation, a translation that does not stand beside the German text, nothing changed.
/// `own` and `german` may be null (a text that does not exist yet; the German text itself).
[[nodiscard]] std::vector<FieldError> check(const Key& key, const Wording& wording, const Template* own,
                                            const Template* german);
/// A review needs a day and a name.
[[nodiscard]] std::vector<FieldError> check(const Review& review);
[[nodiscard]] std::string direction_of(std::string_view language);

// ---- acts (codelist_write) ----
/// Everything, in three queries.
[[nodiscard]] Templates all_templates(Context& ctx);
/// Keeps a new version and puts it into force. `base` as the form was opened with (0: the shipped text, or none). Gives its
/// label. Errors: not_found (no such text possible), conflict, invalid.
[[nodiscard]] Result<std::string> save(Context& ctx, const Key& key, std::int64_t base, Wording wording);
/// Puts another version into force: an older one or the shipped one. Errors: not_found, conflict.
[[nodiscard]] Result<void> choose(Context& ctx, const Key& key, std::int64_t base, std::string_view label);
/// Notes a review of a version. Errors: not_found, invalid.
[[nodiscard]] Result<void> review(Context& ctx, const Key& key, std::string_view label, Review review);

/// Puts the texts as the database has them into force: at start, and after each act.
void install(db::Database& database);
/// Puts the shipped texts into force again (tests).
void install_shipped();

}  // namespace kim::texts
