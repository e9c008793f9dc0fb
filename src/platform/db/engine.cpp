// The shared part of both engines' connections.
#include "platform/db/engine.h"

#include <fmt/format.h>

#include "platform/db/testing.h"

namespace kim::db {

void EngineConnection::each(Sql sql, std::span<const Param> params, const OnRow& row) {
  before_statement(sql.text());
  changes_ += execute(sql.text(), params, &row);
}

std::int64_t EngineConnection::run(Sql sql, std::span<const Param> params) {
  before_statement(sql.text());
  const std::int64_t changed = execute(sql.text(), params, nullptr);
  changes_ += changed;
  return changed;
}

void EngineConnection::script(std::string_view sql) {
  before_statement(sql);
  ++changes_;
  execute_script(sql);
}

namespace {

// Bounds what other programs on the same file (`kim user`) have to wait for until their changes are seen here.
constexpr std::chrono::milliseconds moment_at_most{100};

}  // namespace

bool EngineConnection::outlived(std::uint64_t number) const {
  return moment_ && (moment_->number != number || std::chrono::steady_clock::now() - moment_->begun > moment_at_most);
}

void EngineConnection::read_moment(std::uint64_t number) {
  if (aborted_ || outlived(number)) end_moment();
  if (moment_) return;
  aborted_ = false;
  start_reading();
  moment_ = OpenMoment{number, std::chrono::steady_clock::now()};
}

void EngineConnection::end_moment() noexcept {
  if (moment_) end_reading();
  moment_.reset();
}

void EngineConnection::begin() {
  aborted_ = again_ = false;
  start();
  aborted_ = false;  // a dead connection was replaced on the way
}

void EngineConnection::commit() {
  before_statement("COMMIT");
  control("COMMIT");
}

void EngineConnection::rollback() noexcept {
  try {
    if (!lost()) control("ROLLBACK");
  } catch (const Fault&) {  // NOLINT(bugprone-empty-catch)
    // A transaction that cannot be rolled back is lost, and with it the connection; begin() finds out.
  }
}

void EngineConnection::release() {
  CHECK(!aborted_);
  control("RELEASE SAVEPOINT job");
}

void EngineConnection::rollback_to() {
  aborted_ = false;
  control("ROLLBACK TO SAVEPOINT job");
  control("RELEASE SAVEPOINT job");
}

void EngineConnection::before_statement(std::string_view sql) {
  if (role_ != Role::writer) return;
  if (aborted_) fail("refused: an earlier statement of this job failed", sql, Fault::Kind::other);
  if (testing::must_fail()) fail("fault asked for by a test", sql, testing::detail::kind);
}

void EngineConnection::fail(const std::string& message, std::string_view sql, Fault::Kind kind, bool again) {
  aborted_ = true;
  again_ = again_ || again;
  throw Fault(fmt::format("{} [{}]", message, sql.substr(0, 300)), kind);
}

}  // namespace kim::db
