// JSON routes of inquiries and short advice; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/inquiries/inquiry_pages.h"
#include "domain/inquiries/inquiry_store.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::inquiries {
namespace {

using access::Right;
using http::Method;

constexpr int rows_max = 1000;

http::Response list(Context& ctx, const Ask& ask) {
  const auto scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::inquiry_read));
  const auto inquiries = store::open_inquiries(ctx.db(), scope, rows_max, 0);
  records::opened(ctx, inquiry_record.name, 0, records::nobody(), "api");
  return records::json_of(inquiry_record, inquiries);
}

http::Response create(Context& ctx, const Ask& ask) {
  Inquiry inquiry;
  SHOW_OR_FAIL(json::read(inquiry_record, ask.request.body, ctx.today(), &inquiry));
  return records::created(SHOW_OR_FAIL(receive(ctx, inquiry)).value());
}

http::Response count(Context& ctx, const Ask& ask) {
  ShortAdvice advice;
  SHOW_OR_FAIL(json::read(short_advice_record, ask.request.body, ctx.today(), &advice));
  return records::created(SHOW_OR_FAIL(count_advice(ctx, advice)));
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/inquiries", needs(Right::inquiry_read), list,
        "Open inquiries of the own team, the next to be erased first", {}, "inquiry");
  r.api(Method::post, "/api/v1/inquiries", needs(Right::inquiry_write), create, "Take down an inquiry", "inquiry");
  r.api(Method::post, "/api/v1/short-advice", needs(Right::short_advice_count), count,
        "Count one anonymous short advice", "short_advice");
}

}  // namespace kim::inquiries
