#include "domain/contacts/contacts_slice.h"

#include "domain/contacts/contact_views.h"

namespace kim::contacts {
namespace {

void routes(Routes& r) {
  page_routes(r);
  choose_routes(r);
  api_routes(r);
}

}  // namespace

Slice contacts_slice() {
  Slice slice;
  slice.name = "contacts";
  slice.purpose = N_("Kontakte mit der Person: Gespräche, Besuche, Telefonate, Nachrichten");
  slice.rank = 7;
  slice.routes = routes;
  slice.records = {&contact_record};
  slice.create = {{N_("Kontakt erfassen"), "/kontakte/neu", access::Right::case_contact, 10}};
  slice.timeline = timeline;
  slice.home_panel = week_panel;
  slice.on_withdrawal = nullptr;  // nothing pending: a contact has happened, and the blocked case hides it
  return slice;
}

}  // namespace kim::contacts
