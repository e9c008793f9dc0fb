// Two people changed one record: what can be merged without a question, and the page that asks for the rest.
#include "base/i18n.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::forms {
namespace {

using record::Field;
using record::Need;
using record::Value;

bool is_listed(const std::vector<const Field*>& fields, const Field& field) {
  for (const Field* one : fields)
    if (one == &field) return true;
  return false;
}

html::Fragment version_text(const Field& field, const void* value, const void* base, const ConflictLook& look) {
  const std::string text = look.shown(field, field.get(value));
  return text.empty() ? html::em(tr("leer")) : ui::marked_difference(text, look.shown(field, field.get(base)));
}

ui::ConflictField question(const Field& field, const Sides& sides, const ConflictLook& look) {
  const auto version = [&](const void* side, std::string meta) {
    return ui::Version{record::to_text(field.get(side)), std::move(meta), version_text(field, side, sides.base, look)};
  };
  return {std::string(field.name), tr(field.label), version(sides.theirs, look.author + ", " + look.when),
          version(sides.mine, tr("Ihre Fassung"))};
}

ui::Fact taken(const Field& field, const Sides& sides, const std::string& by, const ConflictLook& look) {
  const std::string text = look.shown(field, field.get(sides.merged));
  return {tr(field.label) + ", " + by, text.empty() ? html::em(tr("leer")) : ui::lines(text)};
}

/// Fields nobody has to choose are sent again as they are after merging.
void keep(const record::Record& record, const Conflict& conflict, const Sides& sides, http::Pairs& hidden) {
  for (const Field& field : record.fields)
    if (field.need != Need::kept && !is_listed(conflict.clashing, field))
      hidden.emplace_back(field.name, record::to_text(field.get(sides.merged)));
}

}  // namespace

Conflict merge(const record::Record& record, const void* base, const void* mine, const void* theirs, void* merged) {
  Conflict conflict;
  for (const Field& field : record.fields) {
    const Value before = field.get(base), ours = field.get(mine), other = field.get(theirs);
    const bool by_me = field.need != Need::kept && ours != before && ours != other;
    field.set(merged, by_me && other == before ? ours : other);
    if (by_me && other != before) conflict.clashing.push_back(&field);
    if (by_me && other == before) conflict.taken_mine.push_back(&field);
    if (field.need != Need::kept && !by_me && other != before && ours == before)
      conflict.taken_theirs.push_back(&field);
  }
  return conflict;
}

html::Fragment conflict_view(const record::Record& record, const Conflict& conflict, const Sides& sides,
                             const ConflictLook& look) {
  ui::TwoVersions page;
  for (const Field* field : conflict.clashing) page.fields.push_back(question(*field, sides, look));
  for (const Field* field : conflict.taken_mine) page.merged.push_back(taken(*field, sides, tr("von Ihnen"), look));
  for (const Field* field : conflict.taken_theirs)
    page.merged.push_back(taken(*field, sides, trf("von {}", {look.author}), look));
  page.hidden = look.hidden;
  keep(record, conflict, sides, page.hidden);
  page.discard_href = look.discard_href;
  return ui::two_versions(page);
}

}  // namespace kim::forms
