// Serves /static/<name>.<hash>.<ext>: immutable, ETag, 304, brotli and gzip made at build time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/http.h"

namespace kim::http {

/// Address of a web asset with its content hash: static_url("kim.css") -> "/static/kim.3f2a9c1d.css". Bug if absent.
[[nodiscard]] const std::string& static_url(std::string_view name);
/// The answer if the path is below /static/, /favicon.svg or /robots.txt; else nullopt. GET and HEAD only.
[[nodiscard]] std::optional<Response> serve_static(const Request& request);

}  // namespace kim::http
