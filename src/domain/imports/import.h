// Imports (P9): tables of an office become persons with case files, or contacts of cases. Upload, columns to fields, check run,
// confirmation, one transaction, report, undo (ADR 0012).
// What it is not: reading the file formats (platform/tables), or rules of its own: each row goes through the acts of its slice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/access/permit.h"
#include "domain/records/records.h"
#include "platform/tables/tables.h"

namespace kim::imports {

using record::N_;
using enum record::Need;
using enum record::Privacy;

struct Import {
  std::string kind = "cases";  // code list import_kind
  std::string file_name;
  std::optional<std::int64_t> sheet = 0;
  std::string mapping;  // see plan.h, encode()
  std::string state = "uploaded";
  std::optional<std::int64_t> rows, errors, warnings;
  std::optional<Day> keep_until;
  std::optional<std::int64_t> trail_end;
  std::string refused_why;
};
inline constexpr record::Field import_fields[] = {
    record::field<&Import::kind>("kind", N_("Was steht in den Zeilen?"), record::code("import_kind"), must, open,
                                 "Einlesen von Tabellen"),
    record::field<&Import::file_name>("file_name", N_("Datei"), record::text(200), kept, personal,
                                      "Einlesen von Tabellen"),
    record::field<&Import::sheet>("sheet", N_("Tabellenblatt"), record::number(0, 1000), kept, open,
                                  "Einlesen von Tabellen"),
    record::field<&Import::mapping>("mapping", N_("Zuordnung der Spalten"), record::long_text(8000), kept, open,
                                    "Einlesen von Tabellen"),
    record::field<&Import::state>("state", N_("Stand"), record::code("import_state"), kept, open,
                                  "Einlesen von Tabellen"),
    record::field<&Import::rows>("row_count", N_("Zeilen"), record::number(0, 1'000'000), kept, open,
                                 "Einlesen von Tabellen"),
    record::field<&Import::errors>("errors", N_("Fehler"), record::number(0, 100'000'000), kept, open,
                                   "Einlesen von Tabellen"),
    record::field<&Import::warnings>("warnings", N_("Hinweise"), record::number(0, 100'000'000), kept, open,
                                     "Einlesen von Tabellen"),
    record::field<&Import::keep_until>("keep_until", N_("Datei wird gelöscht nach"), record::day(), kept, open,
                                       "Löschfrist"),
    record::field<&Import::trail_end>("trail_end", N_("Letzter Protokolleintrag"),
                                      record::number(0, 9'000'000'000'000'000), kept, open, "Zurücknehmen"),
    record::field<&Import::refused_why>("refused_why", N_("Warum nichts eingelesen wurde"), record::long_text(2000),
                                        kept, personal, "Einlesen von Tabellen"),
};
inline constexpr record::Record import_record{"import", N_("Einlesen einer Tabelle"), import_fields};

using StoredImport = records::Stored<Import>;

/// One sentence about one cell (or a row, if `column` is empty). Row 0: about the whole table.
enum class Level : std::uint8_t { warning, error };
struct Finding {
  std::size_t row = 0;
  std::string column;  // "C Geburtsdatum"
  Level level = Level::error;
  std::string message;
};

/// Whether a thread works on it now.
[[nodiscard]] bool is_working(const Import& import);

// ---- acts; all need import_write and the own team. Errors: not_found, refused ----

/// Takes a file in: read, sealed, nothing of it in force. `kind` of import_kind. Errors: invalid ("file", "kind"), too_large.
[[nodiscard]] Result<ImportId> upload(Context& ctx, std::string kind, std::string_view name, std::string_view bytes);
/// Chooses the sheet. Errors: conflict, invalid.
[[nodiscard]] Result<void> choose_sheet(Context& ctx, ImportId id, std::int64_t version, std::int64_t sheet);
/// Keeps the mapping, remembers it for files with the same headings and begins the check run. Errors: conflict (also: already
/// taken in), invalid (a must field without a column, one field twice).
[[nodiscard]] Result<void> check(Context& ctx, ImportId id, std::int64_t version,
                                 const std::vector<std::string>& fields);
/// Begins to write all rows in one transaction. Errors: conflict (not checked, or with errors).
[[nodiscard]] Result<void> take_in(Context& ctx, ImportId id, std::int64_t version);
/// Begins to take all of it back. Errors: conflict (not taken in; rows were used since: the message names them).
[[nodiscard]] Result<void> take_back(Context& ctx, ImportId id, std::int64_t version);
/// Deletes file and report of an import that was not taken in. Errors: conflict.
[[nodiscard]] Result<void> drop(Context& ctx, ImportId id, std::int64_t version);
/// A step whose process was stopped wrote nothing: back to the state before. Errors: conflict (it still works).
[[nodiscard]] Result<void> recover(Context& ctx, ImportId id, std::int64_t version);
/// Deletes files and reports whose days are over; at start and when the list is shown. Returns how many.
int drop_expired(Context& ctx);

// ---- reads ----
[[nodiscard]] Result<StoredImport> load(Context& ctx, ImportId id);
/// Of the own team, newest first, at most 50.
[[nodiscard]] std::vector<StoredImport> list(Context& ctx);
/// The sheets of the file. Errors: also not_found when the file is deleted.
[[nodiscard]] Result<std::vector<tables::Sheet>> sheets(Context& ctx, ImportId id);
[[nodiscard]] Result<std::vector<Finding>> findings(Context& ctx, ImportId id);
/// Rows of a finished import that somebody has worked with since, ascending.
[[nodiscard]] std::vector<std::int64_t> used_rows(Context& ctx, ImportId id);

struct Progress {
  std::int64_t done = 0, of = 0;
};
/// Of the running step; nullopt if no thread works on it (finished, or the program was stopped meanwhile).
[[nodiscard]] std::optional<Progress> progress(Context& ctx, ImportId id);
/// Waits until nothing is being worked on: at the end of the program (`cancel`: what runs is given up and rolls back), and tests.
enum class Ending : std::uint8_t { wait, cancel };
void finish(const Services& services, Ending ending);

}  // namespace kim::imports
