// SQL of proposals, dismissals and of the comparing's progress; and what hangs on a person, counted from the trail.
// What it is not: names and births (people).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/duplicates/duplicates.h"

namespace kim::duplicates::store {

struct FoundPair {
  Pair pair;
  int points;
};
/// Replaces the points of a pair known already.
void keep_pair(db::Tx& tx, TeamId team, const FoundPair& found, Moment at);
/// Takes away what was proposed for a person; it is compared anew.
void forget_pairs(db::Tx& tx, PersonId person);
void add_dismissal(db::Tx& tx, std::int64_t id, const Pair& pair, Moment at, AccountId by);
[[nodiscard]] bool is_dismissed(db::Connection& db, const Pair& pair);

/// Pairs of the areas neither dismissed nor merged, likeliest first.
[[nodiscard]] std::vector<Pair> open_pairs(db::Connection& db, const access::Scope& scope, int from, int limit);
[[nodiscard]] std::int64_t count_open_pairs(db::Connection& db, const access::Scope& scope);

/// Persons of an area not yet compared: new ones by id, then changed ones.
struct Waiting {
  std::vector<PersonId> fresh, changed;
};
[[nodiscard]] Waiting waiting(db::Connection& db, TeamId team, int limit);
[[nodiscard]] std::int64_t count_waiting(db::Connection& db, TeamId team);
void set_checked(db::Tx& tx, TeamId team, const Waiting& done);
void add_due(db::Tx& tx, PersonId person);
void forget_due(db::Tx& tx, PersonId person);

/// What hangs on a person: records made less those removed, by name of the record, from the trail of the person and of
/// its cases. Whatever slice it belongs to, it is counted.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> hanging(db::Connection& db,
                                                                        const access::SubjectPermit& permit);
/// Cases of a person with their numbers.
struct CaseLine {
  CaseId id;
  std::string number;
  bool closed;
};
[[nodiscard]] std::vector<CaseLine> cases_of(db::Connection& db, const access::SubjectPermit& permit);

}  // namespace kim::duplicates::store
