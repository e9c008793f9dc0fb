#include "domain/goals/goal_views.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "platform/html/timeline.h"

namespace kim::goals {
namespace {

using namespace html;

ui::Tone tone_of(const Goal& goal) {
  if (goal.state == "stalled" || goal.state == "not_reached") return ui::Tone::warning;
  if (goal.state == "reached" || goal.state == "partly_reached") return ui::Tone::success;
  return goal.state == "in_progress" ? ui::Tone::info : ui::Tone::neutral;
}

Fragment meta_of(const Goal& goal) {
  std::vector<Fragment> parts;
  if (!goal.field.empty()) parts.push_back(all(code_label("field_of_action", goal.field)));
  if (!goal.field.empty() && goal.until) parts.push_back(br());
  if (goal.until) parts.push_back(all(tr("bis"), " ", ui::date(*goal.until)));
  return all(parts);
}

std::string obstacle_of(const Goal& goal) {
  if (goal.obstacle.empty()) return {};
  std::string text = code_label("obstacle", goal.obstacle);
  if (!goal.obstacle_note.empty()) text += ": " + goal.obstacle_note;
  return text;
}

ui::Goal card_of(const Plan& plan, const records::Stored<Goal>& goal) {
  const Progress done = progress(plan.steps_of(goal.id));
  ui::Goal card;
  card.id = "ziel-" + std::to_string(goal.id);
  card.words = goal.value.words;
  card.badge = state_badge(goal.value);
  card.agreed = goal.value.agreed;
  card.done = done.done;
  card.steps = done.of;
  card.meta = meta_of(goal.value);
  card.href = goal_href(plan.case_id, goal.id);
  card.obstacle = obstacle_of(goal.value);
  return card;
}

Fragment closed_line(const Plan& plan, const records::Stored<Goal>& goal) {
  const std::string state = code_label("goal_state", goal.value.state);
  return p(cls("kim-meta kim-section__lead"), state, ": ",
           a(href(goal_href(plan.case_id, goal.id)), "„", goal.value.words, "“"),
           when(goal.value.reached_on.has_value(), [&] { return all(" (", ui::date(*goal.value.reached_on), ")"); }));
}

int open_count(const Plan& plan) {
  return static_cast<int>(
      std::count_if(plan.goals.begin(), plan.goals.end(), [](const auto& g) { return is_open(g.value); }));
}

Fragment agreement_link(const Plan& plan) {
  const std::string base = cases::case_href(plan.case_id, "ziele");
  if (plan.agreements.empty()) return ui::link(base, tr("Ziele festhalten"));
  return ui::link(base, trf("Zielvereinbarung vom {}", {german(*plan.agreements.back().value.agreed_on)}));
}

Fragment step_end(Context& ctx, const access::Permit& permit, std::int64_t goal, const records::Stored<Step>& step) {
  if (!permit.may_write()) return {};
  const std::string base = goal_href(permit.case_id(), goal) + "/schritte/" + std::to_string(step.id);
  ui::ButtonLook look;
  look.weight = ui::Weight::secondary;
  look.small = true;
  look.hidden = ": " + step.value.what;
  if (step.value.done_on) return post_form(ctx, base + "/offen", ui::submit(tr("Wieder öffnen"), look), "");
  look.icon = "check";
  return post_form(ctx, base + "/erledigt", ui::submit(tr("Erledigt"), look), "");
}

Fragment step_lead(const Step& step, Day today) {
  if (step.done_on) return all(tr("erledigt"), " ", ui::date(*step.done_on));
  if (!step.until) return all(tr("ohne Termin"));
  const bool late = *step.until < today;
  return late ? ui::due(ui::in_days(*step.until, today), ui::Due::late) : all(tr("bis"), " ", ui::date(*step.until));
}

}  // namespace

std::vector<records::Stored<Step>> Plan::steps_of(std::int64_t goal) const {
  std::vector<records::Stored<Step>> list;
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(list),
               [&](const auto& step) { return step.parent == goal; });
  return list;
}

Plan load_plan(db::Connection& db, const access::Permit& permit) {
  return {permit.case_id(), store::goals_of(db, permit), store::steps_of_case(db, permit),
          store::agreements_of(db, permit)};
}

const Plan& plan_of(Context& ctx, const access::Permit& permit) {
  return ctx.once<Plan>(permit.case_id().value(), [&] { return load_plan(ctx.db(), permit); });
}

std::string goal_href(CaseId case_id, std::int64_t goal) {
  return cases::case_href(case_id, "ziele") + "/" + std::to_string(goal);
}

Fragment state_badge(const Goal& goal) { return ui::badge(tone_of(goal), code_label("goal_state", goal.state)); }

Fragment cards(const Plan& plan) {
  std::vector<ui::Goal> open;
  std::vector<Fragment> closed;
  for (const auto& goal : plan.goals) {
    if (is_open(goal.value))
      open.push_back(card_of(plan, goal));
    else
      closed.push_back(closed_line(plan, goal));
  }
  return all(when(!open.empty(), [&] { return ui::goals(open); }), closed);
}

Fragment panel(Context& ctx, const access::Permit& permit) {
  const Plan& plan = plan_of(ctx, permit);
  const ui::SectionHead head{.id = "h-ziele",
                             .title = tr("Ziele"),
                             .count = trf("{} offen", {std::to_string(open_count(plan))}),
                             .link = agreement_link(plan)};
  if (plan.goals.empty())
    return ui::section({.id = "h-ziele", .title = tr("Ziele"), .link = agreement_link(plan)},
                       p(cls("kim-meta kim-section__lead"),
                         tr("Noch keine Ziele. Sie entstehen gemeinsam nach der Falleinschätzung.")));
  return ui::section(head, cards(plan));
}

Fragment step_list(Context& ctx, const cases::Frame& frame, const access::Permit& permit, std::int64_t goal,
                   const std::vector<records::Stored<Step>>& steps) {
  const std::string case_manager = access::account_name(ctx, permit.responsible());
  std::vector<ui::Row> rows;
  for (const auto& step : steps) {
    ui::Row row;
    row.lead = step_lead(step.value, ctx.today());
    row.title = span(cls("kim-strong"), step.value.what);
    row.meta = all(who_does(step.value, frame.addressed, case_manager));
    row.end = step_end(ctx, permit, goal, step);
    row.stack = true;
    rows.push_back(std::move(row));
  }
  return ui::rows(rows, ui::RowsLook::lead);
}

}  // namespace kim::goals
