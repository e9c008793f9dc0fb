#include "domain/family/family_slice.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/family/family_pages.h"

namespace kim::family {
namespace {

using access::Right;

void routes(Routes& r) {
  family_routes(r);
  consent_routes(r);
  network_routes(r);
  network_forms(r);
  family_api_routes(r);
  network_api_routes(r);
}

/// A relative advised along without a consent that holds is named before a case is closed.
void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  const auto consents = store::consents_of(ctx.db(), permit.subject());
  for (const auto& line : people::relatives(ctx.db(), permit.subject())) {
    if (!line.value.also_advised || !holds_on(line.value, ctx.today())) continue;
    const auto found = consents.find(line.id);
    const bool active = found != consents.end() && standing(found->second, ctx.today()) == ConsentStanding::active;
    if (!active) items.push_back(trf("{} wird mitberaten, aber eine eigene Einwilligung fehlt.", {line.value.name}));
  }
}

/// Asked for anew in time, and not forgotten for a while after it ended.
constexpr std::chrono::days lead{30}, remembered{90};

DueItem due_item(const store::Ending& ending, const cases::CaseName& name, Day today) {
  DueItem item{};
  item.day = ending.until;
  item.title = ending.until < today ? trf("Einwilligung in der Familie von {} ist abgelaufen", {name.full_name})
                                    : trf("Einwilligung in der Familie von {} endet", {name.full_name});
  item.meta = tr("Eine mitberatene angehörige Person");
  item.href = cases::case_href(ending.case_id, "familie");
  item.badge = tr("Einwilligung");
  item.level = ending.until < today ? DueItem::Level::late : DueItem::Level::soon;
  item.group = "deadlines";
  item.responsible = ending.responsible;
  return item;
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  const Day today = ctx.today();
  const auto list = store::ending_consents(ctx.db(), scope, whose, today - remembered, today + lead);
  std::vector<CaseId> ids;
  for (const store::Ending& one : list) ids.push_back(one.case_id);
  const auto names = cases::names_of_cases(ctx, scope, ids);
  for (const store::Ending& one : list)
    if (const auto name = std::ranges::find(names, one.case_id, &cases::CaseName::id); name != names.end())
      items.push_back(due_item(one, *name, today));
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& map : store::maps_of(ctx.db(), permit)) {
    TimelineEntry entry;
    entry.at = start_of_local_day(*map.value.drawn_on);
    entry.kind = "case";
    entry.icon = "group";
    entry.title = html::a(html::href(network_href(permit.case_id()) + "?karte=" + std::to_string(map.id)),
                          tr("Netzwerkkarte gezeichnet"));
    entry.when = german(*map.value.drawn_on);
    entry.minor = true;
    entries.push_back(std::move(entry));
  }
}

}  // namespace

Slice family_slice() {
  Slice slice;
  slice.name = "family";
  slice.purpose = record::N_("Familie und Haushalt mit Zeiten, Einwilligung mitberatener Angehöriger, Netzwerkkarte");
  slice.rank = 8;
  slice.routes = routes;
  slice.records = {&household_member_record, &relative_consent_record, &connection_record, &split_record,
                   &network_map_record,      &network_node_record};
  slice.case_tabs = {{record::N_("Familie"), "familie", Right::case_read, 80},
                     {record::N_("Netzwerk"), "netzwerk", Right::case_read, 81}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  return slice;
}

}  // namespace kim::family
