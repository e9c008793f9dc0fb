// Lending of reader connections.
#include "platform/db/pool.h"

#include <algorithm>

namespace kim::db {

Pool::Pool(Connector connector, unsigned size, std::chrono::milliseconds patience)
    : connector_(std::move(connector)), patience_(patience), unopened_(std::max(1U, size)) {}

Lease Pool::lend() {
  EngineConnection* connection = take().release();  // owned by the lease until give_back
  return Lease(connection, [this, connection] { give_back(connection); });
}

Lease Pool::lend_at_once() {
  auto connection = take();
  try {
    connection->start_reading();
  } catch (...) {
    give_back(connection.release());
    throw;
  }
  EngineConnection* lent = connection.release();
  return Lease(lent, [this, lent] {
    lent->end_reading();
    give_back(lent);
  });
}

std::unique_ptr<EngineConnection> Pool::take() {
  std::unique_lock lock(mutex_);
  if (!free_.wait_for(lock, patience_, [&] { return !idle_.empty() || unopened_ > 0; }))
    throw Fault("no connection for reading became free in time", Fault::Kind::unavailable);
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  --unopened_;
  lock.unlock();
  try {
    return connector_(Role::reader);
  } catch (...) {
    lock.lock();
    ++unopened_;
    free_.notify_one();
    throw;
  }
}

void Pool::give_back(EngineConnection* connection) {
  const std::lock_guard lock(mutex_);
  idle_.emplace_back(connection);
  free_.notify_one();
}

}  // namespace kim::db
