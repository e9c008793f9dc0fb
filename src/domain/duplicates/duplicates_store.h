// SQL of proposals, dismissals and of the comparing's progress; and what hangs on a person, counted from the trail.
// What it is not: names and births (people).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/access/whose.h"
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
/// `sealed`: the reason, by seal_reason; empty if none was given.
void add_dismissal(db::Tx& tx, std::int64_t id, const Pair& pair, const std::string& sealed, Moment at, AccountId by);
/// False if nobody had called them different.
[[nodiscard]] bool end_dismissal(db::Tx& tx, const Pair& pair, Moment at, AccountId by);
[[nodiscard]] bool is_dismissed(db::Connection& db, const Pair& pair);
/// A text about two persons that only both keys open.
[[nodiscard]] std::string seal_reason(const access::SubjectPermit& lower, const access::SubjectPermit& higher,
                                      std::int64_t id, std::string_view reason);

// Lists and counts leave out every pair one of whom the viewer may not see: hidden by a protection (as Scope::hides),
// withdrawn, erased, or in another area by now.

/// Pairs of the areas neither dismissed nor merged, likeliest first.
[[nodiscard]] std::vector<Pair> open_pairs(db::Connection& db, const access::Scope& scope, const access::Whose& viewer,
                                           int from, int limit);
[[nodiscard]] std::int64_t count_open_pairs(db::Connection& db, const access::Scope& scope,
                                            const access::Whose& viewer);
struct DismissedPair {
  Pair pair;
  std::string reason;
  Moment at{};
  AccountId by;
};
/// Pairs called different and not merged since, newest first.
[[nodiscard]] std::vector<DismissedPair> dismissed(db::Connection& db, const access::Scope& scope,
                                                   const access::Whose& viewer, int from, int limit);
[[nodiscard]] std::int64_t count_dismissed(db::Connection& db, const access::Scope& scope, const access::Whose& viewer);

/// Persons of an area not yet compared, as far as the viewer may see them: new ones by id, then changed ones.
struct Waiting {
  std::vector<PersonId> fresh, changed;
};
[[nodiscard]] Waiting waiting(db::Connection& db, TeamId team, const access::Whose& viewer, int limit);
[[nodiscard]] std::int64_t count_waiting(db::Connection& db, TeamId team, const access::Whose& viewer);
/// Protected persons that were passed over are due for who may see them.
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
