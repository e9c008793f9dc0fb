// HTML routes of goals.
#pragma once

#include "domain/access/routes.h"

namespace kim::goals {
void page_routes(Routes& routes);
void agreement_routes(Routes& routes);
void sign_routes(Routes& routes);
void hint_routes(Routes& routes);
void review_routes(Routes& routes);
void api_routes(Routes& routes);
}  // namespace kim::goals
