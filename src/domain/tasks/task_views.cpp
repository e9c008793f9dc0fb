#include "domain/tasks/task_views.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/cases/frame.h"
#include "platform/html/decisions.h"

namespace kim::tasks {
namespace {

namespace h = kim::html;
using h::Fragment;

constexpr std::size_t panel_rows = 5;

ui::Due level_of(Urgency urgency) { return urgency == Urgency::overdue ? ui::Due::late : ui::Due::plain; }

ui::ButtonLook small_button(const Task& task) {
  ui::ButtonLook look;
  look.weight = ui::Weight::secondary;
  look.hidden = ": " + task.title;
  look.small = true;
  return look;
}

ui::Row open_row(Context& ctx, const access::Permit& permit, const records::Stored<Task>& task, std::string_view back) {
  ui::Row row;
  row.lead = due_text(task.value, ctx.today());
  row.title = ui::row_title(task_href(permit.case_id(), TaskId(task.id)), task.value.title);
  const bool day_in_front = urgency(task.value, ctx.today()) == Urgency::later;
  row.meta = h::all(meta_text(ctx, task.value, day_in_front ? Say::no_day : Say::day));
  if (permit.may_contact()) row.end = toggle(ctx, permit.case_id(), task, back);
  return row;
}

std::vector<forms::Choice> kind_choices(Day today) {
  std::vector<forms::Choice> choices;
  for (const Code* code : code_list("task_kind").valid_on(today))
    if (code->group == "manual") choices.push_back({code->code, code_label("task_kind", code->code)});
  return choices;
}

/// "ich" first, then the colleagues of the case's team by name.
std::vector<forms::Choice> owner_choices(Context& ctx, const access::Permit& permit) {
  std::vector<forms::Choice> choices{{std::to_string(ctx.actor.account.value()), tr("ich")}};
  for (const access::AccountRow& account : access::accounts(ctx, permit.team()))
    if (account.value.active && !account.value.integration && account.id != ctx.actor.account)
      choices.push_back({std::to_string(account.id.value()), account.value.name});
  return choices;
}

bool any_filled(const forms::Input& input, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (!input.typed.get(name).empty() || !input.error(name).empty()) return true;
  return false;
}

Fragment panel_link(const access::Permit& permit, std::size_t open) {
  const std::string href = cases::case_href(permit.case_id(), "aufgaben");
  if (open > panel_rows) return ui::link(href, trf("Alle {} Aufgaben", {std::to_string(open)}));
  if (!permit.may_contact()) return ui::link(href, tr("Aufgaben"));
  return ui::link(href + "#neu", tr("Aufgabe anlegen"));
}

}  // namespace

Fragment due_text(const Task& task, Day today) {
  switch (urgency(task, today)) {
    case Urgency::none: return {};
    case Urgency::later: return h::all(tr("bis"), " ", ui::date(*task.due_on));
    case Urgency::today:
    case Urgency::overdue: return ui::due(ui::in_days(*task.due_on, today), level_of(urgency(task, today)));
  }
  return {};
}

std::string meta_text(Context& ctx, const Task& task, Say say) {
  std::vector<std::string> parts;
  if (task.kind != "task") parts.push_back(code_label("task_kind", task.kind));
  if (task.owner) parts.push_back(access::account_name(ctx, task.owner));
  if (task.due_on && say == Say::day) parts.push_back(trf("bis {}", {german(*task.due_on)}));
  return text::join(parts, " · ");
}

std::string done_action(CaseId case_id, TaskId id, std::string_view back) {
  return task_href(case_id, id) + "/erledigt?weiter=" + http::percent_encode(back);
}

Fragment toggle(Context& ctx, CaseId case_id, const records::Stored<Task>& task, std::string_view back) {
  ui::ButtonLook look = small_button(task.value);
  if (task.value.done_on)
    return post_form(ctx, task_href(case_id, TaskId(task.id)) + "/offen?weiter=" + http::percent_encode(back),
                     ui::submit(tr("Wieder öffnen"), look), "");
  look.icon = "check";
  look.icon_on_phone = true;
  return post_form(ctx, done_action(case_id, TaskId(task.id), back), ui::submit(tr("Erledigt"), look), "");
}

Fragment open_rows(Context& ctx, const access::Permit& permit, const Tasks& tasks, std::string_view back) {
  std::vector<ui::Row> rows;
  for (const auto& task : tasks) rows.push_back(open_row(ctx, permit, task, back));
  return ui::rows(rows, ui::RowsLook::lead);
}

Fragment done_rows(Context& ctx, const access::Permit& permit, const Tasks& tasks, std::string_view back) {
  std::vector<ui::Row> rows;
  for (const auto& task : tasks) {
    ui::Row row;
    row.title = ui::row_title(task_href(permit.case_id(), TaskId(task.id)), task.value.title);
    row.meta = h::all(
        trf("Erledigt am {0} von {1}", {german(*task.value.done_on), access::account_name(ctx, task.changed_by)}));
    if (permit.may_contact()) row.end = toggle(ctx, permit.case_id(), task, back);
    rows.push_back(std::move(row));
  }
  return ui::rows(rows);
}

Fragment controls(Context& ctx, const access::Permit& permit, const forms::Input& input) {
  forms::Look owner, kind;
  owner.choices = owner_choices(ctx, permit);
  owner.radios = false;
  kind.choices = kind_choices(ctx.today());
  kind.radios = false;
  return h::all(
      forms::error_summary(tr("Die Aufgabe ist noch nicht gespeichert."), input.errors),
      forms::control(task_record, "title", input),
      h::div_(h::cls("kim-fields kim-fields--2"), forms::control(task_record, "due_on", input),
              forms::control(task_record, "owner_id", input, owner)),
      forms::control(task_record, "kind", input, kind),
      ui::fold(tr("Anmerkung"), forms::control(task_record, "note", input, {.optional_mark = false, .text_rows = 3}),
               tr("freiwillig"), any_filled(input, {"note"})));
}

const Tasks& tasks_once(Context& ctx, const access::Permit& permit) {
  return ctx.once<Tasks>(permit.case_id().value(), [&] { return tasks_of(ctx.db(), permit); });
}

Fragment case_panel(Context& ctx, const access::Permit& permit) {
  Tasks tasks = open_ones(tasks_once(ctx, permit));
  const std::size_t open = tasks.size();
  if (tasks.size() > panel_rows) tasks.erase(tasks.begin() + panel_rows, tasks.end());
  ui::SectionHead head{.id = "h-schritte", .title = tr("Nächste Schritte")};
  if (open > 0) head.count = std::to_string(open);
  head.link = panel_link(permit, open);
  if (open == 0) return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Keine Aufgabe offen.")));
  return ui::section(head, open_rows(ctx, permit, tasks, cases::case_href(permit.case_id())));
}

}  // namespace kim::tasks
