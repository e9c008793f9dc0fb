// JSON routes of goals; the same acts as the pages.
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/goals/goal_pages.h"
#include "domain/goals/goal_store.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::goals {
namespace {

using access::Right;
using http::Method;

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto goals = store::goals_of(ctx.db(), permit);
  records::opened(ctx, "goal", 0, records::owner(permit), "api");
  return records::json_of(goal_record, goals);
}

http::Response create(Context& ctx, const Ask& ask) {
  Goal goal;
  if (auto read = json::read(goal_record, ask.request.body, ctx.today(), &goal); !read)
    return error_page(ctx, ask, read.error());
  const GoalId id = SHOW_OR_FAIL(set_goal(ctx, ask.id<CaseId>(), goal));
  return records::created(id.value());
}

http::Response change(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::goal_write));
  Goal goal = SHOW_OR_FAIL(store::goal(ctx.db(), permit, ask.id<GoalId>(1))).value;
  if (auto read = json::read(goal_record, ask.request.body, ctx.today(), &goal); !read)
    return error_page(ctx, ask, read.error());
  const auto version = ask.request.query.integer("version");
  if (auto saved = change_goal(ctx, ask.id<CaseId>(), ask.id<GoalId>(1), version, goal); !saved)
    return error_page(ctx, ask, saved.error());
  return {204, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/goals", needs(Right::case_read), list, "Goals of a case", {}, "goal");
  r.api(Method::post, "/api/v1/cases/{case}/goals", needs(Right::goal_write), create, "Set a goal", "goal");
  r.api(Method::put, "/api/v1/cases/{case}/goals/{goal}", needs(Right::goal_write), change,
        "Change a goal; ?version= is the version it was read in", "goal");
}

}  // namespace kim::goals
