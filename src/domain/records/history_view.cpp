#include "domain/records/history_view.h"

#include "base/i18n.h"
#include "domain/access/account.h"
#include "platform/html/components.h"

namespace kim::records {
namespace {

using namespace html;

std::string value_text(const record::Field& field, const std::string& canonical) {
  const auto value = record::from_text(field, canonical);
  return value ? record::shown(field, *value) : canonical;
}

Fragment change_line(const record::Change& change) {
  const std::string before = value_text(*change.field, change.before);
  const std::string after = value_text(*change.field, change.after);
  const Fragment nothing = span(cls("kim-muted"), tr("leer"));
  return li(tr(change.field->label), ": ", before.empty() ? nothing : all(before), ui::hidden(tr("wird zu")),
            span(aria_hidden("true"), " → "), after.empty() ? nothing : all(after));
}

Fragment line_view(Context& ctx, const HistoryLine& line) {
  return li(cls("kim-row"), div_(p(cls("kim-row__meta"), ui::moment(line.at), " · ", access::account_name(ctx, line.actor), " · ",
                                   audit::label_of_code(line.act)),
                                 when(!line.changes.empty(), [&] { return ul(cls("kim-list kim-meta"), each(line.changes, change_line)); })));
}

}  // namespace

Fragment history_view(Context& ctx, const Table& table, const Owner& owner, std::int64_t id) {
  const auto lines = history(ctx.db(), table, owner, id);
  return ul(cls("kim-rows kim-rows--plain"), each(lines, [&](const HistoryLine& line) { return line_view(ctx, line); }));
}

}  // namespace kim::records
