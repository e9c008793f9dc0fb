// All SQL of Erstgespräch, Falleinschätzung and decisions. Every read of a case needs its permit.
#pragma once

#include <optional>
#include <vector>

#include "domain/access/whose.h"
#include "domain/assessment/assessment_rules.h"

namespace kim::assessment::store {

[[nodiscard]] const records::Table& intakes();
[[nodiscard]] const records::Table& assessments();
[[nodiscard]] const records::Table& lines();
[[nodiscard]] const records::Table& decisions();

[[nodiscard]] std::optional<records::Stored<Intake>> intake_of(db::Connection& db, const access::Permit& permit);
/// Acute danger named in the Erstgespräch, without its text.
struct Danger {
  Day on;
  bool noted = false;  // what was done at once
};
[[nodiscard]] std::optional<Danger> danger_of(db::Connection& db, const access::Permit& permit);

/// By their day, oldest first.
[[nodiscard]] std::vector<records::Stored<Assessment>> assessments_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<records::Stored<Assessment>> assessment(db::Connection& db, const access::Permit& permit,
                                                             AssessmentId id);
[[nodiscard]] std::vector<records::Stored<AssessmentLine>> lines_of(db::Connection& db, const access::Permit& permit,
                                                                    AssessmentId assessment);
/// Lines of all assessments of the case in one query; `parent` is the assessment.
[[nodiscard]] std::vector<records::Stored<AssessmentLine>> lines_of_case(db::Connection& db,
                                                                         const access::Permit& permit);
/// The ratings of one assessment, no text opened.
struct RatedSheet {
  AssessmentId id;
  Day on;
  bool is_done = false;
  std::vector<Rating> ratings;
};
/// All assessments that hold a line, by their day, oldest first; one query.
[[nodiscard]] std::vector<RatedSheet> rated_sheets(db::Connection& db, const access::Permit& permit);
/// Null if that assessment holds no line.
[[nodiscard]] const RatedSheet* find(const std::vector<RatedSheet>& sheets, std::int64_t id);

/// By their day, oldest first: the last one holds.
[[nodiscard]] std::vector<records::Stored<Decision>> decisions_of(db::Connection& db, const access::Permit& permit);

/// What happened on the way of understanding, for phases and timeline; no text opened, one query.
struct Event {
  enum class Kind : std::uint8_t { intake, assessment, decision };
  Kind kind;
  std::int64_t id;
  Day on;
  Moment noted_at;
  std::string code;  // state of an assessment, decision
};
[[nodiscard]] std::vector<Event> events_of(db::Connection& db, const access::Permit& permit);

/// Open cases in accompaniment whose latest finished assessment lies on or before `day`; oldest first, at most 200
/// a team.
struct Aged {
  CaseId case_id;
  Day on;
  AccountId responsible;
};
[[nodiscard]] std::vector<Aged> assessed_until(db::Connection& db, const access::Scope& scope,
                                               const access::Whose& whose, Day day);

}  // namespace kim::assessment::store
