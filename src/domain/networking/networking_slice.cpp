#include "domain/networking/networking_slice.h"

#include "domain/networking/networking_pages.h"

namespace kim::networking {
namespace {

void routes(Routes& list) {
  list_routes(list);
  contact_routes(list);
  api_routes(list);
}

}  // namespace

Slice networking_slice() {
  Slice slice{.name = "networking", .purpose = "Netzwerkarbeit ohne Fall, gezählt nach Monat und Art", .rank = 4};
  slice.routes = routes;
  slice.records = {&network_contact_record};
  slice.create = {{N_("Netzwerkkontakt"), "/netzwerk/neu", access::Right::network_work, 50}};
  slice.home_panel = home_panel;
  return slice;
}

}  // namespace kim::networking
