// The file of the master key: read strictly, made once and whole. What it is not: anything about other keys.
#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "base/check.h"
#include "platform/crypto/keyring.h"

namespace kim::crypto {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw Fault("master key file " + file.string() + ": " + what);
}
[[noreturn]] void fail_with_errno(const fs::path& file, const std::string& doing) {
  const Fault::Kind kind = errno == ENOSPC ? Fault::Kind::disk_full : Fault::Kind::other;
  throw Fault("master key file " + file.string() + ": " + doing + ": " + std::generic_category().message(errno), kind);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

// Not create_directories: that would leave the mode to the umask, and be open to others for a moment.
void make_private_folder(const fs::path& folder) {
  if (folder.empty() || fs::exists(folder)) return;
  make_private_folder(folder.parent_path());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail_with_errno(folder, "cannot make the folder");
}

void sync_folder(const fs::path& folder) {
  const Descriptor directory(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory || ::fsync(directory.get()) != 0) fail_with_errno(folder, "cannot sync the folder");
}

void write_draft(const fs::path& draft) {
  const Descriptor out(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out) fail_with_errno(draft, "cannot be made");
  std::string line = hex(Key::random().bytes()) + "\n";
  const bool written = ::write(out.get(), line.data(), line.size()) == static_cast<ssize_t>(line.size());
  OPENSSL_cleanse(line.data(), line.size());
  if (!written || ::fsync(out.get()) != 0) fail_with_errno(draft, "cannot be written");
}

// Written beside, then linked: a crash leaves no half key, and of two processes that start at once one wins.
void make_file(const fs::path& file) {
  make_private_folder(file.parent_path());
  fs::path draft = file;
  draft += "." + hex(random_bytes(6)) + ".new";
  write_draft(draft);
  const int linked = ::link(draft.c_str(), file.c_str());
  const int reason = errno;
  ::unlink(draft.c_str());
  errno = reason;
  if (linked != 0 && errno != EEXIST) fail_with_errno(file, "cannot be made");
  sync_folder(file.parent_path());
}

void check_mode(const Descriptor& in, const fs::path& file) {
  struct stat facts{};
  if (::fstat(in.get(), &facts) != 0) fail_with_errno(file, "cannot be examined");
  if (!S_ISREG(facts.st_mode)) fail(file, "is not a regular file");
  if ((facts.st_mode & 077) != 0) fail(file, "is open to other users; run: chmod 600 " + file.string());
}

Key read_key(const Descriptor& in, const fs::path& file) {
  std::array<char, 80> buffer{};
  const ssize_t size = ::read(in.get(), buffer.data(), buffer.size());
  if (size < 0) fail_with_errno(file, "cannot be read");
  std::string_view line(buffer.data(), static_cast<std::size_t>(size));
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  std::optional<std::string> bytes = from_hex(line);
  OPENSSL_cleanse(buffer.data(), buffer.size());
  if (!bytes || bytes->size() != 32) fail(file, "must hold one line of 64 hex digits");
  Key key(*bytes);
  OPENSSL_cleanse(bytes->data(), bytes->size());
  return key;
}

}  // namespace

Key Keyring::master_key(const fs::path& file, bool create) {
  if (create && !fs::exists(fs::symlink_status(file))) make_file(file);
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in) fail_with_errno(file, "cannot be opened");
  check_mode(in, file);
  return read_key(in, file);
}

}  // namespace kim::crypto
