#include "domain/documents/documents_store.h"

#include "base/check.h"

namespace kim::documents::store {
namespace {

constexpr std::size_t piece_size = 256 * 1024;

std::size_t pieces_of(std::size_t size) { return (size + piece_size - 1) / piece_size; }

/// Binds a piece to its place: none can be left out, doubled or put elsewhere.
std::string context_of(DocumentId id, std::size_t piece, std::size_t pieces) {
  return "document.content:" + std::to_string(id.value()) + ":" + std::to_string(piece) + "/" + std::to_string(pieces);
}

}  // namespace

const records::Table& letters() {
  static const records::Table table(letter_record, "case_id");
  return table;
}

std::vector<records::Stored<Letter>> letters_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Letter>(db, letters(), records::owner(permit));
}

Result<records::Stored<Letter>> letter(db::Connection& db, const access::Permit& permit, LetterId id) {
  return records::one<Letter>(db, letters(), records::owner(permit), id.value());
}

const records::Table& documents() {
  static const records::Table table(document_record, "case_id");
  return table;
}

std::vector<records::Stored<Document>> documents_of(db::Connection& db, const access::Permit& permit) {
  return records::children<Document>(db, documents(), records::owner(permit));
}

Result<records::Stored<Document>> document(db::Connection& db, const access::Permit& permit, DocumentId id) {
  return records::one<Document>(db, documents(), records::owner(permit), id.value());
}

Pieces seal(const crypto::Key& key, DocumentId id, std::string_view bytes) {
  const std::size_t count = pieces_of(bytes.size());
  Pieces pieces;
  for (std::size_t n = 0; n < count; ++n)
    pieces.push_back({key.seal(context_of(id, n, count), bytes.substr(n * piece_size, piece_size))});
  return pieces;
}

void add_pieces(db::Tx& tx, DocumentId id, const Pieces& pieces) {
  for (std::size_t n = 0; n < pieces.size(); ++n)
    tx->run("INSERT INTO document_piece (document_id, piece, content) VALUES ($1, $2, $3)", {id, n, pieces[n]});
}

std::string read(db::Connection& db, const access::Permit& permit, DocumentId id, std::size_t size, std::size_t first,
                 std::size_t last) {
  const std::size_t from = first / piece_size, to = last / piece_size, count = pieces_of(size);
  std::string bytes;
  std::size_t next = from;
  db.each("SELECT piece, content FROM document_piece WHERE document_id = $1 AND piece BETWEEN $2 AND $3 ORDER BY piece",
          {id, from, to}, [&](const db::Row& row) {
            const auto piece = permit.key().open(context_of(id, next, count), row.bytes(1));
            if (!piece || static_cast<std::size_t>(row.integer(0)) != next)
              raise_fault("document: a piece does not open");
            bytes += *piece;
            ++next;
          });
  if (next != to + 1) raise_fault("document: a piece is missing");
  return bytes.substr(first - from * piece_size, last - first + 1);
}

bool remove(db::Tx& tx, DocumentId id, std::int64_t version) {
  if (tx->number("SELECT count(*) FROM document WHERE id = $1 AND version = $2", {id, version}) == 0) return false;
  tx->run("DELETE FROM document_piece WHERE document_id = $1", {id});
  tx->run("DELETE FROM document WHERE id = $1", {id});
  return true;
}

}  // namespace kim::documents::store
