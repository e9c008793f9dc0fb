// What the files of this slice's pages share.
#pragma once

#include "domain/access/routes.h"
#include "domain/networking/networking_store.h"
#include "platform/forms/forms.h"

namespace kim::networking {

inline constexpr std::string_view here = "/netzwerk";

[[nodiscard]] std::string contact_href(std::int64_t id, std::string_view act = {});
/// The own team's contacts; everybody's for those without a team of cases.
[[nodiscard]] store::Area area_of(const Context& ctx);
/// "24.11.2026": of the first day of the month of `day`.
[[nodiscard]] Day first_of_month(Day day);

void list_routes(Routes& routes);
void contact_routes(Routes& routes);
void api_routes(Routes& routes);
[[nodiscard]] html::Fragment home_panel(Context& ctx);

}  // namespace kim::networking
