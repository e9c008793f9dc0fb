// HTML and JSON routes of the slice, and what its pages share.
#pragma once

#include <string>
#include <string_view>

#include "domain/access/routes.h"
#include "domain/cases/frame.h"

namespace kim::assessment {

inline constexpr std::string_view tab = "einschaetzung";

void intake_routes(Routes& routes);
void assessment_routes(Routes& routes);
void sheet_routes(Routes& routes);
void compare_routes(Routes& routes);
void decision_routes(Routes& routes);
void api_routes(Routes& routes);

/// Shows the page inside the case, below the tab "Falleinschätzung"; writes the read entry.
[[nodiscard]] http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {});
/// "/faelle/4711/erstgespraech"
[[nodiscard]] std::string intake_href(CaseId id);
[[nodiscard]] std::string decision_href(CaseId id);
[[nodiscard]] std::string sheet_href(CaseId id, std::int64_t sheet);
[[nodiscard]] std::string compare_href(CaseId id, std::int64_t from, std::int64_t to);

}  // namespace kim::assessment
