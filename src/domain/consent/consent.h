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
  std::vector<std::string>
      purposes;         // code list "consent_purpose": case_file, health_data, reconstruction, land_database, documents
  std::string text_id;  // which text: "einwilligung"
  std::string text_version;   // "2026-01"
  std::string text_language;  // language of the text shown
  BodyId controller;          // Verantwortlicher
  std::optional<Day> given_on;
  std::optional<Day> valid_until;
  std::string channel;                 // paper, electronic: code list "consent_channel"
  std::string proof;                   // where the signed paper lies
  std::string given_by;                // code list "consent_capacity": self, guardian ...
  std::string guardian_name;           // who signed for a minor
  std::string interpreter;             // name or role of who interpreted
  bool information_given = false;      // information sheet (Art. 13) handed over
  std::vector<std::string> withdrawn;  // kept: purposes taken back since
  std::optional<Day> withdrawn_on;     // kept: when last
};
inline constexpr record::Field consent_fields[] = {
    record::field<&Consent::purposes>("purposes", N_("Wozu willigt die Person ein?"), record::codes("consent_purpose"),
                                      must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::text_id>("text_id", N_("Text"), record::text(60), kept, open, "Nachweis der Einwilligung"),
    record::field<&Consent::text_version>("text_version", N_("Fassung des Textes"), record::text(20), must, open,
                                          "Nachweis der Einwilligung"),
    record::field<&Consent::text_language>("text_language", N_("Sprache des Textes"), record::language(), must, open,
                                           "Nachweis der Einwilligung"),
    record::field<&Consent::controller>("controller_id", N_("Verantwortliche Stelle"), record::reference(), kept, open,
                                        "Nachweis der Einwilligung"),
    record::field<&Consent::given_on>("given_on", N_("Unterschrieben am"), record::past_day(), must, open,
                                      "Nachweis der Einwilligung"),
    record::field<&Consent::valid_until>("valid_until", N_("Gültig bis"), record::day(), should, open, "Befristung"),
    record::field<&Consent::channel>("channel", N_("Wie liegt die Einwilligung vor?"), record::code("consent_channel"),
                                     must, open, "Nachweis der Einwilligung"),
    record::field<&Consent::proof>("proof", N_("Wo liegt der Nachweis?"), record::text(200), should, personal,
                                   "Nachweis der Einwilligung"),
    record::field<&Consent::given_by>("given_by", N_("Wer hat eingewilligt?"), record::code("consent_capacity"), must,
                                      open, "Minderjährige und Vertretung"),
    record::field<&Consent::guardian_name>("guardian_name", N_("Name der vertretenden Person"), record::text(160), may,
                                           personal, "Minderjährige und Vertretung"),
    record::field<&Consent::interpreter>("interpreter", N_("Sprachmittlung durch"), record::text(160), may, personal,
                                         "Verständlichkeit der Einwilligung"),
    record::field<&Consent::information_given>("information_given",
                                               N_("Informationsblatt (Art. 13 DSGVO) ausgehändigt"), record::flag(),
                                               should, open, "Informationspflicht"),
    record::field<&Consent::withdrawn>("withdrawn_purposes", N_("Widerrufene Zwecke"), record::codes("consent_purpose"),
                                       kept, open, "Widerruf"),
    record::field<&Consent::withdrawn_on>("withdrawn_on", N_("Widerrufen am"), record::day(), kept, open, "Widerruf"),
};
inline constexpr record::Record consent_record{"consent", N_("Einwilligung"), consent_fields};

/// Schweigepflichtentbindung: one recipient, one direction, named contents and purpose.
struct Release {
  BodyId recipient;
  std::string direction;              // code list "release_direction"
  std::vector<std::string> contents;  // code list "data_category"
  std::string purpose;
  std::optional<Day> given_on;
  std::optional<Day> valid_until;
  std::string channel;
  std::string proof;
  std::optional<Day> withdrawn_on;  // kept
};
inline constexpr record::Field release_fields[] = {
    record::field<&Release::recipient>("recipient_id", N_("Gegenüber welcher Stelle?"), record::reference(), must, open,
                                       "Schweigepflichtentbindung"),
    record::field<&Release::direction>("direction", N_("In welche Richtung?"), record::code("release_direction"), must,
                                       open, "Schweigepflichtentbindung"),
    record::field<&Release::contents>("contents", N_("Welche Angaben?"), record::codes("data_category"), must, open,
                                      "Schweigepflichtentbindung"),
    record::field<&Release::purpose>("purpose", N_("Wozu?"), record::text(300), must, personal,
                                     "Schweigepflichtentbindung"),
    record::field<&Release::given_on>("given_on", N_("Unterschrieben am"), record::past_day(), must, open,
                                      "Schweigepflichtentbindung"),
    record::field<&Release::valid_until>("valid_until", N_("Gültig bis"), record::day(), should, open,
                                         "Schweigepflichtentbindung"),
    record::field<&Release::channel>("channel", N_("Wie liegt die Entbindung vor?"), record::code("consent_channel"),
                                     must, open, "Nachweis"),
    record::field<&Release::proof>("proof", N_("Wo liegt der Nachweis?"), record::text(200), may, personal, "Nachweis"),
    record::field<&Release::withdrawn_on>("withdrawn_on", N_("Widerrufen am"), record::day(), kept, open, "Widerruf"),
};
inline constexpr record::Record release_record{"release", N_("Schweigepflichtentbindung"), release_fields};

/// A withdrawal is a row with its moment and scope, not a flag. Taking back the purpose "case_file" takes back everything.
struct Withdrawal {
  std::string scope;    // code list "withdrawal_scope": all, purpose, release
  std::string purpose;  // with scope purpose
  ReleaseId release;    // with scope release
  std::optional<Day> on;
  std::string channel;                    // spoken, written ...
  std::optional<Day> erasure_check_on;    // kept: due date of the erasure check
  std::optional<Day> erasure_checked_on;  // kept
};
inline constexpr record::Field withdrawal_fields[] = {
    record::field<&Withdrawal::scope>("scope", N_("Was wird widerrufen?"), record::code("withdrawal_scope"), must, open,
                                      "Widerruf"),
    record::field<&Withdrawal::purpose>("purpose", N_("Welcher Zweck?"), record::code("consent_purpose"), may, open,
                                        "Widerruf"),
    record::field<&Withdrawal::release>("release_id", N_("Welche Entbindung?"), record::reference(), may, open,
                                        "Widerruf"),
    record::field<&Withdrawal::on>("withdrawn_on", N_("Wann ist der Widerruf eingegangen?"), record::past_day(), must,
                                   open, "Widerruf"),
    record::field<&Withdrawal::channel>("channel", N_("Auf welchem Weg?"), record::code("withdrawal_channel"), may,
                                        open, "Widerruf"),
    record::field<&Withdrawal::erasure_check_on>("erasure_check_on", N_("Löschung prüfen bis"), record::day(), kept,
                                                 open, "Löschprüfung"),
    record::field<&Withdrawal::erasure_checked_on>("erasure_checked_on", N_("Löschung geprüft am"), record::day(), kept,
                                                   open, "Löschprüfung"),
};
inline constexpr record::Record withdrawal_record{"withdrawal", N_("Widerruf"), withdrawal_fields};

/// Something left the office: to whom, what, on which basis (DP-06).
struct Disclosure {
  BodyId recipient;
  std::vector<std::string> contents;
  std::string legal_basis;  // code list "legal_basis"; "consent" needs `release`
  ReleaseId release;
  std::string purpose;
  std::optional<Day> on;
};
inline constexpr record::Field disclosure_fields[] = {
    record::field<&Disclosure::recipient>("recipient_id", N_("Empfänger"), record::reference(), must, open,
                                          "Nachweis der Weitergabe"),
    record::field<&Disclosure::contents>("contents", N_("Angaben"), record::codes("data_category"), must, open,
                                         "Nachweis der Weitergabe"),
    record::field<&Disclosure::legal_basis>("legal_basis", N_("Rechtsgrundlage"), record::code("legal_basis"), must,
                                            open, "Nachweis der Weitergabe"),
    record::field<&Disclosure::release>("release_id", N_("Entbindung"), record::reference(), may, open,
                                        "Nachweis der Weitergabe"),
    record::field<&Disclosure::purpose>("purpose", N_("Zweck"), record::text(300), must, personal,
                                        "Nachweis der Weitergabe"),
    record::field<&Disclosure::on>("disclosed_on", N_("Am"), record::past_day(), must, open, "Nachweis der Weitergabe"),
};
inline constexpr record::Record disclosure_record{"disclosure", N_("Weitergabe"), disclosure_fields};

// ---- rules (pure) ----
inline constexpr std::string_view case_file = "case_file";  // the purpose without which there is no case
inline constexpr int default_months = 12;                   // validity, unless told otherwise
inline constexpr int most_months = 24;
inline constexpr int ending_days = 30;
inline constexpr int erasure_check_days = 30;
inline constexpr int own_consent_age = 16;  // below, a guardian consents (DP-14)

enum class Standing : std::uint8_t { none, active, ending, ended, withdrawn };  // ending: within 30 days
[[nodiscard]] Standing standing_on(std::optional<Day> until, std::optional<Day> withdrawn_on, Day today);
[[nodiscard]] constexpr bool holds(Standing standing) {
  return standing == Standing::active || standing == Standing::ending;
}
/// The last day of a consent or release that names none: twelve months later.
[[nodiscard]] Day usual_end(Day given_on);

struct State {
  Standing standing = Standing::none;  // of the purpose case_file
  std::optional<Day> until;
  std::optional<Day> withdrawn_on;
  std::vector<std::string> purposes;  // active ones
};
/// What of a consent decides the state. Lines oldest first; each purpose holds as long as one line carries it.
struct Line {
  std::vector<std::string> purposes, withdrawn;
  std::optional<Day> from, until, withdrawn_on;
};
[[nodiscard]] State state_from(const std::vector<Line>& lines, Day today);
/// Last day and standing of one purpose.
struct PurposeState {
  Standing standing = Standing::none;
  std::optional<Day> until, withdrawn_on;
};
[[nodiscard]] PurposeState purpose_state(const std::vector<Line>& lines, std::string_view purpose, Day today);
[[nodiscard]] Line line_of(const Consent& consent);

/// Rules beyond the single field. Empty if all is well.
[[nodiscard]] std::vector<FieldError> check(const Consent& consent, const std::optional<PartialDate>& birth, Day today);
[[nodiscard]] std::vector<FieldError> check(const Release& release, Day today);
[[nodiscard]] std::vector<FieldError> check(const Withdrawal& withdrawal);
[[nodiscard]] std::vector<FieldError> check(const Disclosure& disclosure);
/// Whether the basis rests on a release (the person's own act) rather than on a statute.
[[nodiscard]] bool rests_on_release(std::string_view legal_basis);
/// Whether `contents` are covered; the rest is what is missing.
[[nodiscard]] std::vector<std::string> not_covered(const std::vector<std::string>& wanted,
                                                   const std::vector<std::string>& allowed);

/// The birthday (15, 16, 18) since which, or within 30 days on which, a consent given by a guardian should be renewed in the
/// person's own name.
struct OwnName {
  int age;
  Day birthday;
};
[[nodiscard]] std::optional<OwnName> own_name_due(const Consent& consent, const std::optional<PartialDate>& birth,
                                                  Day today);

// ---- the state, always in view ----
[[nodiscard]] State state_of(db::Connection& db, SubjectId person, Day today);

struct ReleaseState {
  ReleaseId id;
  BodyId recipient;
  std::string recipient_name;
  std::string direction;
  std::vector<std::string> contents;
  std::optional<Day> from, until;
  Standing standing;
};
/// One release per recipient: the one that holds longest, else the latest. Active first, withdrawn and ended ones too.
[[nodiscard]] std::vector<ReleaseState> releases_of(db::Connection& db, SubjectId person, Day today);

// ---- the gate (A4) ----
/// Error: blocked, with a sentence that says what is missing, unless an active consent covers `purpose` ("case_file").
[[nodiscard]] Result<void> require_consent(db::Connection& db, SubjectId person, std::string_view purpose, Day today);
/// The active release for this recipient that covers all contents. Error: blocked, naming what is not covered.
[[nodiscard]] Result<ReleaseState> require_release(db::Connection& db, SubjectId person, BodyId recipient,
                                                   const std::vector<std::string>& contents, Day today);

// ---- acts: consent_write, by who answers for the person (responsible, deputy; anybody of the team while there is no case) ----
/// Takes back the consent of a person that came in by an import, while it is the only proof and nothing rests on it. The caller
/// removes the person in the same transaction. Fault if a withdrawal or release hangs on it.
void retract_consents(Context& ctx, db::Tx& tx, const access::SubjectPermit& person);
/// Records a consent inside `tx` (with a new person, or renewing). Fills text, controller and end where they are empty. A
/// minor needs a guardian (birth below 16 and given_by self is refused; DP-14). Unblocks the person's blocked cases if the
/// purpose case_file is covered again. Errors: invalid (fields), refused.
[[nodiscard]] Result<ConsentId> record_consent(Context& ctx, db::Tx& tx, const access::SubjectPermit& person,
                                               Consent consent, const std::optional<PartialDate>& birth);
/// The same for a person on file, in a transaction of its own. Errors: also not_found.
[[nodiscard]] Result<ConsentId> renew_consent(Context& ctx, PersonId person, const Consent& consent);
/// Needs an active consent for the case file. Errors: invalid (fields), refused, blocked.
[[nodiscard]] Result<ReleaseId> record_release(Context& ctx, db::Tx& tx, const access::SubjectPermit& person,
                                               Release release);
[[nodiscard]] Result<ReleaseId> add_release(Context& ctx, PersonId person, const Release& release);
/// One step: blocks the cases at once if the purpose case_file ends (scope all, or that purpose), ends the releases
/// concerned, runs every slice's on_withdrawal (or on_release_withdrawn) in the same transaction, sets the erasure check
/// (30 days). Needs no reason. Returns the withdrawal's id. Errors: invalid (fields), not_found, refused.
[[nodiscard]] Result<std::int64_t> withdraw(Context& ctx, PersonId person, Withdrawal withdrawal);
/// Checks the gate and writes the disclosure; every other way out (referral, print, export) goes through here. The caller
/// has asked for the right to act. legal_basis "consent" requires consent and release (found by itself); any other code
/// requires a purpose text that says why. Errors: invalid (fields), blocked.
[[nodiscard]] Result<std::int64_t> disclose(Context& ctx, db::Tx& tx, const access::SubjectPermit& person,
                                            Disclosure disclosure);
/// The same for a person on file, noted by hand. Errors: also not_found, refused.
[[nodiscard]] Result<std::int64_t> note_disclosure(Context& ctx, PersonId person, const Disclosure& disclosure);
/// The privacy office has decided what is erased. Needs blocked_case_read. Errors: not_found, refused.
[[nodiscard]] Result<void> finish_erasure_check(Context& ctx, std::int64_t withdrawal);
/// Everybody who has received data, newest first.
[[nodiscard]] std::vector<records::Stored<Disclosure>> disclosures(db::Connection& db,
                                                                   const access::SubjectPermit& person);

}  // namespace kim::consent
