// The chain of the audit trail on both engines: appended without a gap, found by case, subject, record and day, and broken
// when anybody changes, removes or reorders an entry behind the program's back.
#include "domain/audit/audit.h"

#include <gtest/gtest.h>

#include "domain/audit/chain.h"
#include "platform/crypto/crypto.h"
#include "support/database.h"

namespace kim::audit {
namespace {

using std::chrono::hours;

Moment morning() { return start_of_local_day(*day_from_iso("2026-11-25")) + hours(9); }

class AuditTrail : public test::Engines {
 protected:
  void write(const Entry& entry, Moment at = morning()) {
    const auto done = database().transact([&](db::Tx& tx) -> Result<void> {
      append(tx, at, entry);
      return {};
    });
    ASSERT_TRUE(done.has_value());
  }
  void write_five() {
    write({.act = Act::created, .actor = AccountId(1), .what = "person", .record_id = 7, .subject_id = 7});
    write({.act = Act::opened,
           .actor = AccountId(1),
           .what = "case",
           .record_id = 9,
           .case_id = 9,
           .subject_id = 7,
           .purpose = "case_page"});
    write({.act = Act::changed,
           .actor = AccountId(2),
           .what = "goal",
           .record_id = 11,
           .case_id = 9,
           .subject_id = 7,
           .sealed = {std::string("\0sealed", 7)}});
    write({.act = Act::searched, .actor = AccountId(2), .what = "person", .note = "hits=3", .address = "10.0.0.1"});
    write({.act = Act::configured, .what = "tenant_key"});
  }
  /// As somebody with access to the database would do it.
  void tamper(std::string_view sql) {
    const auto done = database().transact([&](db::Tx& tx) -> Result<void> {
      tx->script(sql);
      tx.technical("test: tampering");
      return {};
    });
    ASSERT_TRUE(done.has_value());
  }
  Verification verified() { return verify(*database().read()); }
  std::vector<std::int64_t> sequences(const Filter& filter) {
    std::vector<std::int64_t> list;
    for (const Stored& entry : find(*database().read(), filter)) list.push_back(entry.sequence);
    return list;
  }
};
KIM_BOTH_ENGINES(AuditTrail);

using Sequences = std::vector<std::int64_t>;

TEST_P(AuditTrail, An_empty_trail_is_intact) {
  const Verification result = verified();
  EXPECT_EQ(0, result.entries);
  EXPECT_EQ(0, result.broken_at);
  EXPECT_EQ(std::string(64, '0'), result.head);
}

TEST_P(AuditTrail, Entries_are_numbered_without_a_gap_and_verify) {
  write_five();
  const Verification result = verified();
  EXPECT_EQ(5, result.entries);
  EXPECT_EQ(0, result.broken_at);
  EXPECT_EQ((Sequences{5, 4, 3, 2, 1}), sequences({}));
}

TEST_P(AuditTrail, An_entry_comes_back_as_it_was_written) {
  write_five();
  const Stored entry = find(*database().read(), {.case_id = 9, .limit = 1}).at(0);
  EXPECT_EQ(3, entry.sequence);
  EXPECT_EQ(morning(), entry.at);
  EXPECT_EQ("changed", entry.act);
  EXPECT_EQ("goal", entry.what);
  EXPECT_EQ(AccountId(2), entry.actor);
  EXPECT_EQ(11, entry.record_id);
  EXPECT_EQ(7, entry.subject_id);
  EXPECT_EQ(std::string("\0sealed", 7), entry.sealed);
}

TEST_P(AuditTrail, Whatever_is_changed_behind_its_back_is_found_at_that_entry) {
  struct Case {
    const char *what, *sql;
    std::int64_t broken_at;
  };
  const Case cases[] = {
      {"actor changed", "UPDATE audit_entry SET actor = 3 WHERE sequence = 2", 2},
      {"actor taken away", "UPDATE audit_entry SET actor = NULL WHERE sequence = 3", 3},
      {"moment changed", "UPDATE audit_entry SET at = at + 1 WHERE sequence = 4", 4},
      {"act changed", "UPDATE audit_entry SET act = 'opened' WHERE sequence = 3", 3},
      {"record changed", "UPDATE audit_entry SET record_id = 12 WHERE sequence = 3", 3},
      {"case changed", "UPDATE audit_entry SET case_id = 10 WHERE sequence = 2", 2},
      {"subject changed", "UPDATE audit_entry SET subject_id = 8 WHERE sequence = 1", 1},
      {"note changed", "UPDATE audit_entry SET note = 'hits=4' WHERE sequence = 4", 4},
      {"purpose moved into note", "UPDATE audit_entry SET purpose = '', note = 'case_page' WHERE sequence = 2", 2},
      {"address changed", "UPDATE audit_entry SET address = '' WHERE sequence = 4", 4},
      {"difference taken away", "UPDATE audit_entry SET sealed = NULL WHERE sequence = 3", 3},
      {"first removed", "DELETE FROM audit_entry WHERE sequence = 1", 2},
      {"one removed", "DELETE FROM audit_entry WHERE sequence = 3", 4},
      {"one removed, the rest renumbered",
       "DELETE FROM audit_entry WHERE sequence = 3; UPDATE audit_entry SET sequence = 3 WHERE sequence = 4; "
       "UPDATE audit_entry SET sequence = 4 WHERE sequence = 5",
       3},
      {"two swapped",
       "UPDATE audit_entry SET sequence = 99 WHERE sequence = 2; UPDATE audit_entry SET sequence = 2 WHERE sequence = "
       "3; "
       "UPDATE audit_entry SET sequence = 3 WHERE sequence = 99",
       2},
  };
  for (const Case& c : cases) {
    tamper("DELETE FROM audit_entry");
    write_five();
    ASSERT_EQ(0, verified().broken_at) << c.what;
    tamper(c.sql);
    EXPECT_EQ(c.broken_at, verified().broken_at) << c.what;
  }
}

/// Nothing inside the trail can show that its end is missing; the head, noted elsewhere, does.
TEST_P(AuditTrail, A_cut_off_end_shows_in_the_head) {
  write_five();
  const std::string head = verified().head;
  tamper("DELETE FROM audit_entry WHERE sequence = 5");
  const Verification cut = verified();
  EXPECT_EQ(0, cut.broken_at);
  EXPECT_EQ(4, cut.entries);
  EXPECT_NE(head, cut.head);
}

TEST_P(AuditTrail, Filters_find_what_they_say) {
  write_five();
  write({.act = Act::changed, .actor = AccountId(1), .what = "body", .record_id = 11}, morning() + hours(24));
  struct Case {
    const char* what;
    Filter filter;
    Sequences found;
  };
  const Case cases[] = {
      {"all", {}, {6, 5, 4, 3, 2, 1}},
      {"of a case", {.case_id = 9}, {3, 2}},
      {"of one record in a case", {.case_id = 9, .record_id = 11}, {3}},
      {"of a subject outside its cases", {.subject_id = 7}, {1}},
      {"of a record of nobody", {.record_id = 11}, {6}},
      {"of an actor", {.actor = AccountId(2)}, {4, 3}},
      {"of an act", {.act = "changed"}, {6, 3}},
      {"until a day", {.until = day_from_iso("2026-11-25")}, {5, 4, 3, 2, 1}},
      {"from a day", {.from = day_from_iso("2026-11-26")}, {6}},
      {"a page", {.before_sequence = 5, .limit = 2}, {4, 3}},
  };
  for (const Case& c : cases) EXPECT_EQ(c.found, sequences(c.filter)) << c.what;
}

TEST_P(AuditTrail, A_failed_job_leaves_no_entry_and_no_gap) {
  write_five();
  const auto failed = database().transact([&](db::Tx& tx) -> Result<void> {
    append(tx, morning(), {.act = Act::changed, .what = "goal"});
    return failure(ErrorCode::conflict);
  });
  EXPECT_FALSE(failed.has_value());
  write({.act = Act::created, .what = "goal"});
  EXPECT_EQ(6, verified().entries);
  EXPECT_EQ(0, verified().broken_at);
}

TEST_P(AuditTrail, A_change_without_a_witness_is_refused) {
  EXPECT_THROW((void)database().transact([&](db::Tx& tx) -> Result<void> {
    tx->run("INSERT INTO access_team (id, name) VALUES (1, 'x')");
    return {};
  }),
               Bug);
  EXPECT_EQ(0, database().read()->number("SELECT count(*) FROM access_team"));
}

TEST(AuditChain, Texts_that_join_to_the_same_bytes_have_different_hashes) {
  Stored a{}, b{};
  a.what = "goal";
  a.purpose = "x";
  b.what = "goalx";
  EXPECT_NE(chain_hash(first_previous(), a), chain_hash(first_previous(), b));
}

TEST(AuditChain, The_hash_before_is_part_of_the_hash) {
  const Stored entry{};
  EXPECT_NE(chain_hash(first_previous(), entry), chain_hash(std::string(32, '1'), entry));
}

TEST(AuditActs, Every_act_has_a_code_and_a_label) {
  for (int i = 0; i <= static_cast<int>(Act::configured); ++i) {
    const Act act = static_cast<Act>(i);
    EXPECT_FALSE(code(act).empty());
    EXPECT_EQ(label(act), label_of_code(code(act)));
    EXPECT_NE(label(act), code(act));
  }
}

}  // namespace
}  // namespace kim::audit
