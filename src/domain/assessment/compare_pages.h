// "Was hat sich verändert?": two assessments of one case beside each other, or all of them in time.
#pragma once

#include "domain/assessment/assessment_pages.h"

namespace kim::assessment {
[[nodiscard]] std::string development_href(CaseId id);
/// Answers ?von=<assessment>&bis=<assessment>; a foreign id is not found.
[[nodiscard]] http::Response compare_page(Context& ctx, const Ask& ask, const cases::OpenCase& opened);
}  // namespace kim::assessment
