// Lending of reader connections.
#include "platform/db/pool.h"

#include <algorithm>

namespace kim::db {

Pool::Pool(Connector connector, unsigned size, std::chrono::milliseconds patience)
    : connector_(std::move(connector)), patience_(patience), unopened_(std::max(1U, size)) {}

Lease Pool::lend() {
  auto connection = take();
  connection->end_moment();
  EngineConnection* lent = connection.release();  // owned by the lease until give_back
  return Lease(lent, [this, lent] { give_back(lent); });
}

Lease Pool::lend_at_once() {
  auto connection = take();
  try {
    connection->read_moment(moment_);
  } catch (...) {
    give_back(connection.release());
    throw;
  }
  EngineConnection* lent = connection.release();
  return Lease(lent, [this, lent] { give_back(lent); });
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
  end_outlived();
  free_.notify_one();
}

void Pool::renew() {
  const std::lock_guard lock(mutex_);
  ++moment_;
  end_outlived();
}

/// An idle connection must not hold an old moment: the log could not begin anew and would grow.
void Pool::end_outlived() {
  const std::uint64_t number = moment_;
  for (const auto& connection : idle_)
    if (connection->outlived(number)) connection->end_moment();
}

}  // namespace kim::db
