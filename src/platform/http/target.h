// The request target: path and query as a browser may send them. Internal to platform/http.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/http.h"

namespace kim::http {

struct Target {
  std::string path;  // decoded, begins with '/', no empty, "." or ".." segment, no control character
  Form query;
};

/// Origin form ("/faelle?seite=2") or absolute form ("http://host/faelle"). bad_request for everything a page of ours
/// cannot link to: broken escapes, invalid UTF-8, NUL, dot segments, an encoded slash, "//".
[[nodiscard]] Result<Target> parse_target(std::string_view target);

}  // namespace kim::http
