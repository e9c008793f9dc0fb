// Two people edited the same record: what each changed, and the page that lets one decide field by field (E4, 409).
// What it is not: a lock. The second to save is told; both versions stay in the history.
#pragma once

#include <string>

#include "domain/access/page.h"
#include "domain/records/records.h"
#include "platform/forms/forms.h"

namespace kim::records {

/// The record as it was at `version`: today's value with the changes since then taken back (from the audit trail).
/// Returns false if the trail does not reach back that far; `value` then stays today's.
bool value_at(db::Connection& db, const Table& table, const Owner& owner, std::int64_t id, std::int64_t version_now,
              std::int64_t version, void* value);

/// Where the conflict form posts to, and where discarding leads.
struct ConflictTarget {
  std::string action;
  std::string discard_href;
};

/// The page for whom saved second (409): only fields that both changed differently are asked; the rest is merged and shown.
/// `title` says what somebody else changed. The caller sets its place: navigation, or the frame of a case.
template <class T>
[[nodiscard]] Page conflict_page(Context& ctx, std::string title, const Table& table, const Owner& owner,
                                 const Stored<T>& theirs, std::int64_t my_version, const T& mine,
                                 const ConflictTarget& target);

namespace core {
[[nodiscard]] Page conflict_page(Context& ctx, std::string title, const Table& table, const Head& head,
                                 const forms::Sides& sides, void* merged, const ConflictTarget& target);
}

template <class T>
Page conflict_page(Context& ctx, std::string title, const Table& table, const Owner& owner, const Stored<T>& theirs,
                   std::int64_t my_version, const T& mine, const ConflictTarget& target) {
  T base = theirs.value;
  value_at(ctx.db(), table, owner, theirs.id, theirs.version, my_version, &base);
  T merged = theirs.value;
  const core::Head head{theirs.id,         theirs.parent,     theirs.version,   theirs.created_at,
                        theirs.changed_at, theirs.created_by, theirs.changed_by};
  return core::conflict_page(ctx, std::move(title), table, head, {&base, &mine, &theirs.value, &merged}, &merged,
                             target);
}

}  // namespace kim::records
