#include "domain/records/history_view.h"

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/references.h"
#include "platform/html/components.h"

namespace kim::records {
namespace {

using namespace html;

/// "municipality_id" refers to "municipality"; the slice that owns it knows the label.
std::string reference_text(Context& ctx, const record::Field& field, std::int64_t id) {
  const std::string_view record = field.name.substr(0, field.name.rfind("_id"));
  if (record == "account") return access::account_name(ctx, AccountId(id));
  return label_of(references(ctx.services, ctx.db(), record), id);
}

std::string value_text(Context& ctx, const record::Field& field, const std::string& canonical) {
  const auto value = record::from_text(field, canonical);
  return value ? shown_value(ctx, field, *value) : canonical;
}

Fragment change_line(Context& ctx, const record::Change& change) {
  const std::string before = value_text(ctx, *change.field, change.before);
  const std::string after = value_text(ctx, *change.field, change.after);
  const Fragment nothing = span(cls("kim-muted"), tr("leer"));
  return li(tr(change.field->label), ": ", before.empty() ? nothing : all(before), ui::hidden(tr("wird zu")),
            span(aria_hidden("true"), " → "), after.empty() ? nothing : all(after));
}

Fragment changes_list(Context& ctx, const HistoryLine& line) {
  if (line.changes.empty()) return {};
  return ul(cls("kim-list kim-meta"),
            each(line.changes, [&](const record::Change& change) { return change_line(ctx, change); }));
}

/// `subject` says which record it was: "Aufenthaltsstatus: ".
Fragment line_view(Context& ctx, const HistoryLine& line, const std::string& subject) {
  return li(cls("kim-row"),
            div_(p(cls("kim-row__meta"), ui::moment(line.at), " · ", access::account_name(ctx, line.actor), " · ",
                   subject, audit::label_of_code(line.act)),
                 changes_list(ctx, line)));
}

}  // namespace

std::string shown_value(Context& ctx, const record::Field& field, const record::Value& value) {
  const auto* id = std::get_if<std::int64_t>(&value);
  if (field.kind != record::Kind::reference || id == nullptr) return record::shown(field, value);
  const std::string label = reference_text(ctx, field, *id);
  if (!label.empty()) return label;
  return *id == 0 ? std::string{} : tr("gewählt");  // a number of the database tells a reader nothing
}

Fragment history_view(Context& ctx, const Table& table, const Owner& owner, std::int64_t id) {
  const auto lines = history(ctx.db(), table, owner, id);
  return ul(cls("kim-rows kim-rows--plain"),
            each(lines, [&](const HistoryLine& line) { return line_view(ctx, line, {}); }));
}

Fragment history_view(Context& ctx, std::span<const Table* const> tables, const Owner& owner) {
  const auto lines = history(ctx.db(), tables, owner);
  return ul(cls("kim-rows kim-rows--plain"), each(lines, [&](const HistoryLine& line) {
              return line_view(ctx, line, tr(line.table->record().label) + ": ");
            }));
}

}  // namespace kim::records
