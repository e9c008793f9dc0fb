// All SQL of handovers and absences. Texts need the case's permit, or the person's for the side it is offered to; lists show
// no text and no name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/handover/handover.h"

namespace kim::handover::store {

[[nodiscard]] const records::Table& handovers();
[[nodiscard]] const records::Table& absences();

using Found = records::Stored<Handover>;
/// Of one case, oldest first.
[[nodiscard]] std::vector<Found> handovers_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<Found> handover(db::Connection& db, const access::Permit& permit, HandoverId id);
/// Open offers of the person's cases, for a withdrawal.
[[nodiscard]] std::vector<Found> open_of(db::Connection& db, const access::SubjectPermit& person);

/// What is known of a handover without a key.
struct Line {
  HandoverId id;
  CaseId case_id;
  SubjectId person;
  std::string number;  // of the case
  AccountId to, from;
  TeamId to_team;
  BodyId to_controller, from_controller;
  std::string state;
  std::optional<Day> decided_on;
  Moment created_at;
};
/// Open offers to the team and employer, oldest first; at most 200.
[[nodiscard]] std::vector<Line> offered_to(db::Connection& db, TeamId team, BodyId employer);
/// Open offers of the account's cases, oldest first; at most 200.
[[nodiscard]] std::vector<Line> offered_by(db::Connection& db, AccountId account);
/// Answered ones of the account, as old or new side, newest first.
[[nodiscard]] std::vector<Line> answered_of(db::Connection& db, AccountId account, long long offset, int limit);
[[nodiscard]] long long answered_count(db::Connection& db, AccountId account);
[[nodiscard]] std::optional<Line> line(db::Connection& db, HandoverId id);
[[nodiscard]] bool has_open(db::Connection& db, CaseId id);
[[nodiscard]] records::Owner owner(const access::SubjectPermit& person, CaseId id);
[[nodiscard]] Result<Found> handover(db::Connection& db, const access::SubjectPermit& person, const Line& line);

/// An open case of the team and employer whose responsible account is locked.
struct Vacated {
  CaseId id;
  SubjectId person;
  std::string number;
  AccountId left;  // who was responsible
};
/// By who left, then by number; at most 200.
[[nodiscard]] std::vector<Vacated> vacated_in(db::Connection& db, TeamId team, BodyId employer);

/// Of the account, newest first; at most 20.
[[nodiscard]] std::vector<records::Stored<Absence>> absences_of(db::Connection& db, AccountId account);
[[nodiscard]] Result<records::Stored<Absence>> absence(db::Connection& db, AccountId account, AbsenceId id);
/// In which the account stands in today or later; the parent is who is away.
[[nodiscard]] std::vector<records::Stored<Absence>> standing_in(db::Connection& db, AccountId deputy, Day today);
/// Open cases for which the account is responsible, by id.
[[nodiscard]] std::vector<CaseId> own_cases(db::Connection& db, AccountId account);

}  // namespace kim::handover::store
