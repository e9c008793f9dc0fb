// Routes of the slice. Inside of codelists only.
#pragma once

#include "base/codes.h"
#include "domain/access/page.h"

namespace kim::codelists {

void page_routes(Routes& routes);
void import_routes(Routes& routes);

inline constexpr std::string_view home = "/codelisten";
/// "/codelisten/<act>?liste=obstacle&code=..."
[[nodiscard]] std::string list_href(std::string_view act, std::string_view list, std::string_view code = {});
/// The list of the query or form, if users may keep it. Errors: not_found.
[[nodiscard]] Result<const CodeList*> asked_list(const Ask& ask);
[[nodiscard]] std::vector<Crumb> crumbs_below(const CodeList& list, std::string own);

}  // namespace kim::codelists
