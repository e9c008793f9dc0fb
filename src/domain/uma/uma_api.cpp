// JSON routes of the UmA path; the same acts as the pages.
#include "domain/access/page.h"
#include "domain/records/answers.h"
#include "domain/uma/uma_pages.h"
#include "platform/json/json.h"

namespace kim::uma {
namespace {

using access::Right;
using http::Method;

Result<access::Permit> reader(Context& ctx, const Ask& ask, Right right) {
  access::Permit permit = TRY(access::permit_case(ctx, ask.id<CaseId>(), right));
  if (permit.path() != access::Path::uma) return failure(ErrorCode::not_found);
  return permit;
}

std::string_view code_of(StageState state) {
  static constexpr std::string_view codes[] = {"open", "now", "done", "stopped"};
  return codes[static_cast<std::size_t>(state)];
}
std::string_view code_of(Stage stage) {
  static constexpr std::string_view codes[] = {"coordination", "target_group", "duties", "focus",
                                               "work",         "six_months",   "ending"};
  return codes[static_cast<std::size_t>(stage)];
}
std::string_view code_of(ClockState state) {
  static constexpr std::string_view codes[] = {"planned", "running", "over", "stopped", "handed_back"};
  return codes[static_cast<std::size_t>(state)];
}

void write_clock(json::Writer& out, const Clock& clock) {
  out.key("clock");
  out.begin_object();
  out.field("state", code_of(clock.state));
  out.field("started_on", iso(clock.start));
  out.field("six_months_on", iso(clock.end));
  out.key("week");
  out.number(clock.week);
  out.key("weeks");
  out.number(clock.weeks);
  if (clock.next_talk) out.field("next_talk_on", iso(*clock.next_talk));
  out.end_object();
}

http::Response show_path(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(reader(ctx, ask, Right::case_read));
  const Rows rows = store::load(ctx.db(), permit);
  records::opened(ctx, "uma_path", 0, records::owner(permit), "api");
  json::Writer out;
  out.begin_object();
  out.key("stages");
  out.begin_array();
  for (const StageMark& mark : path(rows, ctx.today())) {
    out.begin_object();
    out.field("stage", code_of(mark.stage));
    out.field("state", code_of(mark.state));
    if (mark.on) out.field("on", iso(*mark.on));
    out.end_object();
  }
  out.end_array();
  if (const auto now = clock(rows, ctx.today())) write_clock(out, *now);
  out.end_object();
  return http::json_response(out.take());
}

template <class T>
http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(reader(ctx, ask, Right::case_read));
  const auto rows = store::rows_of<T>(ctx.db(), permit);
  records::opened(ctx, store::table<T>().record().name, 0, records::owner(permit), "api");
  return records::json_of(store::table<T>().record(), rows);
}

template <class T>
http::Response create(Context& ctx, const Ask& ask) {
  T value{};
  if (auto read = json::read(store::table<T>().record(), ask.request.body, ctx.today(), &value); !read)
    return error_page(ctx, ask, read.error());
  return records::created(SHOW_OR_FAIL(add(ctx, ask.id<CaseId>(), value)));
}

template <class T>
http::Response put(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(reader(ctx, ask, Right::case_write));
  T value = SHOW_OR_FAIL(store::row<T>(ctx.db(), permit, ask.number(1))).value;
  if (auto read = json::read(store::table<T>().record(), ask.request.body, ctx.today(), &value); !read)
    return error_page(ctx, ask, read.error());
  const auto version = ask.request.query.integer("version");
  if (auto saved = change(ctx, ask.id<CaseId>(), ask.number(1), version, value); !saved)
    return error_page(ctx, ask, saved.error());
  return {204, {}, {}};
}

template <class T>
void routes_of(Routes& r, std::string_view path, std::string_view what) {
  const std::string base = "/api/v1/cases/{case}/uma/" + std::string(path);
  const std::string_view name = store::table<T>().record().name;
  const Guard read = needs(Right::case_read), write = needs(Right::case_write);
  r.api(Method::get, base, read, list<T>, what, {}, name);
  r.api(Method::post, base, write, create<T>, what, name);
  r.api(Method::put, base + "/{row}", write, put<T>, what, name);
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/uma", needs(Right::case_read), show_path,
        "UmA path: stages and the clock of the first six months");
  routes_of<Talk>(r, "talks", "Talks of the UmA path; PUT with ?version=");
  routes_of<TargetCheck>(r, "target-check", "Target-group check; PUT with ?version=");
  routes_of<Duty>(r, "duties", "Who is responsible for what; PUT with ?version=");
  routes_of<Focus>(r, "focus-areas", "Focus areas; PUT with ?version=");
  routes_of<Work>(r, "work", "Starts of work; PUT with ?version=");
  routes_of<Ending>(r, "ending", "End of the UmA path; PUT with ?version=");
}

}  // namespace kim::uma
