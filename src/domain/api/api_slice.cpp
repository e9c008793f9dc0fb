#include "domain/api/api_slice.h"

#include "domain/api/openapi.h"

namespace kim::api {
namespace {

using record::N_;

http::Response show_openapi(Context& ctx, const Ask&) {
  Routes routes;
  for (const Slice& slice : ctx.services.slices)
    if (slice.routes != nullptr) slice.routes(routes);
  return http::json_response(openapi(ctx.services.slices, routes.list()));
}

void routes(Routes& r) {
  r.api(http::Method::get, "/api/v1/openapi.json", open_to_all(N_("beschreibt die Schnittstelle, enthält keine Daten")),
        show_openapi, "This description (OpenAPI 3.1)");
}

}  // namespace

Slice api_slice() {
  Slice slice;
  slice.name = "api";
  slice.purpose = N_("Beschreibung der Schnittstelle /api/v1");
  slice.rank = 8;
  slice.routes = routes;
  return slice;
}

}  // namespace kim::api
