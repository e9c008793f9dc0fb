#include "domain/texts/texts_slice.h"

#include "domain/texts/text_pages.h"

namespace kim::texts {
namespace {

void routes(Routes& routes) {
  list_routes(routes);
  edit_routes(routes);
  change_routes(routes);
  api_routes(routes);
}

}  // namespace

Slice texts_slice() {
  Slice slice;
  slice.name = "texts";
  slice.purpose =
      N_("Texte der Schreiben und Einwilligungen, die die Administration pflegt: Fassungen, Übersetzungen, Prüfung");
  slice.rank = 9;
  slice.routes = routes;
  slice.records = {&wording_record, &choice_record, &review_record};
  slice.nav = {{N_("Texte"), home, access::Right::codelist_write, 66}};
  return slice;
}

}  // namespace kim::texts
