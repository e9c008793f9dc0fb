// Forms, targets, cookies, patterns, proxies and the bytes of an answer: values without a socket.
#include "platform/http/http.h"

#include <gtest/gtest.h>

#include "base/check.h"
#include "base/i18n.h"
#include "platform/http/proxy.h"
#include "platform/http/target.h"
#include "platform/http/wire.h"

namespace kim::http {
namespace {

using namespace std::string_literals;

std::string joined(const Pairs& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) text += name + "=" + value + ";";
  return text;
}

TEST(Forms, Are_decoded_in_order) {
  struct Case {
    std::string encoded, expected;
  };
  const Case cases[] = {{"", ""},
                        {"a=1", "a=1;"},
                        {"a=1&b=2&a=3", "a=1;b=2;a=3;"},
                        {"name=J%C3%BCrgen+M%2Bller", "name=Jürgen M+ller;"},
                        {"only", "only=;"},
                        {"=x", "=x;"},
                        {"a=b=c", "a=b=c;"},
                        {"&&a=1&", "a=1;"},
                        {"zeile=1%0D%0A2", "zeile=1\r\n2;"}};
  for (const Case& each : cases) {
    const auto form = parse_form(each.encoded);
    ASSERT_TRUE(form) << each.encoded;
    EXPECT_EQ(joined(form->pairs()), each.expected) << each.encoded;
  }
}

TEST(Forms, No_browser_sends_are_refused) {
  for (const std::string& broken :
       {"a=%"s, "a=%4"s, "a=%zz"s, "a=%00"s, "%ff=1"s, "a=%C3"s, "a=%ED%A0%80"s, "a=\0"s + "b"s}) {
    const auto form = parse_form(broken);
    ASSERT_FALSE(form) << broken;
    EXPECT_EQ(form.error().code, ErrorCode::bad_request);
  }
}

TEST(Forms, Hold_a_thousand_pairs_and_no_more) {
  std::string thousand;
  for (int i = 0; i < 1000; ++i) thousand += "a=1&";
  EXPECT_TRUE(parse_form(thousand));
  EXPECT_FALSE(parse_form(thousand + "a=1"));
}

TEST(Forms, Come_back_the_same_after_encoding) {
  const Pairs pairs{{"name", "Übung & Co. = 100 %"}, {"leer", ""}, {"zeichen", "+/?#\n\"ع"}};
  const auto back = parse_form(encode_form(pairs));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->pairs(), pairs);
}

TEST(Forms, Give_first_value_all_values_and_numbers) {
  Form form(Pairs{{"a", "1"}, {"a", "2"}, {"n", "-12"}, {"bad", "12x"}, {"big", "99999999999999999999"}});
  EXPECT_EQ(form.get("a"), "1");
  EXPECT_EQ(form.all("a"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(form.get("absent"), "");
  EXPECT_TRUE(form.has("a"));
  EXPECT_FALSE(form.has("absent"));
  EXPECT_EQ(form.integer("n"), -12);
  EXPECT_EQ(form.integer("bad", 7), 7);
  EXPECT_EQ(form.integer("big", 7), 7);
  EXPECT_EQ(form.integer("absent", 7), 7);
  form.set("a", "3");
  EXPECT_EQ(form.all("a"), std::vector<std::string>{"3"});
}

TEST(Percent_encoding, Keeps_only_unreserved_characters) {
  EXPECT_EQ(percent_encode("aZ0-._~"), "aZ0-._~");
  EXPECT_EQ(percent_encode("a b/ü+"), "a%20b%2F%C3%BC%2B");
  EXPECT_EQ(percent_decode("a+b", false).value(), "a+b");
  EXPECT_EQ(percent_decode("a+b%2b", true).value(), "a b+");
}

TEST(Targets, Give_path_and_query) {
  struct Case {
    std::string target, path, query;
  };
  const Case cases[] = {{"/", "/", ""},
                        {"/faelle/12?seite=2&q=a+b", "/faelle/12", "seite=2;q=a b;"},
                        {"/b%C3%BCro/", "/büro/", ""},
                        {"/a?b=/../c", "/a", "b=/../c;"},
                        {"/..a/.b", "/..a/.b", ""},
                        {"http://kim.test/faelle?a=1", "/faelle", "a=1;"},
                        {"https://kim.test", "/", ""},
                        {"http://kim.test?a=1", "/", "a=1;"},
                        {"/a#b", "/a", ""}};
  for (const Case& each : cases) {
    const auto target = parse_target(each.target);
    ASSERT_TRUE(target) << each.target;
    EXPECT_EQ(target->path, each.path) << each.target;
    EXPECT_EQ(joined(target->query.pairs()), each.query) << each.target;
  }
}

TEST(Targets, No_page_links_to_are_refused) {
  const std::string cases[] = {"",          "*",       "faelle",  "kim.test:443", "/..",     "/../etc/passwd",
                               "/a/..",     "/a/../b", "/./a",    "/a/.",         "//evil",  "/a//b",
                               "/%2e%2e/a", "/%2E./a", "/a%2fb",  "/a%2Fb",       "/a%5cb",  "/a\\b",
                               "/%00",      "/a%0ab",  "/%7f",    "/%",           "/%4",     "/%zz",
                               "/\xff",     "/%ff",    "/%c0%af", "/a?b=%zz",     "/a?b=%00"};
  for (const std::string& target : cases) {
    EXPECT_FALSE(parse_target(target)) << target;
  }
}

TEST(Cookies, Are_found_unless_sent_twice_with_different_values) {
  struct Case {
    Pairs headers;
    std::string expected;
  };
  const Case cases[] = {{{}, ""},
                        {{{"cookie", "sid=abc"}}, "abc"},
                        {{{"cookie", "a=1; sid=abc; b=2"}}, "abc"},
                        {{{"cookie", "a=1;sid=abc"}}, "abc"},
                        {{{"cookie", "a=1"}, {"cookie", "sid=abc"}}, "abc"},
                        {{{"cookie", "sid=abc; sid=abc"}}, "abc"},
                        {{{"cookie", "sid=abc; sid=def"}}, ""},
                        {{{"cookie", "sid=abc"}, {"cookie", "sid=def"}}, ""},
                        {{{"cookie", "sid=abc; sid=def; sid=abc"}}, ""},
                        {{{"cookie", "xsid=abc; sidx=def; sid"}}, ""},
                        {{{"cookie", "sid=a=b"}}, "a=b"},
                        {{{"cookie", ";;; sid=abc ;"}}, "abc"},
                        {{{"set-cookie", "sid=abc"}}, ""}};
  for (const Case& each : cases) {
    Request request;
    request.headers = each.headers;
    EXPECT_EQ(request.cookie("sid"), each.expected) << joined(each.headers);
  }
}

TEST(Patterns, Match_segment_by_segment) {
  struct Case {
    std::string pattern, path, expected;
  };
  const Case cases[] = {{"/", "/", "yes"},
                        {"/faelle", "/faelle", "yes"},
                        {"/faelle", "/faelle/", "no"},
                        {"/faelle", "/faelle/1", "no"},
                        {"/faelle/{case}", "/faelle/12", "yes 12"},
                        {"/faelle/{case}", "/faelle/", "no"},
                        {"/faelle/{case}", "/faelle", "no"},
                        {"/faelle/{case}", "/faelle/1/2", "no"},
                        {"/faelle/{case}/ziele/{goal}", "/faelle/1/ziele/2", "yes 1 2"},
                        {"/faelle/{case}/ziele/{goal}", "/faelle/1/schritte/2", "no"},
                        {"/a", "", "no"},
                        {"/a", "a", "no"}};
  for (const Case& each : cases) {
    const auto values = Pattern(each.pattern).match(each.path);
    std::string outcome = values ? "yes" : "no";
    for (const std::string& value : values.value_or(std::vector<std::string>())) outcome += " " + value;
    EXPECT_EQ(outcome, each.expected) << each.pattern << " " << each.path;
  }
}

TEST(Client_address, Comes_from_a_trusted_proxy_only) {
  struct Case {
    std::string peer, forwarded, protocol, client;
    bool secure;
  };
  const Case cases[] = {{"203.0.113.9", "198.51.100.1", "https", "203.0.113.9", false},
                        {"10.0.0.1", "", "", "10.0.0.1", false},
                        {"10.0.0.1", "198.51.100.1", "https", "198.51.100.1", true},
                        {"10.0.0.1", "198.51.100.1", "http", "198.51.100.1", false},
                        {"10.0.0.1", "6.6.6.6, 198.51.100.1", "", "198.51.100.1", false},
                        {"10.0.0.1", "198.51.100.1, 10.0.0.2", "http, https", "198.51.100.1", true},
                        {"10.0.0.1", "10.0.0.2", "", "10.0.0.2", false},
                        {"10.0.0.1", "198.51.100.1, unknown", "", "10.0.0.1", false},
                        {"10.0.0.1", "198.51.100.1\0x"s, "", "10.0.0.1", false},
                        {"10.0.0.1", "2001:db8::1", "https, http", "2001:db8::1", false}};
  for (const Case& each : cases) {
    Request request;
    request.headers = {{"x-forwarded-for", each.forwarded}, {"x-forwarded-proto", each.protocol}};
    identify_client(request, each.peer, false, {"10.0.0.1", "10.0.0.2"});
    EXPECT_EQ(request.client, each.client) << each.peer << " " << each.forwarded;
    EXPECT_EQ(request.secure, each.secure) << each.peer << " " << each.protocol;
  }
}

TEST(Responses, Have_type_status_and_case_insensitive_headers) {
  EXPECT_EQ(html_response("<p>", 422).header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(see_other("/faelle").status, 303);
  EXPECT_EQ(see_other("/faelle").header("LOCATION"), "/faelle");
  EXPECT_EQ(json_response("{}").header("Content-Type"), "application/json");
  EXPECT_EQ(text_response("x").with("X-A", "1").header("x-a"), "1");
  EXPECT_EQ(text_response("x").header("absent"), "");
}

TEST(Problems, Follow_rfc_9457) {
  const Response problem = problem_response(422, "invalid", "Angaben \"prüfen\"", {{"name", "Name fehlt"}});
  EXPECT_EQ(problem.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(problem.body, R"({"type":"about:blank","title":"Angaben \"prüfen\"","status":422,"code":"invalid",)"
                          R"("errors":[{"field":"name","message":"Name fehlt"}]})");
  EXPECT_EQ(problem_response(404, "not_found", "Weg").body,
            R"({"type":"about:blank","title":"Weg","status":404,"code":"not_found"})");
}

TEST(Wire, Owns_the_headers_of_the_connection) {
  Response response = text_response("abc");
  response.with("Content-Length", "99")
      .with("connection", "upgrade")
      .with("Transfer-Encoding", "chunked")
      .with("DATE", "x");
  const Wire wire = to_wire(std::move(response), {Method::get, true, false});
  EXPECT_TRUE(wire.head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
  EXPECT_TRUE(wire.head.ends_with("GMT\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n\r\n"))
      << wire.head;
  EXPECT_EQ(wire.body, "abc");
}

TEST(Wire, Sends_no_body_where_none_belongs) {
  EXPECT_EQ(to_wire(text_response("abc"), {Method::head, true, false}).body, "");
  EXPECT_TRUE(to_wire(text_response("abc"), {Method::head, true, false}).head.contains("Content-Length: 3\r\n"));
  for (const int status : {204, 304}) {
    const Wire wire = to_wire(text_response("abc", status), {Method::get, true, false});
    EXPECT_EQ(wire.body, "");
    EXPECT_FALSE(wire.head.contains("Content-Length"));
  }
}

TEST(Wire, Says_whether_the_connection_stays) {
  EXPECT_FALSE(to_wire({}, {Method::get, true, false}).head.contains("Connection:"));
  EXPECT_TRUE(to_wire({}, {Method::get, true, true}).head.contains("Connection: keep-alive\r\n"));
  EXPECT_TRUE(to_wire({}, {Method::get, false, false}).head.contains("Connection: close\r\n"));
}

TEST(Wire, A_header_with_a_line_end_is_a_bug) {
  const auto wire_with = [](const std::string& name, const std::string& value) {
    return to_wire(text_response("").with(name, value), {});
  };
  EXPECT_THROW(wire_with("Location", "/a\r\nSet-Cookie: b=1"), Bug);
  EXPECT_THROW(wire_with("Location", "/a\nb"), Bug);
  EXPECT_THROW(wire_with("Location", "/a\0b"s), Bug);
  EXPECT_THROW(wire_with("Bad Name", "x"), Bug);
  EXPECT_THROW(wire_with("", "x"), Bug);
  EXPECT_NO_THROW(wire_with("X-Name", "Jürgen"));
}

TEST(Plain_pages, Are_complete_and_in_german) {
  for (const int status : {400, 405, 413, 417, 431, 500, 501, 503}) {
    const Response page = plain_page(status);
    EXPECT_EQ(page.status, status);
    EXPECT_TRUE(page.body.starts_with("<!DOCTYPE html>\n<html lang=\"de\">")) << page.body;
    EXPECT_TRUE(page.body.ends_with("</html>\n"));
    EXPECT_TRUE(page.body.contains("Nichts wurde") || page.body.contains("nicht gespeichert")) << page.body;
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
  }
  EXPECT_EQ(plain_page(503).header("Retry-After"), "60");
  EXPECT_TRUE(plain_page(405).header("Allow").contains("POST"));
}

}  // namespace
}  // namespace kim::http
