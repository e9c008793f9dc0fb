// JSON routes of goals; the same acts as the pages.
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/goals/agreement_text.h"
#include "domain/goals/agreement_views.h"
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

http::Response list_agreements(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto agreements = store::agreements_of(ctx.db(), permit);
  records::opened(ctx, "agreement", 0, records::owner(permit), "api");
  return records::json_of(agreement_record, agreements);
}

http::Response sign(Context& ctx, const Ask& ask) {
  Signing signing;
  if (auto read = json::read(signing_record, ask.request.body, ctx.today(), &signing); !read)
    return error_page(ctx, ask, read.error());
  const auto shown = ask.request.query.get("shown");
  return records::created(SHOW_OR_FAIL(sign_agreement(ctx, ask.id<CaseId>(), signing, shown)));
}

/// What would be signed now: for a program that shows it before it signs.
http::Response text_now(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const std::string text = current_text(ctx, opened, load_plan(ctx.db(), opened.permit));
  records::opened(ctx, "agreement", 0, records::owner(opened.permit), "api");
  json::Writer json;
  json.begin_object();
  json.field("text", text);
  json.field("text_hash", text_hash(text));
  json.end_object();
  return http::json_response(json.take());
}

http::Response list_signatures(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto agreements = store::agreements_of(ctx.db(), permit);
  if (std::ranges::find(agreements, ask.number(1), &records::Stored<Agreement>::id) == agreements.end())
    return error_page(ctx, ask, Error{ErrorCode::not_found, {}, {}, {}});
  const auto signatures = store::signatures_of(ctx.db(), permit, ask.number(1));
  records::opened(ctx, "agreement_signature", ask.number(1), records::owner(permit), "api");
  return records::json_of(signature_record, signatures);
}

http::Response list_hints(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  SHOW_OR_FAIL(store::goal(ctx.db(), permit, ask.id<GoalId>(1)));
  const auto given = store::hints_of(ctx.db(), permit, ask.id<GoalId>(1));
  records::opened(ctx, "goal_hint", 0, records::owner(permit), "api");
  return records::json_of(hints::hint_record, given);
}

http::Response give(Context& ctx, const Ask& ask) {
  hints::Hint hint;
  if (auto read = json::read(hints::hint_record, ask.request.body, ctx.today(), &hint); !read)
    return error_page(ctx, ask, read.error());
  return records::created(SHOW_OR_FAIL(give_hint(ctx, ask.id<CaseId>(), ask.id<GoalId>(1), hint)));
}

http::Response list_reviews(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  SHOW_OR_FAIL(store::goal(ctx.db(), permit, ask.id<GoalId>(1)));
  const auto reviews = store::reviews_of(ctx.db(), permit, ask.id<GoalId>(1));
  records::opened(ctx, "goal_review", 0, records::owner(permit), "api");
  return records::json_of(goal_review_record, reviews);
}

http::Response review(Context& ctx, const Ask& ask) {
  ReviewedGoal one{ask.id<GoalId>(1), ask.request.query.integer("version"), {}};
  if (auto read = json::read(goal_review_record, ask.request.body, ctx.today(), &one.review); !read)
    return error_page(ctx, ask, read.error());
  if (auto saved = review_goals(ctx, ask.id<CaseId>(), {one}); !saved) return error_page(ctx, ask, saved.error());
  return {204, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/goals", needs(Right::case_read), list, "Goals of a case", {}, "goal");
  r.api(Method::post, "/api/v1/cases/{case}/goals", needs(Right::goal_write), create, "Set a goal", "goal");
  r.api(Method::put, "/api/v1/cases/{case}/goals/{goal}", needs(Right::goal_write), change,
        "Change a goal; ?version= is the version it was read in", "goal");
  r.api(Method::get, "/api/v1/cases/{case}/agreement-text", needs(Right::case_read), text_now,
        "The text that would be signed now and its SHA-256");
  r.api(Method::get, "/api/v1/cases/{case}/agreements", needs(Right::case_read), list_agreements,
        "Signed versions of the agreement with their frozen text, oldest first", {}, "agreement");
  r.api(
      Method::post, "/api/v1/cases/{case}/agreements", needs(Right::goal_write), sign,
      "Sign the agreement as it stands; ?shown= is the SHA-256 of the text that was read, needed for drawn signatures",
      "agreement_signing");
  r.api(Method::get, "/api/v1/cases/{case}/agreements/{agreement}/signatures", needs(Right::case_read), list_signatures,
        "What was drawn on the screen below a version: strokes in a box of 900 x 300", {}, "agreement_signature");
  r.api(Method::get, "/api/v1/cases/{case}/goals/{goal}/hints", needs(Right::case_read), list_hints,
        "Structural hints that a goal has given, with their answers", {}, "hint");
  r.api(Method::post, "/api/v1/cases/{case}/goals/{goal}/hints", needs(Right::goal_write), give,
        "Give a structural hint from a stalled goal; refused if its text tells who it is", "hint");
  r.api(Method::get, "/api/v1/cases/{case}/goals/{goal}/reviews", needs(Right::case_read), list_reviews,
        "Reviews of a goal, oldest first", {}, "goal_review");
  r.api(Method::post, "/api/v1/cases/{case}/goals/{goal}/reviews", needs(Right::goal_write), review,
        "Review a goal; ?version= is the version it was read in", "goal_review");
}

}  // namespace kim::goals
