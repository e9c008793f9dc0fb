// Routes and views of the slice family.
#pragma once

#include "domain/access/routes.h"
#include "domain/cases/frame.h"
#include "domain/family/family_store.h"
#include "domain/family/network.h"

namespace kim::family {

inline constexpr std::string_view family_tab = "familie";
inline constexpr std::string_view network_tab = "netzwerk";

void family_routes(Routes& routes);   // the page, connecting, splitting
void consent_routes(Routes& routes);  // consents of relatives
void network_routes(Routes& routes);  // the card, its versions, comparison, print
void network_forms(Routes& routes);   // versions and nodes
void family_api_routes(Routes& routes);
void network_api_routes(Routes& routes);

using Lines = std::vector<records::Stored<people::Relative>>;

/// The relatives who belong to the person on `day`, as a picture; numbers are their places in `lines`.
[[nodiscard]] html::Fragment family_diagram(const std::string& person, const Lines& lines,
                                            const std::vector<bool>& same_household);
/// The card as a picture; numbers are places in `nodes`.
[[nodiscard]] html::Fragment network_picture(const std::string& person, const Nodes& nodes);
[[nodiscard]] std::string family_href(CaseId id, std::string_view path = {});
[[nodiscard]] std::string network_href(CaseId id, std::string_view path = {});

}  // namespace kim::family
