// Routes: method, pattern, guard, handler. There is no overload without a guard, so a route without a right does not
// compile.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/context.h"
#include "platform/http/http.h"
#include "platform/http/multipart.h"

namespace kim {

/// One request on its way: the parsed request and the values of the path's placeholders.
struct Ask {
  const http::Request& request;
  const std::vector<std::string>& path;   // placeholder values in order
  const http::Form& form;                 // body of a form post; empty otherwise
  std::span<const http::Upload> files{};  // of a route that takes files (Routes::upload); empty otherwise

  /// n-th placeholder as an id; an id that is not a number gives an Id of -1, which is never found.
  template <class IdType>
  [[nodiscard]] IdType id(std::size_t n = 0) const {
    return IdType(number(n));
  }
  [[nodiscard]] std::int64_t number(std::size_t n) const;
};

using Handler = http::Response (*)(Context& ctx, const Ask& ask);

class Guard {
 public:
  enum class Kind : std::uint8_t { right, open };
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] access::Right right() const { return right_; }
  [[nodiscard]] std::string_view reason() const { return reason_; }

 private:
  friend constexpr Guard needs(access::Right right);
  friend constexpr Guard open_to_all(std::string_view reason);
  constexpr Guard(Kind kind, access::Right right, std::string_view reason)
      : kind_(kind), right_(right), reason_(reason) {}
  Kind kind_;
  access::Right right_;
  std::string_view reason_;
};
/// Signed in, with this right.
constexpr Guard needs(access::Right right) { return {Guard::Kind::right, right, {}}; }
/// Reachable without signing in; `reason` is printed in the list of routes.
constexpr Guard open_to_all(std::string_view reason) { return {Guard::Kind::open, access::Right::own_account, reason}; }

struct Route {
  http::Method method;
  http::Pattern pattern;
  Guard guard;
  Handler handler;
  std::string_view summary;  // German, for docs/generated/routes.md; English for API routes
  std::size_t body_bytes_max;
  // JSON API only: what it takes and gives, for OpenAPI. Empty = no body.
  std::string_view takes{};  // record name
  std::string_view gives{};  // record name
  bool takes_files = false;  // multipart/form-data is read
};

/// The list a slice writes its routes into.
class Routes {
 public:
  void get(std::string_view pattern, Guard guard, Handler handler, std::string_view summary);
  void post(std::string_view pattern, Guard guard, Handler handler, std::string_view summary,
            std::size_t body_bytes_max = 256 * 1024);
  /// A form with files: multipart/form-data, held in memory, refused by the server above `body_bytes_max`.
  void upload(std::string_view pattern, Guard guard, Handler handler, std::string_view summary,
              std::size_t body_bytes_max);
  void api(http::Method method, std::string_view pattern, Guard guard, Handler handler, std::string_view summary,
           std::string_view takes = {}, std::string_view gives = {});
  [[nodiscard]] const std::vector<Route>& list() const { return list_; }

 private:
  std::vector<Route> list_;
};

}  // namespace kim
