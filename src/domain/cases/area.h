// A case in another area: what a handover (slice handover) does to the lists of cases. What it is not: who may see the case
// (access::take_over_case).
#pragma once

#include "domain/access/permit.h"

namespace kim::cases {

/// After access::take_over_case, inside its transaction: the case stands in the list of its present area.
void change_area(Context& ctx, db::Tx& tx, const access::Permit& permit);

}  // namespace kim::cases
