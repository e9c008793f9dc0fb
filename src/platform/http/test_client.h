// For tests only: a running server and a client that sends raw bytes. What it is not: an HTTP client.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "platform/http/server.h"

namespace kim::http {

/// Runs on a free port until the end of the scope.
class RunningServer {
 public:
  explicit RunningServer(Handler handler, ServerSettings settings = {},
                         std::function<std::size_t(Method, std::string_view)> body_limit = {})
      : server_(with_free_port(std::move(settings)), std::move(handler), std::move(body_limit)),
        thread_([this] { server_.run(); }) {}
  ~RunningServer() { server_.stop(); }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_.port(); }
  void stop() { server_.stop(); }
  void wait() { thread_.join(); }

 private:
  static ServerSettings with_free_port(ServerSettings settings) {
    settings.port = 0;
    return settings;
  }

  Server server_;
  std::jthread thread_;
};

/// A connection that sends what it is told. Reading gives up after ten seconds, so that a test fails and does not hang.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : RawClient() { connect(port); }
  RawClient() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{10, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void connect(std::uint16_t port) const {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }

  /// False once the server has closed or reset the connection.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// All that was received so far, at least until `end` appears or the connection ends.
  std::string read_until(std::string_view end) {
    while (!received_.contains(end) && read_more()) {
    }
    return received_;
  }
  std::string read_to_end() {
    while (read_more()) {
    }
    return received_;
  }
  /// The server closed in order (not: reset, not: still open after ten seconds).
  [[nodiscard]] bool ended() const { return ended_; }
  /// Nothing more will come; reading goes on.
  void end_sending() const { ::shutdown(socket_, SHUT_WR); }
  void forget() { received_.clear(); }

 private:
  bool read_more() {
    std::array<char, 65536> bytes{};
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    ended_ = count == 0;
    if (count <= 0) return false;
    received_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  std::string received_;
  bool ended_ = false;
};

/// Sends the bytes on a connection of their own and returns all that comes back until the server closes.
inline std::string ask(std::uint16_t port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.read_to_end();
}

inline std::string get(std::string_view path, std::string_view more_headers = "Connection: close\r\n") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: kim.test\r\n" + std::string(more_headers) + "\r\n";
}

}  // namespace kim::http
