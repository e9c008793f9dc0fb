// JSON routes of contacts; the same acts as the pages. Entrusted notes come without text, as everywhere.
#include "domain/access/page.h"
#include "domain/contacts/contact_views.h"
#include "domain/records/answers.h"
#include "platform/json/json.h"

namespace kim::contacts {
namespace {

using access::Right;
using http::Method;

void write_contact(json::Writer& json, const records::Stored<Contact>& contact) {
  records::begin_json(json, contact_record, contact);
  json.id_field("author", contact.created_by.value());
  json.end_object();
}

http::Response list(Context& ctx, const Ask& ask) {
  const auto permit = SHOW_OR_FAIL(access::permit_case(ctx, ask.id<CaseId>(), Right::case_read));
  const Contacts contacts = contacts_of(ctx, permit);
  records::opened(ctx, "contact", 0, records::owner(permit), "api");
  json::Writer json;
  json.begin_array();
  for (const auto& contact : contacts) write_contact(json, contact);
  json.end_array();
  return http::json_response(json.take());
}

http::Response create(Context& ctx, const Ask& ask) {
  Contact contact;
  SHOW_OR_FAIL(json::read(contact_record, ask.request.body, ctx.today(), &contact));
  const ContactId id = SHOW_OR_FAIL(note_contact(ctx, ask.id<CaseId>(), contact));
  return records::created(id.value());
}

}  // namespace

void api_routes(Routes& r) {
  r.api(Method::get, "/api/v1/cases/{case}/contacts", needs(Right::case_read), list,
        "Contacts of a case, newest first, at most 200", {}, "contact");
  r.api(Method::post, "/api/v1/cases/{case}/contacts", needs(Right::case_contact), create, "Note a contact", "contact");
}

}  // namespace kim::contacts
