#include "domain/records/conflict.h"

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/records/history_view.h"

namespace kim::records {

bool value_at(db::Connection& db, const Table& table, const Owner& owner, std::int64_t id, std::int64_t version_now,
              std::int64_t version, void* value) {
  std::int64_t steps = version_now - version;
  for (const HistoryLine& line : history(db, table, owner, id)) {
    if (steps <= 0) return steps == 0;
    if (line.act != audit::code(audit::Act::changed)) continue;
    for (const record::Change& change : line.changes)
      if (auto before = record::from_text(*change.field, change.before)) change.field->set(value, std::move(*before));
    --steps;
  }
  return steps == 0;
}

namespace core {

Page conflict_page(Context& ctx, std::string title, const Table& table, const Head& head, const forms::Sides& sides,
                   void* merged, const ConflictTarget& target) {
  const auto conflict = forms::merge(table.record(), sides.base, sides.mine, sides.theirs, merged);
  forms::ConflictLook look;
  look.author = access::account_name(ctx, head.changed_by);
  look.when = german(head.changed_at);
  look.discard_href = target.discard_href;
  look.hidden = {{"version", std::to_string(head.version)}};
  look.shown = [&](const record::Field& field, const record::Value& value) { return shown_value(ctx, field, value); };
  Page page;
  page.title = std::move(title);
  page.sub = tr("Nichts ist verloren. Entscheiden Sie, was gelten soll.");
  page.status = 409;
  page.content = post_form(ctx, target.action, forms::conflict_view(table.record(), conflict, sides, look));
  return page;
}

}  // namespace core
}  // namespace kim::records
