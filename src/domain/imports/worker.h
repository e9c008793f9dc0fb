// The one thread that works on imports, beside the requests, one step after the other; and how far it is.
// What it is not: durable. The state of an import is in its row; a step that dies with the process has written nothing.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "domain/imports/import.h"

namespace kim::imports {

/// Shared by the thread that works and the pages that show it.
struct Step {
  std::atomic<std::int64_t> done = 0, of = 0;
  std::atomic<bool> cancelled = false;
};

class Worker {
 public:
  Worker() = default;
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Queues a step. What it throws is caught: it has rolled back, and recover() leads on.
  void start(ImportId id, std::function<void(Step&)> job);
  /// The step of an import that is queued or running.
  [[nodiscard]] std::shared_ptr<const Step> step_of(ImportId id) const;
  void finish(Ending ending);

 private:
  struct Job {
    ImportId id;
    std::shared_ptr<Step> step;
    std::function<void(Step&)> run;
  };
  void work();

  mutable std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<Job> jobs_;  // the first one is running
  std::thread thread_;
  bool ended_ = false;
};

}  // namespace kim::imports
