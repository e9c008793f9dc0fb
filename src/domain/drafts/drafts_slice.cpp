#include "domain/drafts/drafts_slice.h"

#include "domain/drafts/draft_store.h"

namespace kim::drafts {
namespace {

/// Unsaved text about somebody who has withdrawn consent is not kept any longer.
void forget_person(Context&, db::Tx& tx, SubjectId person) { store::remove_about(tx, person); }

}  // namespace

Slice drafts_slice() {
  Slice slice;
  slice.name = "drafts";
  slice.purpose = "Entwürfe: was begonnen und noch nicht gespeichert ist";
  slice.rank = 2;
  slice.routes = draft_routes;
  slice.on_withdrawal = forget_person;
  slice.home_panel = drafts_panel;
  return slice;
}

}  // namespace kim::drafts
