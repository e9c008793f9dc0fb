// The three steps that take time: check run, writing, taking back. Run by the worker, each with a context of its own.
// What it is not: the acts that begin them (import_actions.cpp).
#pragma once

#include "domain/imports/import_store.h"
#include "domain/imports/plan.h"
#include "domain/imports/worker.h"

namespace kim::imports {

using Work = Result<void> (*)(Context& ctx, ImportId id, Step& step);
/// Reads all rows, compares with what is on file, keeps the report. Writes nothing but that.
[[nodiscard]] Result<void> run_check(Context& ctx, ImportId id, Step& step);
/// All rows in one transaction, or none and the reason in the import.
[[nodiscard]] Result<void> run_writing(Context& ctx, ImportId id, Step& step);
/// All rows back in one transaction, or none and the reason in the import.
[[nodiscard]] Result<void> run_undoing(Context& ctx, ImportId id, Step& step);

/// Permit, row and table of an import in one.
struct Opened {
  access::SubjectPermit permit;
  StoredImport import;
};
[[nodiscard]] Result<Opened> open_import(Context& ctx, ImportId id);
[[nodiscard]] Result<Opened> open_import(Context& ctx, db::Tx& tx, ImportId id);
/// The chosen sheet of the file. Errors: not_found if the file is deleted, invalid.
[[nodiscard]] Result<tables::Sheet> sheet_of(Context& ctx, const Opened& opened);
/// Changes the import's row from what it is now.
[[nodiscard]] Result<void> change(Context& ctx, db::Tx& tx, const Opened& opened, const Import& after);

/// What reading the rows needs. The first row of the sheet is the heading.
[[nodiscard]] Reading reading_of(Context& ctx, const Import& import, const tables::Sheet& sheet);
/// The one case the actor may note contacts in that the typed number means; else a sentence.
[[nodiscard]] std::expected<CaseId, std::string> case_of(Context& ctx, std::string_view number);
/// Keyed token of a number that a case had before KIM.
[[nodiscard]] std::int64_t number_token(const Context& ctx, std::string_view number);

/// Which rows were used since, and what that means.
[[nodiscard]] std::string used_sentence(const std::vector<std::int64_t>& rows);
[[nodiscard]] std::string encode(const std::vector<Finding>& findings);
[[nodiscard]] std::vector<Finding> decode_findings(std::string_view report);

}  // namespace kim::imports
