// Fallkonferenz (D2): planned with bodies, each checked against the releases; without a release the body stays out, or the
// conference is anonymised. Agenda, minutes, and agreements that live on as tasks or steps.
// What it is not: the calendar, or the proof of what a body heard (consent: disclosure).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/consent/consent.h"
#include "domain/people/person.h"
#include "domain/records/records.h"

namespace kim::conference {

using record::N_;
using enum record::Need;
using enum record::Privacy;

using ConferenceId = Id<struct ConferenceTag>;
using PartId = Id<struct ConferencePartTag>;

struct Conference {
  std::optional<Day> on;
  std::string time;
  std::string place;
  std::string purpose;
  std::vector<std::string> contents;  // data_category: what is talked about
  std::string mode = "named";         // code list "conference_mode"
  std::string agenda;
  std::string state = "planned";  // kept
  std::optional<Day> held_on;     // kept
  std::string minutes;            // kept
};
inline constexpr record::Field conference_fields[] = {
    record::field<&Conference::on>("planned_on", N_("Wann?"), record::day(), must, open, "Fallkonferenz"),
    record::field<&Conference::time>("at_time", N_("Uhrzeit"), record::text(8), may, open, "Fallkonferenz",
                                     N_("Zum Beispiel 09:30")),
    record::field<&Conference::place>("place", N_("Ort"), record::text(160), may, personal, "Fallkonferenz"),
    record::field<&Conference::purpose>("purpose", N_("Worum geht es?"), record::long_text(1000), must, personal,
                                        "Fallkonferenz", N_("Die beteiligten Stellen lesen diesen Text.")),
    record::field<&Conference::contents>("contents", N_("Über welche Angaben wird gesprochen?"),
                                         record::codes("data_category"), must, open, "Nachweis der Weitergabe"),
    record::field<&Conference::mode>("mode", N_("Wie wird gesprochen?"), record::code("conference_mode"), must, open,
                                     "Nachweis der Weitergabe"),
    record::field<&Conference::agenda>("agenda", N_("Tagesordnung"), record::long_text(1000), should, personal,
                                       "Fallkonferenz", N_("Ein Punkt je Zeile")),
    record::field<&Conference::state>("state", N_("Stand"), record::code("conference_state"), kept, open,
                                      "Fallkonferenz"),
    record::field<&Conference::held_on>("held_on", N_("Stattgefunden am"), record::day(), kept, open, "Berichte"),
    record::field<&Conference::minutes>("minutes", N_("Protokoll"), record::long_text(4000), kept, personal,
                                        "Fallkonferenz"),
};
inline constexpr record::Record conference_record{"conference", N_("Fallkonferenz"), conference_fields};

struct Part {
  BodyId body;
  std::string contact;
  std::string state = "invited";  // kept: code list "conference_part"
  ReleaseId release;              // kept
};
inline constexpr record::Field part_fields[] = {
    record::field<&Part::body>("body_id", N_("Welche Stelle?"), record::reference(), must, open, "Fallkonferenz"),
    record::field<&Part::contact>("contact", N_("Wer kommt?"), record::text(120), may, open, "Fallkonferenz",
                                  N_("Name der Ansprechperson dieser Stelle")),
    record::field<&Part::state>("state", N_("Teilnahme"), record::code("conference_part"), kept, open,
                                "Nachweis der Weitergabe"),
    record::field<&Part::release>("release_id", N_("Entbindung"), record::reference(), kept, open,
                                  "Nachweis der Weitergabe"),
};
inline constexpr record::Record part_record{"conference_body", N_("Stelle in der Fallkonferenz"), part_fields};

struct Agreement {
  std::string what;
  std::string who = "staff";  // code list "step_owner"
  std::string who_name;
  AccountId owner;
  GoalId goal;
  std::optional<Day> until;
  TaskId task;  // kept
};
inline constexpr record::Field agreement_fields[] = {
    record::field<&Agreement::what>("what", N_("Was ist vereinbart?"), record::text(200), must, personal,
                                    "Fallkonferenz"),
    record::field<&Agreement::who>("who", N_("Wer?"), record::code("step_owner"), must, open, "Fallkonferenz"),
    record::field<&Agreement::who_name>("who_name", N_("Name oder Stelle"), record::text(120), may, personal,
                                        "Fallkonferenz"),
    record::field<&Agreement::owner>("owner_id", N_("Wer behält es im Blick?"), record::reference(), may, open,
                                     "Zuständigkeit"),
    record::field<&Agreement::goal>("goal_id", N_("Zu welchem Ziel gehört es?"), record::reference(), may, open,
                                    "Zielvereinbarung"),
    record::field<&Agreement::until>("until_on", N_("Bis wann?"), record::day(), should, open, "Fristen"),
    record::field<&Agreement::task>("task_id", N_("Aufgabe"), record::reference(), kept, open, "Fristen"),
};
inline constexpr record::Record agreement_record{"conference_agreement", N_("Vereinbarung der Fallkonferenz"),
                                                 agreement_fields};

/// The minutes, as typed. Not stored by itself: `hold` takes it over.
struct Minutes {
  std::optional<Day> held_on;
  std::string minutes;
};
inline constexpr record::Field minutes_fields[] = {
    record::field<&Minutes::held_on>("held_on", N_("Stattgefunden am"), record::past_day(), must, open, "Berichte"),
    record::field<&Minutes::minutes>("minutes", N_("Protokoll"), record::long_text(4000), must, personal,
                                     "Fallkonferenz"),
};
inline constexpr record::Record minutes_record{"conference_minutes", N_("Protokoll"), minutes_fields};

// ---- rules (conference.cpp; pure) ----

inline constexpr std::string_view named = "named", anonymised = "anonymised";

/// What of the contents no active release towards the body covers. Empty: the person may be named there.
[[nodiscard]] std::vector<std::string> missing(const std::vector<consent::ReleaseState>& releases, BodyId body,
                                               const std::vector<std::string>& contents);
/// "invited", or "left_out" for a body that may not hear the name.
[[nodiscard]] std::string_view part_state(std::string_view mode, bool covered);
/// Words of the text that tell who the person is: parts of the name from three letters on, and the date of birth.
[[nodiscard]] std::vector<std::string> telling_words(std::string_view text, const people::Person& person);
/// Rules beyond the single field: a time that is one; in anonymised mode no name and no date of birth, neither among the
/// contents nor in the texts, unless somebody has `looked` at the words and knows that they mean something else.
[[nodiscard]] std::vector<FieldError> check(const Conference& conference, const people::Person& person, bool looked);

// ---- acts (case_write). Errors of all: as permit_case, not_found, conflict (not planned any more, stale) ----

/// Errors: also invalid (fields).
[[nodiscard]] Result<ConferenceId> plan(Context& ctx, CaseId id, const Conference& conference, bool looked);
/// Who takes part is settled anew: a body that is not covered any more stays out.
[[nodiscard]] Result<void> change(Context& ctx, CaseId id, ConferenceId conference, std::int64_t version,
                                  const Conference& changed, bool looked);
/// A body is asked to come, or noted as left out if its release does not cover the contents. Gives its state. Errors: invalid.
[[nodiscard]] Result<std::string> add_body(Context& ctx, CaseId id, ConferenceId conference, const Part& part);
/// Checks the bodies anew, after a release has been given.
[[nodiscard]] Result<void> check_bodies(Context& ctx, CaseId id, ConferenceId conference);
/// It took place: who came, and the minutes. With the name, each body that came is checked again and gets its disclosure.
/// Errors: also invalid (fields), blocked (a release ended meanwhile).
[[nodiscard]] Result<void> hold(Context& ctx, CaseId id, ConferenceId conference, const Minutes& minutes,
                                const std::vector<PartId>& attended);
[[nodiscard]] Result<void> cancel(Context& ctx, CaseId id, ConferenceId conference);
/// Becomes a step of the goal, or a task of the colleague, in the same transaction. Only of one that took place.
[[nodiscard]] Result<std::int64_t> agree(Context& ctx, CaseId id, ConferenceId conference, const Agreement& agreement);

// ---- withdrawal (inside its transaction) ----
void stop_all(Context& ctx, db::Tx& tx, SubjectId person);
void stop_towards(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient);

}  // namespace kim::conference
