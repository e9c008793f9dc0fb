// All SQL of persons and their histories. What it is not: the search (search_store.h).
#pragma once

#include <utility>
#include <vector>

#include "domain/access/whose.h"
#include "domain/people/person.h"

namespace kim::people {

[[nodiscard]] const records::Table& person_table();
[[nodiscard]] const records::Table& relative_table();
[[nodiscard]] const records::Table& residence_status_table();
[[nodiscard]] const records::Table& legal_area_table();

/// Owner of the person's own row, which hangs below nothing. The lines below it take records::owner(permit).
[[nodiscard]] records::Owner person_owner(const access::SubjectPermit& permit);

/// Names by id; absent if erased or outside the scope. At most 64 ids.
[[nodiscard]] std::vector<std::pair<PersonId, ListedName>> stored_names(db::Connection& db, const access::Scope& scope,
                                                                        std::span<const PersonId> ids);
inline constexpr std::size_t names_at_once = 64;

/// A status of somebody with an open case that ends on or before a day and is not followed by a newer line.
struct EndingStatus {
  PersonId person;
  AccountId responsible;
  std::string full_name;
  Day valid_until;
};
/// Soonest first; at most 200.
[[nodiscard]] const records::Table& protection_table();
/// Protections of open cases to be looked at again by `until`; at most 200 a team, soonest first.
struct ReviewDue {
  PersonId person;
  AccountId responsible;
  std::string full_name;
  Day on;
};
[[nodiscard]] std::vector<ReviewDue> protection_reviews(db::Connection& db, const access::Scope& scope,
                                                        const access::Whose& whose, Day until);
[[nodiscard]] std::vector<EndingStatus> ending_statuses(db::Connection& db, const access::Scope& scope,
                                                        const access::Whose& whose, Day until);

}  // namespace kim::people
