// The HTTP server: framing checks, limits, deadlines, worker pool, TLS, graceful stop (stack.md 1.3-1.5).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/http.h"

namespace kim::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0 = any free one; see Server::port()
  unsigned io_threads = 2;
  unsigned workers = 16;  // handlers may wait for a commit, so more workers than cores
  unsigned connections_max = 2'000;
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t body_bytes_max = 1024 * 1024;
  int request_timeout_ms = 20'000;                     // the whole request, not each read: slow senders are dropped
  std::int64_t slowest_bytes_per_second = 128 * 1024;  // more time for large bodies, both ways: 1 MB gets 8 s more
  int idle_timeout_ms = 60'000;
  int stop_timeout_ms = 10'000;
  std::string tls_certificate, tls_key;      // PEM files; both or none. TLS 1.3 only
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and -Proto count
};

class Server {
 public:
  /// Binds at once. Fault with a plain sentence if the port is busy or the certificate cannot be used.
  /// `body_limit(method, path)` may lower or raise the body limit for a route; may be empty.
  Server(ServerSettings settings, Handler handler,
         std::function<std::size_t(Method, std::string_view path)> body_limit = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Serves until stop() or SIGINT/SIGTERM; running requests are answered, then it returns.
  void run();
  /// From any thread.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kim::http
