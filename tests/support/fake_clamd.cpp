#include "support/fake_clamd.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "base/check.h"
#include "support/database.h"

namespace kim::test {
namespace {

constexpr std::string_view command("zINSTREAM\0", 10);

/// Exactly `size` bytes; false if the other side ends before.
bool read_exactly(int client, std::string& bytes, std::size_t size) {
  bytes.resize(size);
  for (std::size_t done = 0; done < size;) {
    const ssize_t n = ::recv(client, bytes.data() + done, size - done, 0);
    if (n <= 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return true;
}

std::size_t length_of(const std::string& bytes) {
  std::size_t length = 0;
  for (const char byte : bytes) length = length * 256 + static_cast<unsigned char>(byte);
  return length;
}

/// All pieces up to the empty one.
bool read_file(int client, std::string& file) {
  std::string part;
  if (!read_exactly(client, part, command.size()) || part != command) return false;
  while (read_exactly(client, part, 4)) {
    const std::size_t length = length_of(part);
    if (length == 0) return true;
    if (!read_exactly(client, part, length)) return false;
    file += part;
  }
  return false;
}

}  // namespace

FakeClamd::FakeClamd() {
  static std::atomic<int> number = 0;
  path_ = (std::filesystem::path(temporary_folder()) / ("clamd-" + std::to_string(++number))).string();
  std::filesystem::remove(path_);
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  CHECK(listener_ >= 0 && path_.size() < sizeof(address.sun_path));
  std::memcpy(address.sun_path, path_.c_str(), path_.size() + 1);
  CHECK(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  CHECK(::listen(listener_, 4) == 0);
  thread_ = std::thread([this] { serve(); });
}

FakeClamd::~FakeClamd() { stop(); }

void FakeClamd::stop() {
  if (!thread_.joinable()) return;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
  std::filesystem::remove(path_);
}

std::string FakeClamd::last_file() const {
  const std::scoped_lock lock(mutex_);
  return last_;
}

void FakeClamd::serve() {
  for (int client = 0; (client = ::accept(listener_, nullptr, nullptr)) >= 0;) {
    answer(client);
    ::close(client);
  }
}

void FakeClamd::answer(int client) {
  std::string file;
  if (!read_file(client, file)) return;
  const std::string_view said = file.contains(harmful_mark) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
  {
    const std::scoped_lock lock(mutex_);
    last_ = std::move(file);
  }
  ++files_;
  static_cast<void>(::send(client, said.data(), said.size() + 1, MSG_NOSIGNAL));
}

}  // namespace kim::test
