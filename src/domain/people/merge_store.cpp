#include "domain/people/merge_store.h"

#include <algorithm>

namespace kim::people {
namespace {

Merge merge_from(const db::Row& row) {
  return {row.integer(0),      row.id<PersonId>(1), row.id<PersonId>(2),
          row.integer(3),      row.integer(4),      moment_from_micros(row.integer(5)),
          row.id<AccountId>(6)};
}

}  // namespace

namespace store {

void add_merge(db::Tx& tx, const Merge& merge) {
  tx->run(
      "INSERT INTO person_merge (id, kept_id, absorbed_id, before_version, after_version, merged_at, merged_by) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {merge.id, merge.kept, merge.absorbed, merge.before_version, merge.after_version, merge.at, merge.by});
}

void end_merge(db::Tx& tx, std::int64_t id, Moment at, AccountId by) {
  tx->run("UPDATE person_merge SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL", {id, at, by});
}

std::optional<Merge> open_merge(db::Connection& db, const access::SubjectPermit& kept, std::int64_t id) {
  return db.first(
      "SELECT id, kept_id, absorbed_id, before_version, after_version, merged_at, merged_by FROM person_merge "
      "WHERE id = $1 AND kept_id = $2 AND undone_at IS NULL",
      {id, kept.subject()}, merge_from);
}

std::vector<PersonId> merged_with(db::Connection& db, const access::SubjectPermit& permit) {
  std::vector<PersonId> others;
  const auto add = [&](PersonId id) {
    if (id.value() != permit.subject().value() && std::ranges::find(others, id) == others.end()) others.push_back(id);
  };
  db.each(
      "SELECT kept_id, absorbed_id FROM person_merge WHERE undone_at IS NULL AND kept_id IN (SELECT kept_id FROM "
      "person_merge WHERE undone_at IS NULL AND (kept_id = $1 OR absorbed_id = $1)) ORDER BY id",
      {permit.subject()}, [&](const db::Row& row) {
        add(row.id<PersonId>(0));
        add(row.id<PersonId>(1));
      });
  return others;
}

std::vector<PersonId> ever_absorbed(db::Connection& db, const access::SubjectPermit& permit) {
  return db.all("SELECT absorbed_id FROM person_merge WHERE kept_id = $1 ORDER BY id", {permit.subject()},
                [](const db::Row& row) { return row.id<PersonId>(0); });
}

}  // namespace store

std::optional<Merge> absorbed_in(db::Connection& db, const access::SubjectPermit& permit) {
  return db.first(
      "SELECT id, kept_id, absorbed_id, before_version, after_version, merged_at, merged_by FROM person_merge "
      "WHERE absorbed_id = $1 AND undone_at IS NULL",
      {permit.subject()}, merge_from);
}

std::vector<Merge> merges_into(db::Connection& db, const access::SubjectPermit& permit) {
  return db.all(
      "SELECT id, kept_id, absorbed_id, before_version, after_version, merged_at, merged_by FROM person_merge "
      "WHERE kept_id = $1 AND undone_at IS NULL ORDER BY id",
      {permit.subject()}, merge_from);
}

}  // namespace kim::people
