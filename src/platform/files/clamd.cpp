#include "platform/files/clamd.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace kim::files {
namespace {

constexpr std::size_t chunk = 64 * 1024;
constexpr long wait_s = 60;

class Socket {
 public:
  explicit Socket(const std::string& path) : handle_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const timeval wait{wait_s, 0};
    connected_ = handle_ >= 0 && path.size() < sizeof(address.sun_path);
    if (!connected_) return;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
    setsockopt(handle_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
    connected_ = ::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~Socket() {
    if (handle_ >= 0) ::close(handle_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  std::string read_to_end() {
    std::string answer;
    std::array<char, 1024> part{};
    for (ssize_t n = 0; (n = ::recv(handle_, part.data(), part.size(), 0)) > 0 && answer.size() < 4096;)
      answer.append(part.data(), static_cast<std::size_t>(n));
    return answer;
  }

 private:
  int handle_;
  bool connected_ = false;
};

std::string length_of(std::size_t size) {
  std::string bytes(4, '\0');
  for (std::size_t n = 0; n < 4; ++n) bytes[n] = static_cast<char>((size >> (8 * (3 - n))) & 0xFFU);
  return bytes;
}

bool send_all(Socket& socket, std::string_view bytes) {
  if (!socket.send(std::string_view("zINSTREAM\0", 10))) return false;
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, chunk);
    if (!socket.send(length_of(part.size())) || !socket.send(part)) return false;
    bytes.remove_prefix(part.size());
  }
  return socket.send(length_of(0));
}

}  // namespace

Scan scan(const std::string& path, std::string_view bytes) {
  Socket socket(path);
  if (!socket.connected() || !send_all(socket, bytes)) return Scan::unreachable;
  const std::string answer = socket.read_to_end();
  if (answer.starts_with("stream: OK")) return Scan::clean;
  return answer.contains(" FOUND") ? Scan::found : Scan::unreachable;
}

}  // namespace kim::files
