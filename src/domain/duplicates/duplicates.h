// Files that may be one person: found by comparing, decided by people (H2). Comparing only proposes; nothing is ever
// merged by the program.
// What it is not: how names are compared (people/likeness.h), what a merge does (people/merge.h).
#pragma once

#include <string>
#include <vector>

#include "domain/duplicates/duplicates_record.h"
#include "domain/people/search.h"

namespace kim::duplicates {

inline constexpr int checked_at_once = 200;  // persons compared by one press of the button
inline constexpr int pairs_per_page = 25;

/// Two persons in the order of their ids.
struct Pair {
  PersonId lower, higher;
};
[[nodiscard]] Pair pair_of(PersonId a, PersonId b);

struct Proposal {
  people::Compared one, other;
  people::Likeness likeness;
};
/// How far the comparing has come.
struct Progress {
  std::int64_t waiting = 0;  // persons new or changed since
};
struct Checked {
  int persons = 0, pairs = 0;
};

/// Open proposals of the scope, the likeliest first, one page (from 0). Pairs with somebody who is hidden from the actor,
/// has withdrawn, is erased or moved to another area are neither shown nor counted. Writes the audit entry ("listed").
struct Proposals {
  std::vector<Proposal> shown;
  std::int64_t count = 0;
};
[[nodiscard]] Proposals proposals(Context& ctx, const access::Scope& scope, int page);
[[nodiscard]] Progress progress(Context& ctx, const access::Scope& scope);

/// Compares the next persons (new ones in the order of entry, then changed ones) with all of their area and keeps the
/// pairs. Needs person_write. One transaction with its audit entry, which counts and names nobody.
[[nodiscard]] Result<Checked> check_next(Context& ctx);
/// "Sind verschiedene Personen". Needs person_write on both. Errors: not_found, refused, blocked, invalid (fields); conflict
/// if it was said before.
[[nodiscard]] Result<void> dismiss(Context& ctx, PersonId a, PersonId b, const Dismissal& dismissal = {});
/// Takes it back: the pair is compared and proposed again. Needs person_write on both. Errors: not_found (also when nobody
/// said so), refused, blocked.
[[nodiscard]] Result<void> reopen(Context& ctx, PersonId a, PersonId b);

/// A pair called different.
struct Dismissed {
  people::Compared one, other;
  std::string reason;
  Moment at{};
  AccountId by;
};
struct DismissedPairs {
  std::vector<Dismissed> shown;
  std::int64_t count = 0;
};
/// Those of the scope, newest first, one page (from 0). Writes the audit entry ("listed").
[[nodiscard]] DismissedPairs dismissed_pairs(Context& ctx, const access::Scope& scope, int page);

}  // namespace kim::duplicates
