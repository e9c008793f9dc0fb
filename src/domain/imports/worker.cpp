#include "domain/imports/worker.h"

#include <algorithm>
#include <exception>

#include "platform/log/log.h"

namespace kim::imports {

Worker::~Worker() {
  finish(Ending::cancel);
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Worker::start(ImportId id, std::function<void(Step&)> job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back({id, std::make_shared<Step>(), std::move(job)});
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  wake_.notify_all();
}

std::shared_ptr<const Step> Worker::step_of(ImportId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(jobs_, id, &Job::id);
  return found == jobs_.end() ? nullptr : found->step;
}

void Worker::finish(Ending ending) {
  std::unique_lock lock(mutex_);
  if (ending == Ending::cancel)
    for (const Job& job : jobs_) job.step->cancelled = true;
  idle_.wait(lock, [&] { return jobs_.empty(); });
}

void Worker::work() {
  std::unique_lock lock(mutex_);
  while (!ended_) {
    if (jobs_.empty()) {
      wake_.wait(lock);
      continue;
    }
    const Job job = jobs_.front();
    lock.unlock();
    try {
      job.run(*job.step);
    } catch (const std::exception& error) {
      log::error("import", {{"what", error.what()}});
    }
    lock.lock();
    jobs_.pop_front();
    idle_.notify_all();
  }
}

}  // namespace kim::imports
