// What the page that closes a case shows of the assessments: the first and the last one beside each other.
#pragma once

#include "domain/access/permit.h"
#include "platform/html/html.h"

namespace kim::assessment {

/// A section with both days, the sum in words and the charts; says what is missing if there is nothing to compare.
[[nodiscard]] html::Fragment closing_view(Context& ctx, const access::Permit& permit);

}  // namespace kim::assessment
