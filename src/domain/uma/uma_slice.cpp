#include "domain/uma/uma_slice.h"

#include <unordered_map>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/uma/uma_pages.h"

namespace kim::uma {
namespace {

using html::Fragment;
using std::chrono::days;

bool on_path(const access::Permit& permit) { return permit.path() == access::Path::uma; }

void routes(Routes& r) {
  page_routes(r);
  api_routes(r);
}

/// The clock on the case page; a regional case has none.
Fragment clock_panel(Context& ctx, const access::Permit& permit) {
  if (!on_path(permit)) return {};
  const Rows& rows = rows_once(ctx, permit);
  const std::string href = cases::case_href(permit.case_id(), tab);
  const auto now = clock(rows, ctx.today());
  const Fragment link = ui::link(href, tr("UmA-Weg"));
  if (now)
    return ui::panel("h-uma-uhr", tr("Die ersten sechs Monate"), clock_view(*now, ctx.today(), "uma-uhr"),
                     {.link = link});
  for (const StageMark& mark : path(rows, ctx.today()))
    if (mark.state == StageState::now)
      return ui::panel("h-uma-uhr", tr("UmA-Weg"), html::p(trf("Als Nächstes: {}", {label(mark.stage)})),
                       {.link = ui::link(href, tr("Öffnen"), tr(", UmA-Weg"))});
  return ui::panel("h-uma-uhr", tr("UmA-Weg"), html::p(tr("Der Weg ist zu Ende.")),
                   {.link = ui::link(href, tr("Öffnen"), tr(", UmA-Weg"))});
}

TimelineEntry entry_of(const access::Permit& permit, Day on, std::string icon, const std::string& title) {
  TimelineEntry entry;
  entry.at = start_of_local_day(on);
  entry.kind = "case";
  entry.icon = std::move(icon);
  entry.title = html::all(html::a(html::href(cases::case_href(permit.case_id(), tab)), title));
  entry.when = german(on);
  return entry;
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  if (!on_path(permit)) return;
  const Rows& rows = rows_once(ctx, permit);
  for (const auto& talk : rows.talks) {
    entries.push_back(entry_of(permit, *talk.value.held_on, "group", code_label("uma_talk_kind", talk.value.kind)));
    entries.back().text = ui::lines(talk.value.agreed);
  }
  for (const auto& work : rows.works) {
    if (*work.value.started_on > ctx.today()) continue;
    entries.push_back(entry_of(permit, *work.value.started_on, "flag",
                               tr("Beginn der Arbeit") + ": " + code_label("uma_work_kind", work.value.kind)));
  }
  if (rows.check) entries.push_back(entry_of(permit, *rows.check->value.checked_on, "check", tr("Zielgruppe geprüft")));
  if (rows.ending)
    entries.push_back(
        entry_of(permit, *rows.ending->value.ended_on, "flag", code_label("uma_ending_kind", rows.ending->value.kind)));
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  if (!on_path(permit)) return;
  const Rows& rows = rows_once(ctx, permit);
  for (const auto& focus : rows.focuses)
    if (is_open(focus.value))
      items.push_back(trf("Schwerpunkt „{0}“: {1}", {code_label("uma_focus_kind", focus.value.kind),
                                                     code_label("uma_focus_state", focus.value.state)}));
  const auto now = clock(rows, ctx.today());
  if (now && now->state == ClockState::running)
    items.push_back(trf("Die ersten sechs Monate in Arbeit laufen noch bis zum {}.", {german(now->end)}));
  if (!rows.ending) items.push_back(tr("Rückgabe oder Abschluss mit der UmA-Hilfe ist noch nicht festgehalten."));
}

std::string title_of(store::Due::What what, const std::string& name) {
  switch (what) {
    case store::Due::What::coordination: return trf("Gespräch mit der UmA-Hilfe zu {}", {name});
    case store::Due::What::work_talk: return trf("Gespräch zur Arbeit mit {}", {name});
    case store::Due::What::six_months: break;
  }
  return trf("Sechs Monate Arbeit: Rückgabe oder Abschluss für {}", {name});
}

DueItem due_item(const store::Due& due, const std::string& name, Day today) {
  DueItem item;
  item.day = due.day;
  item.group = "deadlines";
  item.badge = tr("UmA");
  item.href = cases::case_href(due.case_id, tab);
  item.title = title_of(due.what, name);
  item.meta = due.what == store::Due::What::six_months ? trf("Ende der sechs Monate am {}", {german(due.day)})
                                                       : trf("fällig am {}", {german(due.day)});
  item.responsible = due.responsible;
  item.level = due.day < today ? DueItem::Level::late : DueItem::Level::plain;
  return item;
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  const Day today = ctx.today();
  const auto list = store::due_until(ctx.db(), scope, whose, today + days(7), today + days(end_lead_days));
  std::vector<CaseId> ids;
  for (const auto& one : list) ids.push_back(one.case_id);
  std::unordered_map<std::int64_t, std::string> names;
  for (const auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), name.full_name);
  for (const auto& one : list)
    if (const auto name = names.find(one.case_id.value()); name != names.end())
      items.push_back(due_item(one, name->second, today));
}

}  // namespace

Slice uma_slice() {
  Slice slice;
  slice.name = "uma";
  slice.purpose = N_(
      "Weg junger unbegleiteter Geflüchteter: Abstimmung mit der UmA-Hilfe, Schwerpunkte, erste sechs Monate Arbeit");
  slice.rank = 8;
  slice.routes = routes;
  slice.records = {&talk_record, &target_check_record, &duty_record, &focus_record, &work_record, &ending_record};
  slice.case_panels = {{CasePanel::Column::side, 5, clock_panel}};
  slice.case_tabs = {{N_("UmA-Weg"), "uma", access::Right::case_read, 5, access::Path::uma}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  return slice;
}

}  // namespace kim::uma
