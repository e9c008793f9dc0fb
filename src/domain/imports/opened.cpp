// An import opened: permit, row, sheet, and what its rows are read with.
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/references.h"
#include "domain/cases/case_number.h"
#include "domain/cases/case_store.h"
#include "domain/imports/steps.h"

namespace kim::imports {

using access::Right;

Result<Opened> open_import(Context& ctx, ImportId id) {
  auto permit = TRY(access::permit_subject(ctx, SubjectId(id.value()), Right::import_write));
  auto import = TRY(store::one(ctx.db(), permit));
  return Opened{std::move(permit), std::move(import)};
}

Result<Opened> open_import(Context& ctx, db::Tx& tx, ImportId id) {
  auto permit = TRY(access::permit_subject(ctx, tx, SubjectId(id.value()), Right::import_write));
  auto import = TRY(store::one(*tx, permit));
  return Opened{std::move(permit), std::move(import)};
}

Result<tables::Sheet> sheet_of(Context& ctx, const Opened& opened) {
  const std::string bytes = store::read(ctx.db(), opened.permit, store::Part::file);
  if (bytes.empty()) return failure(ErrorCode::not_found);
  auto sheets = tables::read(bytes);
  if (!sheets) return failure(ErrorCode::invalid, tables::sentence(sheets.error()));
  const auto chosen = static_cast<std::size_t>(opened.import.value.sheet.value_or(0));
  if (chosen >= sheets->size()) return failure(ErrorCode::invalid, tr("Dieses Tabellenblatt gibt es nicht."));
  return std::move((*sheets)[chosen]);
}

Result<void> change(Context& ctx, db::Tx& tx, const Opened& opened, const Import& after) {
  return records::change(ctx, tx, store::imports(), store::import_owner(opened.permit), opened.import, after);
}

Reading reading_of(Context& ctx, const Import& import, const tables::Sheet& sheet) {
  Reading reading;
  reading.kind = import.kind;
  reading.headings = sheet.rows.empty() ? std::vector<std::string>() : sheet.rows.front().cells;
  std::size_t columns = 0;
  for (const tables::Row& row : sheet.rows) columns = std::max(columns, row.cells.size());
  reading.headings.resize(columns);
  reading.mapping = decode(import.mapping, columns);
  reading.municipalities = references(ctx.services, ctx.db(), "municipality");
  reading.today = ctx.today();
  return reading;
}

std::int64_t number_token(const Context& ctx, std::string_view number) {
  return ctx.services.keyring.token("case_number_before", text::folded(text::clean(number)));
}

namespace {

std::vector<CaseId> meant(Context& ctx, std::string_view number) {
  std::vector<CaseId> ids = store::with_old_number(ctx.db(), number_token(ctx, number));
  if (!ids.empty()) return ids;
  const int year = static_cast<int>(std::chrono::year_month_day(ctx.today()).year());
  for (const std::string& possible : cases::possible_numbers(number, year))
    if (const CaseId id = cases::store::with_number(ctx.db(), possible)) ids.push_back(id);
  return ids;
}

}  // namespace

std::expected<CaseId, std::string> case_of(Context& ctx, std::string_view number) {
  std::vector<CaseId> seen;
  std::string why = tr("Zu dieser Nummer sehen Sie keinen Fall.");
  for (const CaseId id : meant(ctx, number)) {
    const auto permit = access::permit_case(ctx, id, Right::case_contact);
    if (permit) seen.push_back(id);
    if (!permit && permit.error().code == ErrorCode::blocked)
      why = tr("Dieser Fall ist gesperrt: Die Einwilligung fehlt.");
    if (!permit && permit.error().code == ErrorCode::refused) why = tr("Dieser Fall ist abgeschlossen.");
  }
  if (seen.size() > 1)
    return std::unexpected(
        tr("Diese Nummer passt zu mehreren Fällen. Schreiben Sie die ganze Nummer, zum Beispiel "
           "KIM-2026-0417."));
  if (seen.empty()) return std::unexpected(why);
  return seen.front();
}

}  // namespace kim::imports
