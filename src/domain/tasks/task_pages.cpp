// Pages of the tasks of one case. The list over all cases is in task_list_pages.cpp.
#include <algorithm>

#include "base/i18n.h"
#include "domain/cases/frame.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "domain/tasks/task_store.h"
#include "domain/tasks/task_views.h"
#include "platform/html/decisions.h"

namespace kim::tasks {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view tab = "aufgaben";

/// Where to go after "Erledigt": a path of ours, else the case's tasks.
std::string way_back(const Ask& ask) {
  const std::string_view wanted = ask.request.query.get("weiter");
  const bool local =
      wanted.starts_with('/') && !wanted.starts_with("//") && wanted.find_first_of("\\\r\n") == std::string_view::npos;
  return local ? std::string(wanted) : cases::case_href(ask.id<CaseId>(), tab);
}

// ---- the tasks of a case ----

forms::Input new_input(const Context& ctx) {
  Task task;
  task.owner = ctx.actor.account;
  return forms::input_from(task_record, &task);
}

Fragment add_section(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  const std::string action = cases::case_href(opened.permit.case_id(), tab);
  return ui::section(
      {.id = "neu", .title = tr("Neue Aufgabe")},
      post_form(ctx, action,
                h::all(controls(ctx, opened.permit, input), ui::form_actions(ui::submit(tr("Aufgabe speichern"))))));
}

Fragment open_section(Context& ctx, const cases::OpenCase& opened, const Tasks& open, std::string_view back) {
  if (open.empty())
    return ui::empty_state(
        tr("Keine Aufgabe offen"),
        trf("Was für {} als Nächstes zu tun ist, tragen Sie hier ein. Es erscheint am fälligen Tag unter „Mein Tag“.",
            {opened.frame.addressed}));
  return ui::section({.id = "h-offen", .title = tr("Offen"), .count = std::to_string(open.size())},
                     open_rows(ctx, opened.permit, open, back));
}

/// Newest first.
Tasks done_ones(Tasks tasks) {
  std::erase_if(tasks, [](const auto& task) { return !task.value.done_on; });
  std::sort(tasks.begin(), tasks.end(),
            [](const auto& a, const auto& b) { return std::pair(a.changed_at, a.id) > std::pair(b.changed_at, b.id); });
  return tasks;
}

http::Response tasks_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  const std::string back = cases::case_href(opened.permit.case_id(), tab);
  const Tasks tasks = tasks_of(ctx.db(), opened.permit);
  const Tasks open = open_ones(tasks), done_tasks = done_ones(tasks);
  Page page;
  page.title = trf("Was ist für {} zu tun?", {opened.frame.addressed});
  page.title_detail = tr("Aufgaben") + ", " + opened.frame.name;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = h::all(open_section(ctx, opened, open, back),
                        h::when(opened.permit.may_contact(), [&] { return add_section(ctx, opened, input); }),
                        h::when(!done_tasks.empty(), [&] {
                          return ui::section(
                              {.id = "h-erledigt", .title = tr("Erledigt"), .count = std::to_string(done_tasks.size())},
                              done_rows(ctx, opened.permit, done_tasks, back));
                        }));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab);
}

http::Response show_tasks(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  return tasks_page(ctx, opened, new_input(ctx));
}

/// Wrong input stays on the page; every other error has a page of its own.
bool belongs_to_form(const Error& error) { return error.code == ErrorCode::invalid && !error.fields.empty(); }

http::Response post_task(Context& ctx, const Ask& ask) {
  Task task;
  forms::Input input{ask.form, forms::parse(task_record, ask.form, ctx.today(), &task)};
  if (input.errors.empty()) {
    auto saved = create_task(ctx, ask.id<CaseId>(), task);
    if (saved) return done(ctx, cases::case_href(ask.id<CaseId>(), tab), tr("Aufgabe gespeichert"));
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  return tasks_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact)), input);
}

// ---- one task ----

Fragment edit_form(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const std::string& href,
                   std::int64_t version) {
  return post_form(
      ctx, href,
      h::all(h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(version))),
             controls(ctx, opened.permit, input),
             ui::form_actions(ui::submit(tr("Aufgabe speichern")), cases::case_href(opened.permit.case_id(), tab))));
}

Fragment task_side(Context& ctx, const cases::OpenCase& opened, const records::Stored<Task>& task) {
  const CaseId id = opened.permit.case_id();
  const std::string state =
      task.value.done_on ? trf("Erledigt am {}", {german(*task.value.done_on)}) : tr("Noch offen");
  const Fragment button =
      h::when(opened.permit.may_contact(), [&] { return toggle(ctx, id, task, cases::case_href(id, tab)); });
  return h::all(ui::panel("h-stand", tr("Stand"), h::all(h::p(state), button)),
                ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                          records::history_view(ctx, store::tasks(), records::owner(opened.permit), task.id)));
}

Fragment task_main(Context& ctx, const cases::OpenCase& opened, const records::Stored<Task>& task,
                   const forms::Input& input, std::int64_t version) {
  if (opened.permit.may_contact())
    return edit_form(ctx, opened, input, task_href(opened.permit.case_id(), TaskId(task.id)), version);
  return forms::facts(task_record, &task.value);
}

http::Response task_page(Context& ctx, const cases::OpenCase& opened, const records::Stored<Task>& task,
                         const forms::Input& input, std::int64_t version) {
  Page page;
  page.title = task.value.title;
  page.title_detail = tr("Aufgabe") + ", " + opened.frame.name;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = ui::split(task_main(ctx, opened, task, input, version), task_side(ctx, opened, task));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Aufgabe"));
}

http::Response show_task(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const auto task = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<TaskId>(1)));
  return task_page(ctx, opened, task, forms::input_from(task_record, &task.value), task.version);
}

http::Response conflict_page(Context& ctx, const Ask& ask, const Task& mine) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto theirs = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, ask.id<TaskId>(1)));
  const std::string href = task_href(opened.permit.case_id(), TaskId(theirs.id));
  Page page =
      records::conflict_page(ctx, tr("Diese Aufgabe hat inzwischen jemand anderes geändert"), store::tasks(),
                             records::owner(opened.permit), theirs, ask.form.integer("version"), mine, {href, href});
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Zwei Fassungen"));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const auto case_id = ask.id<CaseId>();
  const auto id = ask.id<TaskId>(1);
  const std::int64_t version = ask.form.integer("version");
  Task task;
  forms::Input input{ask.form, forms::parse(task_record, ask.form, ctx.today(), &task)};
  if (input.errors.empty()) {
    auto saved = change_task(ctx, case_id, id, version, task);
    if (saved) return done(ctx, cases::case_href(case_id, tab), tr("Aufgabe gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, task);
    if (!belongs_to_form(saved.error())) return error_page(ctx, ask, saved.error());
    input.errors = std::move(saved.error().fields);
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_contact));
  const auto now = SHOW_OR_FAIL(store::one(ctx.db(), opened.permit, id));
  return task_page(ctx, opened, now, input, version);
}

http::Response post_done(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(complete_task(ctx, ask.id<CaseId>(), ask.id<TaskId>(1)));
  return done(ctx, way_back(ask), tr("Aufgabe erledigt"));
}

http::Response post_open(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(undo_complete_task(ctx, ask.id<CaseId>(), ask.id<TaskId>(1)));
  return done(ctx, way_back(ask), tr("Aufgabe wieder geöffnet"));
}

}  // namespace

void page_routes(Routes& r) {
  r.get("/faelle/{case}/aufgaben", needs(Right::case_read), show_tasks, "Aufgaben eines Falls");
  r.post("/faelle/{case}/aufgaben", needs(Right::case_contact), post_task, "Aufgabe anlegen");
  r.get("/faelle/{case}/aufgaben/{task}", needs(Right::case_read), show_task, "Eine Aufgabe");
  r.post("/faelle/{case}/aufgaben/{task}", needs(Right::case_contact), post_change, "Aufgabe ändern");
  r.post("/faelle/{case}/aufgaben/{task}/erledigt", needs(Right::case_contact), post_done, "Aufgabe erledigt");
  r.post("/faelle/{case}/aufgaben/{task}/offen", needs(Right::case_contact), post_open, "Aufgabe wieder öffnen");
}

}  // namespace kim::tasks
