#include "base/order.h"

#include <gtest/gtest.h>

#include <string>

namespace kim {
namespace {

using Pair = std::pair<int, std::string>;

TEST(Order, Sorts_and_keeps_equal_ones_as_they_stood) {
  std::vector<Pair> items{{2, "a"}, {1, "b"}, {2, "c"}, {1, "d"}, {0, "e"}};
  order_by(items, [](const Pair& a, const Pair& b) { return a.first < b.first; });
  std::string letters;
  for (const auto& item : items) letters += item.second;
  EXPECT_EQ(letters, "ebdac");
}

TEST(Order, Takes_nothing_and_one) {
  std::vector<int> none, one{7};
  order_by(none, std::less<>());
  order_by(one, std::less<>());
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(one.front(), 7);
}

}  // namespace
}  // namespace kim
