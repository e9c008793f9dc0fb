// Stored records: columns, encryption, versions and the audit entry, all from the field description.
//
// Table shape, made by the slice's migration:
//   id, parent_id, version, created_at, created_by, changed_at, changed_by, <one column per field>
// Encrypted fields are {bytes}; codes, texts, days, lists are text; numbers, flags, references and moments {int}.
// The context of a sealed value is "<record>.<field>:<id>".
//
// What it is not: a place for rules. Actions check rules, then call these.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "base/result.h"
#include "domain/access/permit.h"
#include "domain/audit/audit.h"

namespace kim::records {

/// A value with its row's life data.
template <class T>
struct Stored {
  std::int64_t id = 0;
  std::int64_t parent = 0;  // case, person ... as the slice defines it
  std::int64_t version = 0;
  Moment created_at{}, changed_at{};
  AccountId created_by, changed_by;
  T value{};
};

/// The table of a record. One static constant per store; SQL texts are made once.
class Table {
 public:
  /// `parent` is the column that holds the owner ("case_id", "person_id"); empty = no owner column.
  Table(const record::Record& record, std::string_view parent);
  [[nodiscard]] const record::Record& record() const { return record_; }
  [[nodiscard]] std::string_view parent() const { return parent_; }
  /// "id, case_id, version, ..., words, agreed": in the order that `read_row` expects, each prefixed with `alias.` if given.
  [[nodiscard]] std::string columns(std::string_view alias = {}) const;
  [[nodiscard]] std::string_view insert_sql() const { return insert_; }
  [[nodiscard]] std::string_view update_sql() const { return update_; }
  [[nodiscard]] std::string_view one_sql() const { return one_; }            // WHERE id = $1
  [[nodiscard]] std::string_view children_sql() const { return children_; }  // WHERE parent = $1 ORDER BY id

 private:
  const record::Record& record_;
  std::string parent_;
  std::string insert_, update_, one_, children_;
};

/// Whose record it is, for the key and the audit entry. Made from a permit, so nobody writes without one.
struct Owner {
  const crypto::Key* key = nullptr;  // null: the record has no encrypted field (organisation)
  std::int64_t case_id = 0;
  std::int64_t subject_id = 0;
  std::int64_t parent = 0;
};
[[nodiscard]] Owner owner(const access::Permit& permit);                       // parent = case
[[nodiscard]] Owner owner(const access::SubjectPermit& permit);                // parent = subject
[[nodiscard]] Owner owner(const access::Permit& permit, std::int64_t parent);  // e.g. a step of a goal
[[nodiscard]] Owner nobody(std::int64_t parent = 0);                           // open records only

// ---- untyped core (records.cpp) ----
namespace core {
void insert(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner, std::int64_t id, const void* value);
/// Error: conflict if the row has another version; not_found. Writes the difference (sealed) into the audit trail; a
/// change that changes nothing writes nothing but a witness.
[[nodiscard]] Result<void> update(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner, std::int64_t id,
                                  std::int64_t version, const void* before, const void* after);
struct Head {
  std::int64_t id, parent, version;
  Moment created_at, changed_at;
  AccountId created_by, changed_by;
};
/// Reads head and fields of a row that selects `table.columns()` beginning at column `first`.
Head read_row(const db::Row& row, const Table& table, const crypto::Key* key, void* value, int first = 0);
}  // namespace core

// ---- typed ----
template <class T>
[[nodiscard]] Stored<T> read_row(const db::Row& row, const Table& table, const crypto::Key* key, int first = 0) {
  Stored<T> stored;
  const core::Head head = core::read_row(row, table, key, &stored.value, first);
  stored.id = head.id;
  stored.parent = head.parent;
  stored.version = head.version;
  stored.created_at = head.created_at;
  stored.changed_at = head.changed_at;
  stored.created_by = head.created_by;
  stored.changed_by = head.changed_by;
  return stored;
}

/// Inserts with a new id and writes the audit entry ("created").
template <class T>
std::int64_t add(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner, const T& value) {
  const std::int64_t id = ctx.new_id();
  core::insert(ctx, tx, table, owner, id, &value);
  return id;
}
/// The same under an id already made (a person's id is its subject's).
template <class T>
void add_as(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner, std::int64_t id, const T& value) {
  core::insert(ctx, tx, table, owner, id, &value);
}
/// Changes `before` (as loaded, with its version) to `after`. Errors: conflict, not_found.
template <class T>
[[nodiscard]] Result<void> change(Context& ctx, db::Tx& tx, const Table& table, const Owner& owner,
                                  const Stored<T>& before, const T& after) {
  return core::update(ctx, tx, table, owner, before.id, before.version, &before.value, &after);
}
/// One row, only if it belongs to the owner's parent (a foreign id looks like not found).
template <class T>
[[nodiscard]] Result<Stored<T>> one(db::Connection& db, const Table& table, const Owner& owner, std::int64_t id) {
  std::optional<Stored<T>> found;
  db.each(db::Sql::built(table.one_sql()), {id}, [&](const db::Row& row) {
    // Looked at before reading: a foreign row would not open with this key, and that is a fault.
    if (owner.parent == 0 || row.integer(1) == owner.parent) found = read_row<T>(row, table, owner.key);
  });
  if (!found) return failure(ErrorCode::not_found);
  return std::move(*found);
}
/// All rows of the owner's parent, oldest first.
template <class T>
[[nodiscard]] std::vector<Stored<T>> children(db::Connection& db, const Table& table, const Owner& owner) {
  std::vector<Stored<T>> list;
  db.each(db::Sql::built(table.children_sql()), {owner.parent},
          [&](const db::Row& row) { list.push_back(read_row<T>(row, table, owner.key)); });
  return list;
}

/// Text of one encrypted column, for lists that need few fields of a row. Empty for NULL; a Fault if it does not open.
[[nodiscard]] std::string open_field(const db::Row& row, int column, const crypto::Key& key,
                                     const record::Record& record, std::string_view field, std::int64_t id);

/// Audit entry "opened" for a case or person page; durable before the page is sent.
void opened(Context& ctx, std::string_view what, std::int64_t record_id, const Owner& owner, std::string_view purpose);

/// Who changed what when, newest first, for those who may read the record: values opened with the owner's key.
struct HistoryLine {
  Moment at;
  AccountId actor;
  std::string act;
  std::vector<record::Change> changes;  // Field pointers into table->record()
  const Table* table = nullptr;
  std::int64_t record_id = 0;
};
[[nodiscard]] std::vector<HistoryLine> history(db::Connection& db, const Table& table, const Owner& owner,
                                               std::int64_t id);
/// The same for all records of the owner's case or subject in `tables`: one list for a page, at most 100 lines.
[[nodiscard]] std::vector<HistoryLine> history(db::Connection& db, std::span<const Table* const> tables,
                                               const Owner& owner);

}  // namespace kim::records
