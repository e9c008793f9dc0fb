// Connections for reading: opened when needed, the one used last is lent first (its cache is warm).
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/db/engine.h"

namespace kim::db {

class Pool {
 public:
  Pool(Connector connector, unsigned size, std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// Waits no longer than `patience`, then Fault{unavailable}.
  [[nodiscard]] Lease lend();
  /// The same, inside one read transaction. It goes on into later leases until renew() or for 100 ms: what a connection
  /// keeps of the file in memory is thrown away at each new transaction after any commit.
  [[nodiscard]] Lease lend_at_once();
  /// Leases of one moment that begin after this call see everything committed before it.
  void renew();

 private:
  std::unique_ptr<EngineConnection> take();
  void give_back(EngineConnection* connection);
  void end_outlived();

  std::atomic<std::uint64_t> moment_{0};
  const Connector connector_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<EngineConnection>> idle_;  // guarded by mutex_
  unsigned unopened_;                                    // guarded by mutex_: may still be opened
};

}  // namespace kim::db
