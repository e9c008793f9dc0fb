// Code lists kept by the administration (P11): add, rename, order, end; never delete, so that what was once noted stays
// readable. Lists on whose codes rules depend are not among them (base/codes.h: "# kept: users").
#pragma once

#include <string>
#include <vector>

#include "base/codes.h"
#include "base/record.h"
#include "domain/records/records.h"

namespace kim::codelists {

using record::N_;
using enum record::Need;
using enum record::Privacy;

/// What users say of one code: a new one, or one of the file with other words.
struct Entry {
  std::string list, code;  // kept
  std::string label_de, label_en;
  std::string group;  // kept after adding
  std::string external;
  std::optional<std::int64_t> position;
  std::optional<Day> valid_until;
  std::string origin;  // kept: "urn:de:... 2026-01"
};
inline constexpr record::Field entry_fields[] = {
    record::field<&Entry::list>("list", N_("Liste"), record::text(40), kept, open, "Codelisten"),
    record::field<&Entry::code>("code", N_("Code"), record::text(40), kept, open, "Codelisten"),
    record::field<&Entry::label_de>("label_de", N_("Bezeichnung"), record::text(120), must, open, "Codelisten"),
    record::field<&Entry::label_en>("label_en", N_("Bezeichnung auf Englisch"), record::text(120), should, open,
                                    "Codelisten"),
    record::field<&Entry::group>("code_group", N_("Gehört zu"), record::text(40), kept, open, "Codelisten"),
    record::field<&Entry::external>("external", N_("Schlüssel der Landesdatenbank"), record::text(40), may, open,
                                    "Codelisten"),
    record::field<&Entry::position>("position", N_("Platz in der Liste"), record::number(1, 999), may, open,
                                    "Codelisten", N_("1 steht ganz oben")),
    record::field<&Entry::valid_until>("valid_until", N_("Wird angeboten bis"), record::day(), may, open, "Codelisten",
                                       N_("Leer lassen, solange der Wert gilt")),
    record::field<&Entry::origin>("origin", N_("Herkunft"), record::text(200), kept, open, "Codelisten"),
};
inline constexpr record::Record entry_record{"code_entry", N_("Wert einer Codeliste"), entry_fields};

/// A file's list with what users said of it: their words replace the file's, their codes follow at the end, those with a
/// position stand where it says. Lists not kept by users stay as they are.
[[nodiscard]] CodeList merged(const CodeList& file, const std::vector<Entry>& entries);
/// A code from a label: "Amt für Wohnen" -> "amt_fuer_wohnen"; with a number behind it if `list` has it already.
[[nodiscard]] std::string code_from(const CodeList& list, std::string_view label);
/// Whether another code that is offered on `day` has this label (upper and lower case are the same).
[[nodiscard]] bool label_taken(const CodeList& list, std::string_view label, std::string_view own_code, Day day);

/// One line of an official list: code, German label, English label, external code.
struct Line {
  std::string code, label_de, label_en;
};
struct Reading {
  std::vector<Line> lines;
  std::vector<std::string> errors;  // "Zeile 3: ..."; nothing is taken if there is one
};
/// "code;label" or "code;label;label en", also separated by tabs; the first line may name the columns. At most 1,000 lines.
[[nodiscard]] Reading read_lines(std::string_view text);

// ---- acts (codelist_write) ----
/// The entry of a code of a list kept by users; a code without changes has version 0.
[[nodiscard]] Result<records::Stored<Entry>> find(Context& ctx, std::string_view list, std::string_view code);
/// Errors: invalid (label empty or taken), not_found (no such list, or not kept by users).
[[nodiscard]] Result<std::string> add(Context& ctx, std::string_view list, const Entry& entry);
/// `version` 0: the file's own words so far. Errors: conflict, invalid, not_found.
[[nodiscard]] Result<void> change(Context& ctx, std::string_view list, std::string_view code, std::int64_t version,
                                  const Entry& entry);
/// Adds what is new and takes over the labels of what is known; all lines or none.
struct Imported {
  int added = 0, renamed = 0, same = 0;
};
[[nodiscard]] Imported preview(std::string_view list, const std::vector<Line>& lines);
[[nodiscard]] Result<Imported> import(Context& ctx, std::string_view list, const std::vector<Line>& lines,
                                      const std::string& origin);

/// Puts the lists as the database has them into force: at start, and after each act.
void install(db::Database& database);

}  // namespace kim::codelists
