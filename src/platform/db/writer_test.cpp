// Writing: what is kept, what is undone, and who gets to know.
#include "platform/db/writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "base/i18n.h"
#include "platform/db/migrate.h"
#include "platform/db/testing.h"
#include "platform/db/things_test.h"
#include "support/database.h"
#include "support/postgres.h"

namespace kim::db {
namespace {

std::int64_t count(Database& database) { return database.read()->number("SELECT count(*) FROM thing"); }

/// Runs `work(i)` on `size` threads that start together.
template <class F>
void together(int size, F&& work) {
  std::latch start(size);
  std::vector<std::thread> threads;
  for (int i = 0; i < size; ++i)
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      work(i);
    });
  for (auto& thread : threads) thread.join();
}

class WriterOn : public test::Engines {
 protected:
  WriterOn() { create_tables(database()); }
  ~WriterOn() override { testing::fail_statement(0); }
};
KIM_BOTH_ENGINES(WriterOn);

TEST_P(WriterOn, A_reader_sees_at_once_what_was_committed) {
  Lease reader = database().read();
  for (int i = 1; i <= 20; ++i) {
    EXPECT_TRUE(insert(database(), i));
    EXPECT_EQ(reader->number("SELECT count(*) FROM thing"), i);
  }
}

TEST_P(WriterOn, A_job_gives_its_result_back) {
  const Result<std::string> result = database().transact([](Tx&) -> Result<std::string> { return "Ergebnis"; });
  EXPECT_EQ(result.value(), "Ergebnis");
}

TEST_P(WriterOn, A_job_that_returns_an_error_leaves_nothing) {
  const Result<void> result = database().transact([](Tx& tx) -> Result<void> {
    tx.technical("test");
    add(tx, 1);
    return failure(ErrorCode::conflict);
  });
  EXPECT_EQ(result.error().code, ErrorCode::conflict);
  EXPECT_EQ(count(database()), 0);
}

TEST_P(WriterOn, An_exception_leaves_nothing_and_passes_through) {
  EXPECT_THROW(static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
                 tx.technical("test");
                 add(tx, 1);
                 throw std::out_of_range("from the job");
               })),
               std::out_of_range);
  EXPECT_EQ(count(database()), 0);
}

TEST_P(WriterOn, Thirty_two_threads_lose_nothing) {
  together(32, [&](int thread) {
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(insert(database(), thread * 100 + i));
  });
  EXPECT_EQ(count(database()), 320);
}

TEST_P(WriterOn, Jobs_that_fail_leave_the_others_of_their_group) {
  std::atomic<int> errors = 0, faults = 0;
  together(32, [&](int thread) {
    for (int i = 0; i < 10; ++i) {
      try {
        const Result<void> result = database().transact([&](Tx& tx) -> Result<void> {
          tx.technical("test");
          add(tx, thread * 100 + i);
          if (i % 3 == 1) return failure(ErrorCode::invalid);
          if (i % 3 == 2) add(tx, thread * 100 + i);  // breaks the primary key
          return {};
        });
        if (!result) ++errors;
      } catch (const Fault&) {
        ++faults;
      }
    }
  });
  EXPECT_EQ(errors, 96);
  EXPECT_EQ(faults, 96);
  EXPECT_EQ(count(database()), 128);
}

TEST_P(WriterOn, Changing_rows_without_a_witness_is_a_bug_and_undone) {
  EXPECT_THROW(static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
                 add(tx, 1);
                 return {};
               })),
               Bug);
  EXPECT_EQ(count(database()), 0);
}

TEST_P(WriterOn, Rows_that_a_query_changed_need_a_witness_too) {
  EXPECT_THROW(static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
                 static_cast<void>(tx->number("INSERT INTO thing (id, number) VALUES (1, 1) RETURNING id"));
                 return {};
               })),
               Bug);
  EXPECT_EQ(count(database()), 0);
}

TEST_P(WriterOn, A_witness_makes_a_change_valid) {
  EXPECT_TRUE(database().transact([](Tx& tx) -> Result<void> {
    add(tx, 1);
    tx.witness();
    return {};
  }));
  EXPECT_EQ(count(database()), 1);
}

TEST_P(WriterOn, A_job_that_changed_nothing_needs_no_witness) {
  EXPECT_TRUE(database().transact([](Tx& tx) -> Result<void> {
    EXPECT_EQ(tx->number("SELECT count(*) FROM thing"), 0);
    EXPECT_EQ(tx->run("DELETE FROM thing"), 0);
    return {};
  }));
}

TEST_P(WriterOn, Effects_run_on_the_callers_thread_once_the_data_are_there) {
  together(8, [&](int thread) {
    int runs = 0;
    const auto caller = std::this_thread::get_id();
    static_cast<void>(database().transact([&](Tx& tx) -> Result<void> {
      tx.technical("test");
      add(tx, thread);
      tx.after_commit([&] {
        ++runs;
        EXPECT_EQ(database().read()->number("SELECT count(*) FROM thing WHERE id = $1", {thread}), 1);
        EXPECT_EQ(std::this_thread::get_id(), caller);
      });
      return {};
    }));
    EXPECT_EQ(runs, 1);
  });
}

TEST_P(WriterOn, Effects_of_a_failed_job_never_run) {
  int runs = 0;
  static_cast<void>(database().transact([&](Tx& tx) -> Result<void> {
    tx.after_commit([&] { ++runs; });
    return failure(ErrorCode::invalid);
  }));
  EXPECT_EQ(runs, 0);
}

TEST_P(WriterOn, An_effect_may_write) {
  static_cast<void>(database().transact([&](Tx& tx) -> Result<void> {
    tx.after_commit([&] { EXPECT_TRUE(insert(database(), 2)); });
    return {};
  }));
  EXPECT_EQ(count(database()), 1);
}

TEST_P(WriterOn, Transact_inside_a_job_is_a_bug) {
  EXPECT_THROW(static_cast<void>(database().transact([&](Tx&) { return insert(database(), 1); })), Bug);
  EXPECT_TRUE(insert(database(), 1));
}

TEST_P(WriterOn, A_job_that_goes_on_after_a_failed_statement_is_a_bug_and_undone) {
  EXPECT_THROW(static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
                 tx.technical("test");
                 add(tx, 1);
                 try {
                   add(tx, 1);
                 } catch (const Fault&) {
                 }
                 EXPECT_THROW(add(tx, 2), Fault);
                 return {};
               })),
               Bug);
  EXPECT_EQ(count(database()), 0);
}

TEST_P(WriterOn, Each_job_speaks_its_own_callers_language) {
  together(16, [&](int thread) {
    const auto language = thread % 2 == 0 ? i18n::Language::de : i18n::Language::en;
    const i18n::Use use(language);
    for (int i = 0; i < 20; ++i)
      EXPECT_TRUE(database().transact([&](Tx&) -> Result<void> {
        EXPECT_EQ(i18n::current(), language);
        return {};
      }));
  });
}

/// Two rows that belong together, as an action and its audit entry do.
void write_pair(Database& database) {
  static_cast<void>(database.transact([](Tx& tx) -> Result<void> {
    const std::int64_t next = tx->number("SELECT count(*) FROM thing") + 1;
    add(tx, next);
    tx.technical("test");
    tx->run("INSERT INTO part (id, thing_id) VALUES ($1, $1)", {next});
    return {};
  }));
}

TEST_P(WriterOn, Whichever_statement_fails_no_half_change_stays) {
  int failures = 0;
  for (int n = 1;; ++n) {
    testing::fail_statement(n);
    try {
      write_pair(database());
    } catch (const Fault&) {
      ++failures;
    }
    const bool finished = testing::fault_pending();
    testing::fail_statement(0);
    const std::int64_t things = count(database());
    EXPECT_EQ(things, database().read()->number("SELECT count(*) FROM part"));
    EXPECT_EQ(things, finished ? 1 : 0);
    if (finished) break;
  }
  EXPECT_EQ(failures, 4);  // query, two inserts, commit
}

TEST_P(WriterOn, A_commit_that_fails_fails_every_job_of_the_group_with_its_kind) {
  testing::fail_statement(2, Fault::Kind::disk_full);
  try {
    static_cast<void>(insert(database(), 1));
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind(), Fault::Kind::disk_full);
  }
  EXPECT_EQ(count(database()), 0);
  EXPECT_TRUE(insert(database(), 1));
}

TEST_P(WriterOn, A_constraint_checked_at_the_commit_is_a_fault_and_the_writer_goes_on) {
  EXPECT_THROW(static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
                 tx.technical("test");
                 tx->run("INSERT INTO part (id, thing_id) VALUES (1, 99)");
                 return {};
               })),
               Fault);
  EXPECT_EQ(database().read()->number("SELECT count(*) FROM part"), 0);
  EXPECT_TRUE(insert(database(), 1));
}

TEST_P(WriterOn, Two_nodes_that_read_and_then_write_lose_no_update) {
  static_cast<void>(insert(database(), 1));
  const auto other = Database::open(test_database().settings());
  together(4, [&](int thread) {
    Database& node = thread % 2 == 0 ? database() : *other;
    for (int i = 0; i < 25; ++i)
      static_cast<void>(node.transact([](Tx& tx) -> Result<void> {
        tx.technical("test");
        const std::int64_t number = tx->number("SELECT number FROM thing WHERE id = 1");
        tx->run("UPDATE thing SET number = $1 WHERE id = 1", {number + 1});
        return {};
      }));
  });
  EXPECT_EQ(database().read()->number("SELECT number FROM thing WHERE id = 1"), 100);
}

TEST(WriterOnSqlite, A_full_disk_is_told_and_nothing_stays_of_the_job) {
  test::TestDatabase full(Engine::sqlite);
  Database& database = full.database();
  create_tables(database);
  static_cast<void>(database.transact([](Tx& tx) -> Result<void> {
    tx.technical("test");
    tx->script("PRAGMA max_page_count = 1");  // never below the size the file has
    return {};
  }));
  std::int64_t stored = 0;
  try {
    for (; stored < 100000; ++stored)
      static_cast<void>(database.transact([&](Tx& tx) -> Result<void> {
        tx.technical("test");
        for (int i = 0; i < 100; ++i) add(tx, stored * 100 + i);
        return {};
      }));
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind(), Fault::Kind::disk_full);
  }
  EXPECT_EQ(count(database), stored * 100);
  full.reopen();
  EXPECT_TRUE(insert(full.database(), -1));
}

class OnPostgres : public ::testing::Test {
 protected:
  OnPostgres() { create_tables(database()); }
  Database& database() { return test_database_.database(); }
  /// Asks to be run again, `times` times.
  Result<int> stubborn(int times) {
    int runs = 0;
    return database().transact([&](Tx& tx) -> Result<int> {
      tx.technical("test");
      add(tx, 1);
      if (++runs <= times) tx->script("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
      return runs;
    });
  }

 private:
  test::TestDatabase test_database_{Engine::postgres};
};
using WriterOnPostgres = OnPostgres;

TEST_F(WriterOnPostgres, A_serialization_failure_is_run_again) {
  EXPECT_EQ(stubborn(4).value(), 5);
  EXPECT_EQ(count(database()), 1);
}

TEST_F(WriterOnPostgres, After_five_attempts_the_database_counts_as_unavailable) {
  try {
    static_cast<void>(stubborn(100));
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind(), Fault::Kind::unavailable);
  }
  EXPECT_EQ(count(database()), 0);
}

TEST_F(WriterOnPostgres, Waiting_jobs_share_a_commit) {
  static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
    tx.technical("test");
    tx->script("CREATE TABLE stamp (transaction text)");
    return {};
  }));
  together(16, [&](int) {
    for (int i = 0; i < 20; ++i)
      static_cast<void>(database().transact([](Tx& tx) -> Result<void> {
        tx.technical("test");
        tx->run("INSERT INTO stamp VALUES (CAST(pg_current_xact_id() AS text))");
        return {};
      }));
  });
  Lease reader = database().read();
  EXPECT_EQ(reader->number("SELECT count(*) FROM stamp"), 320);
  // Savepoints have numbers of their own, but pg_current_xact_id is that of the whole transaction.
  EXPECT_LT(reader->number("SELECT count(DISTINCT transaction) FROM stamp"), 320);
}

Fault::Kind kind_of_fault(const std::function<void()>& act) {
  try {
    act();
  } catch (const Fault& fault) {
    return fault.kind();
  }
  ADD_FAILURE() << "no fault";
  return Fault::Kind::other;
}

TEST(PostgresAway, Readers_and_writer_say_unavailable_and_recover_by_themselves) {
  test::PostgresServer server;
  const auto database = Database::open({Engine::postgres, server.conninfo()});
  create_tables(*database);
  EXPECT_TRUE(insert(*database, 1));
  EXPECT_EQ(count(*database), 1);
  server.stop();
  EXPECT_EQ(kind_of_fault([&] { static_cast<void>(insert(*database, 2)); }), Fault::Kind::unavailable);
  EXPECT_EQ(kind_of_fault([&] { static_cast<void>(count(*database)); }), Fault::Kind::unavailable);
  EXPECT_EQ(kind_of_fault([&] { static_cast<void>(Database::open({Engine::postgres, server.conninfo()})); }),
            Fault::Kind::unavailable);
  server.start();
  EXPECT_TRUE(insert(*database, 2));
  EXPECT_EQ(count(*database), 2);
}

TEST(PostgresAway, Connections_ended_while_idle_are_replaced_unseen) {
  test::TestDatabase test_database(Engine::postgres);
  create_tables(test_database.database());
  EXPECT_EQ(count(test_database.database()), 0);
  const auto other = Database::open(test_database.settings());
  static_cast<void>(
      other->read()->number("SELECT CAST(count(pg_terminate_backend(pid)) AS bigint) FROM pg_stat_activity "
                            "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
  EXPECT_TRUE(insert(test_database.database(), 1));
  EXPECT_EQ(count(test_database.database()), 1);
}

TEST(PostgresAway, A_connection_lost_inside_a_job_leaves_nothing) {
  test::TestDatabase test_database(Engine::postgres);
  create_tables(test_database.database());
  EXPECT_EQ(kind_of_fault([&] {
              static_cast<void>(test_database.database().transact([](Tx& tx) -> Result<void> {
                tx.technical("test");
                add(tx, 1);
                static_cast<void>(tx->number("SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS int)"));
                return {};
              }));
            }),
            Fault::Kind::unavailable);
  EXPECT_EQ(count(test_database.database()), 0);
  EXPECT_TRUE(insert(test_database.database(), 1));
}

/// Notes what the writer asks of its connection.
class LongLog final : public EngineConnection {
 public:
  explicit LongLog(std::vector<std::string>& steps) : EngineConnection(Role::writer), steps_(steps) {}
  Engine engine() const override { return Engine::sqlite; }
  bool lost() const override { return false; }
  bool log_is_long() const override { return true; }
  void write_log_back() override { steps_.emplace_back("write back"); }
  void begin_log_anew() override { steps_.emplace_back("begin anew"); }

 protected:
  std::int64_t execute(std::string_view, std::span<const Param>, const OnRow*) override { return 0; }
  void execute_script(std::string_view) override {}
  void control(std::string_view sql) override { steps_.emplace_back(sql); }
  void start() override {}

 private:
  std::vector<std::string>& steps_;
};

TEST(WriterOfALongLog, Readers_let_go_before_the_log_is_written_back_and_again_before_it_is_begun_anew) {
  std::vector<std::string> steps;
  Writer writer(std::make_unique<LongLog>(steps), 1, [&] { steps.emplace_back("let go"); });
  writer.perform([](Tx&) { return true; });
  const std::vector<std::string> expected{"COMMIT", "let go", "write back", "let go", "begin anew"};
  EXPECT_EQ(steps, expected);
}

}  // namespace
}  // namespace kim::db
