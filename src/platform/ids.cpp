// Ids and the real clock.
#include "platform/ids.h"

#include <sys/random.h>

#include <algorithm>

#include "base/check.h"

namespace kim {
namespace {

constexpr int random_bits = 21;
constexpr std::int64_t milliseconds_max = (std::int64_t{1} << 42) - 1;
constexpr Day first_day = std::chrono::year(2025) / 1 / 1;

std::int64_t random_part() {
  std::uint32_t value = 0;
  if (::getrandom(&value, sizeof value, 0) != sizeof value) throw Fault("the system gives no random numbers");
  return value & ((1U << random_bits) - 1U);
}

}  // namespace

Moment system_now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::int64_t Ids::next() {
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(clock_() - Moment(first_day)).count();
  CHECK(milliseconds >= 0 && milliseconds <= milliseconds_max);
  const std::int64_t fresh = milliseconds << random_bits | random_part();
  std::int64_t last = last_.load();
  std::int64_t id = 0;
  do {
    id = std::max(fresh, last + 1);  // the clock may stand still or be set back
  } while (!last_.compare_exchange_weak(last, id));
  return id;
}

}  // namespace kim
