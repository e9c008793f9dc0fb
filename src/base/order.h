// Sorting that keeps equal elements in their order. std::stable_sort of libstdc++ 12 uses a deprecated buffer, which clang
// refuses under -Werror. What it is not: faster.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace kim {

/// Sorts `items` by `before(a, b)`; equal ones stay as they stood. Extra memory: one index and one element each.
template <class T, class Before>
void order_by(std::vector<T>& items, Before before) {
  std::vector<std::size_t> places(items.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    if (before(items[a], items[b])) return true;
    return !before(items[b], items[a]) && a < b;
  });
  std::vector<T> ordered;
  ordered.reserve(items.size());
  for (const std::size_t place : places) ordered.push_back(std::move(items[place]));
  items = std::move(ordered);
}

}  // namespace kim
