// Routes of hints and what the files share.
#pragma once

#include <string>

#include "domain/access/routes.h"
#include "domain/hints/hint.h"
#include "platform/html/html.h"

namespace kim::hints {

inline constexpr std::string_view here = "/hinweise";
void page_routes(Routes& routes);
[[nodiscard]] html::Fragment home_panel(Context& ctx);
}  // namespace kim::hints
