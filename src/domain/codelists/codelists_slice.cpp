#include "domain/codelists/codelists_slice.h"

#include "domain/codelists/codelist.h"
#include "domain/codelists/codelist_pages.h"

namespace kim::codelists {
namespace {

void routes(Routes& routes) {
  page_routes(routes);
  import_routes(routes);
}

}  // namespace

Slice codelists_slice() {
  Slice slice;
  slice.name = "codelists";
  slice.purpose = N_("Codelisten, die die Administration pflegt: hinzufügen, umbenennen, ordnen, beenden");
  slice.rank = 3;
  slice.routes = routes;
  slice.records = {&entry_record};
  slice.nav = {{N_("Codelisten"), home, access::Right::codelist_write, 65}};
  return slice;
}

}  // namespace kim::codelists
