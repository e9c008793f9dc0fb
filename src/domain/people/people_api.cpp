// JSON routes of persons: the same acts as the pages. A change names the version it was read in (?version=).
#include "base/i18n.h"
#include "domain/people/people_pages.h"
#include "domain/people/people_store.h"
#include "domain/people/search.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::people {
namespace {

using access::Right;
using http::Method;

http::Response get_person(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_read));
  records::opened(ctx, "person", opened.person.id, records::owner(opened.permit), "api");
  return records::json_of(person_record, opened.person);
}

http::Response patch_person(Context& ctx, const Ask& ask) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  Person person = opened.person.value;
  if (auto outcome = json::read(person_record, ask.request.body, ctx.today(), &person); !outcome)
    return error_page(ctx, ask, outcome.error());
  if (auto outcome = change_person(ctx, opened.id(), ask.request.query.integer("version"), person); !outcome)
    return error_page(ctx, ask, outcome.error());
  return {204, {}, {}};
}

void write_hit(json::Writer& json, const Hit& hit) {
  json.begin_object();
  json.id_field("id", hit.id.value());
  json.field("name", hit.full_name);
  if (hit.birth) json.field("birth", iso(*hit.birth));
  json.key("score");
  json.number(hit.score);
  json.key("blocked");
  json.boolean(hit.blocked);
  json.end_object();
}

http::Response find(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_search));
  const std::string_view words = ask.request.query.get("q");
  if (words.size() > 200 || parse_query(words).empty())
    return error_page(ctx, ask,
                      {ErrorCode::invalid,
                       tr("Geben Sie mindestens zwei Buchstaben ein."),
                       {{"q", tr("Geben Sie mindestens zwei Buchstaben ein.")}},
                       {}});
  json::Writer json;
  json.begin_array();
  for (const Hit& hit : search(ctx, scope, words, hits_shown_max)) write_hit(json, hit);
  json.end_array();
  return http::json_response(json.take());
}

// ---- the lines below a person ----

template <class T>
http::Response list_of(Context& ctx, const Ask& ask, const records::Table& table) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_read));
  const auto owner = records::owner(opened.permit);
  const auto lines = records::children<T>(ctx.db(), table, owner);
  records::opened(ctx, table.record().name, 0, owner, "api");
  return records::json_of(table.record(), lines);
}

template <class T, class Add>
http::Response add_to(Context& ctx, const Ask& ask, const record::Record& record, Add&& add) {
  T line{};
  if (auto outcome = json::read(record, ask.request.body, ctx.today(), &line); !outcome)
    return error_page(ctx, ask, outcome.error());
  return records::created(SHOW_OR_FAIL(add(ctx, ask.id<PersonId>(), line)));
}

template <class T, class Change>
http::Response change_one(Context& ctx, const Ask& ask, const records::Table& table, Change&& change) {
  const OpenPerson opened = SHOW_OR_FAIL(open_person(ctx, ask, Right::person_write));
  T line = SHOW_OR_FAIL(records::one<T>(ctx.db(), table, records::owner(opened.permit), ask.number(1))).value;
  if (auto outcome = json::read(table.record(), ask.request.body, ctx.today(), &line); !outcome)
    return error_page(ctx, ask, outcome.error());
  if (auto outcome = change(ctx, opened.id(), ask.number(1), ask.request.query.integer("version"), line); !outcome)
    return error_page(ctx, ask, outcome.error());
  return {204, {}, {}};
}

http::Response list_relatives(Context& ctx, const Ask& ask) { return list_of<Relative>(ctx, ask, relative_table()); }
http::Response post_relative(Context& ctx, const Ask& ask) {
  return add_to<Relative>(ctx, ask, relative_record, add_relative);
}
http::Response patch_relative(Context& ctx, const Ask& ask) {
  return change_one<Relative>(ctx, ask, relative_table(), change_relative);
}

http::Response list_statuses(Context& ctx, const Ask& ask) {
  return list_of<ResidenceStatus>(ctx, ask, residence_status_table());
}
http::Response post_status(Context& ctx, const Ask& ask) {
  return add_to<ResidenceStatus>(ctx, ask, residence_status_record, add_residence_status);
}
http::Response patch_status(Context& ctx, const Ask& ask) {
  return change_one<ResidenceStatus>(ctx, ask, residence_status_table(), change_residence_status);
}

http::Response list_areas(Context& ctx, const Ask& ask) { return list_of<LegalArea>(ctx, ask, legal_area_table()); }
http::Response post_area(Context& ctx, const Ask& ask) {
  const std::int64_t replaces = ask.request.query.integer("replaces");
  return add_to<LegalArea>(ctx, ask, legal_area_record, [&](Context& c, PersonId id, const LegalArea& area) {
    return add_legal_area(c, id, area, replaces);
  });
}
http::Response list_protections(Context& ctx, const Ask& ask) {
  return list_of<Protection>(ctx, ask, protection_table());
}
http::Response post_protection(Context& ctx, const Ask& ask) {
  return add_to<Protection>(ctx, ask, protection_record, protect);
}
http::Response patch_protection(Context& ctx, const Ask& ask) {
  return change_one<Protection>(ctx, ask, protection_table(), review_protection);
}
http::Response delete_protection(Context& ctx, const Ask& ask) {
  if (auto outcome = end_protection(ctx, ask.id<PersonId>(), ask.number(1)); !outcome)
    return error_page(ctx, ask, outcome.error());
  return {204, {}, {}};
}
http::Response patch_area(Context& ctx, const Ask& ask) {
  return change_one<LegalArea>(ctx, ask, legal_area_table(), change_legal_area);
}

}  // namespace

void api_routes(Routes& r) {
  const Guard read = needs(Right::person_read), write = needs(Right::person_write);
  r.api(Method::get, "/api/v1/persons", needs(Right::person_search), find,
        "Search persons: ?q= name, birth date or year", {}, {});
  r.api(Method::get, "/api/v1/persons/{person}", read, get_person, "A person", {}, "person");
  r.api(Method::patch, "/api/v1/persons/{person}", write, patch_person,
        "Change a person; ?version= is the version it was read in", "person");
  r.api(Method::get, "/api/v1/persons/{person}/relatives", read, list_relatives, "Relatives of a person", {},
        "relative");
  r.api(Method::post, "/api/v1/persons/{person}/relatives", write, post_relative, "Add a relative", "relative");
  r.api(Method::patch, "/api/v1/persons/{person}/relatives/{relative}", write, patch_relative,
        "Change a relative; ?version=", "relative");
  r.api(Method::get, "/api/v1/persons/{person}/residence-statuses", read, list_statuses, "Residence status history", {},
        "residence_status");
  r.api(Method::post, "/api/v1/persons/{person}/residence-statuses", write, post_status,
        "Add a residence status; an open one ends the day before", "residence_status");
  r.api(Method::patch, "/api/v1/persons/{person}/residence-statuses/{status}", write, patch_status,
        "Change a residence status; ?version=", "residence_status");
  r.api(Method::get, "/api/v1/persons/{person}/legal-areas", read, list_areas, "Legal areas (Rechtskreise)", {},
        "legal_area");
  r.api(Method::post, "/api/v1/persons/{person}/legal-areas", write, post_area,
        "Add a legal area; ?replaces= the id of the one that ends the day before", "legal_area");
  r.api(Method::patch, "/api/v1/persons/{person}/legal-areas/{area}", write, patch_area,
        "Change a legal area; ?version=", "legal_area");
  r.api(Method::get, "/api/v1/persons/{person}/protections", read, list_protections, "Protections of a person", {},
        "protection");
  r.api(Method::post, "/api/v1/persons/{person}/protections", write, post_protection,
        "Protect a person: only the responsible account and its deputy see it from now on", "protection");
  r.api(Method::patch, "/api/v1/persons/{person}/protections/{protection}", write, patch_protection,
        "Keep the review day of a protection; ?version=", "protection");
  r.api(Method::del, "/api/v1/persons/{person}/protections/{protection}", write, delete_protection,
        "End a protection; its reason stays on record");
}

}  // namespace kim::people
