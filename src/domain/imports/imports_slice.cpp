#include "domain/imports/imports_slice.h"

#include "domain/imports/import_pages.h"

namespace kim::imports {
namespace {

void routes(Routes& r) {
  list_routes(r);
  mapping_routes(r);
  step_routes(r);
  api_routes(r);
}

}  // namespace

Slice imports_slice() {
  Slice slice;
  slice.name = "imports";
  slice.purpose = N_("Tabellen von Büros einlesen: prüfen, bestätigen, ganz schreiben, zurücknehmen");
  slice.rank = 8;
  slice.routes = routes;
  slice.records = {&import_record};
  slice.create = {{N_("Tabelle einlesen"), "/einlesen", access::Right::import_write, 90}};
  return slice;
}

}  // namespace kim::imports
