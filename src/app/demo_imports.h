// Lists that an office brings along, in the demo world: one ready to be confirmed, one with rows to correct.
#pragma once

#include "domain/access/context.h"

namespace kim::app::demo {

/// Uploaded and checked by the actor, not confirmed: nothing of them is in the world.
void bring_lists(Context& ctx);

}  // namespace kim::app::demo
