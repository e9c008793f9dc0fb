// Routes of the slice, one function a file.
#pragma once

#include "domain/access/routes.h"
#include "domain/documents/document.h"
#include "platform/html/html.h"

namespace kim::access {
class Permit;
}

namespace kim::documents {
inline constexpr std::size_t upload_request_bytes_max =
    62U * 1024 * 1024;  // the largest setting and the form around it
void letter_routes(Routes& routes);
void letter_api_routes(Routes& routes);
void handover_letter_routes(Routes& routes);
void agreement_print_routes(Routes& routes);
void withdrawal_print_routes(Routes& routes);
void document_routes(Routes& routes);
void document_api_routes(Routes& routes);
/// The file of an upload (field "file"); empty if none was sent.
[[nodiscard]] Incoming file_of(const Ask& ask);
/// The case page's panel "Schreiben".
[[nodiscard]] html::Fragment letters_panel(Context& ctx, const access::Permit& permit);
/// A PDF to look at in the browser, never kept by it. `name` without personal data.
[[nodiscard]] http::Response pdf_response(std::string bytes, const std::string& name);
}  // namespace kim::documents
