// "Was hat sich verändert?": two assessments of one case beside each other.
#pragma once

#include "domain/assessment/assessment_pages.h"

namespace kim::assessment {
/// Answers ?von=<assessment>&bis=<assessment>; a foreign id is not found.
[[nodiscard]] http::Response compare_page(Context& ctx, const Ask& ask, const cases::OpenCase& opened);
}  // namespace kim::assessment
