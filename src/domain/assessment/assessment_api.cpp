// JSON routes of Erstgespräch, Falleinschätzung and decision; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/assessment/assessment_pages.h"
#include "domain/assessment/assessment_store.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::assessment {
namespace {

using access::Right;
using http::Method;
using records::Stored;

/// Permit to read, with the read entry written.
Result<access::Permit> reader(Context& ctx, const Ask& ask, std::string_view what) {
  auto permit = TRY(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  records::opened(ctx, what, 0, records::owner(permit), "api");
  return permit;
}

http::Response get_intake(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(reader(ctx, ask, intake_record.name));
  const auto intake = store::intake_of(ctx.db(), permit);
  if (!intake) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  return records::json_of(intake_record, *intake);
}

http::Response post_intake(Context& ctx, const Ask& ask) {
  Intake intake;
  SHOW_OR_FAIL(json::read(intake_record, ask.request.body, ctx.today(), &intake));
  return records::created(SHOW_OR_FAIL(hold_intake(ctx, ask.id<CaseId>(), intake)).value());
}

http::Response put_intake(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::assessment_write));
  auto before = store::intake_of(ctx.db(), permit);
  if (!before) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  SHOW_OR_FAIL(json::read(intake_record, ask.request.body, ctx.today(), &before->value));
  SHOW_OR_FAIL(change_intake(ctx, ask.id<CaseId>(), ask.request.query.integer("version"), before->value));
  return {204, {}, {}};
}

void write_lines(json::Writer& json, const std::vector<Stored<AssessmentLine>>& lines, std::int64_t sheet) {
  json.key("lines");
  json.begin_array();
  for (const auto& line : lines) {
    if (line.parent != sheet) continue;
    records::begin_json(json, assessment_line_record, line);
    json.end_object();
  }
  json.end_array();
}

http::Response get_assessments(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(reader(ctx, ask, assessment_record.name));
  const auto lines = store::lines_of_case(ctx.db(), permit);
  json::Writer json;
  json.begin_array();
  for (const auto& sheet : store::assessments_of(ctx.db(), permit)) {
    records::begin_json(json, assessment_record, sheet);
    write_lines(json, lines, sheet.id);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response get_decisions(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(reader(ctx, ask, decision_record.name));
  json::Writer json;
  json.begin_array();
  for (const auto& decision : store::decisions_of(ctx.db(), permit)) {
    records::begin_json(json, decision_record, decision);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response post_decision(Context& ctx, const Ask& ask) {
  Decision decision;
  SHOW_OR_FAIL(json::read(decision_record, ask.request.body, ctx.today(), &decision));
  return records::created(SHOW_OR_FAIL(decide(ctx, ask.id<CaseId>(), decision)));
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/intake", needs(Right::case_read), get_intake, "First conversation of a case",
        {}, "intake");
  r.api(Method::post, "/api/v1/cases/{case}/intake", needs(Right::assessment_write), post_intake,
        "Note the first conversation", "intake");
  r.api(Method::put, "/api/v1/cases/{case}/intake", needs(Right::assessment_write), put_intake,
        "Change the first conversation; ?version= is the version it was read in", "intake");
  r.api(Method::get, "/api/v1/cases/{case}/assessments", needs(Right::case_read), get_assessments,
        "Assessments of a case with their lines, oldest first", {}, "assessment");
  r.api(Method::get, "/api/v1/cases/{case}/decisions", needs(Right::case_read), get_decisions,
        "Decisions of a case, oldest first", {}, "decision");
  r.api(Method::post, "/api/v1/cases/{case}/decisions", needs(Right::assessment_write), post_decision,
        "Decide how the case goes on", "decision");
}

}  // namespace kim::assessment
