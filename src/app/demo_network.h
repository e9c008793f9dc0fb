// The demo world's work with partners that belongs to no case.
#pragma once

#include <vector>

#include "app/demo_data.h"
#include "domain/access/context.h"

namespace kim::app::demo {

/// Notes one network contact of today as the actor; `bodies` are those of `data`.
void note_network(Context& ctx, const NetworkContact& data, const std::vector<BodyId>& bodies);

}  // namespace kim::app::demo
