#include "domain/tasks/tasks_slice.h"

#include <unordered_map>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/cases/frame.h"
#include "domain/tasks/task_store.h"
#include "domain/tasks/task_views.h"

namespace kim::tasks {
namespace {

namespace h = kim::html;

constexpr std::chrono::days look_ahead{3};  // "Mein Tag" names what is due until then

void routes(Routes& r) {
  page_routes(r);
  list_routes(r);
  api_routes(r);
}

// ---- Mein Tag ----

DueItem::Level level_of(Urgency urgency) {
  if (urgency == Urgency::overdue) return DueItem::Level::late;
  return urgency == Urgency::today ? DueItem::Level::soon : DueItem::Level::plain;
}

DueItem task_item(const records::Stored<Task>& task, const cases::CaseName& name, Day today) {
  DueItem item{};
  item.title = task.value.title;
  item.meta = name.full_name;
  item.href = task_href(name.id, TaskId(task.id));
  item.badge = tr("Aufgabe");
  item.level = level_of(urgency(task.value, today));
  item.group = "tasks";
  item.done_action = done_action(name.id, TaskId(task.id), "/");
  return item;
}

DueItem item_of(Context& ctx, const store::Listed& listed, const cases::CaseName& name) {
  const auto& task = listed.task;
  DueItem item = task_item(task, name, ctx.today());
  item.day = *task.value.due_on;
  item.responsible = ctx.actor.account;
  if (listed.deputy) item.meta += " · " + trf("in Vertretung für {}", {access::account_name(ctx, task.value.owner)});
  return item;
}

void due(Context& ctx, const access::Scope& scope, const access::Whose&, std::vector<DueItem>& items) {
  const auto list = store::due(ctx.db(), scope, ctx.actor.account, ctx.now, ctx.today() + look_ahead);
  if (list.empty()) return;
  std::vector<CaseId> ids;
  for (const auto& one : list) ids.emplace_back(one.task.parent);
  std::unordered_map<std::int64_t, cases::CaseName> names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name));
  for (const auto& one : list)
    if (const auto name = names.find(one.task.parent); name != names.end())
      items.push_back(item_of(ctx, one, name->second));
}

// ---- one case ----

void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  for (const auto& task : tasks_once(ctx, permit)) {
    if (!task.value.done_on) continue;
    TimelineEntry entry;
    entry.at =
        local_day(task.changed_at) == *task.value.done_on ? task.changed_at : start_of_local_day(*task.value.done_on);
    entry.kind = "task";
    entry.icon = "check";
    entry.title = h::all(trf("Erledigt: {}", {task.value.title}));
    entry.when = german_short(*task.value.done_on, ctx.today());
    entry.meta = h::all(access::account_name(ctx, task.changed_by));
    entry.minor = true;
    entries.push_back(std::move(entry));
  }
}

void open_items(Context& ctx, const access::Permit& permit, std::vector<std::string>& items) {
  for (const auto& task : open_ones(tasks_of(ctx.db(), permit)))
    items.push_back(task.value.due_on
                        ? trf("Aufgabe „{0}“, fällig am {1}", {task.value.title, german(*task.value.due_on)})
                        : trf("Aufgabe „{}“", {task.value.title}));
}

}  // namespace

Slice tasks_slice() {
  Slice slice;
  slice.name = "tasks";
  slice.purpose = N_("Aufgaben und Wiedervorlagen eines Falls");
  slice.rank = 6;
  slice.routes = routes;
  slice.records = {&task_record};
  slice.nav = {{N_("Aufgaben"), "/aufgaben", access::Right::case_list, 30}};
  slice.case_panels = {{CasePanel::Column::main, 20, case_panel}};
  slice.case_tabs = {{N_("Aufgaben"), "aufgaben", access::Right::case_read, 60}};
  slice.due = due;
  slice.timeline = timeline;
  slice.open_items = open_items;
  slice.on_withdrawal = nullptr;  // a blocked case hides its tasks from every list
  return slice;
}

}  // namespace kim::tasks
