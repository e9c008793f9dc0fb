#include "domain/documents/handover_values.h"

#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"

namespace kim::documents {
namespace {

bool counts(const handover::store::Found& one) {
  return one.value.state == "proposed" || one.value.state == "accepted";
}

}  // namespace

std::optional<handover::store::Found> latest_handover(Context& ctx, const access::Permit& permit) {
  const auto list = handover::store::handovers_of(ctx.db(), permit);
  const auto found = std::find_if(list.rbegin(), list.rend(), counts);
  return found == list.rend() ? std::nullopt : std::optional(*found);
}

void put_handover(Context& ctx, const handover::store::Found& found, Words& words) {
  const handover::Handover& value = found.value;
  const handover::Names known = handover::names(ctx);
  const bool done = value.state == "accepted";
  words["fachkraft"] = access::account_name(ctx, value.from);
  words["neue_fachkraft"] = access::account_name(ctx, value.to);
  words["neue_stelle"] = handover::place_of(known, value.to_team, value.to_controller);
  words["neue_verantwortlich"] = label_of(known.bodies, value.to_controller.value());
  words["seit"] = value.decided_on ? german(*value.decided_on) : std::string();
  words["absender"] = words[done ? "neue_fachkraft" : "fachkraft"];
  words[done ? "nur_vollzogen" : "nur_geplant"];
  words[!handover::changes_controller(value) ? "nur_gleich" : done ? "nur_gefragt" : "nur_fragen"];
}

std::string no_handover() {
  return tr(
      "Diesen Brief gibt es erst, wenn der Fall zur Übergabe angeboten ist, und nicht mehr, wenn das Angebot "
      "abgelehnt oder zurückgenommen ist.");
}

}  // namespace kim::documents
