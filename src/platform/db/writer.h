// The one writer of a process: jobs of waiting callers run one after the other and share a durable commit (ADR 0003).
// There is no thread of its own: one of the callers leads, the others wait for the end of their group.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "platform/db/engine.h"

namespace kim::db {

class Writer {
 public:
  using Job = std::function<bool(Tx&)>;
  /// `on_change` is called after each commit that changed more than the trail, before its callers go on.
  Writer(std::unique_ptr<EngineConnection> connection, unsigned group_jobs_max, std::function<void()> on_change);
  /// Returns when the group of `job` is durable, or throws what the job or the engine threw. From several threads.
  void perform(const Job& job);

 private:
  struct Waiting;
  using Group = std::vector<Waiting*>;

  Group take_group();
  void lead(std::unique_lock<std::mutex>& lock);
  void commit_group(std::span<Waiting* const> group);
  bool try_group(std::span<Waiting* const> group);
  void run_jobs(std::span<Waiting* const> group);
  void commit();
  void shorten_log();
  bool run_job(Waiting& waiting);
  bool call(Waiting& waiting, Tx& tx);
  void require_intact(const Waiting& waiting) const;

  std::unique_ptr<EngineConnection> connection_;
  const std::size_t group_jobs_max_;
  const std::function<void()> on_change_;
  bool changed_ = false;  // more than the trail, by the present group; of the leader
  std::mutex mutex_;
  std::deque<Waiting*> queue_;  // guarded by mutex_
  bool leading_ = false;        // guarded by mutex_: somebody uses connection_
};

}  // namespace kim::db
