// Consents, releases from secrecy, withdrawals, disclosures (A2-A6): what is allowed, proven, and the hard gate.
// Law: law.md DP-11 to DP-16. What it is not: the case it allows (cases).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::consent {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// One act of consenting, on one text version, for one or more purposes (each ticked apart, nothing pre-ticked).
struct Consent {
  std::vector<std::string> purposes;      // code list "consent_purpose": case_file, health_data, reconstruction, land_database, documents
  std::string text_id;                    // which text: "einwilligung"
  std::string text_version;               // "2026-01"
  std::string text_language;              // language of the text shown
  BodyId controller;                      // Verantwortlicher
  std::optional<Day> given_on;
  std::optional<Day> valid_until;
  std::string channel;                    // paper, electronic: code list "consent_channel"
  std::string proof;                      // where the signed paper lies
  std::string given_by;                   // code list "consent_capacity": self, guardian ...
  std::string guardian_name;              // who signed for a minor
  std::string interpreter;                // name or role of who interpreted
  bool information_given = false;         // information sheet (Art. 13) handed over
};
inline constexpr record::Field consent_fields[] = {
    record::field<&Consent::purposes>("purposes", N_("Wozu willigt die Person ein?"), record::codes("consent_purpose"), must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::text_id>("text_id", N_("Text"), record::text(60), kept, open, "Nachweis der Einwilligung"),
    record::field<&Consent::text_version>("text_version", N_("Fassung des Textes"), record::text(20), must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::text_language>("text_language", N_("Sprache des Textes"), record::language(), must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::controller>("controller_id", N_("Verantwortliche Stelle"), record::reference(), kept, open, "Nachweis der Einwilligung"),
    record::field<&Consent::given_on>("given_on", N_("Unterschrieben am"), record::past_day(), must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::valid_until>("valid_until", N_("Gültig bis"), record::day(), should, open, "Befristung"),
    record::field<&Consent::channel>("channel", N_("Wie liegt die Einwilligung vor?"), record::code("consent_channel"), must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::proof>("proof", N_("Wo liegt der Nachweis?"), record::text(200), should, personal, "Nachweis der Einwilligung"),
    record::field<&Consent::given_by>("given_by", N_("Wer hat eingewilligt?"), record::code("consent_capacity"), must, open, "Minderjährige und Vertretung"),
    record::field<&Consent::guardian_name>("guardian_name", N_("Name der vertretenden Person"), record::text(160), may, personal, "Minderjährige und Vertretung"),
    record::field<&Consent::interpreter>("interpreter", N_("Sprachmittlung durch"), record::text(160), may, personal, "Verständlichkeit der Einwilligung"),
    record::field<&Consent::information_given>("information_given", N_("Informationsblatt (Art. 13 DSGVO) ausgehändigt"), record::flag(), should, open, "Informationspflicht"),
};
inline constexpr record::Record consent_record{"consent", N_("Einwilligung"), consent_fields};

/// Schweigepflichtentbindung: one recipient, one direction, named contents and purpose.
struct Release {
  BodyId recipient;
  std::string direction;                  // code list "release_direction"
  std::vector<std::string> contents;      // code list "data_category"
  std::string purpose;
  std::optional<Day> given_on;
  std::optional<Day> valid_until;
  std::string channel;
  std::string proof;
};
inline constexpr record::Field release_fields[] = {
    record::field<&Release::recipient>("recipient_id", N_("Gegenüber welcher Stelle?"), record::reference(), must, open, "Schweigepflichtentbindung"),
    record::field<&Release::direction>("direction", N_("In welche Richtung?"), record::code("release_direction"), must, open, "Schweigepflichtentbindung"),
    record::field<&Release::contents>("contents", N_("Welche Angaben?"), record::codes("data_category"), must, open, "Schweigepflichtentbindung"),
    record::field<&Release::purpose>("purpose", N_("Wozu?"), record::text(300), must, personal, "Schweigepflichtentbindung"),
    record::field<&Release::given_on>("given_on", N_("Unterschrieben am"), record::past_day(), must, open, "Schweigepflichtentbindung"),
    record::field<&Release::valid_until>("valid_until", N_("Gültig bis"), record::day(), should, open, "Schweigepflichtentbindung"),
    record::field<&Release::channel>("channel", N_("Wie liegt die Entbindung vor?"), record::code("consent_channel"), must, open, "Nachweis"),
    record::field<&Release::proof>("proof", N_("Wo liegt der Nachweis?"), record::text(200), may, personal, "Nachweis"),
};
inline constexpr record::Record release_record{"release", N_("Schweigepflichtentbindung"), release_fields};

/// A withdrawal is a row with its moment and scope, not a flag (of one consent, one release, or everything).
struct Withdrawal {
  std::string scope;                      // code list "withdrawal_scope": all, consent, release
  std::int64_t target = 0;                // consent or release id; 0 for all
  std::optional<Day> on;
  std::string channel;                    // spoken, written ...
  std::optional<Day> erasure_check_on;    // kept: due date of the erasure check
};
inline constexpr record::Field withdrawal_fields[] = {
    record::field<&Withdrawal::scope>("scope", N_("Was wird widerrufen?"), record::code("withdrawal_scope"), must, open, "Widerruf"),
    record::field<&Withdrawal::target>("target_id", N_("Gegenstand"), record::reference(), may, open, "Widerruf"),
    record::field<&Withdrawal::on>("withdrawn_on", N_("Widerrufen am"), record::past_day(), must, open, "Widerruf"),
    record::field<&Withdrawal::channel>("channel", N_("Wie?"), record::code("withdrawal_channel"), may, open, "Widerruf"),
    record::field<&Withdrawal::erasure_check_on>("erasure_check_on", N_("Löschung prüfen bis"), record::day(), kept, open, "Löschprüfung"),
};
inline constexpr record::Record withdrawal_record{"withdrawal", N_("Widerruf"), withdrawal_fields};

/// Something left the office: to whom, what, on which basis (DP-06).
struct Disclosure {
  BodyId recipient;
  std::vector<std::string> contents;
  std::string legal_basis;                // code list "legal_basis"; "consent" needs `release`
  ReleaseId release;
  std::string purpose;
  std::optional<Day> on;
};
inline constexpr record::Field disclosure_fields[] = {
    record::field<&Disclosure::recipient>("recipient_id", N_("Empfänger"), record::reference(), must, open, "Nachweis der Weitergabe"),
    record::field<&Disclosure::contents>("contents", N_("Angaben"), record::codes("data_category"), must, open, "Nachweis der Weitergabe"),
    record::field<&Disclosure::legal_basis>("legal_basis", N_("Rechtsgrundlage"), record::code("legal_basis"), must, open, "Nachweis der Weitergabe"),
    record::field<&Disclosure::release>("release_id", N_("Entbindung"), record::reference(), may, open, "Nachweis der Weitergabe"),
    record::field<&Disclosure::purpose>("purpose", N_("Zweck"), record::text(300), must, personal, "Nachweis der Weitergabe"),
    record::field<&Disclosure::on>("disclosed_on", N_("Am"), record::past_day(), must, open, "Nachweis der Weitergabe"),
};
inline constexpr record::Record disclosure_record{"disclosure", N_("Weitergabe"), disclosure_fields};

// ---- the state, always in view ----
enum class Standing : std::uint8_t { none, active, ending, ended, withdrawn };  // ending: within 30 days
struct State {
  Standing standing = Standing::none;     // of the purpose case_file
  std::optional<Day> until;
  std::optional<Day> withdrawn_on;
  std::vector<std::string> purposes;      // active ones
};
[[nodiscard]] State state_of(db::Connection& db, SubjectId person, Day today);

struct ReleaseState {
  ReleaseId id;
  BodyId recipient;
  std::string recipient_name;
  std::vector<std::string> contents;
  std::optional<Day> until;
  Standing standing;
};
/// Latest release per recipient, withdrawn and ended ones too; active first.
[[nodiscard]] std::vector<ReleaseState> releases_of(db::Connection& db, SubjectId person, Day today);

// ---- the gate (A4) ----
/// Error: blocked, with a sentence that says what is missing, unless an active consent covers `purpose` ("case_file").
[[nodiscard]] Result<void> require_consent(db::Connection& db, SubjectId person, std::string_view purpose, Day today);
/// The active release for this recipient that covers all contents. Error: blocked, naming what is not covered.
[[nodiscard]] Result<ReleaseState> require_release(db::Connection& db, SubjectId person, BodyId recipient,
                                                   const std::vector<std::string>& contents, Day today);

// ---- acts ----
/// Records a consent inside `tx` (with a new person, or renewing). A minor needs a guardian (birth below 16 and given_by
/// self is refused; DP-14). Unblocks the person's blocked cases if the purpose case_file is covered again.
[[nodiscard]] Result<ConsentId> record_consent(Context& ctx, db::Tx& tx, const access::SubjectPermit& person, Consent consent,
                                               const std::optional<PartialDate>& birth);
[[nodiscard]] Result<ReleaseId> record_release(Context& ctx, db::Tx& tx, const access::SubjectPermit& person, Release release);
/// One step: blocks the cases at once if the purpose case_file ends (scope all, or the consent that carries it), ends the
/// releases concerned, runs every slice's on_withdrawal in the same transaction, sets the erasure check (30 days).
/// Needs no reason. Errors: invalid, not_found.
[[nodiscard]] Result<std::int64_t> withdraw(Context& ctx, PersonId person, Withdrawal withdrawal);
/// Checks the gate and writes the disclosure; every other way out (referral, print, export) goes through here.
/// legal_basis "consent" requires a release; any other code requires a purpose text that says why.
[[nodiscard]] Result<std::int64_t> disclose(Context& ctx, db::Tx& tx, const access::SubjectPermit& person, Disclosure disclosure);
/// Everybody who has received data, newest first.
[[nodiscard]] std::vector<records::Stored<Disclosure>> disclosures(db::Connection& db, const access::SubjectPermit& person);

}  // namespace kim::consent
