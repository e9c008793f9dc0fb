// All SQL of conferences. Texts need the case's permit, or the person's inside a withdrawal; lists over cases show no text.
#pragma once

#include <vector>

#include "domain/access/whose.h"
#include "domain/conference/conference.h"

namespace kim::conference::store {

[[nodiscard]] const records::Table& conferences();
[[nodiscard]] const records::Table& parts();
[[nodiscard]] const records::Table& agreements();

using Found = records::Stored<Conference>;
/// Of one case, oldest first.
[[nodiscard]] std::vector<Found> conferences_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<Found> conference(db::Connection& db, const access::Permit& permit, ConferenceId id);
[[nodiscard]] std::vector<records::Stored<Part>> parts_of(db::Connection& db, const access::Permit& permit,
                                                          ConferenceId id);
[[nodiscard]] std::vector<records::Stored<Agreement>> agreements_of(db::Connection& db, const access::Permit& permit,
                                                                    ConferenceId id);

/// Planned ones of the person's cases, and their bodies; for a withdrawal.
[[nodiscard]] std::vector<Found> planned_of(db::Connection& db, const access::SubjectPermit& person);
[[nodiscard]] std::vector<records::Stored<Part>> parts_of(db::Connection& db, const access::SubjectPermit& person,
                                                          const Found& conference);
[[nodiscard]] records::Owner owner(const access::SubjectPermit& person, std::int64_t case_id, std::int64_t parent);

/// Planned until `until` in open cases of the scope, soonest first; at most 200 an area.
struct Line {
  ConferenceId id;
  CaseId case_id;
  AccountId responsible;
  Day on;
};
[[nodiscard]] std::vector<Line> planned(db::Connection& db, const access::Scope& scope, const access::Whose& whose,
                                        Day until);

}  // namespace kim::conference::store
