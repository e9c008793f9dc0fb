#include "domain/assessment/assessment_slice.h"

#include <unordered_map>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/assessment/assessment_views.h"
#include "domain/assessment/closing_view.h"

namespace kim::assessment {
namespace {

using store::Event;

void routes(Routes& r) {
  intake_routes(r);
  assessment_routes(r);
  sheet_routes(r);
  compare_routes(r);
  decision_routes(r);
  api_routes(r);
}

// ---- where the case stands ----

/// The first intake and the first finished assessment did the step; of decisions the latest holds.
void mark(const Event& event, PhaseMark& intake, PhaseMark& assessment, PhaseMark& decision) {
  switch (event.kind) {
    case Event::Kind::intake: intake.done_on = event.on; return;
    case Event::Kind::assessment:
      if (event.code == "done" && !assessment.done_on)
        assessment.done_on = event.on;
      else
        assessment.note = event.code == "done" ? trf("zuletzt am {}", {german(event.on)})
                                               : trf("in Arbeit seit {}", {german(event.on)});
      return;
    case Event::Kind::decision: decision.done_on = event.on; return;  // the case itself names what was decided
  }
}

void phases(Context& ctx, const access::Permit& permit, std::vector<PhaseMark>& marks) {
  const CaseId id = permit.case_id();
  PhaseMark intake{"intake", std::nullopt, {}, intake_href(id)};
  PhaseMark assessment{"assessment", std::nullopt, {}, cases::case_href(id, tab)};
  PhaseMark decision{"decision", std::nullopt, {}, decision_href(id)};
  for (const Event& event : store::events_of(ctx.db(), permit)) mark(event, intake, assessment, decision);
  marks.insert(marks.end(), {intake, assessment, decision});
}

// ---- timeline ----

/// The moment it was noted, if that was on the day itself.
Moment moment_of(const Event& event) {
  return local_day(event.noted_at) == event.on ? event.noted_at : start_of_local_day(event.on);
}

html::Fragment title_of(CaseId id, const Event& event) {
  switch (event.kind) {
    case Event::Kind::intake: return ui::text_link(intake_href(id), tr("Erstgespräch"));
    case Event::Kind::assessment: return ui::text_link(sheet_href(id, event.id), tr("Falleinschätzung abgeschlossen"));
    case Event::Kind::decision: break;
  }
  return html::all(tr("Entscheidung:"), " ", ui::text_link(decision_href(id), code_label("decision", event.code)));
}

std::string_view icon_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::intake: return "talk";
    case Event::Kind::assessment: return "scale";
    case Event::Kind::decision: break;
  }
  return "flag";
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const Event& event : store::events_of(ctx.db(), permit)) {
    if (event.kind == Event::Kind::assessment && event.code != "done") continue;
    TimelineEntry entry;
    entry.at = moment_of(event);
    entry.kind = "assessment";
    entry.icon = icon_of(event.kind);
    entry.title = title_of(permit.case_id(), event);
    entries.push_back(std::move(entry));
  }
}

// ---- due, and still open ----

DueItem due_item(const store::Aged& aged, const cases::CaseName& name) {
  DueItem item;
  item.day = reassess_on(aged.on);
  item.group = "deadlines";
  item.badge = tr("Einschätzung");
  item.href = cases::case_href(aged.case_id, tab);
  item.title = trf("Neue Einschätzung mit {} vorgeschlagen", {name.full_name});
  item.meta = trf("letzte vom {}", {german(aged.on)});
  item.responsible = aged.responsible;
  return item;
}

/// Half a year after the last assessment; a suggestion, so it never turns red.
void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  constexpr auto shortest_half_year = std::chrono::days(181);
  const Day until = ctx.today() + std::chrono::days(7);
  const auto list = store::assessed_until(ctx.db(), scope, whose, until - shortest_half_year);
  std::vector<CaseId> ids;
  for (const store::Aged& one : list) ids.push_back(one.case_id);
  std::unordered_map<std::int64_t, cases::CaseName> names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name));
  for (const store::Aged& one : list)
    if (const auto name = names.find(one.case_id.value()); name != names.end() && reassess_on(one.on) <= until)
      items.push_back(due_item(one, name->second));
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  for (const Event& event : store::events_of(ctx.db(), permit))
    if (event.kind == Event::Kind::assessment && event.code == "open")
      items.push_back(trf("Falleinschätzung vom {}: noch nicht abgeschlossen", {german(event.on)}));
}

}  // namespace

Slice assessment_slice() {
  Slice slice;
  slice.name = "assessment";
  slice.purpose = N_("Fallverstehen: Erstgespräch, Falleinschätzung mit Bedürfnis und Bedarf, Entscheidung");
  slice.rank = 6;
  slice.routes = routes;
  slice.records = {&intake_record, &assessment_record, &assessment_line_record, &decision_record};
  slice.case_panels = {{CasePanel::Column::main, 0, danger_panel}, {CasePanel::Column::main, 20, panel}};
  slice.case_tabs = {{N_("Falleinschätzung"), tab, access::Right::case_read, 30}};
  slice.due = due;
  slice.timeline = timeline;
  slice.phases = phases;
  slice.open_items = open_items;
  slice.closing = closing_view;
  return slice;
}

}  // namespace kim::assessment
