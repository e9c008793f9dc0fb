// Connections for reading: opened when needed, the one used last is lent first (its cache is warm).
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/db/engine.h"

namespace kim::db {

class Pool {
 public:
  Pool(Connector connector, unsigned size);
  /// Waits at most 5 s, then Fault{unavailable}.
  [[nodiscard]] Lease lend();

 private:
  std::unique_ptr<EngineConnection> take();
  void give_back(EngineConnection* connection);

  const Connector connector_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<EngineConnection>> idle_;  // guarded by mutex_
  unsigned unopened_;                                    // guarded by mutex_: may still be opened
};

}  // namespace kim::db
