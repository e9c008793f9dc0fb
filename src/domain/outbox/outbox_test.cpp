// When the next try is, and what becomes of a message; without a database.
#include "domain/outbox/outbox.h"

#include <gtest/gtest.h>

namespace kim::outbox {
namespace {

using mail::Sent;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const Moment now = Moment(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25));
const Moment far = now + days(365);

TEST(OutboxRules, Waits_grow_and_reach_over_four_days) {
  minutes total{0}, before{0};
  std::int64_t tries = 0;
  for (auto wait = wait_after(1); wait; wait = wait_after(++tries + 1)) {
    EXPECT_GE(*wait, before);
    before = *wait;
    total += *wait;
  }
  EXPECT_EQ(wait_after(1), minutes(1));
  EXPECT_GT(total, days(4));
  EXPECT_EQ(tries, 11);
  EXPECT_FALSE(wait_after(0).has_value());
  EXPECT_FALSE(wait_after(12).has_value());
}

TEST(OutboxRules, A_server_that_is_down_for_a_day_is_tried_again_afterwards) {
  Moment at = now;
  std::int64_t tries = 0;
  while (at < now + days(1)) {
    const Fate fate = fate_of(Sent::later, ++tries, at, far);
    ASSERT_EQ(fate.state, "waiting") << tries;
    at = *fate.next_at;
  }
  EXPECT_EQ(fate_of(Sent::yes, tries + 1, at, far).state, "sent");
}

TEST(OutboxRules, A_try_has_one_fate) {
  struct {
    Sent sent;
    std::int64_t attempts;
    Moment useless_after;
    const char* state;
  } const table[] = {
      {Sent::yes, 1, far, "sent"},
      {Sent::yes, 12, now, "sent"},
      {Sent::never, 1, far, "failed"},
      {Sent::later, 1, far, "waiting"},
      {Sent::later, 11, far, "waiting"},
      {Sent::later, 12, far, "given_up"},
      {Sent::later, 1, now + std::chrono::seconds(30), "given_up"},
  };
  for (const auto& row : table)
    EXPECT_EQ(fate_of(row.sent, row.attempts, now, row.useless_after).state, row.state) << row.attempts;
}

TEST(OutboxRules, Only_a_server_that_does_not_answer_stops_the_batch) {
  EXPECT_TRUE(stops_batch({Sent::later, "connection", 0}));
  EXPECT_TRUE(stops_batch({Sent::later, "login", 535}));
  EXPECT_FALSE(stops_batch({Sent::later, "busy", 451}));
  EXPECT_FALSE(stops_batch({Sent::never, "refused", 550}));
  EXPECT_FALSE(stops_batch({Sent::yes, "", 250}));
}

}  // namespace
}  // namespace kim::outbox
