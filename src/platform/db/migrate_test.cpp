// The migrator, and the migrations that the program holds.
#include "platform/db/migrate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "support/database.h"

namespace kim::db {
namespace {

constexpr Migration first{1, "0001_first", "CREATE TABLE first_thing (id {int} PRIMARY KEY) {strict};"};
constexpr Migration second{2, "0002_second",
                           "CREATE TABLE second_thing (id {int} PRIMARY KEY, data {bytes}) {rowless};"
                           "INSERT INTO second_thing (id) VALUES (7);"};
constexpr Migration changed{1, "0001_first", "CREATE TABLE first_thing (id {int} PRIMARY KEY, more text) {strict};"};
constexpr Migration broken{2, "0002_broken",
                           "INSERT INTO first_thing (id) VALUES (1); INSERT INTO nowhere VALUES (1);"};

using Names = std::vector<std::string>;

class Migrate : public ::testing::TestWithParam<Engine> {
 protected:
  Database& database() { return test_database_.database(); }
  Names apply(const std::vector<Migration>& list) { return migrate(database(), list); }
  int version() { return schema_version(*database().read()); }
  test::TestDatabase test_database_{GetParam(), test::Schema::none};
};
KIM_BOTH_ENGINES(Migrate);

TEST_P(Migrate, An_empty_database_has_version_0) { EXPECT_EQ(version(), 0); }

TEST_P(Migrate, Applies_all_in_order_and_names_them) {
  EXPECT_EQ(apply({first, second}), (Names{"0001_first", "0002_second"}));
  EXPECT_EQ(version(), 2);
  EXPECT_EQ(database().read()->number("SELECT id FROM second_thing"), 7);
}

TEST_P(Migrate, Applies_only_what_is_missing) {
  EXPECT_EQ(apply({first}), Names{"0001_first"});
  EXPECT_EQ(apply({first, second}), Names{"0002_second"});
  EXPECT_EQ(apply({first, second}), Names{});
}

TEST_P(Migrate, A_file_changed_after_it_was_applied_is_a_fault) {
  apply({first});
  EXPECT_THROW(apply({changed}), Fault);
}

TEST_P(Migrate, A_database_newer_than_the_program_is_a_fault) {
  apply({first, second});
  EXPECT_THROW(apply({first}), Fault);
}

TEST_P(Migrate, A_migration_that_fails_leaves_nothing_of_itself) {
  EXPECT_THROW(apply({first, broken}), Fault);
  EXPECT_EQ(version(), 1);
  EXPECT_EQ(database().read()->number("SELECT count(*) FROM first_thing"), 0);
  EXPECT_EQ(apply({first, second}), Names{"0002_second"});
}

TEST_P(Migrate, Two_of_the_same_number_are_a_bug) { EXPECT_THROW(apply({first, changed}), Bug); }

TEST_P(Migrate, Nodes_that_start_together_apply_each_once) {
  std::latch start(4);
  std::atomic<std::size_t> applied = 0;
  std::vector<std::thread> nodes;
  for (int i = 0; i < 4; ++i)
    nodes.emplace_back([&] {
      const auto node = Database::open(test_database_.settings());
      start.arrive_and_wait();
      applied += migrate(*node, std::vector{first, second}).size();
    });
  for (auto& node : nodes) node.join();
  EXPECT_EQ(applied, 2U);
  EXPECT_EQ(version(), 2);
}

TEST_P(Migrate, The_programs_own_migrations_apply) {
  EXPECT_EQ(migrate(database()).size(), migrations().size());
  EXPECT_EQ(version(), migrations().back().number);
  EXPECT_EQ(database().read()->number("SELECT count(*) FROM audit_entry"), 0);
}

TEST_P(Migrate, A_test_database_is_migrated_already) {
  test::TestDatabase migrated(GetParam());
  EXPECT_EQ(migrate(migrated.database()), Names{});
}

TEST(Migrations, The_embedded_files_ascend_and_none_is_empty) {
  int before = 0;
  for (const Migration& migration : migrations()) {
    EXPECT_GT(migration.number, before) << migration.name;
    EXPECT_TRUE(migration.name.starts_with(fmt::format("{:04}_", migration.number))) << migration.name;
    EXPECT_FALSE(migration.sql.empty()) << migration.name;
    before = migration.number;
  }
  EXPECT_GT(before, 0);
}

TEST(ForEngine, The_words_are_replaced_for_each_engine) {
  constexpr std::string_view sql = "{int} {bytes} {int} {strict}|{rowless} '{other}'";
  EXPECT_EQ(for_engine(sql, Engine::sqlite), "INTEGER BLOB INTEGER STRICT|STRICT, WITHOUT ROWID '{other}'");
  EXPECT_EQ(for_engine(sql, Engine::postgres), "bigint bytea bigint | '{other}'");
}

}  // namespace
}  // namespace kim::db
