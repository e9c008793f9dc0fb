// JSON routes of referrals; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/records/answers.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/reply.h"
#include "platform/json/json.h"

namespace kim::referrals {
namespace {

using access::Right;
using http::Method;

void write_day(json::Writer& json, std::string_view name, const std::optional<Day>& day) {
  json.key(name);
  if (day)
    json.text(iso(*day));
  else
    json.null();
}

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::referral_read));
  const auto referrals = store::referrals_of(ctx.db(), permit);
  records::opened(ctx, referral_record.name, 0, records::owner(permit), "api");
  return records::json_of(referral_record, referrals);
}

http::Response create(Context& ctx, const Ask& ask) {
  Referral referral;
  if (auto read = json::read(referral_record, ask.request.body, ctx.today(), &referral); !read)
    return error_page(ctx, ask, read.error());
  const ReferralId id = SHOW_OR_FAIL(prepare(ctx, ask.id<CaseId>(), referral));
  return records::created(id.value());
}

http::Response post_send(Context& ctx, const Ask& ask) {
  const auto version = ask.request.query.integer("version", -1);
  if (auto sent = send(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1), version); !sent)
    return error_page(ctx, ask, sent.error());
  return {204, {}, {}};
}

http::Response post_answer(Context& ctx, const Ask& ask) {
  Answer answer;
  if (auto read = json::read(answer_record, ask.request.body, ctx.today(), &answer); !read)
    return error_page(ctx, ask, read.error());
  const auto saved =
      note_answer(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1), answer, ask.request.query.integer("version"));
  if (!saved) return error_page(ctx, ask, saved.error());
  return {204, {}, {}};
}

/// The only time the token is told.
http::Response post_link(Context& ctx, const Ask& ask) {
  const std::string token = SHOW_OR_FAIL(make_link(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1)));
  json::Writer json;
  json.begin_object();
  json.field("path", "/antwort/" + token);
  json.end_object();
  http::Response answer = http::json_response(json.take());
  answer.status = 201;
  return answer;
}

http::Response post_link_end(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(end_link(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1)));
  return {204, {}, {}};
}

http::Response post_reminder(Context& ctx, const Ask& ask) {
  Reminder reminder;
  if (auto read = json::read(reminder_record, ask.request.body, ctx.today(), &reminder); !read)
    return error_page(ctx, ask, read.error());
  SHOW_OR_FAIL(remind(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1), reminder));
  return {204, {}, {}};
}

/// Addresses and states only; the content is opened one by one on the page, so that each opening is seen.
http::Response inbox(Context& ctx, const Ask&) {
  constexpr int most = 500;
  json::Writer json;
  json.begin_array();
  for (const store::Line& line : store::received(ctx.db(), ctx.actor.body, 0, most)) {
    json.begin_object();
    json.id_field("id", line.id.value());
    json.field("state", line.state);
    write_day(json, "sent_on", line.sent_on);
    write_day(json, "answer_by", line.answer_by);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response inbox_answer(Context& ctx, const Ask& ask) {
  Answer answer;
  if (auto read = json::read(answer_record, ask.request.body, ctx.today(), &answer); !read)
    return error_page(ctx, ask, read.error());
  if (auto saved = answer_as_body(ctx, ask.id<ReferralId>(), answer); !saved)
    return error_page(ctx, ask, saved.error());
  return {204, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/referrals", needs(Right::referral_read), list, "Referrals of a case", {},
        "referral");
  r.api(Method::post, "/api/v1/cases/{case}/referrals", needs(Right::referral_write), create,
        "Prepare a referral; nothing is sent yet", "referral");
  r.api(Method::post, "/api/v1/cases/{case}/referrals/{referral}/send", needs(Right::referral_write), post_send,
        "Send a prepared referral; ?version= is the version that was checked. Needs consent and release");
  r.api(Method::post, "/api/v1/cases/{case}/referrals/{referral}/answer", needs(Right::referral_write), post_answer,
        "Note the answer of the body", "referral_answer");
  r.api(Method::post, "/api/v1/cases/{case}/referrals/{referral}/reply-link", needs(Right::referral_write), post_link,
        "Make a reply link for a body without an account; the one before ends");
  r.api(Method::post, "/api/v1/cases/{case}/referrals/{referral}/reply-link/end", needs(Right::referral_write),
        post_link_end, "Take the reply link back");
  r.api(Method::post, "/api/v1/cases/{case}/referrals/{referral}/reminders", needs(Right::referral_write),
        post_reminder, "Note that the body was asked again", "referral_reminder");
  r.api(Method::get, "/api/v1/inbox", needs(Right::referral_answer), inbox,
        "Referrals addressed to the own body: states and days, no content");
  r.api(Method::post, "/api/v1/inbox/{referral}/answer", needs(Right::referral_answer), inbox_answer,
        "Answer a referral addressed to the own body", "referral_answer");
}

}  // namespace kim::referrals
