// The description of /api/v1: well formed, complete, and nothing in it points nowhere.
#include "domain/api/openapi.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "domain/api/api_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "platform/assets.h"
#include "platform/json/json.h"
#include "world/case_world.h"

namespace kim::api {
namespace {

using test::TestApp;
using test::Who;

std::vector<Slice> all_below() {
  return {organisation::organisation_slice(), people::people_slice(), inquiries::inquiries_slice(),
          consent::consent_slice(),           cases::cases_slice(),   api_slice()};
}

std::vector<Route> routes_of(const std::vector<Slice>& slices) {
  Routes routes;
  for (const Slice& slice : slices)
    if (slice.routes != nullptr) slice.routes(routes);
  return routes.list();
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Every text that follows `before` up to the next quote.
std::vector<std::string> all_after(const std::string& text, std::string_view before) {
  std::vector<std::string> found;
  for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
    const auto begin = at + before.size();
    found.push_back(text.substr(begin, text.find('"', begin) - begin));
  }
  return found;
}

/// Names that a $ref mentions and that no schema explains.
std::set<std::string> dangling(const std::string& document) {
  const auto schemas = document.find("\"schemas\":{");
  const std::string explained = schemas == std::string::npos ? std::string() : document.substr(schemas);
  std::set<std::string> missing;
  for (const std::string& name : all_after(document, "\"$ref\":\"#/components/schemas/"))
    if (!has(explained, "\"" + name + "\":{\"")) missing.insert(name);
  return missing;
}

bool is_api(const Route& route) { return route.pattern.text().starts_with("/api/v1/"); }

class OpenApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { assets::install_texts(); }
  std::vector<Slice> slices = all_below();
  std::vector<Route> routes = routes_of(slices);
  std::string document = openapi(slices, routes);
};

TEST_F(OpenApi, Is_well_formed_and_names_its_version) {
  EXPECT_TRUE(json::well_formed(document));
  EXPECT_TRUE(has(document, R"("openapi":"3.1.0")"));
}

TEST_F(OpenApi, Every_reference_resolves) {
  EXPECT_GT(all_after(document, "\"$ref\":\"").size(), 10U);
  EXPECT_EQ(dangling(document), std::set<std::string>());
  for (const std::string& ref : all_after(document, "\"$ref\":\""))
    EXPECT_TRUE(ref.starts_with("#/components/schemas/")) << ref;
}

http::Response unused(Context&, const Ask&) { return {}; }

TEST_F(OpenApi, A_route_that_names_an_unknown_record_would_be_noticed) {
  Routes more;
  more.api(http::Method::get, "/api/v1/ghosts", needs(access::Right::case_read), unused, "Ghosts", {}, "ghost");
  EXPECT_EQ(dangling(openapi(slices, more.list())), std::set<std::string>{"ghost"});
}

TEST_F(OpenApi, Every_API_route_is_described_and_no_page_is) {
  std::size_t described = 0;
  for (const Route& route : routes) {
    const bool there = has(document, "\"" + route.pattern.text() + "\":{");
    EXPECT_EQ(there, is_api(route)) << route.pattern.text();
    if (is_api(route)) ++described;
  }
  EXPECT_GT(described, 10U);
  EXPECT_EQ(all_after(document, "\"operationId\":\"").size(), described);
}

TEST_F(OpenApi, Every_operation_has_a_name_of_its_own) {
  const auto list = all_after(document, "\"operationId\":\"");
  const std::set<std::string> names(list.begin(), list.end());
  EXPECT_EQ(names.size(), list.size());
}

TEST_F(OpenApi, Every_placeholder_is_a_parameter) {
  const auto parameters = all_after(document, "\"in\":\"path\",\"required\":");
  std::size_t placeholders = 0;
  for (const Route& route : routes)
    if (is_api(route)) placeholders += static_cast<std::size_t>(std::ranges::count(route.pattern.text(), '{'));
  EXPECT_EQ(parameters.size(), placeholders);
}

TEST_F(OpenApi, Every_guarded_operation_names_its_right_and_what_goes_wrong) {
  Routes one;
  one.api(http::Method::post, "/api/v1/cases/{case}/things", needs(access::Right::case_write), unused, "Add a thing",
          "case_file", "case_file");
  const std::string text = openapi(slices, one.list());
  EXPECT_TRUE(json::well_formed(text));
  for (const char* part :
       {"Right: case_write", "\"401\"", "\"403\"", "\"404\"", "\"409\"", "\"422\"", "\"423\"", "\"requestBody\""})
    EXPECT_TRUE(has(text, part)) << part;
  Routes open;
  open.api(http::Method::get, "/api/v1/things", open_to_all("Test"), unused, "Things");
  const std::string free = openapi(slices, open.list());
  for (const char* part : {"\"401\"", "\"403\"", "\"404\"", "\"422\"", "\"requestBody\""})
    EXPECT_FALSE(has(free, part)) << part;
}

TEST_F(OpenApi, Only_records_that_routes_speak_of_are_explained) {
  Routes one;
  one.api(http::Method::get, "/api/v1/persons/{person}", needs(access::Right::person_read), unused, "A person", {},
          "person");
  const std::string text = openapi(slices, one.list());
  EXPECT_TRUE(has(text, "\"person\":{\""));
  EXPECT_FALSE(has(text, "\"consent\":{\""));
}

class OpenApiPage : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), all_below()};
};
KIM_BOTH_ENGINES(OpenApiPage);

TEST_P(OpenApiPage, Is_read_without_signing_in_and_holds_no_data) {
  (void)test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  const auto answer = app.request(http::Method::get, "/api/v1/openapi.json", "", {});
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.header("Content-Type").starts_with("application/json"));
  EXPECT_TRUE(json::well_formed(answer.body));
  EXPECT_EQ(answer.body.find("Rahimi"), std::string::npos);
  EXPECT_EQ(dangling(answer.body), std::set<std::string>());
}

}  // namespace
}  // namespace kim::api
