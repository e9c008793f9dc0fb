#include "domain/privacy/privacy_slice.h"

#include "domain/privacy/privacy_pages.h"

namespace kim::privacy {

using record::N_;

Slice privacy_slice() {
  Slice slice;
  slice.name = "privacy";
  slice.purpose = N_("Nachweise zum Datenschutz: Protokoll, Rechtekonzept, Verzeichnis der Angaben");
  slice.rank = 8;
  slice.routes = page_routes;
  slice.nav = {{N_("Protokoll"), "/protokoll", access::Right::audit_read, 70},
               {N_("Datenschutz"), "/datenschutz", access::Right::privacy_registers, 80}};
  return slice;
}

}  // namespace kim::privacy
