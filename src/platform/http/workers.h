// The threads that run handlers. Internal to platform/http; no Asio type.
//
// Why not asio::thread_pool: it wakes a sleeping thread per job, the longest sleeping first. With many threads, of
// which most wait for a commit, short jobs then cost more waking than working. Here the thread that slept last is
// woken first, and one at a time: a woken thread that finds more work than its own wakes the next.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace kim::http {

/// Something to do on a worker; deleted unrun if the pool ends first. `run` must not throw.
class Job {
 public:
  virtual ~Job() = default;
  virtual void run() = 0;
};

class Workers {
 public:
  explicit Workers(unsigned count);
  /// end(), then waits for the running jobs.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// From any thread. A job never waits while a worker sleeps.
  void post(std::unique_ptr<Job> job);
  /// No further job begins; those that wait are dropped with the pool.
  void end();

 private:
  struct Sleeper {
    std::condition_variable wake;
    bool woken = false;
  };

  void work();
  std::unique_ptr<Job> next();
  void sleep(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] Sleeper* take_sleeper();

  std::mutex mutex_;
  std::deque<std::unique_ptr<Job>> jobs_;
  std::vector<Sleeper*> sleepers_;  // last in, first out: warm caches
  bool searching_ = false;          // a worker is awake or waking and has no job yet
  bool ending_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace kim::http
