// All SQL of families and households. Other persons come as ids only: whoever shows them asks for their names in the scope.
#pragma once

#include <map>
#include <vector>

#include "domain/access/whose.h"
#include "domain/family/family.h"

namespace kim::family::store {

[[nodiscard]] const records::Table& household_members();
[[nodiscard]] const records::Table& consents();

/// The person's own times in households, oldest first.
[[nodiscard]] std::vector<records::Stored<HouseholdMember>> times_of(db::Connection& db,
                                                                     const access::SubjectPermit& permit);
/// The current one; nullopt if the person is in no household.
[[nodiscard]] std::optional<records::Stored<HouseholdMember>> current_of(db::Connection& db,
                                                                         const access::SubjectPermit& permit);
struct Member {
  PersonId person;
  Day joined_on;
};
/// Who shares the person's household today, without the person, by the day they came; a page of `limit`.
[[nodiscard]] std::vector<Member> housemates(db::Connection& db, const access::SubjectPermit& permit, int limit,
                                             long long offset);
[[nodiscard]] long long housemate_count(db::Connection& db, const access::SubjectPermit& permit);

/// Consents of all relatives of the person, by relative, oldest first.
using Consents = std::map<std::int64_t, std::vector<records::Stored<RelativeConsent>>>;
[[nodiscard]] Consents consents_of(db::Connection& db, const access::SubjectPermit& permit);

/// The last consent of a relative who is advised along ends on `until`, and no later one was noted.
struct Ending {
  CaseId case_id;
  std::int64_t relative;
  Day until;
  AccountId responsible;
};
/// In open cases, those that ended since `since` or end until `until`, soonest first; at most 200 a team.
[[nodiscard]] std::vector<Ending> ending_consents(db::Connection& db, const access::Scope& scope,
                                                  const access::Whose& whose, Day since, Day until);

}  // namespace kim::family::store
