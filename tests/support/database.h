// A database of its own for each test, on both engines. What it is not: shared, or there after the test.
//
//   class GoalStore : public kim::test::Engines {};
//   KIM_BOTH_ENGINES(GoalStore);
//   TEST_P(GoalStore, A_goal_keeps_its_words) { database().transact(...); }
//
// SQLite: a copy of a file that this process migrated once. PostgreSQL: CREATE DATABASE from a migrated template on the
// server of KIM_TEST_POSTGRES (superuser's conninfo); unset, the process starts a server by tools/test-postgres.
#pragma once

#include <gtest/gtest.h>

#include <iosfwd>
#include <memory>
#include <string>

#include "platform/db/db.h"

namespace kim::db {
/// For gtest's messages and test names.
void PrintTo(Engine engine, std::ostream* out);
}  // namespace kim::db

namespace kim::test {

enum class Schema { none, migrated };

class TestDatabase {
 public:
  explicit TestDatabase(db::Engine engine, Schema schema = Schema::migrated);
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase();
  [[nodiscard]] db::Database& database() { return *database_; }
  /// Engine and location, to open it a second time (another node, another process).
  [[nodiscard]] const db::Settings& settings() const { return settings_; }
  /// Closes it and opens it again, as after a restart.
  void reopen();

 private:
  db::Settings settings_;
  std::unique_ptr<db::Database> database_;
};

/// For TEST_P on both engines.
class Engines : public ::testing::TestWithParam<db::Engine> {
 protected:
  [[nodiscard]] db::Database& database() { return test_database_.database(); }
  [[nodiscard]] TestDatabase& test_database() { return test_database_; }

 private:
  TestDatabase test_database_{GetParam()};
};

[[nodiscard]] std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info);

/// Folder of this process in memory (/dev/shm) if there is one, else in TMPDIR; removed when the process ends.
[[nodiscard]] const std::string& temporary_folder();

}  // namespace kim::test

#define KIM_BOTH_ENGINES(Suite)                                                                                  \
  INSTANTIATE_TEST_SUITE_P(Engine, Suite, ::testing::Values(kim::db::Engine::sqlite, kim::db::Engine::postgres), \
                           kim::test::engine_name)
