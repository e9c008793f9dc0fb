// Routes and shared views of the UmA path. What it is not: rules (uma_rules.h).
#pragma once

#include "domain/access/routes.h"
#include "domain/cases/frame.h"
#include "domain/uma/uma_store.h"

namespace kim::uma {

inline constexpr std::string_view tab = "uma";

void page_routes(Routes& routes);
void form_routes(Routes& routes);
void api_routes(Routes& routes);

/// The case of the route, if it is on the UmA path. Errors: as cases::open_case; not_found for a regional case.
[[nodiscard]] Result<cases::OpenCase> open_uma(Context& ctx, const Ask& ask, access::Right right);
/// All rows, read once for all parts of a page.
[[nodiscard]] const Rows& rows_once(Context& ctx, const access::Permit& permit);

/// "Woche 9 von 26", its bar, start, end and next talk. `id` is unique on the page.
[[nodiscard]] html::Fragment clock_view(const Clock& clock, Day today, std::string_view id);
/// "läuft", "planned" ... as a badge.
[[nodiscard]] html::Fragment clock_badge(const Clock& clock);

}  // namespace kim::uma
