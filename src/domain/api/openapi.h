// OpenAPI 3.1 of /api/v1, from routes and field descriptions. What it is not: the routes themselves (slices bring them).
#pragma once

#include <string>
#include <vector>

#include "domain/access/routes.h"
#include "domain/access/slice.h"

namespace kim::api {

/// The whole document as JSON text: paths, parameters, bodies, answers, schemas of the records named by routes.
[[nodiscard]] std::string openapi(const std::vector<Slice>& slices, const std::vector<Route>& routes);

}  // namespace kim::api
