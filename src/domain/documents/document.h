// Dokumente (E5): papers of a case, kept encrypted under the person's key, with the person's consent to keep documents.
// What it is not: letters that KIM makes (letter.h), or a place for signed consents' proof (consent names where they lie).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"
#include "platform/files/sniff.h"

namespace kim::documents {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Document {
  std::string kind;  // code list "document_kind"
  std::string title;
  std::string file_name;             // kept
  std::string media_type;            // kept: by content
  std::optional<std::int64_t> size;  // kept: bytes
};
inline constexpr record::Field document_fields[] = {
    record::field<&Document::kind>("kind", N_("Was ist es?"), record::code("document_kind"), must, category,
                                   "Dokumente der Person wiederfinden"),
    record::field<&Document::title>("title", N_("Titel"), record::text(160), must, personal,
                                    "Dokumente der Person wiederfinden", N_("Zum Beispiel „Bescheid vom 03.11.2026“")),
    record::field<&Document::file_name>("file_name", N_("Dateiname"), record::text(200), kept, personal,
                                        "Herunterladen unter dem eigenen Namen"),
    record::field<&Document::media_type>("media_type", N_("Dateityp"), record::text(120), kept, open,
                                         "Sichere Anzeige"),
    record::field<&Document::size>("size", N_("Größe in Bytes"), record::number(0, 1LL << 32), kept, open,
                                   "Speicherplatz"),
};
inline constexpr record::Record document_record{"document", N_("Dokument"), document_fields};

/// Why a document is removed; stays in the trail, not in a table.
struct Removal {
  std::string reason;
};
inline constexpr record::Field removal_fields[] = {
    record::field<&Removal::reason>("reason", N_("Warum wird es gelöscht?"), record::code("removal_reason"), must, open,
                                    "Nachweis der Löschung"),
};
inline constexpr record::Record removal_record{"document_removal", N_("Löschung eines Dokuments"), removal_fields};

inline constexpr std::string_view consent_purpose = "documents";  // without it nothing is taken in

/// A file as it came: its name is not trusted.
struct Incoming {
  std::string_view name;
  std::string_view bytes;
};

// ---- rules (pure) ----
/// The safe name and the type, or what is wrong with the file (field "file"): none chosen, empty, too large, a kind that is not
/// taken in, an ending that belongs to another kind, a name with invisible characters.
struct Accepted {
  std::string name;
  const files::Type* type;
};
[[nodiscard]] Result<Accepted> accept_file(const Incoming& file, std::size_t bytes_max);
/// Value of Content-Disposition: plain ASCII for old programs, the real name beside it (RFC 6266).
[[nodiscard]] std::string disposition(std::string_view kind, std::string_view name);
/// "1,4 MB", "312 KB".
[[nodiscard]] std::string size_words(std::int64_t bytes);

// ---- acts ----
/// Takes in a file: checks it, has it scanned (clamd, if set up), seals it in pieces, keeps all of it or nothing. Needs
/// case_contact. Errors: as permit_case; blocked (no consent to keep documents); invalid (fields).
[[nodiscard]] Result<DocumentId> keep_file(Context& ctx, CaseId id, Document document, const Incoming& file);
/// Bytes [range.first, range.last] of a document; leaves an audit entry "opened". Needs case_read. Errors: not_found.
struct Content {
  records::Stored<Document> document;
  std::string bytes;
  files::Wanted wanted;
  files::Range range;
};
[[nodiscard]] Result<Content> fetch(Context& ctx, CaseId id, DocumentId document, std::string_view range_header);
/// Row and bytes go; the audit entry keeps that it was there, who removed it and the reason (code "removal_reason"). Needs
/// case_write. Errors: as permit_case; not_found; invalid (no such reason); conflict (another version).
[[nodiscard]] Result<void> remove_file(Context& ctx, CaseId id, DocumentId document, std::int64_t version,
                                       std::string_view reason);

}  // namespace kim::documents
