// A clamd of our own for tests: takes files over its Unix socket (INSTREAM) and finds what holds the mark of the EICAR test
// file. What it is not: a scanner.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace kim::test {

/// In every file that FakeClamd calls harmful: a part of the EICAR test file, since the whole would alarm real scanners.
inline constexpr std::string_view harmful_mark = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

class FakeClamd {
 public:
  FakeClamd();
  ~FakeClamd();
  FakeClamd(const FakeClamd&) = delete;
  FakeClamd& operator=(const FakeClamd&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// The bytes of the last file, as they arrived in pieces.
  [[nodiscard]] std::string last_file() const;
  [[nodiscard]] int files() const { return files_; }
  /// Ends it; who asks from now on finds nobody.
  void stop();

 private:
  void serve();
  void answer(int client);

  std::string path_;
  int listener_ = -1;
  std::atomic<int> files_ = 0;
  mutable std::mutex mutex_;
  std::string last_;
  std::thread thread_;
};

}  // namespace kim::test
