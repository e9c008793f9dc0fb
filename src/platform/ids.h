// Ids and clock: the two doors to what differs at each run. Tests give fixed ones.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "base/day.h"

namespace kim {

using Clock = std::function<Moment()>;
[[nodiscard]] Moment system_now();

/// Makes 63-bit ids: 42 bits of milliseconds since 2025-01-01, 21 bits random, always larger than the one before.
/// Safe from several threads; several nodes collide with negligible probability, and then the primary key refuses.
class Ids {
 public:
  explicit Ids(Clock clock) : clock_(std::move(clock)) {}
  [[nodiscard]] std::int64_t next();

 private:
  Clock clock_;
  std::atomic<std::int64_t> last_{0};
};

}  // namespace kim
