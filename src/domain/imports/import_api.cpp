// JSON routes of imports; the same acts as the pages. Taking a file in is the page's alone: a multipart form.
#include "base/text.h"
#include "domain/imports/import_pages.h"
#include "domain/imports/steps.h"
#include "domain/records/answers.h"

namespace kim::imports {
namespace {

using access::Right;
using http::Method;

http::Response get_list(Context& ctx, const Ask&) {
  const auto all = list(ctx);
  for (const StoredImport& one : all) note_opened(ctx, ImportId(one.id), "api");
  return records::json_of(import_record, all);
}

http::Response get_one(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  const auto now = progress(ctx, id);
  const StoredImport import = SHOW_OR_FAIL(load(ctx, id));
  note_opened(ctx, id, "api");
  json::Writer json;
  records::begin_json(json, import_record, import);
  if (is_working(import.value)) {
    json.key("rows_done");
    json.number(now ? now->done : 0);
    json.key("stopped");
    json.boolean(!now);
  }
  json.end_object();
  return http::json_response(json.take());
}

http::Response get_findings(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  const auto all = SHOW_OR_FAIL(findings(ctx, id));
  note_opened(ctx, id, "api");
  json::Writer json;
  json.begin_array();
  for (const Finding& one : all) {
    json.begin_object();
    json.key("row");
    json.number(static_cast<std::int64_t>(one.row));
    json.field("column", one.column);
    json.field("level", one.level == Level::error ? "error" : "warning");
    json.field("message", one.message);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

/// {"version": 3, "0": "person.family_name", "2": "person.birth"}: fields by column, from 0.
http::Response post_check(Context& ctx, const Ask& ask) {
  const auto id = ask.id<ImportId>();
  std::int64_t version = 0;
  Mapping mapping;
  for (const auto& [key, value] : SHOW_OR_FAIL(json::read_flat(ask.request.body))) {
    const std::int64_t number = http::Form({{"n", key == "version" ? value : key}}).integer("n", -1);
    if (key == "version") version = number;
    if (key == "version" || number < 0 || number >= 1000) continue;
    if (mapping.size() <= static_cast<std::size_t>(number)) mapping.resize(static_cast<std::size_t>(number) + 1);
    mapping[static_cast<std::size_t>(number)] = value;
  }
  if (auto begun = check(ctx, id, version, mapping); !begun) return error_page(ctx, ask, begun.error());
  return {202, {}, {}};
}

using Act = Result<void> (*)(Context&, ImportId, std::int64_t);

template <Act act>
http::Response post(Context& ctx, const Ask& ask) {
  if (auto begun = act(ctx, ask.id<ImportId>(), ask.request.query.integer("version")); !begun)
    return error_page(ctx, ask, begun.error());
  return {202, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  const Guard guard = needs(Right::import_write);
  r.api(Method::get, "/api/v1/imports", guard, get_list, "Imports of the own team, newest first", {}, "import");
  r.api(Method::get, "/api/v1/imports/{import}", guard, get_one, "One import with its progress", {}, "import");
  r.api(Method::get, "/api/v1/imports/{import}/findings", guard, get_findings,
        "Report of the check run: row, column, level, message");
  r.api(Method::post, "/api/v1/imports/{import}/check", guard, post_check,
        "Begin the check run; {\"version\": 3, \"0\": \"person.family_name\"} names the field of each column");
  r.api(Method::post, "/api/v1/imports/{import}/take-in", guard, post<take_in>, "Take in all rows; ?version=");
  r.api(Method::post, "/api/v1/imports/{import}/take-back", guard, post<take_back>, "Take all rows back; ?version=");
  r.api(Method::del, "/api/v1/imports/{import}", guard, post<drop>, "Delete the uploaded file; ?version=");
}

}  // namespace kim::imports
