// Cases as JSON: list, one case, closing. The same acts as the pages.
#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/cases/case_order.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_store.h"
#include "platform/json/json.h"

namespace kim::cases {

using access::Right;

namespace {

constexpr int kPerPageMost = 100;

std::string_view word(access::CaseState state) {
  switch (state) {
    case access::CaseState::open: return "open";
    case access::CaseState::blocked: return "blocked";
    case access::CaseState::closed: return "closed";
  }
  report_bug("unknown state of a case");
}

access::CaseState state_asked(const http::Form& query) {
  if (query.get("state") == "closed") return access::CaseState::closed;
  return query.get("state") == "blocked" ? access::CaseState::blocked : access::CaseState::open;
}

void day_field(json::Writer& out, std::string_view name, std::optional<Day> day) {
  out.key(name);
  day ? out.text(iso(*day)) : out.null();
}

/// A blocked case shows that it exists, and whose it is, no more.
void write_row(json::Writer& out, const store::ListRow& row) {
  out.begin_object();
  out.id_field("id", row.id.value());
  out.id_field("person_id", row.person.value());
  out.field("number", row.number);
  out.field("name", row.list_name);
  out.field("state", word(row.state));
  if (row.state != access::CaseState::blocked) {
    out.field("phase", row.phase);
    day_field(out, "last_contact_on", row.last_contact_on);
    day_field(out, "next_due_on", row.next_due_on);
  }
  out.end_object();
}

void note_listed(Context& ctx, std::size_t rows) {
  const std::string note = "rows=" + std::to_string(rows);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = case_record.name,
                   .purpose = "api",
                   .note = note,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response list(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  const http::Form& query = ask.request.query;
  store::ListFilter filter;
  filter.state = state_asked(query);
  const auto limit = static_cast<int>(std::clamp<std::int64_t>(query.integer("limit", 25), 1, kPerPageMost));
  const auto offset = std::max<std::int64_t>(query.integer("offset"), 0);
  AreaOrder& order = ctx.services.caches->get<CaseOrders>().of(ctx.actor.team);
  order.follow(ctx.db(), scope, ctx.actor.team);
  const auto page = order.page(filter, AreaOrder::Direction::up, offset, limit);
  const auto rows = store::list_rows(ctx.db(), scope, page.ids);
  note_listed(ctx, rows.size());
  json::Writer out;
  out.begin_object();
  out.key("total");
  out.number(page.total);
  out.key("cases");
  out.begin_array();
  for (const store::ListRow& row : rows) write_row(out, row);
  out.end_array();
  out.end_object();
  return http::json_response(out.take());
}

http::Response one(Context& ctx, const Ask& ask) {
  const access::Permit permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const auto file = SHOW_OR_FAIL(load_case(ctx.db(), permit));
  records::opened(ctx, case_record.name, file.id, case_owner(permit), "api");
  json::Writer out;
  out.begin_object();
  out.id_field("id", file.id);
  out.id_field("person_id", file.parent);
  out.id_field("responsible_id", permit.responsible().value());
  out.field("state", word(permit.state()));
  out.key("version");
  out.number(file.version);
  out.fields(case_record, &file.value);
  out.end_object();
  return http::json_response(out.take());
}

http::Response close(Context& ctx, const Ask& ask) {
  Closure closure;
  SHOW_OR_FAIL(json::read(closure_record, ask.request.body, ctx.today(), &closure));
  SHOW_OR_FAIL(close_case(ctx, ask.id<CaseId>(), closure));
  json::Writer out;
  out.begin_object();
  out.id_field("id", ask.id<CaseId>().value());
  out.field("state", "closed");
  out.end_object();
  return http::json_response(out.take(), 201);
}

}  // namespace

void api_routes(Routes& routes) {
  routes.api(http::Method::get, "/api/v1/cases", needs(Right::case_list), list,
             "Cases of the own area by name: state, limit, offset", {}, "case_file");
  routes.api(http::Method::get, "/api/v1/cases/{case}", needs(Right::case_read), one, "One case", {}, "case_file");
  routes.api(http::Method::post, "/api/v1/cases/{case}/closure", needs(Right::case_close), close, "Closes a case",
             "closure", {});
}

}  // namespace kim::cases
