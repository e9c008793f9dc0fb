// JSON routes of duplicates and merges; the same acts as the pages.
#include <algorithm>

#include "base/text.h"
#include "domain/access/page.h"
#include "domain/duplicates/duplicate_pages.h"
#include "domain/duplicates/duplicates_record.h"
#include "domain/people/merge.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::duplicates {
namespace {

using access::Right;
using http::Method;

void write_person(json::Writer& json, std::string_view key, const people::Compared& one) {
  json.key(key);
  json.begin_object();
  json.id_field("id", one.id.value());
  json.field("name", people::full_name(one.person));
  if (one.person.birth) json.field("birth", iso(*one.person.birth));
  json.end_object();
}

http::Response list(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_write));
  const auto page = std::clamp<std::int64_t>(ask.request.query.integer("page", 0), 0, 10'000);
  json::Writer json;
  json.begin_array();
  for (const Proposal& proposal : proposals(ctx, scope, static_cast<int>(page)).shown) {
    json.begin_object();
    write_person(json, "one", proposal.one);
    write_person(json, "other", proposal.other);
    json.field("grade", proposal.likeness.grade == people::Grade::probable ? "probable" : "possible");
    json.key("points");
    json.number(proposal.likeness.points);
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response check(Context& ctx, const Ask& ask) {
  const Checked checked = SHOW_OR_FAIL(check_next(ctx));
  json::Writer json;
  json.begin_object();
  json.key("compared");
  json.number(checked.persons);
  json.key("pairs");
  json.number(checked.pairs);
  json.end_object();
  return http::json_response(json.take());
}

http::Response different(Context& ctx, const Ask& ask) {
  Dismissal dismissal;
  if (!ask.request.body.empty()) SHOW_OR_FAIL(json::read(dismissal_record, ask.request.body, ctx.today(), &dismissal));
  SHOW_OR_FAIL(dismiss(ctx, ask.id<PersonId>(0), ask.id<PersonId>(1), dismissal));
  return {204, {}, {}};
}

http::Response propose_again(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(reopen(ctx, ask.id<PersonId>(0), ask.id<PersonId>(1)));
  return {204, {}, {}};
}

http::Response list_dismissed(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_write));
  const auto page = std::clamp<std::int64_t>(ask.request.query.integer("page", 0), 0, 10'000);
  json::Writer json;
  json.begin_array();
  for (const Dismissed& pair : dismissed_pairs(ctx, scope, static_cast<int>(page)).shown) {
    json.begin_object();
    write_person(json, "one", pair.one);
    write_person(json, "other", pair.other);
    json.field("reason", pair.reason);
    json.field("dismissed_on", iso(local_day(pair.at)));
    json.end_object();
  }
  json.end_array();
  return http::json_response(json.take());
}

http::Response merge(Context& ctx, const Ask& ask) {
  MergeRequest wish;
  if (auto read = json::read(merge_request_record, ask.request.body, ctx.today(), &wish); !read)
    return error_page(ctx, ask, read.error());
  return records::created(SHOW_OR_FAIL(people::merge_persons(
      ctx, {ask.id<PersonId>(), wish.other, wish.version, wish.other_version, text::split(wish.take, ',')})));
}

http::Response undo(Context& ctx, const Ask& ask) {
  if (auto undone = people::undo_merge(ctx, ask.id<PersonId>(0), ask.number(1)); !undone)
    return error_page(ctx, ask, undone.error());
  return {204, {}, {}};
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/duplicates", needs(Right::person_write), list,
        "Pairs of persons who may be one; ?page= from 0");
  r.api(Method::post, "/api/v1/duplicates/check", needs(Right::person_write), check,
        "Compare the next new or changed persons with all of the area");
  r.api(Method::post, "/api/v1/duplicates/{person}/{other}/different", needs(Right::person_write), different,
        "Say that two persons are different ones, with a reason if there is one", "duplicate_dismissal");
  r.api(Method::del, "/api/v1/duplicates/{person}/{other}/different", needs(Right::person_write), propose_again,
        "Take that back: the pair is compared and proposed again");
  r.api(Method::get, "/api/v1/duplicates/dismissed", needs(Right::person_write), list_dismissed,
        "Pairs of persons called different; ?page= from 0");
  r.api(Method::post, "/api/v1/persons/{person}/merges", needs(Right::person_write), merge,
        "Merge another file into this one; versions are those the caller read", "merge_request");
  r.api(Method::del, "/api/v1/persons/{person}/merges/{merge}", needs(Right::person_write), undo, "Undo a merge");
}

}  // namespace kim::duplicates
