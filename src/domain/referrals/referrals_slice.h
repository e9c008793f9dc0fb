// The slice referrals: Verweisungen of a case, over all cases, and the inbox of addressed bodies.
#pragma once

#include "domain/access/slice.h"

namespace kim::referrals {
[[nodiscard]] Slice referrals_slice();
}
