// JSON routes of conferences; the same acts as the pages.
#include "base/i18n.h"
#include "domain/conference/conference_pages.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::conference {
namespace {

using access::Right;
using http::Method;

http::Response no_content() { return {204, {}, {}}; }

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto conferences = store::conferences_of(ctx.db(), permit);
  records::opened(ctx, conference_record.name, 0, records::owner(permit), "api");
  return records::json_of(conference_record, conferences);
}

http::Response parts(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  SHOW_OR_FAIL(store::conference(ctx.db(), permit, ask.id<ConferenceId>(1)));
  const auto bodies = store::parts_of(ctx.db(), permit, ask.id<ConferenceId>(1));
  records::opened(ctx, conference_record.name, ask.number(1), records::owner(permit), "api");
  return records::json_of(part_record, bodies);
}

http::Response post_plan(Context& ctx, const Ask& ask) {
  Conference conference;
  if (auto read = json::read(conference_record, ask.request.body, ctx.today(), &conference); !read)
    return error_page(ctx, ask, read.error());
  const bool looked = ask.request.query.get("looked") == "yes";
  return records::created(SHOW_OR_FAIL(plan(ctx, ask.id<CaseId>(), conference, looked)).value());
}

http::Response post_body(Context& ctx, const Ask& ask) {
  Part part;
  if (auto read = json::read(part_record, ask.request.body, ctx.today(), &part); !read)
    return error_page(ctx, ask, read.error());
  SHOW_OR_FAIL(add_body(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1), part));
  return no_content();
}

/// ?attended= names each body that came, by the id of its part.
http::Response post_hold(Context& ctx, const Ask& ask) {
  Minutes minutes;
  if (auto read = json::read(minutes_record, ask.request.body, ctx.today(), &minutes); !read)
    return error_page(ctx, ask, read.error());
  std::vector<PartId> attended;
  for (const std::string& one : ask.request.query.all("attended"))
    attended.emplace_back(http::Form({{"id", one}}).integer("id", -1));
  SHOW_OR_FAIL(hold(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1), minutes, attended));
  return no_content();
}

http::Response post_cancel(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(cancel(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1)));
  return no_content();
}

http::Response post_agreement(Context& ctx, const Ask& ask) {
  Agreement agreement;
  if (auto read = json::read(agreement_record, ask.request.body, ctx.today(), &agreement); !read)
    return error_page(ctx, ask, read.error());
  return records::created(SHOW_OR_FAIL(agree(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1), agreement)));
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/conferences", needs(Right::case_read), list, "Conferences of a case", {},
        "conference");
  r.api(Method::post, "/api/v1/cases/{case}/conferences", needs(Right::case_write), post_plan,
        "Plan a conference; ?looked=yes says that found words do not tell who the person is", "conference");
  r.api(Method::get, "/api/v1/cases/{case}/conferences/{conference}/bodies", needs(Right::case_read), parts,
        "Bodies of a conference, each with its state", {}, "conference_body");
  r.api(Method::post, "/api/v1/cases/{case}/conferences/{conference}/bodies", needs(Right::case_write), post_body,
        "Ask a body to come; it is left out if its release does not cover the contents", "conference_body");
  r.api(Method::post, "/api/v1/cases/{case}/conferences/{conference}/hold", needs(Right::case_write), post_hold,
        "Minutes of a conference that took place; ?attended= for each body that came", "conference_minutes");
  r.api(Method::post, "/api/v1/cases/{case}/conferences/{conference}/cancel", needs(Right::case_write), post_cancel,
        "Cancel a planned conference");
  r.api(Method::post, "/api/v1/cases/{case}/conferences/{conference}/agreements", needs(Right::case_write),
        post_agreement, "Note what was agreed; it becomes a task or a step", "conference_agreement");
}

}  // namespace kim::conference
