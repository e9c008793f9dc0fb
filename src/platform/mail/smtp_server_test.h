// A small SMTP server on loopback for tests: accepts, refuses, or hangs up, and keeps what it was given.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kim::mail {

class SmtpServer {
 public:
  enum class Mode : std::uint8_t { accept, busy, refuse, drop, silent };
  struct Mail {
    std::string from, to, data;
  };

  explicit SmtpServer(Mode mode) : mode_(mode), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listener_, 8);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~SmtpServer() {
    stopped_ = true;
    shutdown(listener_, SHUT_RDWR);
    if (const int client = client_.load(); client >= 0) shutdown(client, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  void set_mode(Mode mode) { mode_ = mode; }
  [[nodiscard]] std::vector<Mail> mails() {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void run() {
    while (!stopped_) {
      const int client = accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      ++connections_;
      client_ = client;
      if (mode_ != Mode::drop) talk(client);
      client_ = -1;
      close(client);
    }
  }
  static bool say(int client, const std::string& line) {
    const std::string text = line + "\r\n";
    return send(client, text.data(), text.size(), MSG_NOSIGNAL) > 0;
  }
  /// The next line, without its end; false when the other side is gone.
  static bool hear(int client, std::string& pending, std::string& line) {
    for (;;) {
      const auto end = pending.find("\r\n");
      if (end != std::string::npos) {
        line = pending.substr(0, end);
        pending.erase(0, end + 2);
        return true;
      }
      char buffer[4096];
      const auto got = recv(client, buffer, sizeof buffer, 0);
      if (got <= 0) return false;
      pending.append(buffer, static_cast<std::size_t>(got));
    }
  }
  void talk(int client) {
    std::string pending, line;
    Mail mail;
    if (mode_ == Mode::silent) {
      static_cast<void>(hear(client, pending, line));
      return;
    }
    say(client, "220 test ESMTP");
    while (hear(client, pending, line)) {
      if (line.starts_with("EHLO")) {
        say(client, "250 test");
      } else if (line.starts_with("MAIL FROM:")) {
        mail.from = line.substr(10);
        say(client, "250 OK");
      } else if (line.starts_with("RCPT TO:")) {
        mail.to = line.substr(8);
        say(client, mode_ == Mode::busy ? "451 try again" : mode_ == Mode::refuse ? "550 no such user" : "250 OK");
      } else if (line == "DATA") {
        say(client, "354 go on");
        while (hear(client, pending, line) && line != ".")
          mail.data += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
        keep(mail);
        say(client, "250 queued");
      } else if (line == "QUIT") {
        say(client, "221 bye");
        return;
      } else {
        say(client, "250 OK");
      }
    }
  }
  void keep(const Mail& mail) {
    const std::lock_guard lock(mutex_);
    mails_.push_back(mail);
  }

  std::atomic<Mode> mode_;
  int listener_, port_ = 0;
  std::atomic<int> client_{-1}, connections_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::vector<Mail> mails_;
  std::thread thread_;
};

}  // namespace kim::mail
