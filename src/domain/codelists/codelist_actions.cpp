// Acts on code lists: one transaction each, then the new lists are put into force.
#include <map>
#include <mutex>

#include "base/i18n.h"
#include "domain/codelists/codelist_store.h"
#include "platform/assets.h"

namespace kim::codelists {
namespace {

using access::Right;
using records::Stored;

std::unexpected<Error> invalid(std::string field, std::string sentence) {
  return std::unexpected(Error{ErrorCode::invalid, {}, {{std::move(field), std::move(sentence)}}, {}});
}

/// The list as it is in force, if users may keep it.
Result<const CodeList*> list_for(std::string_view name) {
  for (const CodeList* list : all_code_lists())
    if (list->name() == name && list->kept_by_users()) return list;
  return failure(ErrorCode::not_found);
}

Result<void> check_label(const Context& ctx, const CodeList& list, const Entry& entry, std::string_view code) {
  if (entry.label_de.empty()) return invalid("label_de", tr("Geben Sie eine Bezeichnung ein."));
  if (label_taken(list, entry.label_de, code, ctx.today()))
    return invalid("label_de", tr("Diese Bezeichnung gibt es in der Liste schon."));
  return {};
}

bool has_group(const CodeList& list, std::string_view group) {
  for (const Code& code : list.codes())
    if (code.group == group) return true;
  return false;
}

Entry of_file(const CodeList& list, const Code& code) {
  Entry entry;
  entry.list = list.name();
  entry.code = code.code;
  entry.label_de = code.label_de;
  entry.label_en = code.label_en;
  entry.group = code.group;
  entry.external = code.external;
  entry.valid_until = code.valid_until;
  return entry;
}

/// What stands in the database, or else the file's own words with version 0.
Result<Stored<Entry>> stored(db::Connection& db, std::string_view name, std::string_view code_name) {
  const CodeList* list = TRY(list_for(name));
  const Code* code = list->find(code_name);
  if (code == nullptr) return failure(ErrorCode::not_found);
  if (auto found = store::entry(db, name, code_name)) return *found;
  Stored<Entry> fresh;
  fresh.value = of_file(*list, *code);
  return fresh;
}

void put(Context& ctx, db::Tx& tx, const Stored<Entry>& before, const Entry& after) {
  if (before.version == 0)
    records::add(ctx, tx, store::entries(), records::nobody(), after);
  else
    CHECK(records::change(ctx, tx, store::entries(), records::nobody(), before, after).has_value());
}

void import_line(Context& ctx, db::Tx& tx, const CodeList& list, const Line& line, const std::string& origin,
                 Imported& report) {
  Stored<Entry> before;
  if (auto known = stored(*tx, list.name(), line.code)) before = std::move(*known);
  Entry after = before.value;
  const bool fresh = after.code.empty();
  after.list = list.name();
  after.code = line.code;
  after.label_de = line.label_de;
  if (!line.label_en.empty()) after.label_en = line.label_en;
  const bool same = !fresh && after.label_de == before.value.label_de && after.label_en == before.value.label_en;
  ++(fresh ? report.added : same ? report.same : report.renamed);
  if (same) return;
  after.origin = origin;
  put(ctx, tx, before, after);
}

}  // namespace

Result<Stored<Entry>> find(Context& ctx, std::string_view list, std::string_view code) {
  return stored(ctx.db(), list, code);
}

Result<std::string> add(Context& ctx, std::string_view name, const Entry& entry) {
  if (!ctx.actor.may(Right::codelist_write)) return failure(ErrorCode::refused);
  const CodeList* list = TRY(list_for(name));
  TRY(check_label(ctx, *list, entry, {}));
  if (!has_group(*list, entry.group)) return invalid("code_group", tr("Wählen Sie, wozu der Wert gehört."));
  Entry made = entry;
  made.list = list->name();
  made.code = code_from(*list, entry.label_de);
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    if (store::entry(*tx, made.list, made.code)) return failure(ErrorCode::conflict);
    records::add(ctx, tx, store::entries(), records::nobody(), made);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  install(ctx.services.database);
  return made.code;
}

Result<void> change(Context& ctx, std::string_view name, std::string_view code, std::int64_t version,
                    const Entry& entry) {
  if (!ctx.actor.may(Right::codelist_write)) return failure(ErrorCode::refused);
  const CodeList* list = TRY(list_for(name));
  TRY(check_label(ctx, *list, entry, code));
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto before = TRY(stored(*tx, name, code));
    if (before.version != version) return failure(ErrorCode::conflict);
    Entry after = before.value;
    after.label_de = entry.label_de;
    after.label_en = entry.label_en;
    after.external = entry.external;
    after.position = entry.position;
    after.valid_until = entry.valid_until;
    put(ctx, tx, before, after);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  install(ctx.services.database);
  return {};
}

Imported preview(std::string_view name, const std::vector<Line>& lines) {
  Imported report;
  const CodeList& list = code_list(name);
  for (const Line& line : lines) {
    const Code* known = list.find(line.code);
    const bool same = known != nullptr && known->label_de == line.label_de &&
                      (line.label_en.empty() || known->label_en == line.label_en);
    ++(known == nullptr ? report.added : same ? report.same : report.renamed);
  }
  return report;
}

Result<Imported> import(Context& ctx, std::string_view name, const std::vector<Line>& lines,
                        const std::string& origin) {
  if (!ctx.actor.may(Right::codelist_write)) return failure(ErrorCode::refused);
  const CodeList* list = TRY(list_for(name));
  const auto report = ctx.transact([&](db::Tx& tx) -> Result<Imported> {
    Imported counted;
    for (const Line& line : lines) import_line(ctx, tx, *list, line, origin, counted);
    return counted;
  });
  if (report) install(ctx.services.database);
  return report;
}

void install(db::Database& database) {
  static std::mutex mutex;  // who reads later puts into force later
  const std::scoped_lock lock(mutex);
  std::map<std::string, std::vector<Entry>> by_list;
  for (Entry& entry : store::all(*database.read())) by_list[entry.list].push_back(std::move(entry));
  std::vector<CodeList> lists;
  for (const CodeList& file : assets::embedded_code_lists()) lists.push_back(merged(file, by_list[file.name()]));
  install_code_lists(std::move(lists));
}

}  // namespace kim::codelists
