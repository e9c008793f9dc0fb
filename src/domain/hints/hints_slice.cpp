#include "domain/hints/hints_slice.h"

#include "domain/hints/hint_pages.h"

namespace kim::hints {
Slice hints_slice() {
  Slice slice{.name = "hints",
              .purpose = "Strukturhinweise: was viele hindert, ohne Personen, mit Antwort an die Fallarbeit",
              .rank = 4};
  slice.routes = page_routes;
  slice.records = {&hint_record, &answer_record};
  slice.nav = {{N_("Hinweise"), here, access::Right::organisation_write, 75}};
  slice.home_panel = home_panel;
  return slice;
}

}  // namespace kim::hints
