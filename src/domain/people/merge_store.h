// SQL of merges. What it is not: the act (merge.cpp).
#pragma once

#include "domain/people/merge.h"

namespace kim::people::store {

void add_merge(db::Tx& tx, const Merge& merge);
void end_merge(db::Tx& tx, std::int64_t id, Moment at, AccountId by);
/// An open merge of this kept person; none if undone.
[[nodiscard]] std::optional<Merge> open_merge(db::Connection& db, const access::SubjectPermit& kept, std::int64_t id);

/// The other files that are one person with this one, by merges that hold.
[[nodiscard]] std::vector<PersonId> merged_with(db::Connection& db, const access::SubjectPermit& permit);

/// Files this one took over, undone or not.
[[nodiscard]] std::vector<PersonId> ever_absorbed(db::Connection& db, const access::SubjectPermit& permit);

}  // namespace kim::people::store
