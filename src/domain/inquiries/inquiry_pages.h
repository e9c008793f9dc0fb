// The routes of this slice, registered by inquiries_slice.cpp.
#pragma once

#include "domain/access/routes.h"

namespace kim::inquiries {

void inquiry_routes(Routes& routes);
void short_advice_routes(Routes& routes);
void api_routes(Routes& routes);

}  // namespace kim::inquiries
