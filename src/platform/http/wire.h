// The answer as bytes, and the answers the server gives by itself. Internal to platform/http; no Beast type.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "platform/http/http.h"

namespace kim::http {

/// Head (status line, header fields, empty line) and body, sent one after the other. The body is moved, not copied.
struct Wire {
  std::string head;
  std::string body;  // empty for HEAD, 204 and 304
  bool keep_alive = false;
};

/// What the answer must know of its request.
struct AnswerTo {
  Method method = Method::get;
  bool keep_alive = false;  // asked for and allowed
  bool http_1_0 = false;
};

/// Adds Date, Content-Length and Connection; those of the response are dropped. Bug if a header name or value would
/// break the framing (line end, NUL).
[[nodiscard]] Wire to_wire(Response response, AnswerTo to);

/// A complete, plain page for an answer that no handler made (400, 405, 413, 417, 431, 500, 501, 503), in the
/// current language.
[[nodiscard]] Response plain_page(int status);

/// Runs the handler. Nothing escapes: a Fault of kind unavailable becomes 503 with Retry-After, everything else 500;
/// both are logged with their cause. If the server began to stop meanwhile, the answer says "Connection: close".
[[nodiscard]] Wire answer(const Handler& handler, Request& request, AnswerTo to, const std::atomic<bool>& stopping);

/// "GET /faelle" for the log: the path without its query, which may hold search words.
[[nodiscard]] std::string_view without_query(std::string_view target);

}  // namespace kim::http
