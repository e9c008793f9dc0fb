// For tests of access: the test world with the second factor asked, as outside the demo, and a browser without a network.
#pragma once

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/access/access_slice.h"
#include "domain/access/session.h"
#include "platform/crypto/password.h"

namespace kim::access::testing {

using test::Who;

inline constexpr std::string_view password = "Wiesenweg-Laterne-42";

/// What a slice of the organisation would offer.
inline std::vector<Reference> places(db::Connection&, std::string_view record) {
  if (record == "team") return {{101, "Region 1"}, {102, "Region 2"}};
  if (record == "employer" || record == "body") return {{201, "Kreis Paderborn"}, {202, "Stadt Paderborn"}};
  return {};
}
inline std::vector<Slice> slices() {
  return {access_slice(), {.name = "places", .purpose = "Probe", .rank = 3, .references = places}};
}

/// A browser: keeps its cookies, follows nothing by itself.
class Browser {
 public:
  explicit Browser(Application& application, std::string address = "10.0.0.1")
      : application_(application), address_(std::move(address)) {}

  http::Response get(std::string_view target) { return send(http::Method::get, target, {}); }
  http::Response post(std::string_view target, http::Pairs form) {
    return send(http::Method::post, target, http::encode_form(form));
  }
  /// Posts with the CSRF field of the page it has seen last.
  http::Response submit(std::string_view target, http::Pairs form) {
    form.emplace_back("_csrf", csrf_);
    return post(target, std::move(form));
  }
  [[nodiscard]] const std::string& cookies() const { return cookie_; }
  void set_cookies(std::string cookie) { cookie_ = std::move(cookie); }
  http::Pairs extra_headers;

 private:
  http::Response send(http::Method method, std::string_view target, std::string body) {
    http::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.target = target;
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = http::parse_form(target.substr(question + 1)).value();
    request.body = std::move(body);
    request.client = address_;
    request.headers = extra_headers;
    request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    if (!cookie_.empty()) request.headers.emplace_back("cookie", cookie_);
    auto response = application_.handle(request);
    remember(response);
    return response;
  }
  void remember(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie" && value.starts_with("kim=")) cookie_ = value.substr(0, value.find(';'));
    if (auto csrf = test::input_value(response.body, "_csrf"); !csrf.empty()) csrf_ = csrf;
  }

  Application& application_;
  std::string address_, cookie_, csrf_;
};

class RealWorld : public ::testing::TestWithParam<db::Engine> {
 protected:
  Browser browser(std::string address = "10.0.0.1") { return Browser(application_, std::move(address)); }
  Result<SignedIn> sign_in_as(std::string_view login, std::string_view word = password,
                              std::string_view address = "10.0.0.1") {
    return sign_in(services_, login, word, address);
  }
  std::optional<Found> found(std::string_view token) { return find_session(services_, *app_.database().read(), token); }
  Context context_of(std::string_view token) {
    const auto session = found(token);
    CHECK(session.has_value());
    Context ctx(services_, session->actor, "10.0.0.1");
    ctx.csrf = session->csrf;
    return ctx;
  }
  /// Gives the account a second factor; returns its recovery codes.
  std::vector<std::string> set_up_factor(std::string_view login) {
    Context ctx = context_of(sign_in_as(login)->token);
    return enable_second_factor(ctx, secret_, crypto::totp_code(secret_, ctx.now)).value();
  }
  std::string code() { return crypto::totp_code(secret_, app_.now()); }

  test::TestApp app_{GetParam(), slices()};
  Services services_ = [this] {
    Services real = app_.services();
    real.demo = false;
    return real;
  }();
  Application application_{services_};
  std::string secret_ = std::string(20, 'q');
};

}  // namespace kim::access::testing
