// Faults on demand, for tests of "all or nothing". What it is not: used by the program; off, it costs one relaxed load a
// statement.
#pragma once

#include <atomic>

#include "base/check.h"

namespace kim::db::testing {

namespace detail {
inline std::atomic<int> countdown{0};
inline std::atomic<Fault::Kind> kind{Fault::Kind::other};
}  // namespace detail

/// The n-th statement (1 = the next) that any writer of this process runs throws a Fault and is not executed. Counted are
/// each, run, script and the COMMIT of the group. 0 switches off.
inline void fail_statement(int n, Fault::Kind kind = Fault::Kind::other) {
  detail::kind = kind;
  detail::countdown = n;
}
/// Whether the fault asked for has not come yet: there were fewer statements than n.
[[nodiscard]] inline bool fault_pending() { return detail::countdown > 0; }

/// For the writer: counts one statement and tells whether it has to fail.
[[nodiscard]] inline bool must_fail() {
  if (detail::countdown.load(std::memory_order_relaxed) <= 0) return false;
  return detail::countdown.fetch_sub(1) == 1;
}

}  // namespace kim::db::testing
