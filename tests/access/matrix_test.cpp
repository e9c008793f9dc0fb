// The access matrix: every route of the whole program x every role, by real requests. A new route is covered by itself.
#include <gtest/gtest.h>

#include "app/slices.h"
#include "app/test_app.h"
#include "domain/access/session.h"

namespace kim {
namespace {

using test::TestApp;
using test::Who;

constexpr Who role_holders[] = {Who::kessler, Who::brandt, Who::albers, Who::peters,
                                Who::lange,   Who::yildiz, Who::vogt,   Who::reuter};

/// The pattern with every placeholder filled by an id that no record has.
std::string target_of(const Route& route) {
  std::string target = route.pattern.text();
  for (std::size_t open = target.find('{'); open != std::string::npos; open = target.find('{'))
    target.replace(open, target.find('}', open) - open + 1, "4711");
  return target;
}

bool is_api(const Route& route) { return route.pattern.text().starts_with("/api/"); }

class AccessMatrix : public ::testing::Test {
 protected:
  TestApp app{db::Engine::sqlite, app::slices()};
  std::vector<std::string> tokens = std::vector<std::string>(std::size(role_holders));

  http::Response send(Who who, const Route& route, const std::string& token) {
    const std::string target = target_of(route);
    if (!is_api(route)) return route.method == http::Method::get ? app.get(who, target) : app.post(who, target, {});
    http::Pairs headers{{"content-type", "application/json"}};
    if (!token.empty()) headers.emplace_back("authorization", "Bearer " + token);
    return app.request(route.method, target, "{}", headers);
  }

  /// A token of an integration account with the same role as `who`.
  std::string token_for(std::size_t index, Who who) {
    if (!tokens[index].empty()) return tokens[index];
    Context program(app.services(), {});
    access::Account account;
    account.login = "anbindung-" + std::to_string(index);
    account.name = "Anbindung " + std::to_string(index);
    account.role = access::info(app.context(who).actor.role).code;
    account.team = app.context(who).actor.team;
    account.integration = true;
    const auto id = access::create_account(program, account, "Leuchtturm-Wiese-77", access::FirstPassword::keep);
    CHECK(id.has_value());
    tokens[index] = access::create_api_token(program, *id, "Test").value();
    return tokens[index];
  }
};

TEST_F(AccessMatrix, Nobody_reaches_a_guarded_route_without_signing_in) {
  for (const Route& route : app.application().routes()) {
    if (route.guard.kind() == Guard::Kind::open) continue;
    const auto answer = send(Who::nobody, route, {});
    EXPECT_EQ(answer.status, is_api(route) ? 401 : 303) << route.pattern.text();
    if (!is_api(route)) {
      EXPECT_TRUE(answer.header("Location").starts_with("/anmeldung")) << route.pattern.text();
    }
  }
}

TEST_F(AccessMatrix, Each_role_reaches_exactly_the_routes_of_its_rights) {
  int granted = 0, refused = 0;
  for (std::size_t i = 0; i < std::size(role_holders); ++i) {
    const Who who = role_holders[i];
    for (const Route& route : app.application().routes()) {
      if (route.guard.kind() == Guard::Kind::open) continue;
      const auto role = app.context(who).actor.role;
      const auto answer = send(who, route, is_api(route) ? token_for(i, who) : std::string());
      const bool expected =
          access::has(role, route.guard.right()) && (!is_api(route) || access::has(role, access::Right::api_use));
      if (expected) {
        ++granted;
        EXPECT_NE(answer.status, 403) << access::info(role).code << " " << route.pattern.text();
        EXPECT_LT(answer.status, 500) << access::info(role).code << " " << route.pattern.text();
      } else {
        ++refused;
        EXPECT_EQ(answer.status, 403) << access::info(role).code << " " << route.pattern.text();
      }
    }
  }
  EXPECT_GT(granted, 100);
  EXPECT_GT(refused, 100);
}

TEST_F(AccessMatrix, Every_writing_route_refuses_a_form_without_its_token) {
  for (const Route& route : app.application().routes()) {
    if (route.method != http::Method::post || is_api(route) || route.guard.kind() == Guard::Kind::open) continue;
    for (const Who who : role_holders) {
      if (!access::has(app.context(who).actor.role, route.guard.right())) continue;
      EXPECT_EQ(app.post_without_csrf(who, target_of(route), {}).status, 400) << route.pattern.text();
    }
  }
}

TEST_F(AccessMatrix, Open_routes_are_few_and_say_why) {
  std::size_t open = 0;
  for (const Route& route : app.application().routes()) {
    if (route.guard.kind() != Guard::Kind::open) continue;
    ++open;
    EXPECT_FALSE(route.guard.reason().empty()) << route.pattern.text();
  }
  EXPECT_LE(open, 20U);
}

}  // namespace
}  // namespace kim
