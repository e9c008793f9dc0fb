// The inbox of an addressed body, as far as the rest of the slice needs it.
#pragma once

#include "domain/access/context.h"
#include "platform/html/html.h"

namespace kim::referrals {

/// "2 offene Verweisungen" on the start page of those who answer for a body; empty for all others.
[[nodiscard]] html::Fragment home_panel(Context& ctx);

}  // namespace kim::referrals
