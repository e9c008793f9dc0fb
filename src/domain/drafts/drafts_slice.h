// What drafts bring to the program.
#pragma once

#include "domain/access/slice.h"

namespace kim::drafts {

[[nodiscard]] Slice drafts_slice();

// ---- inside the slice ----
void draft_routes(Routes& routes);
/// "Ihre Entwürfe" on Mein Tag; nothing without a draft.
[[nodiscard]] html::Fragment drafts_panel(Context& ctx);

}  // namespace kim::drafts
