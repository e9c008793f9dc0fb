#include "domain/conference/conference_slice.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/conference/conference_pages.h"

namespace kim::conference {
namespace {

constexpr std::chrono::days ahead{7};

void routes(Routes& r) {
  case_routes(r);
  conduct_routes(r);
  print_routes(r);
  api_routes(r);
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  const auto lines = store::planned(ctx.db(), scope, whose, ctx.today() + ahead);
  if (lines.empty()) return;
  std::vector<CaseId> ids;
  for (const auto& line : lines) ids.push_back(line.case_id);
  std::unordered_map<std::int64_t, std::string> names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name.full_name));
  for (const auto& line : lines) {
    const auto name = names.find(line.case_id.value());
    if (name == names.end()) continue;  // a protected person
    DueItem item{};
    const bool over = line.on < ctx.today();
    item.day = line.on;
    item.title = over ? tr("Protokoll der Fallkonferenz schreiben") : tr("Fallkonferenz");
    item.meta = name->second;
    item.href = href_of(line.case_id, line.id.value());
    item.badge = tr("Fallkonferenz");
    item.group = "deadlines";
    item.level = over ? DueItem::Level::late : DueItem::Level::plain;
    item.responsible = line.responsible;
    items.push_back(std::move(item));
  }
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& one : store::conferences_of(ctx.db(), permit)) {
    if (one.value.state != "held" || !one.value.held_on) continue;
    TimelineEntry entry;
    entry.at = start_of_local_day(*one.value.held_on);
    entry.kind = "contact";
    entry.icon = "group";
    entry.title = html::all(html::a(html::href(href_of(permit.case_id(), one.id)), tr("Fallkonferenz")));
    entry.when = german_short(*one.value.held_on, ctx.today());
    entry.text = ui::lines(one.value.minutes);
    entries.push_back(std::move(entry));
  }
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  for (const auto& one : store::conferences_of(ctx.db(), permit))
    if (one.value.state == "planned") items.push_back(trf("Fallkonferenz am {} ist geplant", {german(*one.value.on)}));
}

}  // namespace

Slice conference_slice() {
  Slice slice;
  slice.name = "conference";
  slice.purpose = record::N_("Fallkonferenzen: Prüfung je Stelle, anonymisierte Form, Protokoll und Vereinbarungen");
  slice.rank = 8;
  slice.routes = routes;
  slice.records = {&conference_record, &part_record, &agreement_record, &minutes_record};
  slice.case_tabs = {{record::N_("Konferenzen"), tab, access::Right::case_read, 55}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  slice.on_withdrawal = stop_all;
  slice.on_release_withdrawn = stop_towards;
  return slice;
}

}  // namespace kim::conference
