#include "domain/goals/goals_slice.h"

#include <map>
#include <unordered_map>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/goals/goal_pages.h"
#include "domain/goals/goal_views.h"
#include "domain/goals/signature.h"

namespace kim::goals {
namespace {

using record::N_;

void routes(Routes& r) {
  review_routes(r);
  agreement_routes(r);  // before "/ziele/{goal}"
  hint_routes(r);
  page_routes(r);
  api_routes(r);
}

void phases(Context& ctx, const access::Permit& permit, std::vector<PhaseMark>& marks) {
  PhaseMark mark{"agreement", std::nullopt, {}, cases::case_href(permit.case_id(), "ziele")};
  const auto& agreements = plan_of(ctx, permit).agreements;
  if (!agreements.empty()) {
    mark.done_on = agreements.front().value.agreed_on;
    if (const auto review = agreements.back().value.review_on) mark.note = trf("Überprüfung am {}", {german(*review)});
  }
  marks.push_back(std::move(mark));
}

TimelineEntry entry_of(const access::Permit& permit, const records::Stored<Goal>& goal, Moment at,
                       const std::string& what) {
  TimelineEntry entry;
  entry.at = at;
  entry.kind = "goal";
  entry.icon = "target";
  entry.title =
      html::all(what, ": „", html::a(html::href(goal_href(permit.case_id(), goal.id)), goal.value.words), "“");
  entry.minor = true;
  return entry;
}

/// One line a review day, however many goals were looked at.
void review_entries(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  std::map<Day, int> reached_on;
  for (const auto& review : store::reviews_of_case(ctx.db(), permit))
    reached_on[*review.value.reviewed_on] += review.value.state == "reached" ? 1 : 0;
  for (const auto& [day, reached] : reached_on) {
    TimelineEntry entry;
    entry.at = start_of_local_day(day);
    entry.kind = "goal";
    entry.icon = "target";
    entry.title =
        html::all(html::a(html::href(cases::case_href(permit.case_id(), "ziele")), tr("Ziele gemeinsam überprüft")),
                  reached == 0 ? std::string() : ", " + trf("{} erreicht", {std::to_string(reached)}));
    entries.push_back(std::move(entry));
  }
}

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  review_entries(ctx, permit, entries);
  for (const auto& goal : plan_of(ctx, permit).goals) {
    entries.push_back(entry_of(permit, goal, goal.created_at, tr("Ziel festgehalten")));
    if (goal.value.reached_on) {
      entries.push_back(entry_of(permit, goal, start_of_local_day(*goal.value.reached_on), tr("Ziel erreicht")));
      entries.back().minor = false;
    }
  }
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  for (const auto& goal : store::goals_of(ctx.db(), permit))
    if (is_open(goal.value))
      items.push_back(trf("Ziel „{}“: {}", {goal.value.words, code_label("goal_state", goal.value.state)}));
}

DueItem due_item(const store::Due& due, const cases::CaseName& name, Day today) {
  DueItem item;
  item.day = due.day;
  item.group = "deadlines";
  item.badge = tr("Ziele");
  item.href = cases::case_href(due.case_id, "ziele");
  item.title =
      due.review ? trf("Zielüberprüfung mit {}", {name.full_name}) : trf("Schritt mit {} fällig", {name.full_name});
  item.meta = trf("vereinbart für den {}", {german(due.day)});
  item.responsible = due.responsible;
  item.level = due.day < today ? DueItem::Level::late : DueItem::Level::plain;
  return item;
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  const auto list = store::due_until(ctx.db(), scope, whose, ctx.today() + std::chrono::days(7));
  std::vector<CaseId> ids;
  for (const auto& one : list) ids.push_back(one.case_id);
  std::unordered_map<std::int64_t, cases::CaseName> names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name));
  for (const auto& one : list)
    if (const auto name = names.find(one.case_id.value()); name != names.end())
      items.push_back(due_item(one, name->second, ctx.today()));
}

}  // namespace

Slice goals_slice() {
  Slice slice;
  slice.name = "goals";
  slice.purpose = N_("Zielvereinbarung: Ziele in den Worten der Person, Schritte, Hinderungsgründe");
  slice.rank = 6;
  slice.routes = routes;
  slice.records = {&goal_record,      &step_record,        &agreement_record, &signing_record,
                   &signature_record, &goal_review_record, &goal_hint_record};
  slice.case_panels = {{CasePanel::Column::main, 10, panel}};
  slice.case_tabs = {{N_("Ziele"), "ziele", access::Right::case_read, 40}};
  slice.due = due;
  slice.timeline = timeline;
  slice.phases = phases;
  slice.open_items = open_items;
  return slice;
}

}  // namespace kim::goals
