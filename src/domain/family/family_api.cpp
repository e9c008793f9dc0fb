// JSON routes of families and the Netzwerkkarte; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/family/family_pages.h"
#include "domain/people/people_store.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::family {
namespace {

using access::Right;
using http::Method;

/// Reads the body into `value`; the answer if it cannot be read.
template <class T>
std::optional<http::Response> unreadable(Context& ctx, const Ask& ask, const record::Record& record, T* value) {
  auto read = json::read(record, ask.request.body, ctx.today(), value);
  if (read) return std::nullopt;
  return error_page(ctx, ask, read.error());
}

http::Response saved(Context& ctx, const Ask& ask, const Result<void>& result) {
  if (!result) return error_page(ctx, ask, result.error());
  return {204, {}, {}};
}

// ---- household ----

/// Persons of the household whom the actor may see; how many more there are.
http::Response show_household(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_read));
  const long long offset = std::max<std::int64_t>(ask.request.query.integer("offset"), 0);
  const auto members = store::housemates(ctx.db(), permit.subject(), 100, offset);
  std::vector<PersonId> ids;
  for (const auto& member : members) ids.push_back(member.person);
  const auto names = people::names_of(ctx, scope, ids);
  const long long total = store::housemate_count(ctx.db(), permit.subject());
  records::opened(ctx, household_member_record.name, 0, records::owner(permit.subject()), "api");
  json::Writer out;
  out.begin_object();
  out.key("others");
  out.number(total);
  out.key("visible");
  out.begin_array();
  for (const auto& [id, name] : names) {
    out.begin_object();
    out.id_field("person_id", id.value());
    out.field("name", name.full_name);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return http::json_response(out.take());
}

http::Response post_connection(Context& ctx, const Ask& ask) {
  Connection connection;
  if (auto answer = unreadable(ctx, ask, connection_record, &connection)) return std::move(*answer);
  return saved(ctx, ask, connect(ctx, ask.id<CaseId>(), connection));
}

http::Response post_split(Context& ctx, const Ask& ask) {
  Split parting;
  if (auto answer = unreadable(ctx, ask, split_record, &parting)) return std::move(*answer);
  std::vector<PersonId> leaving;
  for (const std::string& text : ask.request.query.all("person"))
    leaving.emplace_back(http::Form({{"id", text}}).integer("id", -1));
  return saved(ctx, ask, split(ctx, ask.id<CaseId>(), leaving, *parting.on));
}

// ---- consents of relatives ----

http::Response list_consents(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  SHOW_OR_FAIL(records::one<people::Relative>(ctx.db(), people::relative_table(), records::owner(permit.subject()),
                                              ask.number(1)));
  const auto list =
      records::children<RelativeConsent>(ctx.db(), store::consents(), records::owner(permit, ask.number(1)));
  records::opened(ctx, relative_consent_record.name, 0, records::owner(permit), "api");
  return records::json_of(relative_consent_record, list);
}

http::Response post_consent(Context& ctx, const Ask& ask) {
  RelativeConsent consent;
  if (auto answer = unreadable(ctx, ask, relative_consent_record, &consent)) return std::move(*answer);
  return records::created(SHOW_OR_FAIL(add_consent(ctx, ask.id<CaseId>(), ask.number(1), consent)));
}

http::Response put_consent(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_write));
  const auto owner = records::owner(permit, ask.number(1));
  RelativeConsent consent =
      SHOW_OR_FAIL(records::one<RelativeConsent>(ctx.db(), store::consents(), owner, ask.number(2))).value;
  if (auto answer = unreadable(ctx, ask, relative_consent_record, &consent)) return std::move(*answer);
  const auto version = ask.request.query.integer("version");
  return saved(ctx, ask, change_consent(ctx, ask.id<CaseId>(), ask.number(1), ask.number(2), version, consent));
}

// ---- Netzwerkkarte ----

http::Response list_maps(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto maps = store::maps_of(ctx.db(), permit);
  records::opened(ctx, network_map_record.name, 0, records::owner(permit), "api");
  return records::json_of(network_map_record, maps);
}

http::Response post_map(Context& ctx, const Ask& ask) {
  NetworkMap map;
  if (auto answer = unreadable(ctx, ask, network_map_record, &map)) return std::move(*answer);
  return records::created(SHOW_OR_FAIL(draw(ctx, ask.id<CaseId>(), map, ask.request.query.get("copy") == "yes")));
}

http::Response put_map(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_write));
  NetworkMap map = SHOW_OR_FAIL(store::map(ctx.db(), permit, ask.number(1))).value;
  if (auto answer = unreadable(ctx, ask, network_map_record, &map)) return std::move(*answer);
  return saved(ctx, ask, change_map(ctx, ask.id<CaseId>(), ask.number(1), ask.request.query.integer("version"), map));
}

http::Response list_nodes(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  SHOW_OR_FAIL(store::map(ctx.db(), permit, ask.number(1)));
  const auto nodes = store::nodes_of(ctx.db(), permit, ask.number(1));
  records::opened(ctx, network_node_record.name, 0, records::owner(permit), "api");
  return records::json_of(network_node_record, nodes);
}

http::Response post_node(Context& ctx, const Ask& ask) {
  NetworkNode node;
  if (auto answer = unreadable(ctx, ask, network_node_record, &node)) return std::move(*answer);
  return records::created(SHOW_OR_FAIL(add_node(ctx, ask.id<CaseId>(), ask.number(1), node)));
}

http::Response put_node(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_write));
  SHOW_OR_FAIL(store::map(ctx.db(), permit, ask.number(1)));
  NetworkNode node = SHOW_OR_FAIL(records::one<NetworkNode>(ctx.db(), store::nodes(),
                                                            records::owner(permit, ask.number(1)), ask.number(2)))
                         .value;
  if (auto answer = unreadable(ctx, ask, network_node_record, &node)) return std::move(*answer);
  const auto version = ask.request.query.integer("version");
  return saved(ctx, ask, change_node(ctx, ask.id<CaseId>(), ask.number(1), ask.number(2), version, node));
}

}  // namespace

void family_api_routes(Routes& r) {
  const std::string base = "/api/v1/cases/{case}/";
  const Guard read = needs(Right::case_read), write = needs(Right::case_write);
  r.api(Method::get, base + "household", read, show_household, "Who lives together, 100 at a time (?offset=)");
  r.api(Method::post, base + "household/split", write, post_split,
        "Persons (?person=, repeated) leave and form a household of their own", "household_split");
  r.api(Method::post, base + "connections", write, post_connection, "Connect a person on file with the family",
        "family_connection");
  r.api(Method::get, base + "relatives/{relative}/consents", read, list_consents, "Consents of a relative", {},
        "relative_consent");
  r.api(Method::post, base + "relatives/{relative}/consents", write, post_consent, "Record a relative's consent",
        "relative_consent");
  r.api(Method::put, base + "relatives/{relative}/consents/{consent}", write, put_consent,
        "Change a relative's consent; ?version=", "relative_consent");
}

void network_api_routes(Routes& r) {
  const std::string base = "/api/v1/cases/{case}/network-maps";
  const Guard read = needs(Right::case_read), write = needs(Right::case_write);
  r.api(Method::get, base, read, list_maps, "Versions of the network map", {}, "network_map");
  r.api(Method::post, base, write, post_map, "Draw a new version; ?copy=yes begins with the last one", "network_map");
  r.api(Method::put, base + "/{map}", write, put_map, "Change day and note of a version; ?version=", "network_map");
  r.api(Method::get, base + "/{map}/nodes", read, list_nodes, "Entries of a network map", {}, "network_node");
  r.api(Method::post, base + "/{map}/nodes", write, post_node, "Add an entry to a network map", "network_node");
  r.api(Method::put, base + "/{map}/nodes/{node}", write, put_node, "Change an entry; ?version=", "network_node");
}

}  // namespace kim::family
