// "Aufgaben": all tasks of the actor, of the team, and the done ones; over all cases.
#include <unordered_map>

#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/tasks/task_store.h"
#include "domain/tasks/task_views.h"
#include "platform/html/tables.h"

namespace kim::tasks {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using store::View;

constexpr std::string_view address = "/aufgaben";

struct ViewInfo {
  View view;
  std::string_view code;  // value of ?ansicht=
  std::string_view label;
  std::string_view empty_title, empty_text;
};
constexpr ViewInfo view_infos[] = {
    {View::mine, "", N_("Meine offenen"), N_("Keine Aufgabe offen"),
     N_("Aufgaben legen Sie in einem Fall an, oder gleich beim Erfassen eines Kontakts als nächsten Schritt.")},
    {View::team, "team", N_("Offene im Team"), N_("Im Team ist keine Aufgabe offen"),
     N_("Alle Aufgaben der offenen Fälle sind erledigt.")},
    {View::done, "erledigt", N_("Von mir erledigt"), N_("Noch nichts erledigt"),
     N_("Hier stehen Ihre Aufgaben, die schon erledigt sind.")},
};

const ViewInfo& view_of(const Ask& ask) {
  for (const ViewInfo& info : view_infos)
    if (ask.request.query.get("ansicht") == info.code) return info;
  return view_infos[0];
}

std::string view_href(const ViewInfo& info) {
  return info.code.empty() ? std::string(address) : std::string(address) + "?ansicht=" + std::string(info.code);
}

Fragment view_links(const ViewInfo& current, long long count) {
  std::vector<ui::View> views;
  for (const ViewInfo& info : view_infos) {
    const bool here = &info == &current;
    views.push_back({tr(info.label), view_href(info), here ? count : -1, here});
  }
  return ui::views(tr("Ansicht"), views);
}

using Names = std::unordered_map<std::int64_t, std::string>;

Names names_of(Context& ctx, const access::Scope& scope, const std::vector<store::Listed>& list) {
  std::vector<CaseId> ids;
  for (const auto& one : list) ids.emplace_back(one.task.parent);
  Names names;
  for (auto& name : cases::names_of_cases(ctx, scope, ids)) names.emplace(name.id.value(), std::move(name.full_name));
  return names;
}

ui::Row row_of(Context& ctx, const records::Stored<Task>& task, const Names& names, std::string_view back) {
  const CaseId case_id(task.parent);
  const auto name = names.find(task.parent);
  const bool day_in_front = urgency(task.value, ctx.today()) == Urgency::later;
  const std::string more = meta_text(ctx, task.value, day_in_front ? Say::no_day : Say::day);
  ui::Row row;
  row.lead = task.value.done_on ? ui::date(*task.value.done_on) : due_text(task.value, ctx.today());
  row.title = ui::row_title(task_href(case_id, TaskId(task.id)), task.value.title);
  if (name != names.end()) row.meta = h::all(ui::text_link(cases::case_href(case_id), name->second), " · ", more);
  row.end = toggle(ctx, case_id, task, back);
  return row;
}

Fragment list_of(Context& ctx, const access::Scope& scope, const std::vector<store::Listed>& list,
                 std::string_view back) {
  const Names names = names_of(ctx, scope, list);
  std::vector<ui::Row> rows;
  for (const auto& one : list) rows.push_back(row_of(ctx, one.task, names, back));
  return ui::rows(rows, ui::RowsLook::lead);
}

/// A list of titles is personal data: opening it leaves an entry like every other list.
void note_listed(Context& ctx, const ViewInfo& view, std::size_t rows) {
  const std::string purpose = "tasks " + std::string(view.code.empty() ? "mine" : view.code);
  const std::string words = "rows=" + std::to_string(rows);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = "task",
                   .purpose = purpose,
                   .note = words,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

std::string order_words(View view) {
  return view == View::done ? tr("zuletzt erledigte zuerst") : tr("überfällige zuerst, dann nach Termin");
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  const ViewInfo& view = view_of(ask);
  const access::Whose viewer{ctx.actor.account, ctx.now};
  const long long total = store::count(ctx.db(), scope, viewer, view.view);
  const long long page_number = ui::page_of(ask.request.query, total);
  const auto list = store::list(ctx.db(), scope, viewer, view.view, {(page_number - 1) * ui::kPerPage, ui::kPerPage});
  const std::string here =
      std::string(address) + ui::query_with(ask.request.query, ui::kPageName, std::to_string(page_number));
  Page page;
  page.title = tr("Aufgaben");
  page.nav = address;
  const Fragment body = list.empty()
                            ? ui::empty_state(tr(view.empty_title), tr(view.empty_text))
                            : h::all(ui::table_head(trn("{} Aufgabe", "{} Aufgaben", total), order_words(view.view)),
                                     list_of(ctx, scope, list, here), ui::paging(ask.request.query, total));
  page.content = h::all(view_links(view, total), body);
  note_listed(ctx, view, list.size());
  return show(ctx, std::move(page));
}

}  // namespace

void list_routes(Routes& r) { r.get(address, needs(Right::case_list), show_list, "Eigene Aufgaben und die des Teams"); }

}  // namespace kim::tasks
