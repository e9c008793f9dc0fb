// JSON routes of handovers and absences; the same acts as the pages.
#include "base/i18n.h"
#include "domain/consent/consent_views.h"
#include "domain/handover/handover_pages.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::handover {
namespace {

using access::Right;
using http::Method;

http::Response no_content() { return {204, {}, {}}; }

http::Response list_of_case(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto list = store::handovers_of(ctx.db(), permit);
  records::opened(ctx, handover_record.name, 0, records::owner(permit), "api");
  return records::json_of(handover_record, list);
}

http::Response offers(Context& ctx, const Ask&) {
  const auto lines = store::offered_to(ctx.db(), ctx.actor.team, ctx.actor.employer);
  json::Writer json;
  json.begin_array();
  for (const store::Line& line : lines) {
    if (line.from == ctx.actor.account) continue;
    json.begin_object();
    json.id_field("id", line.id.value());
    json.id_field("case_id", line.case_id.value());
    json.id_field("from_account_id", line.from.value());
    json.id_field("to_account_id", line.to.value());
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response offer(Context& ctx, const Ask& ask) {
  Handover handover;
  if (auto read = json::read(handover_record, ask.request.body, ctx.today(), &handover); !read)
    return error_page(ctx, ask, read.error());
  return records::created(SHOW_OR_FAIL(propose(ctx, ask.id<CaseId>(), handover)).value());
}

http::Response recall(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(take_back(ctx, ask.id<CaseId>(), ask.id<HandoverId>(1)));
  return no_content();
}

/// The body is the new consent; empty if the controller stays.
http::Response take(Context& ctx, const Ask& ask) {
  std::optional<consent::Consent> anew;
  if (!ask.request.body.empty()) {
    anew = consent::new_consent(ctx);
    if (auto read = json::read(consent::consent_record, ask.request.body, ctx.today(), &*anew); !read)
      return error_page(ctx, ask, read.error());
  }
  SHOW_OR_FAIL(accept(ctx, ask.id<HandoverId>(), anew));
  return no_content();
}

http::Response refuse(Context& ctx, const Ask& ask) {
  Decline answer;
  if (auto read = json::read(decline_record, ask.request.body, ctx.today(), &answer); !read)
    return error_page(ctx, ask, read.error());
  SHOW_OR_FAIL(decline(ctx, ask.id<HandoverId>(), answer.note));
  return no_content();
}

http::Response vacated(Context& ctx, const Ask&) {
  json::Writer json;
  json.begin_array();
  for (const store::Vacated& one : store::vacated_in(ctx.db(), ctx.actor.team, ctx.actor.employer)) {
    json.begin_object();
    json.id_field("case_id", one.id.value());
    json.id_field("from_account_id", one.left.value());
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response take_one_vacated(Context& ctx, const Ask& ask) {
  Successor to;
  if (auto read = json::read(successor_record, ask.request.body, ctx.today(), &to); !read)
    return error_page(ctx, ask, read.error());
  SHOW_OR_FAIL(take_vacated(ctx, ask.id<CaseId>(), to));
  return no_content();
}

http::Response absences(Context& ctx, const Ask&) {
  return records::json_of(absence_record, store::absences_of(ctx.db(), ctx.actor.account));
}

http::Response enter_absence(Context& ctx, const Ask& ask) {
  Absence absence;
  if (auto read = json::read(absence_record, ask.request.body, ctx.today(), &absence); !read)
    return error_page(ctx, ask, read.error());
  return records::created(SHOW_OR_FAIL(set_absence(ctx, absence)).value());
}

http::Response stop_absence(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(end_absence(ctx, ask.id<AbsenceId>()));
  return no_content();
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/handovers", needs(Right::case_read), list_of_case, "Handovers of a case", {},
        "handover");
  r.api(Method::post, "/api/v1/cases/{case}/handovers", needs(Right::case_write), offer,
        "Offer a case to another colleague", "handover");
  r.api(Method::post, "/api/v1/cases/{case}/handovers/{handover}/recall", needs(Right::case_write), recall,
        "Take an offer back");
  r.api(Method::get, "/api/v1/handovers", needs(Right::case_write), offers, "Open offers to the own team and employer");
  r.api(Method::post, "/api/v1/handovers/{handover}/accept", needs(Right::case_write), take,
        "Take a case over; across controllers with the person's new consent", "consent");
  r.api(Method::post, "/api/v1/handovers/{handover}/decline", needs(Right::case_write), refuse, "Decline an offer",
        "handover_decline");
  r.api(Method::get, "/api/v1/handovers/vacated", needs(Right::case_write), vacated,
        "Open cases of the own team and employer whose responsible has left");
  r.api(Method::post, "/api/v1/cases/{case}/successor", needs(Right::case_write), take_one_vacated,
        "Give a case whose responsible has left to a colleague", "handover_successor");
  r.api(Method::get, "/api/v1/absences", needs(Right::case_write), absences, "Own absences and deputies", {},
        "absence");
  r.api(Method::post, "/api/v1/absences", needs(Right::case_write), enter_absence, "Enter a deputy for a while",
        "absence");
  r.api(Method::post, "/api/v1/absences/{absence}/end", needs(Right::case_write), stop_absence, "End a deputy's time");
}

}  // namespace kim::handover
