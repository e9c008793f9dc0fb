// Own texts of the Kreis in the demo world: a version of its own, a translation that became stale by it, a review.
#pragma once

#include "domain/access/context.h"

namespace kim::app::demo {

/// The actor keeps texts (administration).
void keep_texts(Context& ctx);

}  // namespace kim::app::demo
