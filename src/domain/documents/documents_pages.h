// Routes of the slice, one function a file.
#pragma once

#include "domain/access/routes.h"
#include "platform/html/html.h"

namespace kim::access {
class Permit;
}

namespace kim::documents {
void letter_routes(Routes& routes);
void letter_api_routes(Routes& routes);
void handover_letter_routes(Routes& routes);
void document_routes(Routes& routes);
void document_api_routes(Routes& routes);
/// The case page's panel "Schreiben".
[[nodiscard]] html::Fragment letters_panel(Context& ctx, const access::Permit& permit);
/// A PDF to look at in the browser, never kept by it. `name` without personal data.
[[nodiscard]] http::Response pdf_response(std::string bytes, const std::string& name);
}  // namespace kim::documents
