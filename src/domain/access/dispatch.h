// From a request to a response: static file, route, actor, guard, CSRF, handler, error page, headers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/access/routes.h"
#include "domain/access/slice.h"
#include "platform/http/http.h"

namespace kim {

class Application {
 public:
  /// `services.slices` bring the routes. Bug if two routes share method and pattern.
  explicit Application(const Services& services);

  /// Answers one request. Never throws for input; faults become 503 or 500 pages. From several threads.
  [[nodiscard]] http::Response handle(http::Request& request) const;
  /// Largest body the matching route takes; for the server.
  [[nodiscard]] std::size_t body_limit(http::Method method, std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_.list(); }

 private:
  const Services& services_;
  Routes routes_;
};

/// Cookie that carries the message shown on the next page, sealed; see done() in page.h.
inline constexpr std::string_view message_cookie = "kim_message";
/// Set-Cookie value. `secure` adds Secure; always HttpOnly, SameSite=Lax, Path=/.
[[nodiscard]] std::string cookie(std::string_view name, std::string_view value, bool secure, int max_age_s = -1);

}  // namespace kim
