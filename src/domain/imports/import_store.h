// All SQL of imports. What it is not: the rows of other slices; those are written and taken back by their own acts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/import.h"

namespace kim::imports::store {

[[nodiscard]] const records::Table& imports();
/// Owner of the import's own row, which hangs below nothing.
[[nodiscard]] records::Owner import_owner(const access::SubjectPermit& permit);
[[nodiscard]] Result<StoredImport> one(db::Connection& db, const access::SubjectPermit& permit);
/// Ids of the areas, newest first.
[[nodiscard]] std::vector<ImportId> newest(db::Connection& db, const access::Scope& scope, int limit);

enum class Part : std::uint8_t { file = 0, report = 1 };
using Pieces = std::vector<db::Bytes>;
/// Sealed under the import's key, each piece bound to import, part and place; before the transaction that keeps them.
[[nodiscard]] Pieces seal(const access::SubjectPermit& permit, Part part, std::string_view bytes);
/// Replaces what the part held.
void keep_pieces(db::Tx& tx, const access::SubjectPermit& permit, Part part, const Pieces& pieces);
/// Empty if there is none.
[[nodiscard]] std::string read(db::Connection& db, const access::SubjectPermit& permit, Part part);
void remove_pieces(db::Tx& tx, ImportId id);

struct Item {
  std::size_t row = 0;
  PersonId person;
  CaseId case_id;
  ContactId contact;
  std::optional<std::int64_t> old_number;
};
void add_item(db::Tx& tx, ImportId id, const Item& item);
[[nodiscard]] std::vector<Item> items(db::Connection& db, ImportId id);
void remove_items(db::Tx& tx, ImportId id);
/// Cases that had this number before KIM.
[[nodiscard]] std::vector<CaseId> with_old_number(db::Connection& db, std::int64_t token);

/// Last entry of the trail.
[[nodiscard]] std::int64_t trail_end(db::Connection& db);
/// Rows whose person, case or contact has entries after `trail_end` that are more than looking at it; or whose person is named
/// from somebody else's file, where the entry stands at that person: as a relative, as "not the same person".
[[nodiscard]] std::vector<std::int64_t> used_rows(db::Connection& db, ImportId id, std::int64_t trail_end);

[[nodiscard]] std::optional<std::string> remembered(db::Connection& db, std::int64_t headings, std::string_view kind);
void remember(db::Tx& tx, std::int64_t headings, std::string_view kind, std::string_view mapping, Moment now);

/// Files whose last day was before `today`.
[[nodiscard]] std::vector<ImportId> expired(db::Connection& db, Day today);
/// The row of an expired or dropped file, without opening it.
void mark_dropped(db::Tx& tx, ImportId id, Moment now);

}  // namespace kim::imports::store
