// The path of young unaccompanied refugees (G1, G2; concept 6.3): talks with the UmA-Hilfe team, target-group check, who is
// responsible for what, the four focus areas, the first six months of work, handing back. Only for cases on the path `uma`.
// What it is not: the case itself (cases), contacts and entrusted notes (contacts), goals (goals).
#pragma once

#include <optional>
#include <string>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"

namespace kim::uma {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// Abstimmungsgespräch with the UmA-Hilfe team, or a talk during the first months of work.
struct Talk {
  std::string kind = "coordination";  // code list "uma_talk_kind"
  std::optional<Day> held_on;
  std::string participants;
  std::string agreed;
  std::optional<Day> next_on;
};
inline constexpr record::Field talk_fields[] = {
    record::field<&Talk::kind>("kind", N_("Was für ein Gespräch war es?"), record::code("uma_talk_kind"), must, open,
                               "Weg im UmA-Bereich"),
    record::field<&Talk::held_on>("held_on", N_("Wann fand es statt?"), record::past_day(), must, open,
                                  "Weg im UmA-Bereich"),
    record::field<&Talk::participants>("participants", N_("Wer hat teilgenommen?"), record::long_text(600), must,
                                       personal, "Absprachen mit der UmA-Hilfe", N_("Name und Stelle, je Zeile eine")),
    record::field<&Talk::agreed>("agreed", N_("Was ist vereinbart?"), record::long_text(2000), must, personal,
                                 "Absprachen mit der UmA-Hilfe"),
    record::field<&Talk::next_on>("next_on", N_("Nächstes Gespräch am"), record::day(), may, open, "Fristen"),
};
inline constexpr record::Record talk_record{"uma_talk", N_("Gespräch im UmA-Bereich"), talk_fields};

/// The three groups of concept 6.3, each answered apart with its reason. One row a case.
struct TargetCheck {
  std::optional<Day> checked_on;
  record::YesNo adult = record::YesNo::unknown;
  std::string adult_reason;
  record::YesNo care_ended = record::YesNo::unknown;
  std::string care_reason;
  record::YesNo independence = record::YesNo::unknown;
  std::string independence_reason;
  std::string conclusion;
};
inline constexpr record::Field target_check_fields[] = {
    record::field<&TargetCheck::checked_on>("checked_on", N_("Geprüft am"), record::past_day(), must, open,
                                            "Prüfung der Zielgruppe"),
    record::field<&TargetCheck::adult>("adult", N_("Ist die Person volljährig?"), record::yes_no(), should, category,
                                       "Prüfung der Zielgruppe"),
    record::field<&TargetCheck::adult_reason>("adult_reason", N_("Woran ist das zu erkennen?"), record::text(300), may,
                                              personal, "Prüfung der Zielgruppe", N_("Zum Beispiel: laut Ausweis")),
    record::field<&TargetCheck::care_ended>("care_ended", N_("Ist die stationäre Jugendhilfe beendet?"),
                                            record::yes_no(), should, category, "Prüfung der Zielgruppe"),
    record::field<&TargetCheck::care_reason>("care_reason", N_("Seit wann, und wer hat es mitgeteilt?"),
                                             record::text(300), may, personal, "Prüfung der Zielgruppe"),
    record::field<&TargetCheck::independence>(
        "independence",
        N_("Hat die Person in einer Einrichtung der „UmA-Hilfe“ gelebt und verselbständigt sich jetzt?"),
        record::yes_no(), should, category, "Prüfung der Zielgruppe", N_("Mit oder ohne Begleitung")),
    record::field<&TargetCheck::independence_reason>("independence_reason", N_("Welche Einrichtung, welcher Schritt?"),
                                                     record::text(300), may, personal, "Prüfung der Zielgruppe"),
    record::field<&TargetCheck::conclusion>("conclusion", N_("Was folgt daraus?"), record::long_text(600), may,
                                            personal, "Prüfung der Zielgruppe",
                                            N_("Nötig, wenn keine der drei Gruppen passt")),
};
inline constexpr record::Record target_check_record{"uma_target_check", N_("Prüfung der Zielgruppe"),
                                                    target_check_fields};

/// One matter and who takes care of it, as agreed with the UmA-Hilfe team.
struct Duty {
  std::string matter;
  std::string owner = "kim";  // code list "uma_duty_owner"
  std::string owner_name;
  std::optional<Day> until;
};
inline constexpr record::Field duty_fields[] = {
    record::field<&Duty::matter>("matter", N_("Worum geht es?"), record::text(240), must, personal,
                                 "Zuständigkeiten mit der UmA-Hilfe", N_("Zum Beispiel: Termine beim Jobcenter")),
    record::field<&Duty::owner>("owner", N_("Wer ist zuständig?"), record::code("uma_duty_owner"), must, open,
                                "Zuständigkeiten mit der UmA-Hilfe"),
    record::field<&Duty::owner_name>("owner_name", N_("Name der zuständigen Person oder Stelle"), record::text(160),
                                     may, personal, "Zuständigkeiten mit der UmA-Hilfe"),
    record::field<&Duty::until>("until_on", N_("Bis wann?"), record::day(), may, open, "Fristen"),
};
inline constexpr record::Record duty_record{"uma_duty", N_("Zuständigkeit"), duty_fields};

/// One of the four focus areas of KIM in the UmA field, with its aim; at most one row a kind.
struct Focus {
  std::string kind;  // code list "uma_focus_kind"
  std::string aim;
  std::string state = "planned";  // code list "uma_focus_state"
  std::string note;
};
inline constexpr record::Field focus_fields[] = {
    record::field<&Focus::kind>("kind", N_("Welcher Schwerpunkt?"), record::code("uma_focus_kind"), must, category,
                                "Berichte"),
    record::field<&Focus::aim>("aim", N_("Was soll erreicht werden?"), record::long_text(600), must, personal,
                               "Schwerpunkte im UmA-Bereich"),
    record::field<&Focus::state>("state", N_("Stand"), record::code("uma_focus_state"), must, category, "Berichte"),
    record::field<&Focus::note>("note", N_("Anmerkung zum Stand"), record::long_text(600), may, personal,
                                "Schwerpunkte im UmA-Bereich"),
};
inline constexpr record::Record focus_record{"uma_focus", N_("Schwerpunkt"), focus_fields};

/// A start of work: from here the six months of company run.
struct Work {
  std::string kind = "job";  // code list "uma_work_kind"
  std::string employer;
  std::optional<Day> started_on;
  std::optional<std::int64_t> interval_weeks = 4;
  std::optional<Day> stopped_on;
  std::string stop_reason;
  std::optional<Day> six_months_on;  // kept
  std::optional<Day> next_talk_on;   // kept
};
inline constexpr record::Field work_fields[] = {
    record::field<&Work::kind>("kind", N_("Was für eine Arbeit ist es?"), record::code("uma_work_kind"), must, category,
                               "Berichte"),
    record::field<&Work::employer>("employer", N_("Betrieb"), record::text(160), should, personal,
                                   "Begleitung der ersten sechs Monate"),
    record::field<&Work::started_on>("started_on", N_("Erster Arbeitstag"), record::day(), must, open,
                                     "Begleitung der ersten sechs Monate"),
    record::field<&Work::interval_weeks>("interval_weeks", N_("Ein Gespräch alle wie viele Wochen?"),
                                         record::number(1, 26), must, open, "Fristen"),
    record::field<&Work::stopped_on>("stopped_on", N_("Vorher beendet am"), record::past_day(), may, open,
                                     "Begleitung der ersten sechs Monate",
                                     N_("Nur, wenn die Arbeit vor Ablauf der sechs Monate endet")),
    record::field<&Work::stop_reason>("stop_reason", N_("Warum endete sie?"), record::text(300), may, personal,
                                      "Begleitung der ersten sechs Monate"),
    record::field<&Work::six_months_on>("six_months_on", N_("Sechs Monate sind um am"), record::day(), kept, open,
                                        "Fristen"),
    record::field<&Work::next_talk_on>("next_talk_on", N_("Gespräch fällig am"), record::day(), kept, open, "Fristen"),
};
inline constexpr record::Record work_record{"uma_work", N_("Beginn der Arbeit"), work_fields};

/// How the path ends. One row a case.
struct Ending {
  std::string kind = "handback";  // code list "uma_ending_kind"
  std::optional<Day> ended_on;
  std::string receiver;
  std::string reason;
};
inline constexpr record::Field ending_fields[] = {
    record::field<&Ending::kind>("kind", N_("Wie endet der UmA-Weg?"), record::code("uma_ending_kind"), must, category,
                                 "Berichte"),
    record::field<&Ending::ended_on>("ended_on", N_("Ab wann gilt das?"), record::past_day(), must, open, "Berichte"),
    record::field<&Ending::receiver>("receiver", N_("Wer übernimmt?"), record::text(160), may, personal,
                                     "Rückgabe an die UmA-Hilfe", N_("Nötig bei Rückgabe und Übergabe")),
    record::field<&Ending::reason>("reason", N_("Was ist zu wissen?"), record::long_text(1000), must, personal,
                                   "Rückgabe an die UmA-Hilfe", N_("Was erreicht ist und was noch offen bleibt")),
};
inline constexpr record::Record ending_record{"uma_ending", N_("Ende des UmA-Wegs"), ending_fields};

// ---- acts (case_write: responsible or deputy; only on the path uma, else not_found) ----

/// Adds a row of one of the six kinds above. Errors: as permit_case, invalid (rules in uma_rules.h; a second row where
/// there is one only). A talk about work and a start of work move the day of the next talk along.
template <class T>
[[nodiscard]] Result<std::int64_t> add(Context& ctx, CaseId id, const T& value);
/// Changes the row that was read in `version`. Errors: as `add`, not_found, conflict.
template <class T>
[[nodiscard]] Result<void> change(Context& ctx, CaseId id, std::int64_t row, std::int64_t version, const T& value);

}  // namespace kim::uma
