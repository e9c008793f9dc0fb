// JSON routes of tasks; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/records/answers.h"
#include "domain/tasks/task_store.h"
#include "domain/tasks/task_views.h"
#include "platform/json/json.h"

namespace kim::tasks {
namespace {

using access::Right;
using http::Method;

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto tasks = tasks_of(ctx.db(), permit);
  records::opened(ctx, "task", 0, records::owner(permit), "api");
  return records::json_of(task_record, tasks);
}

http::Response create(Context& ctx, const Ask& ask) {
  Task task;
  SHOW_OR_FAIL(json::read(task_record, ask.request.body, ctx.today(), &task));
  const TaskId id = SHOW_OR_FAIL(create_task(ctx, ask.id<CaseId>(), task));
  return records::created(id.value());
}

http::Response complete(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(complete_task(ctx, ask.id<CaseId>(), ask.id<TaskId>(1)));
  return {204, {}, {}};
}

http::Response undo(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(undo_complete_task(ctx, ask.id<CaseId>(), ask.id<TaskId>(1)));
  return {204, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/tasks", needs(Right::case_read), list, "Tasks of a case", {}, "task");
  r.api(Method::post, "/api/v1/cases/{case}/tasks", needs(Right::case_contact), create, "Add a task", "task");
  r.api(Method::post, "/api/v1/cases/{case}/tasks/{task}/completion", needs(Right::case_contact), complete,
        "Mark a task as done today");
  r.api(Method::del, "/api/v1/cases/{case}/tasks/{task}/completion", needs(Right::case_contact), undo,
        "Open a done task again");
}

}  // namespace kim::tasks
