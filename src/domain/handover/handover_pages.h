// Routes of the handover slice, one function per file of pages, and what they share.
#pragma once

#include <string>
#include <vector>

#include "domain/access/page.h"
#include "domain/access/references.h"
#include "domain/cases/frame.h"
#include "domain/handover/handover_store.h"
#include "platform/forms/forms.h"

namespace kim::handover {

void case_routes(Routes& routes);     // handover_pages.cpp: offer a case, take it back
void offer_routes(Routes& routes);    // offer_pages.cpp: list, answer an offer
void bulk_routes(Routes& routes);     // bulk_pages.cpp: several cases at once
void vacated_routes(Routes& routes);  // vacated_pages.cpp: cases of somebody who has left
void absence_routes(Routes& routes);  // absence_pages.cpp: deputies
void api_routes(Routes& routes);      // handover_api.cpp

inline constexpr std::string_view list_address = "/uebergaben";
inline constexpr std::string_view vacated_address = "/uebergaben/ohne-fachkraft";
[[nodiscard]] std::string offer_href(HandoverId id, std::string_view act = {});

inline constexpr std::string_view form_fields[] = {"to_account_id", "reason", "told", "informed_on", "note"};
/// The form's controls: who, why, checklist, note.
[[nodiscard]] html::Fragment form_controls(Context& ctx, const forms::Input& input);

/// Names of teams and bodies, asked once a page.
struct Names {
  std::vector<Reference> teams, bodies;
};
[[nodiscard]] Names names(Context& ctx);
/// "Region 1, Kreis Paderborn".
[[nodiscard]] std::string place_of(const Names& names, TeamId team, BodyId employer);
[[nodiscard]] html::Fragment state_badge(std::string_view state);
/// What was told, why and when, for both sides.
[[nodiscard]] std::vector<ui::Fact> handover_facts(Context& ctx, const Handover& handover);

}  // namespace kim::handover
