// The acts of an import: taking a file in, choosing, beginning a step, undoing. The steps themselves are in steps.h.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/upload_scan.h"
#include "domain/audit/audit.h"
#include "domain/imports/steps.h"
#include "platform/files/sniff.h"

namespace kim::imports {
namespace {

using access::Right;

constexpr std::size_t name_max = 200;
constexpr int list_max = 50;

std::unexpected<Error> invalid(std::string_view field, std::string message) {
  return std::unexpected(Error{ErrorCode::invalid, message, {{std::string(field), message}}, {}});
}

std::unexpected<Error> changed_meanwhile() {
  return failure(
      ErrorCode::conflict,
      tr("Dieser Schritt ist hier nicht möglich: Das Einlesen wurde inzwischen verändert. Öffnen Sie es neu."));
}

Worker& worker(const Services& services) { return services.caches->get<Worker>(); }

/// A name without path and without what could deceive; never empty.
std::string shown_name(std::string_view name) {
  std::string shown = files::base_name(name);
  if (shown.empty() || text::has_forbidden_characters(shown) || text::length(shown) > name_max) return tr("Tabelle");
  return text::clean(shown);
}

Result<void> check_file(const Context& ctx, std::string_view kind, std::string_view bytes) {
  if (code_list("import_kind").find(kind) == nullptr)
    return invalid("kind", tr("Wählen Sie aus, was in den Zeilen steht."));
  if (bytes.empty()) return invalid("file", tr("Wählen Sie eine Datei aus."));
  if (bytes.size() > ctx.services.upload_bytes_max)
    return invalid("file", trf("Die Datei ist zu groß. Höchstens {} MB sind möglich; teilen Sie die Liste auf.",
                               {std::to_string(ctx.services.upload_bytes_max / 1024 / 1024)}));
  TRY(access::scan_upload(ctx, bytes));
  const auto read = tables::read(bytes);
  if (!read) return invalid("file", tables::sentence(read.error()));
  return {};
}

/// Runs a step with a context of its own, after the request that began it has ended.
void begin(Context& ctx, ImportId id, Work work) {
  worker(ctx.services)
      .start(id, [&services = ctx.services, actor = ctx.actor, address = ctx.address, id, work](Step& step) {
        const i18n::Use language(actor.language);
        Context own(services, actor, address);
        static_cast<void>(work(own, id, step));  // an error has left its reason in the import, or is met by recover()
      });
}

/// One change of state from one of `from`, by a version that was seen.
template <class Change>
Result<void> move_on(Context& ctx, ImportId id, std::int64_t version, std::initializer_list<std::string_view> from,
                     Change&& edit) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Opened opened = TRY(open_import(ctx, tx, id));
    Import after = opened.import.value;
    const bool possible = std::ranges::find(from, after.state) != from.end();
    if (opened.import.version != version || !possible || worker(ctx.services).step_of(id)) return changed_meanwhile();
    TRY(edit(tx, opened, after));
    return change(ctx, tx, opened, after);
  });
}

void note_removed(Context& ctx, db::Tx& tx, ImportId id, std::string_view note) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::removed,
                 .actor = ctx.actor.account,
                 .what = import_record.name,
                 .record_id = id.value(),
                 .subject_id = id.value(),
                 .note = note,
                 .address = ctx.address});
}

Result<Mapping> accepted(const Reading& reading, const std::vector<std::string>& fields) {
  Mapping mapping = fields;
  mapping.resize(reading.headings.size());
  for (const std::string& name : mapping)
    if (!name.empty() && find_target(reading.kind, name) == nullptr)
      return invalid("mapping", tr("Dieses Feld gibt es nicht. Wählen Sie ein anderes."));
  std::vector<FieldError> errors;
  for (std::string& problem : problems(reading.kind, mapping)) errors.push_back({"mapping", std::move(problem)});
  if (!errors.empty()) return std::unexpected(Error{ErrorCode::invalid, errors.front().message, errors, {}});
  return mapping;
}

}  // namespace

bool is_working(const Import& import) {
  return import.state == "checking" || import.state == "writing" || import.state == "undoing";
}

Result<ImportId> upload(Context& ctx, std::string kind, std::string_view name, std::string_view bytes) {
  if (!ctx.actor.may(Right::import_write))
    return failure(ErrorCode::refused, tr(access::info(Right::import_write).refusal));
  TRY(check_file(ctx, kind, bytes));
  Import import;
  import.kind = std::move(kind);
  import.file_name = shown_name(name);
  import.keep_until = ctx.today() + ctx.services.import_days;
  const ImportId id(ctx.new_id());
  return ctx.transact([&](db::Tx& tx) -> Result<ImportId> {
    const auto permit = TRY(access::create_subject(ctx, tx, SubjectId(id.value()), Right::import_write));
    records::add_as(ctx, tx, store::imports(), store::import_owner(permit), id.value(), import);
    store::keep_pieces(tx, permit, store::Part::file, store::seal(permit, store::Part::file, bytes));
    return id;
  });
}

Result<void> choose_sheet(Context& ctx, ImportId id, std::int64_t version, std::int64_t sheet) {
  const auto all = TRY(sheets(ctx, id));
  if (sheet < 0 || static_cast<std::size_t>(sheet) >= all.size())
    return invalid("sheet", tr("Dieses Tabellenblatt gibt es nicht."));
  return move_on(ctx, id, version, {"uploaded", "checked"}, [&](db::Tx&, const Opened&, Import& after) -> Result<void> {
    after.sheet = sheet;
    after.mapping.clear();
    after.state = "uploaded";
    return {};
  });
}

Result<void> check(Context& ctx, ImportId id, std::int64_t version, const std::vector<std::string>& fields) {
  const Opened now = TRY(open_import(ctx, id));
  const Reading reading = reading_of(ctx, now.import.value, TRY(sheet_of(ctx, now)));
  const std::string mapping = encode(TRY(accepted(reading, fields)));
  const std::int64_t headings = ctx.services.keyring.token("import_headings", headings_key(reading.headings));
  TRY(move_on(ctx, id, version, {"uploaded", "checked"},
              [&](db::Tx& tx, const Opened& opened, Import& after) -> Result<void> {
                after.mapping = mapping;
                after.state = "checking";
                after.refused_why.clear();
                store::remember(tx, headings, opened.import.value.kind, mapping, ctx.now);
                return {};
              }));
  begin(ctx, id, run_check);
  return {};
}

Result<void> take_in(Context& ctx, ImportId id, std::int64_t version) {
  TRY(move_on(ctx, id, version, {"checked"}, [](db::Tx&, const Opened&, Import& after) -> Result<void> {
    if (after.errors.value_or(0) > 0 || after.rows.value_or(0) == 0)
      return failure(ErrorCode::conflict, tr("Solange Zeilen Fehler haben, wird nichts eingelesen."));
    after.state = "writing";
    after.refused_why.clear();
    return {};
  }));
  begin(ctx, id, run_writing);
  return {};
}

Result<void> take_back(Context& ctx, ImportId id, std::int64_t version) {
  TRY(move_on(ctx, id, version, {"done"}, [](db::Tx& tx, const Opened& opened, Import& after) -> Result<void> {
    const auto used = store::used_rows(*tx, ImportId(opened.import.id), after.trail_end.value_or(0));
    if (!used.empty()) return failure(ErrorCode::conflict, used_sentence(used));
    after.state = "undoing";
    after.refused_why.clear();
    return {};
  }));
  begin(ctx, id, run_undoing);
  return {};
}

Result<void> drop(Context& ctx, ImportId id, std::int64_t version) {
  return move_on(ctx, id, version, {"uploaded", "checked"},
                 [&](db::Tx& tx, const Opened&, Import& after) -> Result<void> {
                   store::remove_pieces(tx, id);
                   note_removed(ctx, tx, id, "dropped");
                   after.state = "dropped";
                   after.keep_until.reset();
                   return {};
                 });
}

Result<void> recover(Context& ctx, ImportId id, std::int64_t version) {
  return move_on(ctx, id, version, {"checking", "writing", "undoing"},
                 [](db::Tx&, const Opened&, Import& after) -> Result<void> {
                   after.state = after.state == "checking" ? "uploaded" : after.state == "writing" ? "checked" : "done";
                   return {};
                 });
}

int drop_expired(Context& ctx) {
  int dropped = 0;
  for (const ImportId id : store::expired(ctx.db(), ctx.today())) {
    if (worker(ctx.services).step_of(id)) continue;
    const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
      store::remove_pieces(tx, id);
      store::mark_dropped(tx, id, ctx.now);
      note_removed(ctx, tx, id, "expired");
      return {};
    });
    dropped += done ? 1 : 0;
  }
  return dropped;
}

Result<StoredImport> load(Context& ctx, ImportId id) { return TRY(open_import(ctx, id)).import; }

std::vector<StoredImport> list(Context& ctx) {
  std::vector<StoredImport> all;
  const auto scope = access::scope_for(ctx, Right::import_write);
  if (!scope) return all;
  for (const ImportId id : store::newest(ctx.db(), *scope, list_max))
    if (auto one = load(ctx, id)) all.push_back(std::move(*one));
  return all;
}

Result<std::vector<tables::Sheet>> sheets(Context& ctx, ImportId id) {
  const Opened opened = TRY(open_import(ctx, id));
  const std::string bytes = store::read(ctx.db(), opened.permit, store::Part::file);
  if (bytes.empty()) return failure(ErrorCode::not_found);
  auto read = tables::read(bytes);
  if (!read) return failure(ErrorCode::invalid, tables::sentence(read.error()));
  return std::move(*read);
}

Result<std::vector<Finding>> findings(Context& ctx, ImportId id) {
  const Opened opened = TRY(open_import(ctx, id));
  return decode_findings(store::read(ctx.db(), opened.permit, store::Part::report));
}

std::vector<std::int64_t> used_rows(Context& ctx, ImportId id) {
  const auto opened = open_import(ctx, id);
  if (!opened) return {};
  return store::used_rows(ctx.db(), id, opened->import.value.trail_end.value_or(0));
}

std::optional<Progress> progress(Context& ctx, ImportId id) {
  const auto step = worker(ctx.services).step_of(id);
  if (!step) return std::nullopt;
  return Progress{step->done, step->of};
}

void finish(const Services& services, Ending ending) { worker(services).finish(ending); }

}  // namespace kim::imports
