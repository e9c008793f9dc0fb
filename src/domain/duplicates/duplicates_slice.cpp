#include "domain/duplicates/duplicates_slice.h"

#include "domain/duplicates/duplicate_pages.h"
#include "domain/duplicates/duplicates_record.h"
#include "domain/duplicates/duplicates_store.h"

namespace kim::duplicates {
namespace {

void routes(Routes& r) {
  list_routes(r);
  merge_routes(r);
  api_routes(r);
  known_routes(r);
  known_api_routes(r);
}

void due(Context& ctx, const access::Scope&, const access::Whose&, std::vector<DueItem>& items) {
  due_answers(ctx, items);
}

/// What was proposed may no longer fit; the person is compared anew.
void on_person_changed(Context&, db::Tx& tx, SubjectId person) {
  store::forget_pairs(tx, PersonId(person.value()));
  store::add_due(tx, PersonId(person.value()));
}

void on_person_retracted(Context&, db::Tx& tx, SubjectId person) {
  store::forget_pairs(tx, PersonId(person.value()));
  store::forget_due(tx, PersonId(person.value()));
}

}  // namespace

Slice duplicates_slice() {
  Slice slice{.name = "duplicates",
              .purpose = "Doppelt erfasste Personen finden, vergleichen, zusammenführen und wieder trennen",
              .rank = 8,
              .routes = routes};
  slice.records = {&merge_request_record, &dismissal_record};
  slice.nav = {{record::N_("Klärungen"), "/klaerungen", access::Right::known_answer, 60}};
  slice.due = due;
  slice.home_panel = questions_home_panel;
  slice.case_panels = {{CasePanel::Column::side, 70, question_panel}};
  slice.on_person_changed = on_person_changed;
  slice.on_person_retracted = on_person_retracted;
  return slice;
}

}  // namespace kim::duplicates
