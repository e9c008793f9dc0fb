// JSON routes of tasks; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/tasks/task_store.h"
#include "domain/tasks/task_views.h"
#include "platform/json/json.h"

namespace kim::tasks {
namespace {

using access::Right;
using http::Method;

void write_task(json::Writer& json, const records::Stored<Task>& task) {
  json.begin_object();
  json.id_field("id", task.id);
  json.key("version");
  json.number(task.version);
  json.fields(task_record, &task.value);
  json.end_object();
}

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto tasks = tasks_of(ctx.db(), permit);
  records::opened(ctx, "task", 0, records::owner(permit), "api");
  json::Writer json;
  json.begin_array();
  for (const auto& task : tasks) write_task(json, task);
  json.end_array();
  return http::json_response(json.take());
}

http::Response create(Context& ctx, const Ask& ask) {
  Task task;
  SHOW_OR_FAIL(json::read(task_record, ask.request.body, ctx.today(), &task));
  const TaskId id = SHOW_OR_FAIL(create_task(ctx, ask.id<CaseId>(), task));
  json::Writer json;
  json.begin_object();
  json.id_field("id", id.value());
  json.end_object();
  return http::json_response(json.take(), 201);
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
