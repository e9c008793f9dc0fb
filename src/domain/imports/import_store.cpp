#include "domain/imports/import_store.h"

#include "base/check.h"

namespace kim::imports::store {
namespace {

constexpr std::size_t piece_size = 256 * 1024;

/// Binds a piece to its place: none can be left out, doubled or put elsewhere.
std::string context_of(SubjectId id, Part part, std::size_t piece, std::size_t pieces) {
  return "import.content:" + std::to_string(id.value()) + ":" + std::to_string(static_cast<int>(part)) + ":" +
         std::to_string(piece) + "/" + std::to_string(pieces);
}

}  // namespace

const records::Table& imports() {
  static const records::Table table(import_record, "");
  return table;
}

records::Owner import_owner(const access::SubjectPermit& permit) {
  records::Owner owner = records::owner(permit);
  owner.parent = 0;
  return owner;
}

Result<StoredImport> one(db::Connection& db, const access::SubjectPermit& permit) {
  return records::one<Import>(db, imports(), import_owner(permit), permit.subject().value());
}

std::vector<ImportId> newest(db::Connection& db, const access::Scope& scope, int limit) {
  std::vector<ImportId> ids;
  for (const TeamId team : scope.teams()) {
    auto of_team = db.all(
        "SELECT i.id FROM import i JOIN access_subject s ON s.id = i.id WHERE s.team_id = $1 ORDER BY i.id DESC LIMIT "
        "$2",
        {team, limit}, [](const db::Row& row) { return row.id<ImportId>(0); });
    ids.insert(ids.end(), of_team.begin(), of_team.end());
  }
  return ids;
}

Pieces seal(const access::SubjectPermit& permit, Part part, std::string_view bytes) {
  const std::size_t count = (bytes.size() + piece_size - 1) / piece_size;
  Pieces pieces;
  for (std::size_t n = 0; n < count; ++n)
    pieces.push_back(
        {permit.key().seal(context_of(permit.subject(), part, n, count), bytes.substr(n * piece_size, piece_size))});
  return pieces;
}

void keep_pieces(db::Tx& tx, const access::SubjectPermit& permit, Part part, const Pieces& pieces) {
  tx->run("DELETE FROM import_piece WHERE import_id = $1 AND part = $2", {permit.subject(), static_cast<int>(part)});
  for (std::size_t n = 0; n < pieces.size(); ++n)
    tx->run("INSERT INTO import_piece (import_id, part, piece, content) VALUES ($1, $2, $3, $4)",
            {permit.subject(), static_cast<int>(part), n, pieces[n]});
}

std::string read(db::Connection& db, const access::SubjectPermit& permit, Part part) {
  const auto sealed =
      db.all("SELECT content FROM import_piece WHERE import_id = $1 AND part = $2 ORDER BY piece",
             {permit.subject(), static_cast<int>(part)}, [](const db::Row& row) { return std::string(row.bytes(0)); });
  std::string bytes;
  for (std::size_t n = 0; n < sealed.size(); ++n) {
    const auto piece = permit.key().open(context_of(permit.subject(), part, n, sealed.size()), sealed[n]);
    if (!piece) raise_fault("import: a piece does not open");
    bytes += *piece;
  }
  return bytes;
}

void remove_pieces(db::Tx& tx, ImportId id) { tx->run("DELETE FROM import_piece WHERE import_id = $1", {id}); }

void add_item(db::Tx& tx, ImportId id, const Item& item) {
  tx->run(
      "INSERT INTO import_item (import_id, row_number, person_id, case_id, contact_id, old_number) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      {id, item.row, item.person, item.case_id, item.contact, item.old_number});
}

std::vector<Item> items(db::Connection& db, ImportId id) {
  return db.all(
      "SELECT row_number, person_id, case_id, contact_id FROM import_item WHERE import_id = $1 ORDER BY row_number",
      {id}, [](const db::Row& row) {
        return Item{static_cast<std::size_t>(row.integer(0)), row.id<PersonId>(1), row.id<CaseId>(2),
                    row.id<ContactId>(3), std::nullopt};
      });
}

void remove_items(db::Tx& tx, ImportId id) { tx->run("DELETE FROM import_item WHERE import_id = $1", {id}); }

std::vector<CaseId> with_old_number(db::Connection& db, std::int64_t token) {
  return db.all("SELECT case_id FROM import_item WHERE old_number = $1 ORDER BY case_id", {token},
                [](const db::Row& row) { return row.id<CaseId>(0); });
}

std::int64_t trail_end(db::Connection& db) { return db.number("SELECT max(sequence) FROM audit_entry"); }

std::vector<std::int64_t> used_rows(db::Connection& db, ImportId id, std::int64_t trail_end) {
  return db.all(
      "SELECT i.row_number FROM import_item i JOIN audit_entry a ON a.case_id = i.case_id "
      "WHERE i.import_id = $1 AND a.sequence > $2 AND a.act NOT IN ('opened', 'listed', 'searched', 'refused') "
      "AND (i.contact_id IS NULL OR (a.what = 'contact' AND a.record_id = i.contact_id)) "
      "UNION SELECT i.row_number FROM import_item i JOIN audit_entry a ON a.subject_id = i.person_id "
      "WHERE i.import_id = $1 AND i.contact_id IS NULL AND a.case_id IS NULL AND a.sequence > $2 "
      "AND a.act NOT IN ('opened', 'listed', 'searched', 'refused') "
      "UNION SELECT i.row_number FROM import_item i JOIN relative r ON r.relative_id = i.person_id "
      "WHERE i.import_id = $1 AND i.contact_id IS NULL "
      "UNION SELECT i.row_number FROM import_item i JOIN duplicate_dismissal d "
      "ON d.lower_id = i.person_id OR d.higher_id = i.person_id WHERE i.import_id = $1 AND i.contact_id IS NULL "
      "ORDER BY 1",
      {id, trail_end}, [](const db::Row& row) { return row.integer(0); });
}

std::optional<std::string> remembered(db::Connection& db, std::int64_t headings, std::string_view kind) {
  return db.first("SELECT mapping FROM import_mapping WHERE headings = $1 AND kind = $2", {headings, kind},
                  [](const db::Row& row) { return row.string(0); });
}

void remember(db::Tx& tx, std::int64_t headings, std::string_view kind, std::string_view mapping, Moment now) {
  tx->run(
      "INSERT INTO import_mapping (headings, kind, mapping, changed_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (headings, kind) DO UPDATE SET mapping = excluded.mapping, changed_at = excluded.changed_at",
      {headings, kind, mapping, now});
}

std::vector<ImportId> expired(db::Connection& db, Day today) {
  return db.all("SELECT id FROM import WHERE keep_until < $1 ORDER BY id", {today},
                [](const db::Row& row) { return row.id<ImportId>(0); });
}

void mark_dropped(db::Tx& tx, ImportId id, Moment now) {
  tx->run(
      "UPDATE import SET keep_until = NULL, state = CASE WHEN state IN ('uploaded', 'checking', 'checked', 'writing') "
      "THEN "
      "'dropped' ELSE state END, refused_why = NULL, version = version + 1, changed_at = $2, changed_by = NULL WHERE "
      "id = $1",
      {id, now});
}

}  // namespace kim::imports::store
