// Reading and binding: the same meaning on both engines.
#include "platform/db/db.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "platform/db/engine.h"
#include "platform/db/migrate.h"
#include "platform/db/pool.h"
#include "support/database.h"

namespace kim::db {
namespace {

class Db : public test::Engines {
 protected:
  Db() {
    static_cast<void>(database().transact([&](Tx& tx) -> Result<void> {
      tx.technical("table of the test");
      tx->script(
          for_engine("CREATE TABLE thing (id {int} PRIMARY KEY, number {int}, words text, data {bytes}) {strict};"
                     "CREATE TABLE part (id {int} PRIMARY KEY, thing_id {int} REFERENCES thing (id)) {strict}",
                     database().engine()));
      return {};
    }));
  }
  void insert(std::int64_t id, const Param& number, const Param& words, const Param& data) {
    static_cast<void>(database().transact([&](Tx& tx) -> Result<void> {
      tx.technical("test");
      tx->run("INSERT INTO thing (id, number, words, data) VALUES ($1, $2, $3, $4)", {id, number, words, data});
      return {};
    }));
  }
  template <class F>
  void see(std::int64_t id, F&& check) {
    int rows = 0;
    database().read()->each("SELECT number, words, data FROM thing WHERE id = $1", {id}, [&](const Row& row) {
      ++rows;
      check(row);
    });
    EXPECT_EQ(rows, 1);
  }
};
KIM_BOTH_ENGINES(Db);

TEST_P(Db, Numbers_come_back_up_to_their_limits) {
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::min()}) {
    insert(number, number, nullptr, nullptr);
    see(number, [&](const Row& row) { EXPECT_EQ(row.integer(0), number); });
  }
}

TEST_P(Db, Text_comes_back_with_umlauts_quotes_and_other_scripts) {
  const std::string words = "Öztürk's \"Größe\" \\ $1 محمد\n";
  insert(1, nullptr, words, nullptr);
  see(1, [&](const Row& row) { EXPECT_EQ(row.text(1), words); });
}

TEST_P(Db, Bytes_come_back_with_zeros) {
  const Bytes data{std::string("\0\xff\0a", 4)};
  insert(1, nullptr, nullptr, data);
  see(1, [&](const Row& row) { EXPECT_EQ(row.bytes(2), data.data); });
}

TEST_P(Db, Empty_is_not_null) {
  insert(1, 0, std::string_view(), Bytes());
  see(1, [](const Row& row) {
    EXPECT_FALSE(row.null(0));
    EXPECT_FALSE(row.null(1));
    EXPECT_FALSE(row.null(2));
    EXPECT_EQ(row.text(1), "");
  });
}

TEST_P(Db, Null_reads_as_nothing) {
  insert(1, nullptr, nullptr, nullptr);
  see(1, [](const Row& row) {
    EXPECT_TRUE(row.null(0) && row.null(1) && row.null(2));
    EXPECT_EQ(row.integer(0), 0);
    EXPECT_EQ(row.text(1), "");
    EXPECT_EQ(row.bytes(2), "");
    EXPECT_EQ(row.day(1), std::nullopt);
    EXPECT_EQ(row.moment(0), std::nullopt);
  });
}

TEST_P(Db, Days_and_moments_come_back) {
  const Day day = std::chrono::year(2026) / 12 / 24;
  const Moment moment = Moment(day) + std::chrono::microseconds(1);
  insert(1, moment, day, nullptr);
  see(1, [&](const Row& row) {
    EXPECT_EQ(row.moment(0), moment);
    EXPECT_EQ(row.day(1), day);
    EXPECT_EQ(row.text(1), "2026-12-24");
  });
}

TEST_P(Db, An_id_of_nothing_and_an_empty_optional_are_null) {
  insert(1, Id<struct Thing>(), std::optional<std::string>(), std::optional<Bytes>());
  see(1, [](const Row& row) { EXPECT_TRUE(row.null(0) && row.null(1) && row.null(2)); });
}

TEST_P(Db, Parameters_count_by_number_not_by_place) {
  const auto row =
      database().read()->first("SELECT CAST($2 AS text), CAST($1 AS text), CAST($2 AS text)", {"one", "two"},
                               [](const Row& found) { return found.string(0) + found.string(1) + found.string(2); });
  EXPECT_EQ(row, "twoonetwo");
}

TEST_P(Db, Counts_sums_lengths_and_comparisons_are_read_as_numbers) {
  insert(1, 40, "Größe", nullptr);
  insert(2, 2, nullptr, nullptr);
  Lease lease = database().read();
  EXPECT_EQ(lease->number("SELECT count(*) FROM thing"), 2);
  EXPECT_EQ(lease->number("SELECT CAST(sum(number) AS bigint) FROM thing"), 42);
  EXPECT_EQ(lease->number("SELECT max(number) FROM thing"), 40);
  EXPECT_EQ(lease->number("SELECT length(words) FROM thing WHERE id = 1"), 5);
  EXPECT_EQ(lease->number("SELECT number > $1 FROM thing WHERE id = 1", {39}), 1);
  EXPECT_EQ(lease->number("SELECT -1"), -1);
}

TEST_P(Db, A_type_that_differs_between_the_engines_is_a_fault) {
  insert(1, 1, nullptr, nullptr);
  EXPECT_THROW(static_cast<void>(database().read()->number("SELECT avg(number) FROM thing")), Fault);
}

TEST_P(Db, Reading_a_column_as_another_type_is_a_fault) {
  insert(1, 1, "eins", Bytes{"1"});
  EXPECT_THROW(see(1, [](const Row& row) { static_cast<void>(row.text(0)); }), Fault);
  EXPECT_THROW(see(1, [](const Row& row) { static_cast<void>(row.integer(1)); }), Fault);
  EXPECT_THROW(see(1, [](const Row& row) { static_cast<void>(row.text(2)); }), Fault);
  EXPECT_THROW(see(1, [](const Row& row) { static_cast<void>(row.bytes(1)); }), Fault);
}

TEST_P(Db, Reading_a_column_that_is_not_there_is_a_bug) {
  insert(1, 1, "eins", nullptr);
  EXPECT_THROW(see(1, [](const Row& row) { static_cast<void>(row.integer(3)); }), Bug);
  EXPECT_THROW(see(1, [](const Row& row) { static_cast<void>(row.null(-1)); }), Bug);
}

TEST_P(Db, A_statement_first_used_with_nulls_takes_values_afterwards) {
  insert(1, nullptr, nullptr, nullptr);
  insert(2, 7, "sieben", Bytes{"7"});
  insert(3, nullptr, nullptr, nullptr);
  see(2, [](const Row& row) {
    EXPECT_EQ(row.integer(0), 7);
    EXPECT_EQ(row.text(1), "sieben");
    EXPECT_EQ(row.bytes(2), "7");
  });
}

TEST_P(Db, A_broken_constraint_is_a_fault_that_names_no_value) {
  insert(4711, nullptr, nullptr, nullptr);
  try {
    insert(4711, nullptr, "Kessler", nullptr);
    FAIL();
  } catch (const Fault& fault) {
    const std::string what = fault.what();
    EXPECT_EQ(what.find("4711"), std::string::npos) << what;
    EXPECT_EQ(what.find("Kessler"), std::string::npos) << what;
    EXPECT_NE(what.find("INSERT INTO thing"), std::string::npos) << what;
  }
}

TEST_P(Db, A_foreign_key_is_enforced) {
  EXPECT_THROW(static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
                 tx.technical("test");
                 tx->run("INSERT INTO part (id, thing_id) VALUES (1, 99)");
                 return {};
               })),
               Fault);
}

TEST_P(Db, A_reader_cannot_write) {
  insert(1, 1, nullptr, nullptr);
  EXPECT_THROW(database().read()->run("DELETE FROM thing"), Fault);
  EXPECT_EQ(database().read()->number("SELECT count(*) FROM thing"), 1);
}

TEST_P(Db, A_query_inside_its_own_rows_is_a_bug) {
  Lease db = database().read();
  EXPECT_THROW(db->each("SELECT 1", {}, [&](const Row&) { static_cast<void>(db->number("SELECT 1")); }), Bug);
  EXPECT_EQ(db->number("SELECT 1"), 1);
}

TEST_P(Db, Another_query_may_be_asked_inside_the_rows_of_one) {
  Lease db = database().read();
  std::int64_t inner = 0;
  db->each("SELECT 1", {}, [&](const Row& row) { inner = row.integer(0) + db->number("SELECT 2"); });
  EXPECT_EQ(inner, 3);
}

TEST_P(Db, Too_few_or_too_many_parameters_are_a_bug) {
  Lease db = database().read();
  EXPECT_THROW(db->run("SELECT id FROM thing WHERE id = $1", {1, 2}), Bug);
  EXPECT_THROW(db->run("SELECT id FROM thing WHERE number = $1", {}), Bug);
}

TEST_P(Db, Run_tells_how_many_rows_changed) {
  insert(1, 1, nullptr, nullptr);
  insert(2, 1, nullptr, nullptr);
  static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
    tx.technical("test");
    EXPECT_EQ(tx->run("UPDATE thing SET number = 2 WHERE number = $1", {1}), 2);
    EXPECT_EQ(tx->run("UPDATE thing SET number = 3 WHERE number = $1", {1}), 0);
    EXPECT_EQ(tx->run("SELECT id FROM thing"), 0);
    return {};
  }));
}

TEST_P(Db, A_location_that_does_not_exist_is_a_fault) {
  const bool sqlite = GetParam() == Engine::sqlite;
  const std::string nowhere = sqlite ? "/nowhere/kim.db" : test_database().settings().location + "_gone";
  EXPECT_THROW(static_cast<void>(Database::open({GetParam(), nowhere})), Fault);
}

TEST_P(Db, Data_outlive_the_program) {
  insert(1, 1, nullptr, nullptr);
  test_database().reopen();
  EXPECT_EQ(database().read()->number("SELECT count(*) FROM thing"), 1);
}

TEST(Pool, A_reader_waits_for_a_free_connection_and_gives_up_with_a_fault) {
  test::TestDatabase database(Engine::sqlite);
  Pool pool(sqlite_connector(database.settings().location), 1, std::chrono::milliseconds(1));
  {
    const Lease only = pool.lend();
    try {
      static_cast<void>(pool.lend());
      FAIL();
    } catch (const Fault& fault) {
      EXPECT_EQ(fault.kind(), Fault::Kind::unavailable);
    }
  }
  EXPECT_EQ(pool.lend()->number("SELECT 1"), 1);
}

TEST(Pool, A_connection_that_could_not_be_opened_does_not_use_up_the_pool) {
  Pool pool(sqlite_connector("/nowhere/kim.db"), 1, std::chrono::milliseconds(1));
  for (int i = 0; i < 3; ++i) {
    try {
      static_cast<void>(pool.lend());
      FAIL();
    } catch (const Fault& fault) {
      EXPECT_EQ(fault.kind(), Fault::Kind::other);  // not: no connection became free
    }
  }
}

}  // namespace
}  // namespace kim::db
