// Übergabe (D3): a case goes to another colleague, team, employer or controller: offered with a checklist, taken over by the
// other side, alone or in bulk; and deputies for a while (D4). What it is not: the referral to a body outside of KIM.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/consent/consent.h"
#include "domain/records/records.h"

namespace kim::handover {

using record::N_;
using enum record::Need;
using enum record::Privacy;

using HandoverId = Id<struct HandoverTag>;
using AbsenceId = Id<struct AbsenceTag>;

struct Handover {
  AccountId to;                    // who is asked; a colleague of the same team and employer may answer as well
  std::string reason;              // code list "handover_reason"
  std::vector<std::string> told;   // checklist "handover_item"
  std::optional<Day> informed_on;  // when the person was told
  std::string note;                // what the new side must know
  std::string state = "proposed";  // kept
  std::optional<Day> decided_on;   // kept
  std::string answer_note;         // kept: why it was declined
  TeamId to_team;                  // kept: of `to` when it was offered
  BodyId to_controller;            // kept: the employer of `to`
  AccountId from;                  // kept: who was responsible
  TeamId from_team;                // kept
  BodyId from_controller;          // kept
  ReleaseId release;               // kept: what a change of the controller rests on
};
inline constexpr record::Field handover_fields[] = {
    record::field<&Handover::to>("to_account_id", N_("Wer soll den Fall übernehmen?"), record::reference(), must, open,
                                 "Zuständigkeit"),
    record::field<&Handover::reason>("reason", N_("Warum wechselt die Zuständigkeit?"), record::code("handover_reason"),
                                     must, open, "Berichte"),
    record::field<&Handover::told>("told", N_("Das ist besprochen oder entfällt"), record::codes("handover_item"), must,
                                   open, "Übergabe", N_("Gehen Sie jeden Punkt mit der neuen Seite durch.")),
    record::field<&Handover::informed_on>("informed_on", N_("Mit der Person besprochen am"), record::past_day(), must,
                                          open, "Übergabe"),
    record::field<&Handover::note>("note", N_("Was muss die neue Seite wissen?"), record::long_text(2000), should,
                                   personal, "Übergabe"),
    record::field<&Handover::state>("state", N_("Stand"), record::code("handover_state"), kept, open, "Übergabe"),
    record::field<&Handover::decided_on>("decided_on", N_("Beantwortet am"), record::day(), kept, open, "Übergabe"),
    record::field<&Handover::answer_note>("answer_note", N_("Warum nicht?"), record::long_text(500), kept, personal,
                                          "Übergabe"),
    record::field<&Handover::to_team>("to_team_id", N_("Neues Team"), record::reference(), kept, open, "Zuständigkeit"),
    record::field<&Handover::to_controller>("to_controller_id", N_("Neue verantwortliche Stelle"), record::reference(),
                                            kept, open, "Zuständigkeit"),
    record::field<&Handover::from>("from_account_id", N_("Bisher zuständig"), record::reference(), kept, open,
                                   "Zuständigkeit"),
    record::field<&Handover::from_team>("from_team_id", N_("Bisheriges Team"), record::reference(), kept, open,
                                        "Zuständigkeit"),
    record::field<&Handover::from_controller>("from_controller_id", N_("Bisherige verantwortliche Stelle"),
                                              record::reference(), kept, open, "Zuständigkeit"),
    record::field<&Handover::release>("release_id", N_("Entbindung"), record::reference(), kept, open,
                                      "Nachweis der Weitergabe"),
};
inline constexpr record::Record handover_record{"handover", N_("Übergabe"), handover_fields};

/// Why an offer is declined. Not stored by itself.
struct Decline {
  std::string note;
};
inline constexpr record::Field decline_fields[] = {
    record::field<&Decline::note>("answer_note", N_("Warum nicht?"), record::long_text(500), must, personal,
                                  "Übergabe"),
};
inline constexpr record::Record decline_record{"handover_decline", N_("Ablehnung einer Übergabe"), decline_fields};

/// Who goes on with a case whose responsible has left. Not stored by itself.
struct Successor {
  AccountId account;
};
inline constexpr record::Field successor_fields[] = {
    record::field<&Successor::account>("account_id", N_("Wer begleitet weiter?"), record::reference(), must, open,
                                       "Zuständigkeit"),
};
inline constexpr record::Record successor_record{"handover_successor", N_("Übernahme eines Falls ohne Fachkraft"),
                                                 successor_fields};

/// Somebody is away; a colleague of the team stands in, in all cases of the moment it is entered. Ends by itself.
struct Absence {
  AccountId deputy;
  std::optional<Day> from, until;
  std::optional<std::int64_t> cases;  // kept
  std::optional<Day> ended_on;        // kept: before its time
};
inline constexpr record::Field absence_fields[] = {
    record::field<&Absence::deputy>("deputy_id", N_("Wer vertritt Sie?"), record::reference(), must, open,
                                    "Zuständigkeit"),
    record::field<&Absence::from>("from_on", N_("Vom"), record::day(), must, open, "Zuständigkeit"),
    record::field<&Absence::until>("until_on", N_("Bis einschließlich"), record::day(), must, open, "Zuständigkeit"),
    record::field<&Absence::cases>("cases", N_("Fälle"), record::number(0, 100000), kept, open, "Zuständigkeit"),
    record::field<&Absence::ended_on>("ended_on", N_("Vorzeitig beendet am"), record::day(), kept, open,
                                      "Zuständigkeit"),
};
inline constexpr record::Record absence_record{"absence", N_("Vertretung"), absence_fields};

// ---- rules (handover.cpp; pure) ----

inline constexpr int longest_absence_days = 92;  // who is away longer hands the cases over

/// Points of the checklist that are still to be talked about.
[[nodiscard]] std::vector<std::string> untold(const Handover& handover);
[[nodiscard]] std::vector<FieldError> check(const Handover& handover);
[[nodiscard]] std::vector<FieldError> check(const Absence& absence, AccountId own, Day today);
/// What the new controller gets to know and what the release must name: `health` if health data are in the file.
[[nodiscard]] std::vector<std::string> handed_contents(bool health);
[[nodiscard]] bool changes_controller(const Handover& handover);

// ---- acts of the old side (case_write: responsible or deputy) ----

/// Who can take cases over: active accounts that do casework, with team and employer. By name.
struct Taker {
  AccountId id;
  std::string name;
  TeamId team;
  BodyId employer;
};
[[nodiscard]] std::vector<Taker> takers(Context& ctx);

/// What a handover of this case to that account needs; for the page and the preview. Empty `missing`: it can be offered.
struct Outlook {
  bool controller_changes = false;
  std::vector<std::string> missing;  // sentences
  std::int64_t open_tasks = 0;
  std::vector<std::string> consents_anew;  // codes of purposes that the new controller must ask for anew
};
[[nodiscard]] Outlook outlook(Context& ctx, const access::Permit& permit, const Taker& to);

/// Offers the case. Across controllers: consent and a release that covers `handed_contents`; the name goes out, recorded as
/// a disclosure. Errors: as permit_case, invalid (fields), blocked (what is missing), conflict (already offered).
[[nodiscard]] Result<HandoverId> propose(Context& ctx, CaseId id, const Handover& handover);
/// Takes the offer back. Errors: as permit_case, not_found, conflict (answered meanwhile).
[[nodiscard]] Result<void> take_back(Context& ctx, CaseId id, HandoverId handover);

struct Outcome {
  CaseId id;
  std::string error;  // empty: offered
};
/// The same offer for several cases: each all or nothing, in a transaction of its own.
[[nodiscard]] std::vector<Outcome> propose_many(Context& ctx, const std::vector<CaseId>& ids, const Handover& common);

// ---- acts of the new side (colleagues of the team and employer it is offered to) ----
// Errors of all: not_found (not offered to the actor), conflict (answered or taken back meanwhile).

/// What the new side sees before it decides.
struct Offer {
  records::Stored<Handover> handover;
  access::SubjectPermit permit;  // of the person, to show the name
  CaseId case_id;
  std::string case_number;
};
/// Writes the read entry.
[[nodiscard]] Result<Offer> open_offer(Context& ctx, HandoverId id);
/// Takes over: responsibility, team and controller change in one transaction, open tasks go along, the old side can write
/// no more. Across controllers `anew` is the consent the person gave the new one; without it: invalid (fields).
[[nodiscard]] Result<CaseId> accept(Context& ctx, HandoverId id, const std::optional<consent::Consent>& anew);
/// Errors: also invalid (no reason).
[[nodiscard]] Result<void> decline(Context& ctx, HandoverId id, const std::string& note);

// ---- cases whose responsible has left ----

/// Who can go on with them: active accounts of the actor's team and employer, the actor too. By name.
[[nodiscard]] std::vector<Taker> successors(Context& ctx);
[[nodiscard]] bool is_successor(Context& ctx, AccountId id);
[[nodiscard]] FieldError not_a_successor();
/// Gives a case of the own team and employer whose responsible account is locked to one of the successors. Open tasks go
/// along, deputies and open offers of the old side end. Errors: invalid (fields), as access::take_vacated_case.
[[nodiscard]] Result<void> take_vacated(Context& ctx, CaseId id, const Successor& successor);

// ---- deputies ----
/// All open cases of the actor at once, each line audited. Returns the absence. Errors: invalid (fields), conflict
/// (overlaps another).
[[nodiscard]] Result<AbsenceId> set_absence(Context& ctx, const Absence& absence);
/// Ends it now. Errors: not_found (somebody else's), conflict (over already).
[[nodiscard]] Result<void> end_absence(Context& ctx, AbsenceId id);

// ---- withdrawal (inside its transaction) ----
void stop_all(Context& ctx, db::Tx& tx, SubjectId person);
void stop_towards(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient);

}  // namespace kim::handover
