// Static files: names by content, caching, packed forms.
#include "platform/http/statics.h"

#include <gtest/gtest.h>

#include <regex>

#include "base/check.h"
#include "platform/assets.h"

namespace kim::http {
namespace {

Request get(std::string path, Pairs headers = {}) {
  Request request;
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

Response serve(const Request& request) {
  auto response = serve_static(request);
  EXPECT_TRUE(response.has_value()) << request.path;
  return response.value_or(Response{.status = 0, .headers = {}, .body = {}});
}

TEST(Statics, An_address_holds_the_hash_of_the_content) {
  EXPECT_TRUE(std::regex_match(static_url("kim.css"), std::regex("/static/kim\\.[0-9a-f]{8}\\.css")));
  EXPECT_TRUE(std::regex_match(static_url("logo-mark.svg"), std::regex("/static/logo-mark\\.[0-9a-f]{8}\\.svg")));
  EXPECT_THROW((void)static_url("absent.css"), Bug);
}

TEST(Statics, A_file_may_be_kept_for_ever_under_its_address) {
  const Response response = serve(get(static_url("kim.css")));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, assets::bytes("web/kim.css"));
  EXPECT_EQ(response.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
}

TEST(Statics, Every_font_named_in_the_style_sheet_is_served) {
  const std::string sheet(assets::bytes("web/kim.css"));
  const std::regex address("url\\(\"(/static/[^\"]+)\"\\)");
  int fonts = 0;
  for (std::sregex_iterator at(sheet.begin(), sheet.end(), address), end; at != end; ++at, ++fonts) {
    const Response font = serve(get((*at)[1].str()));
    EXPECT_EQ(font.status, 200) << (*at)[1];
    EXPECT_EQ(font.header("Content-Type"), "font/woff2");
    EXPECT_EQ(font.header("Content-Encoding"), "");
  }
  EXPECT_EQ(fonts, 2);
}

struct Coding {
  const char* accepted;
  const char* expected;
};

TEST(Statics, The_smallest_form_the_browser_takes_is_sent) {
  const Coding table[] = {{"", ""},
                          {"gzip, deflate, br", "br"},
                          {"gzip", "gzip"},
                          {"br;q=0, gzip;q=0.5", "gzip"},
                          {"br;q=0.0,gzip;q=0", ""},
                          {"identity", ""},
                          {"brotli", ""}};
  for (const Coding& row : table) {
    const Response response = serve(get(static_url("kern.css"), {{"accept-encoding", row.accepted}}));
    EXPECT_EQ(response.header("Content-Encoding"), row.expected) << row.accepted;
    EXPECT_EQ(response.body.size() < assets::bytes("web/kern.css").size(), *row.expected != '\0') << row.accepted;
  }
}

TEST(Statics, A_known_file_is_not_sent_again) {
  const Response first = serve(get(static_url("kim.css"), {{"accept-encoding", "br"}}));
  const std::string tag(first.header("ETag"));
  for (const std::string& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const Response again = serve(get(static_url("kim.css"), {{"accept-encoding", "br"}, {"if-none-match", known}}));
    EXPECT_EQ(again.status, 304) << known;
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(again.header("ETag"), tag);
  }
  EXPECT_EQ(serve(get(static_url("kim.css"), {{"if-none-match", tag}})).status, 200)
      << "another coding is another form";
}

TEST(Statics, Only_known_names_are_served) {
  for (const char* path : {"/static/", "/static/kim.css", "/static/kim.00000000.css", "/static/../web/kim.css"})
    EXPECT_EQ(serve(get(path)).status, 404) << path;
  EXPECT_FALSE(serve_static(get("/faelle")).has_value());
  EXPECT_FALSE(serve_static(get("/static")).has_value());
}

TEST(Statics, Nothing_can_be_posted_to_them) {
  Request request = get(static_url("kim.css"));
  request.method = Method::post;
  const Response response = serve(request);
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("Allow"), "GET, HEAD");
}

TEST(Statics, Icon_and_robots_have_fixed_names) {
  EXPECT_EQ(serve(get("/favicon.svg")).header("Content-Type"), "image/svg+xml");
  EXPECT_EQ(serve(get("/favicon.svg")).header("Cache-Control"), "public, max-age=86400");
  EXPECT_NE(serve(get("/robots.txt")).body.find("Disallow: /"), std::string::npos);
}

}  // namespace
}  // namespace kim::http
