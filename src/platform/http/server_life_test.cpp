// The server over time: slow clients, limits of connections, stopping, starting on a busy port, TLS.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <semaphore>

#include "base/check.h"
#include "platform/http/server.h"
#include "platform/http/test_client.h"

namespace {

std::atomic<int> failing_accepts = 0;

}  // namespace

/// Stands before the C library's: fails as often as told, as if no file descriptor were left. (A real limit would hit
/// the sanitizers' run-time libraries, too.)
extern "C" int accept(int socket, sockaddr* address, socklen_t* size) {
  int left = failing_accepts;
  while (left > 0 && !failing_accepts.compare_exchange_weak(left, left - 1)) {
  }
  if (left > 0) {
    errno = EMFILE;
    return -1;
  }
  static const auto real = reinterpret_cast<decltype(&::accept)>(dlsym(RTLD_NEXT, "accept"));
  return real(socket, address, size);
}

namespace kim::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

Response hello(Request&) { return text_response("hello"); }

ServerSettings settings_with(int request_timeout_ms, int idle_timeout_ms = 60'000) {
  ServerSettings settings;
  settings.request_timeout_ms = request_timeout_ms;
  settings.idle_timeout_ms = idle_timeout_ms;
  return settings;
}

// ---- slow clients ----

TEST(Server_deadline, Ends_requests_that_trickle_in_while_others_are_answered) {
  const RunningServer server(hello, settings_with(400));
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 50; ++i) slow.push_back(std::make_unique<RawClient>(server.port()));
  for (const auto& client : slow) client->send("GET / HTTP/1.1\r\nX: ");
  const auto begin = Clock::now();
  bool open = true;
  while (open && Clock::now() - begin < 5s) {
    open = false;
    for (const auto& client : slow) open = client->send("x") || open;  // a byte now and then must not extend it
    EXPECT_TRUE(ask(server.port(), get("/")).ends_with("hello"));
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_FALSE(open);
  EXPECT_GE(Clock::now() - begin, 300ms);
}

TEST(Server_deadline, Counts_for_a_body_as_well) {
  const RunningServer server(hello, settings_with(300));
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(client.ended());
}

TEST(Server_deadline, Ends_a_connection_that_never_says_anything) {
  const RunningServer server(hello, settings_with(200));
  RawClient client(server.port());
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(client.ended());
}

TEST(Server_deadline, Ends_a_kept_connection_after_the_idle_time) {
  const RunningServer server(hello, settings_with(20'000, 200));
  RawClient client(server.port());
  client.send(get("/", ""));
  EXPECT_TRUE(client.read_to_end().ends_with("hello"));
  EXPECT_TRUE(client.ended());
}

TEST(Server_deadline, Ends_a_client_that_does_not_read_its_answer) {
  ServerSettings settings = settings_with(300);
  settings.slowest_bytes_per_second = 1'000'000'000;
  const std::size_t size = 32'000'000;  // more than the sockets hold
  const RunningServer server([&](Request&) { return text_response(std::string(size, 'x')); }, settings);
  RawClient client(server.port());
  client.send(get("/", ""));
  std::this_thread::sleep_for(1500ms);
  EXPECT_LT(client.read_to_end().size(), size);
}

TEST(Server_deadline, Gives_a_large_body_more_time) {
  ServerSettings settings = settings_with(200);
  settings.slowest_bytes_per_second = 10;
  const RunningServer server(hello, settings);
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100\r\n\r\n");
  std::this_thread::sleep_for(600ms);
  client.send(std::string(100, 'x'));
  EXPECT_TRUE(client.read_to_end().ends_with("hello"));
}

TEST(Server_deadline, Does_not_count_the_handlers_time) {
  const RunningServer server(
      [](Request&) {
        std::this_thread::sleep_for(600ms);
        return text_response("late");
      },
      settings_with(200));
  EXPECT_TRUE(ask(server.port(), get("/")).ends_with("late"));
}

// ---- limits ----

TEST(Server_limit, One_connection_too_many_gets_503) {
  ServerSettings settings;
  settings.connections_max = 2;
  const RunningServer server(hello, settings);
  auto first = std::make_unique<RawClient>(server.port());
  RawClient second(server.port());
  for (RawClient* client : {first.get(), &second}) {
    client->send(get("/", ""));
    client->read_until("hello");
  }
  const std::string refused = ask(server.port(), get("/"));
  EXPECT_TRUE(refused.starts_with("HTTP/1.1 503 ")) << refused;
  EXPECT_TRUE(refused.contains("Retry-After: "));
  first.reset();
  std::string answer;
  for (int i = 0; i < 100 && !answer.ends_with("hello"); ++i) answer = ask(server.port(), get("/"));
  EXPECT_TRUE(answer.ends_with("hello")) << answer;
}

TEST(Server_limit, Out_of_files_it_waits_and_then_goes_on) {
  const RunningServer server(hello);
  EXPECT_TRUE(ask(server.port(), get("/")).ends_with("hello"));
  testing::internal::CaptureStderr();
  const auto begin = Clock::now();
  failing_accepts = 3;
  EXPECT_TRUE(ask(server.port(), get("/")).ends_with("hello"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_GE(Clock::now() - begin, 300ms) << "spins";
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 3) << log;
  EXPECT_TRUE(log.contains(R"("event":"accept_failed","cause":"Too many open files")")) << log;
}

// ---- stopping ----

TEST(Server_stop, Answers_running_requests_and_closes_idle_connections) {
  std::binary_semaphore begun(0), release(0);
  RunningServer server([&](Request& request) {
    if (request.path != "/slow") return text_response("quick");
    begun.release();
    release.acquire();
    return text_response("finished");
  });
  RawClient idle(server.port()), running(server.port());
  idle.send(get("/", ""));
  idle.read_until("quick");
  running.send(get("/slow", ""));
  begun.acquire();
  server.stop();
  idle.forget();
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_TRUE(idle.ended());
  release.release();
  const std::string answer = running.read_to_end();
  EXPECT_TRUE(answer.ends_with("finished")) << answer;
  EXPECT_TRUE(answer.contains("Connection: close\r\n"));
  server.wait();
}

TEST(Server_stop, Is_forced_after_its_time) {
  ServerSettings settings;
  settings.stop_timeout_ms = 200;
  RunningServer server(hello, settings);
  RawClient half(server.port());
  half.send(get("/", ""));
  half.read_until("hello");
  half.send("POST / HTTP/1.1\r\n");
  std::this_thread::sleep_for(50ms);
  testing::internal::CaptureStderr();
  const auto begin = Clock::now();
  server.stop();
  server.wait();
  EXPECT_LT(Clock::now() - begin, 3s);
  EXPECT_TRUE(testing::internal::GetCapturedStderr().contains("stop_forced"));
}

TEST(Server_stop, Forced_waits_for_the_running_handler_and_drops_what_did_not_begin) {
  ServerSettings settings;
  settings.workers = 1;
  settings.stop_timeout_ms = 100;
  std::binary_semaphore begun(0), release(0);
  std::atomic<int> handled = 0;
  RunningServer server(
      [&](Request&) {
        ++handled;
        begun.release();
        release.acquire();
        return text_response("too late");
      },
      settings);
  RawClient running(server.port()), queued(server.port());
  running.send(get("/"));
  begun.acquire();
  queued.send(get("/"));
  std::this_thread::sleep_for(50ms);
  testing::internal::CaptureStderr();
  server.stop();
  server.wait();  // returns although the handler still runs
  EXPECT_TRUE(testing::internal::GetCapturedStderr().contains(R"("event":"stop_forced","connections":"2")"));
  EXPECT_EQ(handled, 1);
  release.release();
}

TEST(Server_stop, Before_the_start_ends_at_once) {
  ServerSettings settings;
  settings.port = 0;
  Server server(settings, hello);
  server.stop();
  server.run();
  SUCCEED();
}

TEST(Server_stop, Takes_no_new_connections) {
  RunningServer server(hello);
  const std::uint16_t port = server.port();
  EXPECT_TRUE(ask(port, get("/")).ends_with("hello"));
  server.stop();
  server.wait();
  EXPECT_EQ(ask(port, get("/")), "");
}

TEST(Server_stop, Follows_sigterm_and_sigint) {
  for (const int signal : {SIGTERM, SIGINT}) {
    RunningServer server(hello);
    EXPECT_TRUE(ask(server.port(), get("/")).ends_with("hello"));
    ::kill(::getpid(), signal);
    server.wait();
  }
}

// ---- starting ----

std::string sentence_of(const ServerSettings& settings) {
  try {
    const Server server(settings, hello);
  } catch (const Fault& fault) {
    return fault.what();
  }
  return "started";
}

TEST(Server_start, Says_plainly_that_the_port_is_busy) {
  const RunningServer server(hello);
  ServerSettings settings;
  settings.port = server.port();
  EXPECT_EQ(sentence_of(settings), "Der Port " + std::to_string(server.port()) +
                                       " ist schon belegt. Beenden Sie das andere Programm oder wählen Sie einen "
                                       "anderen Port.");
}

TEST(Server_start, Says_plainly_what_is_wrong_with_the_settings) {
  ServerSettings wrong_address, foreign_address, half_tls, no_certificate, wrong_proxy;
  wrong_address.address = "localhost.";
  foreign_address.address = "192.0.2.1";
  half_tls.tls_certificate = "/tmp/a.pem";
  no_certificate.tls_certificate = no_certificate.tls_key = "/nonexistent.pem";
  wrong_proxy.trusted_proxies = {"proxy"};
  EXPECT_EQ(sentence_of(wrong_address), "„localhost.“ ist keine IP-Adresse.");
  EXPECT_EQ(sentence_of(foreign_address), "Die Adresse 192.0.2.1 gehört nicht zu diesem Rechner.");
  EXPECT_TRUE(sentence_of(half_tls).starts_with("Für TLS braucht der Server")) << sentence_of(half_tls);
  EXPECT_TRUE(sentence_of(no_certificate).starts_with("Das TLS-Zertifikat /nonexistent.pem ist nicht lesbar"));
  EXPECT_EQ(sentence_of(wrong_proxy), "„proxy“ ist keine IP-Adresse.");
}

// ---- TLS ----

/// Output of a shell command, both streams.
std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  pclose(pipe);
  return text;
}

class Server_tls : public testing::Test {
 protected:
  Server_tls() : folder_(std::filesystem::temp_directory_path() / ("kim-tls-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    settings_.tls_certificate = folder_ / "cert.pem";
    settings_.tls_key = folder_ / "key.pem";
    output_of(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=kim.test -keyout " +
        settings_.tls_key + " -out " + settings_.tls_certificate);
  }
  ~Server_tls() override { std::filesystem::remove_all(folder_); }

  /// One request by the openssl command.
  [[nodiscard]] std::string ask_tls(std::uint16_t port, const std::string& options, const std::string& request) const {
    std::ofstream(folder_ / "request") << request;
    return output_of("timeout 10 openssl s_client -ign_eof -connect 127.0.0.1:" + std::to_string(port) + " " + options +
                     " < " + (folder_ / "request").string());
  }

  std::filesystem::path folder_;
  ServerSettings settings_;
};

TEST_F(Server_tls, Serves_tls_1_3_and_marks_the_request_secure) {
  const RunningServer server([](Request& request) { return text_response(request.secure ? "is secure" : "is plain"); },
                             settings_);
  const std::string output = ask_tls(server.port(), "-tls1_3", get("/"));
  EXPECT_TRUE(output.contains("TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384")) << output;
  EXPECT_TRUE(output.contains("HTTP/1.1 200 OK")) << output;
  EXPECT_TRUE(output.contains("is secure")) << output;
}

TEST_F(Server_tls, Refuses_older_versions_other_ciphers_and_plain_text) {
  const RunningServer server(hello, settings_);
  EXPECT_FALSE(ask_tls(server.port(), "-tls1_2", get("/")).contains("hello"));
  EXPECT_FALSE(ask_tls(server.port(), "-ciphersuites TLS_CHACHA20_POLY1305_SHA256", get("/")).contains("hello"));
  EXPECT_FALSE(ask(server.port(), get("/")).contains("hello"));
}

TEST_F(Server_tls, Sends_large_answers_and_refusals_whole) {
  const RunningServer server([](Request&) { return text_response(std::string(3'000'000, 'x') + "end"); }, settings_);
  EXPECT_TRUE(ask_tls(server.port(), "-quiet", get("/")).contains("xxxend"));
  EXPECT_TRUE(ask_tls(server.port(), "-quiet", "GET /.. HTTP/1.1\r\nHost: a\r\n\r\n").contains("400 Bad Request"));
}

TEST_F(Server_tls, Ends_a_handshake_that_does_not_come) {
  settings_.request_timeout_ms = 200;
  const RunningServer server(hello, settings_);
  RawClient client(server.port());
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(client.ended());
}

TEST_F(Server_tls, A_key_of_another_certificate_is_named) {
  output_of("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + settings_.tls_key);
  EXPECT_TRUE(sentence_of(settings_).starts_with("Der TLS-Schlüssel " + settings_.tls_key + " passt nicht"))
      << sentence_of(settings_);
}

}  // namespace
}  // namespace kim::http
