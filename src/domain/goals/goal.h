// Zielvereinbarung (C1, C2): goals in the person's words and as agreed, steps with who does what by when, review day,
// state over time, Hinderungsgrund.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::goals {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// The signed paper: a version of the agreement with its day; goals belong to the case and are printed with it.
struct Agreement {
  std::optional<Day> agreed_on;
  std::optional<Day> review_on;
  std::string channel;      // code list "agreement_channel"
  std::string language;     // printed in
  std::string signed_text;  // kept: the exact text that was shown (agreement_text.h)
  std::string text_hash;    // kept: SHA-256 of it
};
inline constexpr record::Field agreement_fields[] = {
    record::field<&Agreement::agreed_on>("agreed_on", N_("Vereinbart und unterschrieben am"), record::past_day(), must,
                                         open, "Zielvereinbarung"),
    record::field<&Agreement::review_on>("review_on", N_("Gemeinsam überprüfen am"), record::day(), should, open,
                                         "Überprüfung"),
    record::field<&Agreement::channel>("channel", N_("Wie liegt sie vor?"), record::code("agreement_channel"), should,
                                       open, "Nachweis"),
    record::field<&Agreement::language>("language", N_("Sprache des Ausdrucks"), record::language(), may, open,
                                        "Verständlichkeit"),
    record::field<&Agreement::signed_text>("signed_text", N_("Text der Vereinbarung"), record::long_text(60000), kept,
                                           personal, "Nachweis"),
    record::field<&Agreement::text_hash>("text_hash", N_("Prüfsumme des Textes"), record::text(64), kept, open,
                                         "Nachweis"),
};
inline constexpr record::Record agreement_record{"agreement", N_("Zielvereinbarung"), agreement_fields};

struct Goal {
  std::string words;   // in the person's own words
  std::string agreed;  // as agreed, observable
  std::string field;   // field_of_action
  std::string sign;    // sign of success
  std::optional<Day> until;
  std::string state =
      "open";            // code list "goal_state": open, in_progress, stalled, partly_reached, reached ... (goal_state)
  std::string obstacle;  // code list "obstacle", when it stalls
  std::string obstacle_note;
  std::optional<Day> reached_on;  // kept
};
inline constexpr record::Field goal_fields[] = {
    record::field<&Goal::words>("words", N_("Was möchte die Person erreichen?"), record::text(300), must, personal,
                                "Zielvereinbarung", N_("In ihren eigenen Worten")),
    record::field<&Goal::agreed>("agreed", N_("Was ist vereinbart?"), record::long_text(600), should, personal,
                                 "Zielvereinbarung", N_("Woran beide erkennen, dass es erreicht ist")),
    record::field<&Goal::field>("field", N_("Handlungsfeld"), record::code("field_of_action"), should, category,
                                "Berichte"),
    record::field<&Goal::sign>("sign", N_("Zeichen des Erfolgs"), record::text(300), may, personal, "Zielvereinbarung"),
    record::field<&Goal::until>("until_on", N_("Bis wann?"), record::day(), should, open, "Überprüfung"),
    record::field<&Goal::state>("state", N_("Stand"), record::code("goal_state"), must, category, "Berichte"),
    record::field<&Goal::obstacle>("obstacle", N_("Hinderungsgrund"), record::code("obstacle"), may, category,
                                   "Strukturhinweise"),
    record::field<&Goal::obstacle_note>("obstacle_note", N_("Was hindert genau?"), record::text(300), may, personal,
                                        "Fallführung"),
    record::field<&Goal::reached_on>("reached_on", N_("Erreicht am"), record::day(), kept, open, "Berichte"),
};
inline constexpr record::Record goal_record{"goal", N_("Ziel"), goal_fields};

struct Step {
  std::string what;
  std::string who = "staff";  // code list "step_owner": staff, person, family, body
  std::string who_name;
  std::optional<Day> until;
  std::optional<Day> done_on;  // kept
};
inline constexpr record::Field step_fields[] = {
    record::field<&Step::what>("what", N_("Schritt"), record::text(240), must, personal, "Zielvereinbarung"),
    record::field<&Step::who>("who", N_("Wer?"), record::code("step_owner"), must, open, "Zielvereinbarung"),
    record::field<&Step::who_name>("who_name", N_("Name oder Stelle"), record::text(120), may, personal,
                                   "Zielvereinbarung"),
    record::field<&Step::until>("until_on", N_("Bis wann?"), record::day(), should, open, "Fristen"),
    record::field<&Step::done_on>("done_on", N_("Erledigt am"), record::day(), kept, open, "Zielvereinbarung"),
};
inline constexpr record::Record step_record{"goal_step", N_("Schritt"), step_fields};

// ---- acts (goal_write) ----
[[nodiscard]] Result<GoalId> set_goal(Context& ctx, CaseId id, const Goal& goal);
/// Errors: conflict (another version), invalid: a stalled or missed goal needs its Hinderungsgrund.
[[nodiscard]] Result<void> change_goal(Context& ctx, CaseId id, GoalId goal, std::int64_t version, const Goal& changed);
[[nodiscard]] Result<StepId> add_step(Context& ctx, CaseId id, GoalId goal, const Step& step);
[[nodiscard]] Result<void> complete_step(Context& ctx, CaseId id, GoalId goal, StepId step);
[[nodiscard]] Result<void> reopen_step(Context& ctx, CaseId id, GoalId goal, StepId step);
/// Signs the agreement: freezes its text as a new version with its hash; the case moves on to accompaniment.
/// `shown` is the hash of the text that was read before signing; empty if none was shown on a page.
/// Errors: invalid (no goal, review before the agreement), conflict: the goals are no longer those that were shown.
[[nodiscard]] Result<std::int64_t> sign_agreement(Context& ctx, CaseId id, const Agreement& agreement,
                                                  std::string_view shown = {});

}  // namespace kim::goals
