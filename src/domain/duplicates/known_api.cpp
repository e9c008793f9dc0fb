// JSON: whether a person on file is known elsewhere, and the question to the coordination. Yes or no, and the answer; nothing
// else is told. The coordination has no access by API, so answering has no route here.
#include "domain/access/page.h"
#include "domain/duplicates/duplicate_pages.h"
#include "domain/people/elsewhere.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::duplicates {
namespace {

using access::Right;
using http::Method;

void write_question(json::Writer& json, const records::Stored<people::KnownQuestion>& question) {
  json.begin_object();
  json.id_field("id", question.id);
  json.field("asked_on", iso(local_day(question.created_at)));
  if (!question.value.answer.empty()) json.field("answer", question.value.answer);
  json.end_object();
}

http::Response get_known(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_person(ctx, ask.id<PersonId>(), Right::person_write));
  const auto person = SHOW_OR_FAIL(people::load_person(ctx.db(), permit));
  const bool known = SHOW_OR_FAIL(people::known_elsewhere(ctx, person.value)).known();
  json::Writer json;
  json.begin_object();
  json.key("known_elsewhere");
  json.boolean(known);
  json.key("questions");
  json.begin_array();
  for (const auto& question : people::questions_of(ctx.db(), permit)) write_question(json, question);
  json.end_array();
  json.end_object();
  return http::json_response(json.take());
}

http::Response post_known(Context& ctx, const Ask& ask) {
  return records::created(SHOW_OR_FAIL(people::ask_about(ctx, ask.id<PersonId>())));
}

}  // namespace

void known_api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/persons/{person}/known-elsewhere", needs(Right::person_write), get_known,
        "Whether another area may know the person: yes or no, and the questions asked; nothing else is told");
  r.api(Method::post, "/api/v1/persons/{person}/known-elsewhere", needs(Right::person_write), post_known,
        "Ask the coordination to settle whether another area knows the person");
}

}  // namespace kim::duplicates
