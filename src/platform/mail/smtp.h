// Sends one mail message to one address by SMTP (libcurl): TLS is required unless the server is on this machine. Waits at
// most the time-outs. What it is not: a queue; who calls keeps the message until it is sent (domain/mail).
#pragma once

#include <chrono>
#include <string>

namespace kim::mail {

struct Smtp {
  std::string host;  // empty = mail is off
  int port = 587;    // 465 speaks TLS at once, every other port STARTTLS
  std::string user, password;
  std::string from;  // sender, also of the envelope
  std::chrono::seconds connect_timeout{10}, timeout{60};
  [[nodiscard]] bool on() const { return !host.empty(); }
};
/// localhost, 127.0.0.0/8, ::1
[[nodiscard]] bool is_loopback(std::string_view host);

enum class Sent : std::uint8_t {
  yes,
  later,  // no connection, time-out, 4xx, wrong password: the same message may pass another time
  never,  // the server refuses this message or recipient for good (5xx)
};
struct Outcome {
  Sent sent = Sent::later;
  std::string
      reason{};  // one of: "connection", "timeout", "tls", "login", "refused", "busy", "protocol"; empty if sent
  int code = 0;  // the server's last answer; 0 = none
};
/// From several threads.
[[nodiscard]] Outcome send(const Smtp& smtp, const std::string& to, const std::string& message);
/// Connects, and signs in if there is a user, without sending anything.
[[nodiscard]] Outcome try_connection(const Smtp& smtp);

}  // namespace kim::mail
