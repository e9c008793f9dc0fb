// Cases: one accompaniment with one responsible case manager; phases as data; the case page, list and closing (F1).
// What it is not: what happens inside a case (contacts, goals, referrals ...).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/consent/consent.h"
#include "domain/people/elsewhere.h"
#include "domain/people/person.h"
#include "domain/records/records.h"

namespace kim::cases {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// The way of a case as data (docs: design "Life of a case"); `next` is pure.
enum class Phase : std::uint8_t { intake, assessment, decision, agreement, accompaniment, referral_advice, closed };
struct PhaseInfo {
  Phase phase;
  std::string_view code;
  std::string_view label;  // German
};
[[nodiscard]] std::span<const PhaseInfo> phases();
[[nodiscard]] std::string_view code(Phase phase);
/// Bug if there is no such phase: codes come from the database.
[[nodiscard]] Phase phase_from(std::string_view code);
/// What moved the case on.
enum class Milestone : std::uint8_t {
  intake_done,
  assessment_done,
  decided_case_management,
  decided_referral_advice,
  decided_other,
  agreement_signed,
  back_to_accompaniment,
  closed,
  reopened
};
/// The phase after a milestone. Never goes back, but for a new decision between accompaniment and referral advice,
/// `back_to_accompaniment` and `reopened`. Nothing but `reopened` moves a closed case.
[[nodiscard]] Phase next(Phase now, Milestone milestone);
/// "KIM-2026-0417".
[[nodiscard]] std::string case_number(int year, std::int64_t number);

inline constexpr int quiet_days = 30;  // an open case without contact for so long is named on "Mein Tag"

struct Case {
  std::string number;  // KIM-2026-0417
  std::string phase = "intake";
  MunicipalityId municipality;
  std::string access_route;
  std::optional<Day> inquired_on;
  std::optional<Day> opened_on;
  std::string decision;  // code list "decision", once decided
  std::optional<Day> decided_on;
  std::optional<Day> last_contact_on;
  std::optional<Day> closed_on;
};
// Every field is kept: a case is moved by acts, not by a form.
inline constexpr record::Field case_fields[] = {
    record::field<&Case::number>("number", N_("Fallnummer"), record::text(20), kept, open, "Aktenführung"),
    record::field<&Case::phase>("phase", N_("Phase"), record::code("case_phase"), kept, open, "Aktenführung"),
    record::field<&Case::municipality>("municipality_id", N_("Kommune"), record::reference(), kept, category,
                                       "Berichte"),
    record::field<&Case::access_route>("access_route", N_("Zugangsweg"), record::code("access_route"), kept, category,
                                       "Berichte"),
    record::field<&Case::inquired_on>("inquired_on", N_("Anfrage am"), record::day(), kept, open, "Berichte"),
    record::field<&Case::opened_on>("opened_on", N_("Fallakte seit"), record::day(), kept, open, "Berichte"),
    record::field<&Case::decision>("decision", N_("Entscheidung"), record::code("decision"), kept, category,
                                   "Berichte"),
    record::field<&Case::decided_on>("decided_on", N_("Entschieden am"), record::day(), kept, open, "Berichte"),
    record::field<&Case::last_contact_on>("last_contact_on", N_("Letzter Kontakt"), record::day(), kept, open,
                                          "Fristen"),
    record::field<&Case::closed_on>("closed_on", N_("Abgeschlossen am"), record::day(), kept, open, "Berichte"),
};
inline constexpr record::Record case_record{"case_file", N_("Fall"), case_fields};

/// Closing: reason, result, effect measured at start and end, the person's feedback (F1). One row per closing.
struct Closure {
  std::string reason;  // code list "closure_reason"
  std::optional<Day> on;
  std::string summary;                                 // what was reached
  std::string self_reliance_start, self_reliance_end;  // scale_self_reliance
  std::string language_start, language_end;            // language_level
  std::string housing_start, housing_end;              // housing_type
  std::string feedback;                                // in the person's words
  std::string satisfaction;                            // code list
  std::optional<Day> follow_up_on;                     // agreed contact after some months
  std::optional<Day> follow_up_done_on;                // kept
  std::string phase_before;                            // kept: where a re-opened case goes on
};
inline constexpr record::Field closure_fields[] = {
    record::field<&Closure::reason>("reason", N_("Warum endet die Begleitung?"), record::code("closure_reason"), must,
                                    category, "Wirkung"),
    record::field<&Closure::on>("closed_on", N_("Abgeschlossen am"), record::past_day(), must, open, "Berichte"),
    record::field<&Closure::summary>("summary", N_("Was wurde erreicht?"), record::long_text(2000), should, personal,
                                     "Auswertung"),
    record::field<&Closure::self_reliance_start>("self_reliance_start", N_("Umgang mit Behörden zu Beginn"),
                                                 record::code("scale_self_reliance"), should, category, "Wirkung"),
    record::field<&Closure::self_reliance_end>("self_reliance_end", N_("Umgang mit Behörden heute"),
                                               record::code("scale_self_reliance"), should, category, "Wirkung"),
    record::field<&Closure::language_start>("language_start", N_("Sprachniveau zu Beginn"),
                                            record::code("language_level"), may, category, "Wirkung"),
    record::field<&Closure::language_end>("language_end", N_("Sprachniveau heute"), record::code("language_level"), may,
                                          category, "Wirkung"),
    record::field<&Closure::housing_start>("housing_start", N_("Wohnform zu Beginn"), record::code("housing_type"), may,
                                           category, "Wirkung"),
    record::field<&Closure::housing_end>("housing_end", N_("Wohnform heute"), record::code("housing_type"), may,
                                         category, "Wirkung"),
    record::field<&Closure::feedback>("feedback", N_("Was sagt die Person selbst?"), record::long_text(1000), may,
                                      personal, "Auswertung"),
    record::field<&Closure::satisfaction>("satisfaction", N_("Wie zufrieden ist die Person?"),
                                          record::code("satisfaction"), may, category, "Wirkung"),
    record::field<&Closure::follow_up_on>("follow_up_on", N_("Nachfragen am"), record::day(), may, open, "Nachsorge",
                                          N_("Ein Anruf nach einigen Monaten, wenn die Person das möchte.")),
    record::field<&Closure::follow_up_done_on>("follow_up_done_on", N_("Nachgefragt am"), record::day(), kept, open,
                                               "Nachsorge"),
    record::field<&Closure::phase_before>("phase_before", N_("Phase vor dem Abschluss"), record::code("case_phase"),
                                          kept, open, "Aktenführung"),
};
inline constexpr record::Record closure_record{"closure", N_("Abschluss"), closure_fields};

// ---- acts ----
/// Opens the case file inside `tx`: needs case_create and an active consent for "case_file" (error: blocked without).
/// Gives the number, makes the actor responsible. `from` carries access route and inquiry day, if there was one.
struct Origin {
  std::string access_route;
  std::optional<Day> inquired_on;
  std::optional<Day> opened_on{};  // of a file kept elsewhere before; default: today
};
[[nodiscard]] Result<CaseId> open_case(Context& ctx, db::Tx& tx, const access::SubjectPermit& person,
                                       const people::Person& data, access::Path path, const Origin& from);
/// A person comes on file: person, consent and case in one transaction; the inquiry it began with, if any, is taken over.
/// Errors: invalid (fields of both forms), blocked (no consent for the case file), refused, not_found (inquiry).
struct Opening {
  people::Person person;
  consent::Consent consent;
  InquiryId inquiry;
  people::Elsewhere ask{};  // if it knows the person, the coordination is asked to settle who she is
};
[[nodiscard]] Result<CaseId> open_file(Context& ctx, const Opening& opening);
/// Takes back a case that came in by an import and in which nobody has worked since. Its number is not given again. Needs
/// case_write. Fault if something hangs on it: the transaction rolls back. Errors: as permit_case.
[[nodiscard]] Result<void> retract_case(Context& ctx, db::Tx& tx, CaseId id);
/// Closes: the case becomes read-only, the numbers of effect are kept. Errors: as permit_case, invalid.
[[nodiscard]] Result<void> close_case(Context& ctx, CaseId id, Closure closure);
/// Goes on where the case stood. Needs an active consent and no other open case of the person on the same path.
/// Errors: as permit_case, blocked, conflict.
[[nodiscard]] Result<void> reopen_case(Context& ctx, CaseId id);
/// The agreed contact after the last closing has taken place (today). Errors: as permit_case, not_found (none agreed).
[[nodiscard]] Result<void> note_follow_up(Context& ctx, CaseId id);
/// Accounts of the actor's team that can take a case, by name.
struct Colleague {
  AccountId id;
  std::string name;
};
[[nodiscard]] std::vector<Colleague> colleagues(Context& ctx);
/// A colleague of the same team takes over at once; the history has no gap. Errors: as permit_case, invalid.
[[nodiscard]] Result<void> hand_over(Context& ctx, CaseId id, AccountId to);
/// A colleague of the same team stands in until the end of a day. Errors: as permit_case, invalid.
[[nodiscard]] Result<void> add_deputy(Context& ctx, CaseId id, AccountId deputy, Day until);
/// Moves the phase; called by the slices whose act is the milestone. `day` is when it happened.
[[nodiscard]] Result<void> reach(Context& ctx, db::Tx& tx, const access::Permit& permit, Milestone milestone, Day day,
                                 std::string_view decision = {});
/// Remembers the latest contact day; no audit entry of its own (the contact has one).
void note_contact(Context& ctx, db::Tx& tx, CaseId id, Day day);
/// A contact was taken back: the latest day is now this one, or none.
void set_last_contact(db::Tx& tx, CaseId id, std::optional<Day> day);
/// Remembers the earliest open date of the case for the list ("Nächste Frist"); none empties it. No audit entry of its own.
void note_next_due(db::Tx& tx, CaseId id, std::optional<Day> day);

[[nodiscard]] Result<records::Stored<Case>> load_case(db::Connection& db, const access::Permit& permit);
/// Open case of a person on any path, if there is one the actor may read.
[[nodiscard]] std::optional<CaseId> open_case_of(Context& ctx, PersonId person);
/// Closings of a case, oldest first.
[[nodiscard]] std::vector<records::Stored<Closure>> closures_of(db::Connection& db, const access::Permit& permit);

// ---- for lists of other slices ("Mein Tag", overdue ...) ----
struct CaseName {
  CaseId id;
  std::string number, full_name, list_name;
};
/// Names of cases in scope, by id; one query. Closed and blocked ones too (blocked: name only).
[[nodiscard]] std::vector<CaseName> names_of_cases(Context& ctx, const access::Scope& scope,
                                                   const std::vector<CaseId>& ids);
struct MyCase {
  CaseId id;
  PersonId person;
  bool deputy = false;
};
/// The open cases the actor is responsible for or deputy of.
[[nodiscard]] std::vector<MyCase> my_open_cases(Context& ctx);
/// How many one is responsible for.
[[nodiscard]] std::int64_t my_open_count(Context& ctx);
/// The same by phase (code list "case_phase"), in the order of the phases; phases without a case are left out.
struct PhaseCount {
  std::string phase;
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<PhaseCount> my_open_by_phase(Context& ctx);
/// The open cases the actor stands in for today.
[[nodiscard]] std::vector<CaseId> deputy_cases(Context& ctx);
/// Only the ids of my_open_cases.
[[nodiscard]] std::vector<CaseId> my_cases(Context& ctx);

}  // namespace kim::cases
