#include "domain/inquiries/inquiries_slice.h"

#include "base/i18n.h"
#include "domain/inquiries/inquiry_pages.h"
#include "domain/inquiries/inquiry_views.h"

namespace kim::inquiries {
namespace {

using access::Right;

constexpr int soon_days = 7;
constexpr int shown_most = 20;

void routes(Routes& r) {
  inquiry_routes(r);
  short_advice_routes(r);
  api_routes(r);
}

DueItem due_item(const records::Stored<Inquiry>& one, Day today) {
  const Day expires = *one.value.expires_on;
  DueItem item;
  item.day = expires;
  item.title = trf("Anfrage von {} beantworten", {one.value.name});
  item.meta = trf("wird am {} gelöscht", {german(expires)});
  item.href = inquiry_href(InquiryId(one.id));
  item.badge = tr("Anfrage");
  item.level = expires - today <= std::chrono::days(soon_days) ? DueItem::Level::soon : DueItem::Level::plain;
  item.group = "tasks";
  return item;
}

/// Everybody of the team sees all open inquiries: whoever has time calls back.
void due(Context& ctx, const access::Scope& scope, const access::Whose&, std::vector<DueItem>& items) {
  if (!ctx.actor.may(Right::inquiry_read)) return;
  for (const auto& one : store::open_inquiries(ctx.db(), scope, shown_most, 0))
    items.push_back(due_item(one, ctx.today()));
}

}  // namespace

Slice inquiries_slice() {
  Slice slice{.name = "inquiries",
              .purpose = "Erste Kontakte vor der Einwilligung und die Zählung der Kurzberatungen",
              .rank = 3};
  slice.routes = routes;
  slice.records = {&inquiry_record, &short_advice_record};
  slice.nav = {{record::N_("Anfragen"), "/anfragen", Right::inquiry_read, 25}};
  slice.create = {{record::N_("Neue Anfrage"), "/anfragen/neu", Right::inquiry_write, 20},
                  {record::N_("Kurzberatung"), "/kurzberatung", Right::short_advice_count, 40}};
  slice.due = due;
  return slice;
}

}  // namespace kim::inquiries
