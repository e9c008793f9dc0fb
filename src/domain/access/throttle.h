// How often somebody without an account may guess a secret address (a reply link): misses are counted per client address,
// with a delay that grows. What it is not: the delay at sign-in (sign_in.cpp), which counts for accounts as well.
#pragma once

#include <optional>
#include <string_view>

#include "domain/access/context.h"

namespace kim::access {

/// Until when this client must not try `what` again, if a delay is running.
[[nodiscard]] std::optional<Moment> throttled(Context& ctx, std::string_view what);
/// One miss, counted durably and noted in the audit trail. The first twenty cost nothing, then 30 s, 1 min, 2 min ... 1 h.
void count_miss(Context& ctx, std::string_view what);

}  // namespace kim::access
