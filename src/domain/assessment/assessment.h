// Understanding the case: Erstgespräch (B1), Falleinschätzung (B2), decision (B3).
// Bedarf (professional) and Bedürfnis (the person's own) are kept apart, on the same scale, never merged.
// What it is not: goals (slice goals) or the person's legal areas over time (slice people).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::assessment {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Intake {
  std::optional<Day> on;
  record::YesNo danger = record::YesNo::unknown;  // acute danger first
  std::string danger_note;                        // what was done at once
  std::string concern;                            // in the person's own words
  std::string form;                               // contact_form
  std::string interpreter;                        // interpreter_kind
  std::string interpreter_language;
  std::string livelihood;  // legal_area
  record::YesNo other_case_management = record::YesNo::unknown;
  std::string other_case_management_where;
  std::vector<std::string> indications;  // code list "indication": five criteria for case management
  std::string next_appointment;
};
inline constexpr record::Field intake_fields[] = {
    record::field<&Intake::on>("talked_on", N_("Wann war das Gespräch?"), record::past_day(), must, open, "Verlauf"),
    record::field<&Intake::danger>("danger", N_("Besteht eine akute Gefahr?"), record::yes_no(), should, special,
                                   "Schutz", N_("Gewalt, Kindeswohl, Selbstgefährdung, Verlust der Wohnung")),
    record::field<&Intake::danger_note>("danger_note", N_("Was wurde sofort getan?"), record::long_text(1000), may,
                                        special, "Schutz", N_("Nötig, wenn eine akute Gefahr besteht")),
    record::field<&Intake::concern>("concern", N_("Was ist der Person wichtig?"), record::long_text(2000), should,
                                    personal, "Fallverstehen", N_("In ihren eigenen Worten")),
    record::field<&Intake::form>("form", N_("Wie fand das Gespräch statt?"), record::code("contact_form"), may, open,
                                 "Berichte"),
    record::field<&Intake::interpreter>("interpreter", N_("Sprachmittlung"), record::code("interpreter_kind"), may,
                                        open, "Berichte"),
    record::field<&Intake::interpreter_language>("interpreter_language", N_("Sprache der Sprachmittlung"),
                                                 record::language(), may, open, "Berichte"),
    record::field<&Intake::livelihood>("livelihood", N_("Wovon lebt die Person?"), record::code("legal_area"), may,
                                       category, "Zuständigkeit"),
    record::field<&Intake::other_case_management>(
        "other_case_management", N_("Gibt es schon ein anderes Fallmanagement?"), record::yes_no(), should, open,
        "Abgrenzung", N_("Zum Beispiel im Jobcenter oder Jugendamt. Dann genügt vielleicht eine Verweisberatung.")),
    record::field<&Intake::other_case_management_where>("other_case_management_where", N_("Bei welcher Stelle?"),
                                                        record::text(160), may, personal, "Abgrenzung"),
    record::field<&Intake::indications>("indications", N_("Was spricht für Case Management?"),
                                        record::codes("indication"), may, open, "Entscheidung"),
    record::field<&Intake::next_appointment>("next_appointment", N_("Wie geht es weiter?"), record::text(300), may,
                                             personal, "Verlauf"),
};
inline constexpr record::Record intake_record{"intake", N_("Erstgespräch"), intake_fields};

/// One assessment on one day; its lines are per field of action.
struct Assessment {
  std::optional<Day> on;
  std::string summary;
  std::string state = "open";  // kept: open (being written), done
};
inline constexpr record::Field assessment_fields[] = {
    record::field<&Assessment::on>("assessed_on", N_("Stand vom"), record::past_day(), must, open, "Verlauf"),
    record::field<&Assessment::summary>("summary", N_("Zusammenfassung"), record::long_text(2000), may, personal,
                                        "Fallverstehen"),
    record::field<&Assessment::state>("state", N_("Stand"), record::code("assessment_state"), kept, open, "Verlauf"),
};
inline constexpr record::Record assessment_record{"assessment", N_("Falleinschätzung"), assessment_fields};

struct AssessmentLine {
  std::string field;       // field_of_action
  std::string wish;        // Bedürfnis, in the person's words
  std::string wish_scale;  // scale_need 1-5; empty = not discussed
  std::string need;        // Bedarf, professional
  std::string need_scale;
  std::string resources;
  std::string urgency;  // code list "urgency"
};
inline constexpr record::Field assessment_line_fields[] = {
    record::field<&AssessmentLine::field>("field", N_("Handlungsfeld"), record::code("field_of_action"), must, category,
                                          "Berichte"),
    record::field<&AssessmentLine::wish>("wish", N_("Bedürfnis, in den Worten der Person"), record::long_text(1000),
                                         should, personal, "Fallverstehen"),
    record::field<&AssessmentLine::wish_scale>("wish_scale", N_("Wie sieht es die Person selbst?"),
                                               record::code("scale_need"), should, category, "Veränderung"),
    record::field<&AssessmentLine::need>("need", N_("Bedarf, aus fachlicher Sicht"), record::long_text(1000), should,
                                         personal, "Fallverstehen"),
    record::field<&AssessmentLine::need_scale>("need_scale", N_("Wie schätzen Sie es ein?"), record::code("scale_need"),
                                               should, category, "Veränderung"),
    record::field<&AssessmentLine::resources>("resources", N_("Was hilft schon?"), record::long_text(600), may,
                                              personal, "Ressourcen"),
    record::field<&AssessmentLine::urgency>("urgency", N_("Dringlichkeit"), record::code("urgency"), may, category,
                                            "Reihenfolge"),
};
inline constexpr record::Record assessment_line_record{"assessment_line", N_("Einschätzung eines Handlungsfelds"),
                                                       assessment_line_fields};

/// Decision with reason (B3). A later decision replaces an earlier one for the way of the case; both stay.
struct Decision {
  std::string decision;  // code list "decision"
  std::optional<Day> on;
  std::string reason;
  std::vector<std::string> criteria{};  // code list "participation_criterion"; they advise and never decide
};
inline constexpr record::Field decision_fields[] = {
    record::field<&Decision::criteria>("criteria", N_("Welche Kriterien treffen zu?"),
                                       record::codes("participation_criterion", 40), may, category, "Fallsteuerung",
                                       N_("Ein Rat für Ihre Entscheidung, keine Bedingung.")),
    record::field<&Decision::decision>("decision", N_("Wie geht es weiter?"), record::code("decision"), must, category,
                                       "Fallsteuerung"),
    record::field<&Decision::on>("decided_on", N_("Entschieden am"), record::past_day(), must, open, "Fallsteuerung"),
    record::field<&Decision::reason>("reason", N_("Begründung"), record::long_text(1000), must, personal,
                                     "Fallsteuerung"),
};
inline constexpr record::Record decision_record{"decision", N_("Entscheidung"), decision_fields};

// ---- acts (assessment_write); all errors of permit_case come first ----
/// The one Erstgespräch of a case. Errors: conflict (there is one already), invalid (acute danger, but nothing noted).
[[nodiscard]] Result<IntakeId> hold_intake(Context& ctx, CaseId id, const Intake& intake);
/// Errors: not_found, conflict (another version), invalid.
[[nodiscard]] Result<void> change_intake(Context& ctx, CaseId id, std::int64_t version, const Intake& intake);

/// A new assessment; `copy_forward` takes the lines of the latest done one as a start. Error: conflict if one is still
/// open.
[[nodiscard]] Result<AssessmentId> begin_assessment(Context& ctx, CaseId id, Day on, bool copy_forward);

/// What one typed into one field of action, and the version one saw: 0 = there was nothing yet.
struct LineEdit {
  std::int64_t version = 0;
  AssessmentLine line;
};
/// The whole page of an assessment, or any part of its fields.
struct SheetEdit {
  std::int64_t version = 0;  // of the assessment itself
  Assessment head;
  std::vector<LineEdit> lines;
};
enum class After : std::uint8_t { keep_open, finish };
/// Saves all of it or nothing. What others changed meanwhile elsewhere is kept. Errors: conflict (if it is done: with a
/// sentence; if both changed the same: fields[0].field names the field of action, or "assessment"), invalid (nothing to
/// finish). Finishing is final: what comes later is a new assessment.
[[nodiscard]] Result<void> save_sheet(Context& ctx, CaseId id, AssessmentId assessment, const SheetEdit& edit,
                                      After after);
/// One field of action, whatever it held before.
[[nodiscard]] Result<void> save_line(Context& ctx, CaseId id, AssessmentId assessment, const AssessmentLine& line);
[[nodiscard]] Result<void> finish_assessment(Context& ctx, CaseId id, AssessmentId assessment,
                                             std::string_view summary);

/// Adds a decision; the case moves on. Error: invalid (case management without a finished assessment).
[[nodiscard]] Result<std::int64_t> decide(Context& ctx, CaseId id, const Decision& decision);

}  // namespace kim::assessment
