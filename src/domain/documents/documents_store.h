// All SQL of the slice. Every read needs the case's permit.
#pragma once

#include <vector>

#include "domain/documents/document.h"
#include "domain/documents/letter.h"

namespace kim::documents::store {

[[nodiscard]] const records::Table& letters();
/// Letters of the case, oldest first.
[[nodiscard]] std::vector<records::Stored<Letter>> letters_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<records::Stored<Letter>> letter(db::Connection& db, const access::Permit& permit, LetterId id);

[[nodiscard]] const records::Table& documents();
/// Documents of the case, oldest first.
[[nodiscard]] std::vector<records::Stored<Document>> documents_of(db::Connection& db, const access::Permit& permit);
[[nodiscard]] Result<records::Stored<Document>> document(db::Connection& db, const access::Permit& permit,
                                                         DocumentId id);

/// Bytes sealed in pieces; `seal` needs no transaction, so that a large file does not hold up other writers.
using Pieces = std::vector<db::Bytes>;
[[nodiscard]] Pieces seal(const crypto::Key& key, DocumentId id, std::string_view bytes);
void add_pieces(db::Tx& tx, DocumentId id, const Pieces& pieces);
/// Bytes [first, last] of a document of `size` bytes. Fault if a piece is missing or does not open.
[[nodiscard]] std::string read(db::Connection& db, const access::Permit& permit, DocumentId id, std::size_t size,
                               std::size_t first, std::size_t last);
/// Row and pieces. False if it had another version.
[[nodiscard]] bool remove(db::Tx& tx, DocumentId id, std::int64_t version);

}  // namespace kim::documents::store
