// SQL of merges. What it is not: the act (merge.cpp).
#pragma once

#include "domain/people/merge.h"

namespace kim::people::store {

void add_merge(db::Tx& tx, const Merge& merge);
void end_merge(db::Tx& tx, std::int64_t id, Moment at, AccountId by);
/// An open merge of this kept person; none if undone.
[[nodiscard]] std::optional<Merge> open_merge(db::Connection& db, const access::SubjectPermit& kept, std::int64_t id);

}  // namespace kim::people::store
