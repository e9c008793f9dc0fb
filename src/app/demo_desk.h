// Inquiries and short advice of the demo world, by the acts a user would do. What it is not: the order of events
// (demo_story.cpp).
#pragma once

#include "app/demo_data.h"
#include "domain/access/context.h"

namespace kim::app::demo {

void receive(Context& ctx, const Inquiry& data, MunicipalityId place);
void count(Context& ctx, const Advice& data, MunicipalityId place);

}  // namespace kim::app::demo
