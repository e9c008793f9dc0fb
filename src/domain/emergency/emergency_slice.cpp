#include "domain/emergency/emergency_slice.h"

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/cases/frame.h"
#include "domain/emergency/emergency_pages.h"
#include "domain/emergency/emergency_store.h"
#include "platform/html/components.h"

namespace kim::emergency {
namespace {

using access::Right;

/// To who is responsible: the own case was opened by somebody else.
void due(Context& ctx, const access::Scope&, const access::Whose&, std::vector<DueItem>& items) {
  for (const auto& line : store::unseen(ctx.db(), ctx.actor.account)) {
    DueItem item;
    item.day = local_day(line.at);
    item.title =
        trf("{0} hat den Fall {1} im Notfall geöffnet", {access::account_name(ctx, line.by), line.case_number});
    item.meta = german(line.at);
    item.href = "/notfallzugriffe/" + std::to_string(line.id) + "/hinweis";
    item.badge = tr("Notfall");
    item.level = DueItem::Level::soon;
    item.group = "answers";
    item.responsible = ctx.actor.account;
    items.push_back(std::move(item));
  }
}

/// Cases open to the actor now; else there would be no way back to them, they stand in no list.
html::Fragment running_panel(Context& ctx) {
  std::vector<ui::Row> rows;
  for (const auto& one : store::running(ctx.db(), ctx.actor.account, ctx.now))
    rows.push_back({.title = ui::row_title(cases::case_href(one.case_id), one.case_number),
                    .meta = html::all(trf("geöffnet bis {} Uhr", {german_time(one.until)}))});
  const html::Fragment link =
      html::p(ui::text_link("/notfallzugriff", tr("Fall eines anderen Teams im Notfall öffnen")));
  return ui::panel("h-notfall", tr("Notfall"),
                   rows.empty() ? link : html::all(ui::rows(rows, ui::RowsLook::plain), link));
}

/// To data protection: how many wait for their check.
html::Fragment check_panel(Context& ctx) {
  const long long open = store::count(ctx.db(), true);
  const std::string text = open == 0
                               ? tr("Kein Notfallzugriff ist zu prüfen.")
                               : trn("{} Notfallzugriff ist zu prüfen.", "{} Notfallzugriffe sind zu prüfen.", open);
  return ui::panel("h-notfall", tr("Notfallzugriffe"),
                   html::all(html::p(text), html::p(ui::text_link("/notfallzugriffe", tr("Notfallzugriffe ansehen")))));
}

html::Fragment home_panel(Context& ctx) {
  if (ctx.actor.may(Right::audit_read)) return check_panel(ctx);
  return ctx.actor.may(Right::emergency_use) ? running_panel(ctx) : html::Fragment();
}

}  // namespace

Slice emergency_slice() {
  Slice slice;
  slice.name = "emergency";
  slice.purpose = N_("Notfallzugriff auf Fälle anderer Teams: zwei Stunden, mit Grund und Prüfung");
  slice.rank = 8;
  slice.routes = routes;
  slice.records = {&emergency_record};
  slice.nav = {{N_("Notfallzugriffe"), "/notfallzugriffe", Right::audit_read, 75}};
  slice.due = due;
  slice.home_panel = home_panel;
  return slice;
}

}  // namespace kim::emergency
