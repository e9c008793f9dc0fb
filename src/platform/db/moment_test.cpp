// Leases of one moment: what they see of what is committed meanwhile.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include "platform/db/things_test.h"
#include "support/database.h"

namespace kim::db {
namespace {

class MomentOn : public test::Engines {
 protected:
  MomentOn() { create_tables(database()); }
};
KIM_BOTH_ENGINES(MomentOn);

TEST_P(MomentOn, A_lease_of_one_moment_sees_what_was_committed_before_it) {
  for (int i = 1; i <= 20; ++i) {
    EXPECT_TRUE(insert(database(), i));
    EXPECT_EQ(database().read_at_once()->number("SELECT count(*) FROM thing"), i);
  }
}

TEST_P(MomentOn, SQLite_answers_a_lease_of_one_moment_from_that_moment) {
  if (database().engine() != Engine::sqlite) GTEST_SKIP() << "PostgreSQL takes no lock for each query";
  Lease reader = database().read_at_once();
  EXPECT_EQ(reader->number("SELECT count(*) FROM thing"), 0);
  EXPECT_TRUE(insert(database(), 1));
  EXPECT_EQ(reader->number("SELECT count(*) FROM thing"), 0);
}

/// Whether a lease of one moment that begins after `job` sees the row it wrote.
bool sees_at_once(Database& database, std::int64_t id, const std::function<void(Tx&)>& note) {
  static_cast<void>(database.read_at_once()->number("SELECT count(*) FROM thing"));
  const Result<void> done = database.transact([&](Tx& tx) -> Result<void> {
    add(tx, id);
    note(tx);
    return {};
  });
  EXPECT_TRUE(done);
  return database.read_at_once()->number("SELECT count(*) FROM thing WHERE id = $1", {id}) == 1;
}

TEST_P(MomentOn, The_next_lease_of_one_moment_sees_changes_and_technical_state) {
  EXPECT_TRUE(sees_at_once(database(), 1, [](Tx& tx) { tx.technical("test"); }));
  EXPECT_TRUE(sees_at_once(database(), 2, [](Tx& tx) {
    add(tx, 20);  // stands for the entry of the trail
    tx.witness();
  }));
}

TEST_P(MomentOn, Entries_of_the_trail_are_seen_when_asked_for_anew_or_after_a_while) {
  const auto entry = [](Tx& tx) { tx.witness(); };  // the one row is the entry itself
  static_cast<void>(sees_at_once(database(), 1, entry));
  database().read_anew();
  EXPECT_EQ(database().read_at_once()->number("SELECT count(*) FROM thing"), 1);
  static_cast<void>(sees_at_once(database(), 2, entry));
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  EXPECT_EQ(database().read_at_once()->number("SELECT count(*) FROM thing"), 2);
}

TEST_P(MomentOn, A_lease_of_one_moment_does_not_outlast_a_change_in_several_connections) {
  for (int i = 1; i <= 10; ++i) {
    {
      Lease a = database().read_at_once();
      Lease b = database().read_at_once();
      EXPECT_EQ(a->number("SELECT count(*) FROM thing"), i - 1);
      EXPECT_EQ(b->number("SELECT count(*) FROM thing"), i - 1);
    }
    EXPECT_TRUE(insert(database(), i));
    Lease a = database().read_at_once();
    Lease b = database().read_at_once();
    EXPECT_EQ(a->number("SELECT count(*) FROM thing"), i);
    EXPECT_EQ(b->number("SELECT count(*) FROM thing"), i);
  }
}

TEST_P(MomentOn, A_lease_of_one_moment_is_good_again_after_a_failed_query) {
  for (int i = 0; i < 3; ++i) {
    Lease reader = database().read_at_once();
    EXPECT_THROW(static_cast<void>(reader->number("SELECT id FROM no_such_table")), Fault);
  }
  EXPECT_TRUE(insert(database(), 1));
  EXPECT_EQ(database().read_at_once()->number("SELECT count(*) FROM thing"), 1);
}

/// A change of about 2 MB, 500 pages of the log.
Result<void> write_much(Database& database, std::int64_t first) {
  return database.transact([&](Tx& tx) -> Result<void> {
    tx.technical("test");
    tx->run(
        "INSERT INTO thing (id, number) WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $1 + "
        "150000) SELECT i, i FROM n",
        {first});
    return {};
  });
}

TEST(MomentOnSqlite, The_log_stays_short_though_idle_readers_hold_a_moment) {
  test::TestDatabase kept(Engine::sqlite);
  create_tables(kept.database());
  for (int i = 0; i < 30; ++i) {
    static_cast<void>(kept.database().read_at_once()->number("SELECT count(*) FROM tenant_key"));
    EXPECT_TRUE(write_much(kept.database(), i * 1'000'000LL));
  }
  const auto log = std::filesystem::file_size(kept.settings().location + "-wal");
  EXPECT_GT(log, 0U);
  EXPECT_LT(log, 6000U * 4096U);  // 30 changes are more than 15,000 pages; begun anew after 4,000
}

}  // namespace
}  // namespace kim::db
