#include "domain/documents/documents_slice.h"

#include "domain/documents/document.h"
#include "domain/documents/documents_pages.h"
#include "domain/documents/letter.h"

namespace kim::documents {
namespace {

void routes(Routes& r) {
  letter_routes(r);
  letter_api_routes(r);
  handover_letter_routes(r);
  agreement_print_routes(r);
  withdrawal_print_routes(r);
  document_routes(r);
  document_api_routes(r);
}

}  // namespace

Slice documents_slice() {
  Slice slice;
  slice.name = "documents";
  slice.purpose = N_("Schreiben als PDF in der Sprache der Person; Dokumente, die zum Fall gehören");
  slice.rank = 8;
  slice.routes = routes;
  slice.records = {&letter_record, &document_record};
  slice.case_panels = {{CasePanel::Column::side, 80, letters_panel}};
  slice.case_tabs = {{N_("Schreiben"), "schreiben", access::Right::case_read, 70},
                     {N_("Dokumente"), "dokumente", access::Right::case_read, 72}};
  return slice;
}

}  // namespace kim::documents
