// Faults and bugs: the two things that are exceptions here. Expected outcomes are Result (result.h).
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace kim {

/// The outside world failed (database lost, disk full, file unreadable). Thrown only in platform/,
/// caught only at the request, job and main loops. `what()` is for the log, never for a page.
class Fault : public std::runtime_error {
 public:
  enum class Kind { unavailable, disk_full, other };
  explicit Fault(const std::string& what, Kind kind = Kind::other) : std::runtime_error(what), kind_(kind) {}
  [[nodiscard]] Kind kind() const noexcept { return kind_; }

 private:
  Kind kind_;
};

/// For the rare fault found outside platform/, such as a stored value that does not open.
[[noreturn]] inline void raise_fault(const std::string& what) { throw Fault(what); }

/// Our own mistake. The request fails, its transaction rolls back, the log has the place.
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void report_bug(const char* condition, std::source_location at = std::source_location::current()) {
  throw Bug(std::string(at.file_name()) + ":" + std::to_string(at.line()) + ": " + condition);
}

}  // namespace kim

/// Always on. Never used on input: input gets a Result.
#define CHECK(condition) ((condition) ? void() : ::kim::report_bug(#condition))
