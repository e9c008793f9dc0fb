// JSON lists of the organisation: what other programs need to name bodies, Kommunen, teams and posts.
#include "domain/organisation/organisation_pages.h"
#include "platform/json/json.h"

namespace kim::organisation {
namespace {

using access::Right;
using http::Method;

template <class T>
http::Response list_of(const record::Record& record, const std::vector<records::Stored<T>>& list) {
  json::Writer json;
  json.begin_array();
  for (const auto& one : list) {
    json.begin_object();
    json.id_field("id", one.id);
    json.key("version");
    json.number(one.version);
    json.fields(record, &one.value);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response list_bodies(Context& ctx, const Ask&) { return list_of(body_record, bodies(ctx.db())); }
http::Response list_municipalities(Context& ctx, const Ask&) {
  return list_of(municipality_record, municipalities(ctx.db()));
}
http::Response list_teams(Context& ctx, const Ask&) { return list_of(team_record, teams(ctx.db())); }
http::Response list_posts(Context& ctx, const Ask&) { return list_of(post_record, posts(ctx.db())); }

}  // namespace

void api_routes(Routes& routes) {
  constexpr auto reads = needs(Right::organisation_read);
  routes.api(Method::get, "/api/v1/bodies", reads, list_bodies, "Bodies: offices, providers, employers", {}, "body");
  routes.api(Method::get, "/api/v1/municipalities", reads, list_municipalities, "Municipalities with their team", {},
             "municipality");
  routes.api(Method::get, "/api/v1/teams", reads, list_teams, "Regional teams and the team for unaccompanied minors",
             {}, "team");
  routes.api(Method::get, "/api/v1/posts", reads, list_posts, "Posts with volume, employer and place", {}, "post");
}

}  // namespace kim::organisation
