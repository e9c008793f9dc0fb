// Ids: ordered by time, never the same twice.
#include "platform/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "base/check.h"

namespace kim {
namespace {

constexpr Moment noon = Day(std::chrono::year(2026) / 11 / 25) + std::chrono::hours(12);

TEST(Ids, An_id_made_later_is_larger) {
  Moment now = noon;
  Ids ids([&] { return now; });
  const std::int64_t before = ids.next();
  now += std::chrono::milliseconds(1);
  EXPECT_GT(ids.next(), before);
}

TEST(Ids, An_id_holds_the_milliseconds_since_2025) {
  Ids ids([] { return Moment(Day(std::chrono::year(2025) / 1 / 1)) + std::chrono::seconds(3); });
  EXPECT_EQ(ids.next() >> 21, 3000);
}

TEST(Ids, Ids_grow_though_the_clock_is_set_back) {
  Moment now = noon;
  Ids ids([&] { return now; });
  const std::int64_t before = ids.next();
  now -= std::chrono::hours(1);
  EXPECT_EQ(ids.next(), before + 1);
}

TEST(Ids, Ids_of_one_moment_differ_between_nodes) {
  std::set<std::int64_t> seen;
  for (int node = 0; node < 20; ++node) seen.insert(Ids([] { return noon; }).next());
  EXPECT_GT(seen.size(), 15U);
}

TEST(Ids, Four_threads_never_get_the_same_id) {
  Ids ids(system_now);
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (auto& own : made)
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) own.push_back(ids.next());
    });
  for (auto& thread : threads) thread.join();
  std::set<std::int64_t> all;
  for (const auto& own : made) all.insert(own.begin(), own.end());
  EXPECT_EQ(all.size(), 8000U);
}

TEST(Ids, A_clock_before_2025_is_a_bug) {
  Ids ids([] { return Moment(); });
  EXPECT_THROW(static_cast<void>(ids.next()), Bug);
}

TEST(SystemNow, The_clock_of_the_system_is_past_2025) {
  EXPECT_GT(system_now(), Moment(Day(std::chrono::year(2025) / 1 / 1)));
}

}  // namespace
}  // namespace kim
