// HTML routes of privacy.
#pragma once

#include "domain/access/routes.h"

namespace kim::privacy {
void page_routes(Routes& routes);
}
