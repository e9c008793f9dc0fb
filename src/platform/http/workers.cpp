// The threads that run handlers. What it is not: a queue with priorities or a limit; connections are limited instead.
#include "platform/http/workers.h"

namespace kim::http {

Workers::Workers(unsigned count) {
  for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  end();
  threads_.clear();
}

void Workers::end() {
  const std::lock_guard lock(mutex_);
  ending_ = true;
  while (Sleeper* sleeper = take_sleeper()) sleeper->wake.notify_one();
}

void Workers::post(std::unique_ptr<Job> job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  if (searching_) return;
  if (Sleeper* sleeper = take_sleeper()) {
    searching_ = true;
    sleeper->wake.notify_one();
  }
}

void Workers::work() {
  while (const std::unique_ptr<Job> job = next()) job->run();
}

/// The next job, or none at the end. Whoever was woken to search stops searching with it, and hands the search on.
std::unique_ptr<Job> Workers::next() {
  std::unique_lock lock(mutex_);
  bool searched = false;
  while (jobs_.empty() && !ending_) {
    if (searched) searching_ = false;
    sleep(lock);
    searched = true;
  }
  if (ending_) return nullptr;
  std::unique_ptr<Job> job = std::move(jobs_.front());
  jobs_.pop_front();
  if (!searched) return job;
  Sleeper* const other = jobs_.empty() ? nullptr : take_sleeper();
  searching_ = other != nullptr;
  if (other != nullptr) other->wake.notify_one();
  return job;
}

void Workers::sleep(std::unique_lock<std::mutex>& lock) {
  Sleeper self;
  sleepers_.push_back(&self);
  self.wake.wait(lock, [&] { return self.woken; });
}

Workers::Sleeper* Workers::take_sleeper() {
  if (sleepers_.empty()) return nullptr;
  Sleeper* const sleeper = sleepers_.back();
  sleepers_.pop_back();
  sleeper->woken = true;
  return sleeper;
}

}  // namespace kim::http
