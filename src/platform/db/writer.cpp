// Group commit by a leader among the waiting callers.
#include "platform/db/writer.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "base/i18n.h"

namespace kim::db {
namespace {

constexpr int attempts_max = 5;

/// The engine wants the whole group to be run again.
struct Again {};

/// The writer whose job this thread is running.
thread_local const Writer* job_of = nullptr;

/// Some milliseconds, different on each node, more after each attempt.
void pause(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(std::chrono::microseconds(random() % 4000U * static_cast<unsigned>(attempt)));
}

}  // namespace

struct Writer::Waiting {
  const Job& job;
  // A job may run on another caller's thread; its messages are to be in its own caller's language.
  i18n::Language language = i18n::current();
  std::vector<std::function<void()>> effects{};
  std::exception_ptr failure{};
  bool done = false;  // guarded by mutex_
  std::condition_variable wake{};
};

Writer::Writer(std::unique_ptr<EngineConnection> connection, unsigned group_jobs_max, std::function<void()> on_change)
    : connection_(std::move(connection)),
      group_jobs_max_(std::max(1U, group_jobs_max)),
      on_change_(std::move(on_change)) {}

void Writer::perform(const Job& job) {
  CHECK(job_of != this);  // transact inside a job: it would wait for itself
  Waiting own{job};
  std::unique_lock lock(mutex_);
  queue_.push_back(&own);
  while (!own.done) {
    if (leading_) {
      own.wake.wait(lock);
    } else {
      lead(lock);
    }
  }
  lock.unlock();
  if (own.failure) std::rethrow_exception(own.failure);
  for (const auto& effect : own.effects) effect();
}

Writer::Group Writer::take_group() {
  const auto size = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_jobs_max_));
  Group group(queue_.begin(), queue_.begin() + size);
  queue_.erase(queue_.begin(), queue_.begin() + size);
  return group;
}

/// Runs one group, perhaps without the caller's own job, if many wait. Wakes its callers and the next leader.
void Writer::lead(std::unique_lock<std::mutex>& lock) {
  const Group group = take_group();
  leading_ = true;
  lock.unlock();
  commit_group(group);
  lock.lock();
  leading_ = false;
  for (Waiting* waiting : group) {
    waiting->done = true;
    waiting->wake.notify_one();  // under the lock: afterwards `waiting` may be gone
  }
  if (!queue_.empty()) queue_.front()->wake.notify_one();
}

/// Never throws: each caller gets its own outcome.
void Writer::commit_group(std::span<Waiting* const> group) {
  try {
    for (int attempt = 1; !try_group(group); ++attempt) {
      if (attempt == attempts_max) throw Fault("the writer was refused too often", Fault::Kind::unavailable);
      pause(attempt);
    }
  } catch (...) {
    connection_->rollback();
    on_change_();  // whether the commit took place may be unknown
    for (Waiting* waiting : group)
      if (!waiting->failure) waiting->failure = std::current_exception();
  }
}

/// False: roll back and run once more.
bool Writer::try_group(std::span<Waiting* const> group) {
  for (Waiting* waiting : group) {
    waiting->effects.clear();
    waiting->failure = nullptr;
  }
  changed_ = false;
  try {
    connection_->begin();
    run_jobs(group);
  } catch (const Again&) {  // NOLINT(bugprone-empty-catch): asked for below
  } catch (const Fault&) {
    if (!connection_->again()) throw;
  }
  if (!connection_->again()) return true;
  connection_->rollback();
  return false;
}

void Writer::run_jobs(std::span<Waiting* const> group) {
  if (group.size() == 1) {  // alone: the transaction is its savepoint
    run_job(*group.front()) ? commit() : connection_->rollback();
    return;
  }
  for (Waiting* waiting : group) {
    connection_->savepoint();
    run_job(*waiting) ? connection_->release() : connection_->rollback_to();
  }
  commit();
}

void Writer::commit() {
  connection_->commit();
  if (changed_) on_change_();
  if (connection_->log_is_long()) shorten_log();
}

/// The group is durable already. Readers let go of their moments before each step, since those of the first hold new ones.
void Writer::shorten_log() {
  on_change_();
  connection_->write_log_back();
  on_change_();
  connection_->begin_log_anew();
}

/// Whether to keep what the job did. Throws only if the whole group is lost.
bool Writer::run_job(Waiting& waiting) {
  const std::int64_t before = connection_->changes();
  try {
    Tx tx(*connection_);
    if (call(waiting, tx)) {
      CHECK(!connection_->aborted());                                 // a job caught a Fault and went on
      CHECK(connection_->changes() == before || tx.witnesses() > 0);  // rows changed and nobody recorded it
      changed_ = changed_ || connection_->changes() - before != tx.entries();
      waiting.effects = tx.take_effects();
      return true;
    }
  } catch (...) {
    waiting.failure = std::current_exception();
  }
  require_intact(waiting);
  return false;
}

bool Writer::call(Waiting& waiting, Tx& tx) {
  const i18n::Use language(waiting.language);
  struct Mark {
    explicit Mark(const Writer* writer) { job_of = writer; }
    ~Mark() { job_of = nullptr; }
  } const mark(this);
  return waiting.job(tx);
}

/// After a failed job the others can go on only if their transaction is still there.
void Writer::require_intact(const Waiting& waiting) const {
  if (connection_->again()) throw Again{};
  if (!connection_->lost()) return;
  if (waiting.failure) std::rethrow_exception(waiting.failure);
  throw Fault("the transaction was lost", Fault::Kind::unavailable);
}

}  // namespace kim::db
