// A real server on a loopback port, asked with raw bytes: framing, limits, deadlines, keep-alive, failures.
#include "platform/http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <latch>

#include "base/check.h"
#include "platform/http/test_client.h"

namespace kim::http {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using Clock = std::chrono::steady_clock;

/// Answers with what it understood.
Response echo(Request& request) {
  std::string text = std::string(to_string(request.method)) + " " + request.path;
  for (const auto& [name, value] : request.query.pairs()) text += " " + name + "=" + value;
  if (!request.body.empty()) text += " [" + request.body + "]";
  return text_response(text + "\n");
}

std::string status_of(const std::string& answer) { return answer.size() < 12 ? "none" : answer.substr(9, 3); }

std::string post(std::string_view path, std::string_view headers, std::string_view body) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: kim.test\r\n" + std::string(headers) + "\r\n" +
         std::string(body);
}

TEST(Server, Hands_method_path_query_and_body_to_the_handler) {
  const RunningServer server(echo);
  EXPECT_TRUE(ask(server.port(), get("/f%C3%A4lle?q=a+b")).ends_with("\r\n\r\nGET /fälle q=a b\n"));
  const std::string form = "Connection: close\r\nContent-Length: 3\r\n";
  EXPECT_TRUE(ask(server.port(), post("/a", form, "x=1")).ends_with("\r\n\r\nPOST /a [x=1]\n"));
  const std::string chunked = "Connection: close\r\nTransfer-Encoding: chunked\r\n";
  EXPECT_TRUE(ask(server.port(), post("/a", chunked, "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")).ends_with("POST /a [abc]\n"));
}

TEST(Server, Sends_date_and_length_but_not_its_own_name) {
  const RunningServer server(echo);
  const std::string answer = ask(server.port(), get("/"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\nDate: ")) << answer;
  EXPECT_TRUE(answer.contains("\r\nContent-Length: 6\r\n"));
  EXPECT_TRUE(answer.contains("\r\nConnection: close\r\n"));
  EXPECT_FALSE(answer.contains("Server:"));
}

TEST(Server, Gives_headers_in_lower_case_and_the_client_address) {
  const RunningServer server([](Request& request) {
    return text_response(std::string(request.header("x-probe")) + " " + request.client +
                         (request.secure ? " secure" : " plain"));
  });
  EXPECT_TRUE(ask(server.port(), get("/", "X-PROBE: Ja\r\nConnection: close\r\n")).ends_with("Ja 127.0.0.1 plain"));
  const std::string forwarded = "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n";
  EXPECT_TRUE(ask(server.port(), get("/", forwarded)).ends_with(" 127.0.0.1 plain"));
}

TEST(Server, Believes_a_trusted_proxy) {
  ServerSettings settings;
  settings.trusted_proxies = {"127.0.0.1"};
  const RunningServer server(
      [](Request& request) { return text_response(request.client + (request.secure ? " secure" : " plain")); },
      settings);
  const std::string forwarded =
      "X-Forwarded-For: 6.6.6.6, 198.51.100.7\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n";
  EXPECT_TRUE(ask(server.port(), get("/", forwarded)).ends_with("198.51.100.7 secure"));
}

TEST(Server, Refuses_what_is_not_a_sound_request) {
  const RunningServer server(echo);
  struct Case {
    std::string sent, status;
  };
  const std::string start = "POST / HTTP/1.1\r\nHost: a\r\n";
  const Case cases[] = {{"\x16\x03\x01 garbage\r\n\r\n", "400"},
                        {"GET / HTTP/1.1\r\n\r\n", "400"},
                        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
                        {"GET / HTTP/1.1\nHost: a\n\n", "400"},
                        {"GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n", "400"},
                        {"GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n"s, "400"},
                        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "400"},
                        {start + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"},
                        {start + "Content-Length: +5\r\n\r\nabcde", "400"},
                        {start + "Content-Length: -1\r\n\r\n", "400"},
                        {start + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
                        {start + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n", "400"},
                        {start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400"},
                        {start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400"},
                        {start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
                        {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
                        {start + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "400"},
                        {start + "Expect: wonders\r\nContent-Length: 1\r\n\r\na", "417"},
                        {"GET /../a HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"GET /%2e%2e/a HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"GET /?a=%ff HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"GET faelle HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
                        {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "501"},
                        {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "405"},
                        {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "405"},
                        {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "405"}};
  for (const Case& each : cases) {
    RawClient client(server.port());
    client.send(each.sent);
    client.end_sending();
    const std::string answer = client.read_to_end();
    EXPECT_EQ(status_of(answer), each.status) << each.sent << "\n" << answer;
    EXPECT_TRUE(answer.contains("Connection: close\r\n")) << each.sent;
    EXPECT_TRUE(answer.ends_with("</html>\n")) << each.sent;
    EXPECT_TRUE(client.ended()) << each.sent;
  }
}

TEST(Server, Accepts_http_1_0_without_host_and_closes) {
  const RunningServer server(echo);
  EXPECT_TRUE(ask(server.port(), "GET / HTTP/1.0\r\n\r\n").contains("Connection: close\r\n"));
  RawClient client(server.port());
  client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_TRUE(client.read_until("GET /\n").contains("Connection: keep-alive\r\n"));
}

TEST(Server, A_header_over_the_limit_gets_431) {
  const RunningServer server(echo);
  const std::string fits(15'000, 'x');
  const std::string too_long(200'000, 'x');
  EXPECT_EQ(status_of(ask(server.port(), get("/", "X: " + fits + "\r\nConnection: close\r\n"))), "200");
  const std::string answer = ask(server.port(), get("/", "X: " + too_long + "\r\n"));
  EXPECT_EQ(status_of(answer), "431");
  EXPECT_TRUE(answer.contains("Die Anfrage ist zu lang"));
}

std::size_t limit_by_route(Method, std::string_view path) { return path == "/upload" ? 100'000 : 1'000; }

TEST(Server, Each_route_has_its_body_limit) {
  const RunningServer server([](Request& request) { return text_response(std::to_string(request.body.size())); }, {},
                             limit_by_route);
  const auto send_body = [&](std::string_view path, std::size_t size) {
    const std::string body(size, 'x');
    return ask(server.port(),
               post(path, "Connection: close\r\nContent-Length: " + std::to_string(size) + "\r\n", body));
  };
  EXPECT_TRUE(send_body("/form", 1'000).ends_with("\r\n\r\n1000"));
  EXPECT_EQ(status_of(send_body("/form", 1'001)), "413");
  EXPECT_TRUE(send_body("/upload", 100'000).ends_with("\r\n\r\n100000"));
  EXPECT_EQ(status_of(send_body("/upload", 100'001)), "413");
}

TEST(Server, A_chunked_body_has_the_same_limit) {
  const RunningServer server(echo, {}, limit_by_route);
  const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
  EXPECT_EQ(status_of(ask(server.port(), post("/form", "Transfer-Encoding: chunked\r\n", chunk))), "413");
}

TEST(Server, A_client_that_sends_too_much_still_reads_why) {
  const RunningServer server(echo);
  const std::string body(20UL * 1024 * 1024, 'x');
  RawClient client(server.port());
  client.send(post("/", "Content-Length: " + std::to_string(body.size()) + "\r\n", body));
  client.end_sending();
  EXPECT_EQ(status_of(client.read_to_end()), "413");
  EXPECT_TRUE(client.ended());
}

TEST(Server, An_endless_chunk_extension_is_refused) {
  const RunningServer server(echo);
  RawClient client(server.port());
  client.send(post("/", "Transfer-Encoding: chunked\r\n", "1;" + std::string(200'000, 'e')));
  EXPECT_EQ(status_of(client.read_to_end()), "431");
}

TEST(Server, Fields_after_a_chunked_body_are_not_part_of_the_request) {
  const RunningServer server(
      [](Request& request) { return text_response("[" + std::string(request.cookie("sid")) + "]"); });
  const std::string chunked = "Transfer-Encoding: chunked\r\nConnection: close\r\n";
  EXPECT_TRUE(
      ask(server.port(), post("/", chunked, "1\r\na\r\n0\r\nCookie: sid=planted\r\n\r\n")).ends_with("\r\n\r\n[]"));
}

TEST(Server, Answers_many_requests_on_one_connection) {
  const RunningServer server(echo);
  RawClient client(server.port());
  for (int i = 0; i < 50; ++i) {
    const std::string path = "/" + std::to_string(i);
    client.send(get(path, ""));
    EXPECT_TRUE(client.read_until("GET " + path + "\n").contains("200 OK"));
    client.forget();
  }
}

TEST(Server, Answers_pipelined_requests_in_order) {
  const RunningServer server([](Request& request) {
    if (request.path == "/slow") std::this_thread::sleep_for(50ms);
    return text_response(request.path + ";");
  });
  const std::string answers =
      ask(server.port(), get("/slow", "") + get("/b", "") + post("/c", "Content-Length: 2\r\n", "xy") + get("/d"));
  const auto at = [&](std::string_view path) { return answers.find("\r\n\r\n" + std::string(path) + ";"); };
  EXPECT_LT(at("/slow"), at("/b"));
  EXPECT_LT(at("/b"), at("/c"));
  EXPECT_LT(at("/c"), at("/d"));
  EXPECT_NE(at("/d"), std::string::npos) << answers;
}

TEST(Server, Understands_a_request_that_comes_byte_by_byte) {
  const RunningServer server(echo);
  RawClient client(server.port());
  for (const char c : post("/a", "Content-Length: 3\r\nConnection: close\r\n", "xyz")) client.send({&c, 1});
  EXPECT_TRUE(client.read_to_end().ends_with("POST /a [xyz]\n"));
}

TEST(Server, Head_gets_the_headers_of_get_without_a_body) {
  const RunningServer server(echo);
  const std::string answer = ask(server.port(), "HEAD /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(answer.contains("Content-Length: 8\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST(Server, Tells_a_client_that_asks_first_to_continue) {
  const RunningServer server(echo);
  RawClient client(server.port());
  client.send(post("/a", "Content-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n", ""));
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("xyz");
  EXPECT_TRUE(client.read_to_end().ends_with("POST /a [xyz]\n"));
}

TEST(Server, Tells_a_client_that_asks_first_to_stop_if_the_body_is_too_large) {
  const RunningServer server(echo);
  RawClient client(server.port());
  client.send(post("/a", "Content-Length: 99999999\r\nExpect: 100-continue\r\n", ""));
  const std::string answer = client.read_until("</html>");
  EXPECT_EQ(status_of(answer), "413");
  EXPECT_FALSE(answer.contains("100 Continue"));
}

TEST(Server, A_large_answer_arrives_whole) {
  const std::string large(30UL * 1024 * 1024, 'x');
  const RunningServer server([&](Request&) { return text_response(large); });
  const std::string answer = ask(server.port(), get("/"));
  EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, large.size());
}

TEST(Server, An_exception_becomes_a_german_page_and_a_log_line) {
  const RunningServer server([](Request&) -> Response { throw Bug("place: broken"); });
  testing::internal::CaptureStderr();
  const std::string answer = ask(server.port(), get("/faelle?name=geheim"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(status_of(answer), "500");
  EXPECT_TRUE(answer.contains("Das hat nicht geklappt"));
  EXPECT_FALSE(answer.contains("broken"));
  EXPECT_TRUE(
      log.contains(R"("event":"request_failed","method":"GET","path":"/faelle","kind":"bug","cause":"place: broken")"))
      << log;
  EXPECT_FALSE(log.contains("geheim"));
}

TEST(Server, Something_thrown_that_is_no_exception_is_answered_too) {
  const RunningServer server([](Request&) -> Response { throw 42; });
  testing::internal::CaptureStderr();
  const std::string answer = ask(server.port(), get("/"));
  EXPECT_TRUE(testing::internal::GetCapturedStderr().contains("unknown exception"));
  EXPECT_EQ(status_of(answer), "500");
}

TEST(Server, A_database_that_is_away_becomes_503_with_retry_after) {
  const RunningServer server([](Request& request) -> Response {
    throw Fault("connection refused", request.path == "/away" ? Fault::Kind::unavailable : Fault::Kind::other);
  });
  testing::internal::CaptureStderr();
  const std::string away = ask(server.port(), get("/away"));
  const std::string other = ask(server.port(), get("/other"));
  EXPECT_TRUE(testing::internal::GetCapturedStderr().contains("connection refused"));
  EXPECT_EQ(status_of(away), "503");
  EXPECT_TRUE(away.contains("\r\nRetry-After: "));
  EXPECT_EQ(status_of(other), "500");
}

TEST(Server, The_connection_survives_a_failed_handler) {
  const RunningServer server([](Request& request) -> Response {
    if (request.path == "/bad") throw Bug("x");
    return text_response("fine");
  });
  testing::internal::CaptureStderr();
  const std::string answers = ask(server.port(), get("/bad", "") + get("/good"));
  EXPECT_FALSE(testing::internal::GetCapturedStderr().empty());
  EXPECT_TRUE(answers.ends_with("fine"));
}

TEST(Server, Runs_as_many_blocking_handlers_at_once_as_it_has_workers) {
  ServerSettings settings;
  settings.workers = 8;
  std::barrier meeting(8);  // passes only if all eight handlers run at the same time
  const RunningServer server(
      [&](Request&) {
        meeting.arrive_and_wait();
        return text_response("met");
      },
      settings);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(std::make_unique<RawClient>(server.port()));
  for (const auto& client : clients) client->send(get("/"));
  for (const auto& client : clients) EXPECT_TRUE(client->read_to_end().ends_with("met"));
}

TEST(Server, A_short_request_is_answered_while_all_but_one_worker_wait) {
  ServerSettings settings;
  settings.workers = 4;
  std::latch release(1);
  const RunningServer server(
      [&](Request& request) {
        if (request.path == "/wait") release.wait();
        return text_response("done");
      },
      settings);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(std::make_unique<RawClient>(server.port()));
    waiting.back()->send(get("/wait"));
  }
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(ask(server.port(), get("/")).ends_with("done"));
  release.count_down();
  for (const auto& client : waiting) EXPECT_TRUE(client->read_to_end().ends_with("done"));
}

}  // namespace
}  // namespace kim::http
