// JSON routes of network contacts; the same acts as the pages.
#include <charconv>

#include "domain/access/page.h"
#include "domain/networking/networking_pages.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::networking {
namespace {

using access::Right;
using http::Method;

constexpr int rows_max = 1000;

/// ?body=201&body=204; what is no number is a body that does not exist.
Bodies bodies_from(const http::Form& query) {
  Bodies bodies;
  for (const std::string& text : query.all("body")) {
    std::int64_t id = -1;
    std::from_chars(text.data(), text.data() + text.size(), id);
    bodies.emplace_back(id);
  }
  return bodies;
}

http::Response list(Context& ctx, const Ask& ask) {
  const auto day = [&](std::string_view name) { return day_from_iso(ask.request.query.get(name)); };
  store::Question question;
  question.area = area_of(ctx);
  question.kind = ask.request.query.get("kind");
  question.from = day("from").value_or(ctx.today() - std::chrono::days(366));
  question.until = day("until").value_or(ctx.today());
  return records::json_of(network_contact_record, store::list(ctx.db(), question, 0, rows_max));
}

http::Response create(Context& ctx, const Ask& ask) {
  NetworkContact contact;
  SHOW_OR_FAIL(json::read(network_contact_record, ask.request.body, ctx.today(), &contact));
  return records::created(SHOW_OR_FAIL(note_contact(ctx, contact, bodies_from(ask.request.query))));
}

}  // namespace

void api_routes(Routes& r) {
  r.api(
      Method::get, "/api/v1/network-contacts", needs(Right::network_work), list,
      "Network contacts of the own team, newest first; ?from=, ?until= (one year if absent), ?kind=. partners: ids of "
      "bodies, separated by blanks",
      {}, "network_contact");
  r.api(Method::post, "/api/v1/network-contacts", needs(Right::network_work), create,
        "Note a network contact; ?body= (may be repeated) names the bodies that took part", "network_contact");
}

}  // namespace kim::networking
