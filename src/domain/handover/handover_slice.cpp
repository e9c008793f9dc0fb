#include "domain/handover/handover_slice.h"

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"

namespace kim::handover {
namespace {

constexpr std::chrono::days patience{7};  // an offer that waits longer is late

void routes(Routes& r) {
  case_routes(r);
  bulk_routes(r);
  vacated_routes(r);
  offer_routes(r);
  absence_routes(r);
  api_routes(r);
}

DueItem item_of(const store::Line& line, Day today) {
  DueItem item{};
  item.day = local_day(line.created_at);
  item.meta = line.number;
  item.badge = tr("Übergabe");
  item.level = today - item.day > patience ? DueItem::Level::late : DueItem::Level::soon;
  return item;
}

/// Everybody of the team is told, each as of an own matter: nobody else would.
void due_vacated(Context& ctx, std::vector<DueItem>& items) {
  const auto count = std::ssize(store::vacated_in(ctx.db(), ctx.actor.team, ctx.actor.employer));
  if (count == 0) return;
  items.push_back({.day = ctx.today(),
                   .title = trn("{} Fall hat keine Fachkraft", "{} Fälle haben keine Fachkraft", count),
                   .meta = tr("Das Konto der zuständigen Fachkraft ist gesperrt"),
                   .href = std::string(vacated_address),
                   .badge = tr("Übergabe"),
                   .level = DueItem::Level::late,
                   .group = "tasks",
                   .done_action = {},
                   .responsible = ctx.actor.account});
}

void due(Context& ctx, const access::Scope&, const access::Whose&, std::vector<DueItem>& items) {
  if (!ctx.actor.may(access::Right::case_write)) return;
  due_vacated(ctx, items);
  for (const auto& line : store::offered_to(ctx.db(), ctx.actor.team, ctx.actor.employer)) {
    if (line.from == ctx.actor.account) continue;
    items.push_back(item_of(line, ctx.today()));
    items.back().title = trf("Über die Übergabe von {} entscheiden", {access::account_name(ctx, line.from)});
    items.back().href = offer_href(line.id);
    items.back().group = "tasks";
    items.back().responsible = line.to;
  }
  for (const auto& line : store::offered_by(ctx.db(), ctx.actor.account)) {
    items.push_back(item_of(line, ctx.today()));
    items.back().title = trf("{} hat die Übergabe noch nicht beantwortet", {access::account_name(ctx, line.to)});
    items.back().href = cases::case_href(line.case_id, "uebergabe");
    items.back().group = "deadlines";
    items.back().responsible = ctx.actor.account;
  }
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& one : store::handovers_of(ctx.db(), permit)) {
    if (one.value.state != "accepted" || !one.value.decided_on) continue;
    TimelineEntry entry;
    entry.at = one.changed_at;
    entry.kind = "case";
    entry.icon = "flag";
    entry.title = html::all(trf("Fall übergeben: {0} an {1}",
                                {access::account_name(ctx, one.value.from), access::account_name(ctx, one.value.to)}));
    entry.when = german_short(*one.value.decided_on, ctx.today());
    entry.text = ui::lines(one.value.note);
    entries.push_back(std::move(entry));
  }
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  for (const auto& one : store::handovers_of(ctx.db(), permit))
    if (one.value.state == "proposed")
      items.push_back(trf("Übergabe an {} ist noch nicht beantwortet", {access::account_name(ctx, one.value.to)}));
}

}  // namespace

Slice handover_slice() {
  Slice slice;
  slice.name = "handover";
  slice.purpose = record::N_("Übergabe von Fällen zwischen Fachkräften, Teams und Trägern; Vertretung auf Zeit");
  slice.rank = 7;
  slice.routes = routes;
  slice.records = {&handover_record, &decline_record, &successor_record, &absence_record};
  slice.nav = {{record::N_("Übergaben"), list_address, access::Right::case_write, 45}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  slice.on_withdrawal = stop_all;
  slice.on_release_withdrawn = stop_towards;
  return slice;
}

}  // namespace kim::handover
