#include "domain/texts/difference.h"

#include <algorithm>

namespace kim::texts {
namespace {

bool equal(const Block& a, const Block& b) { return a.kind == b.kind && a.text == b.text; }

/// Length of the longest common run of paragraphs for every pair of ends.
std::vector<std::vector<std::uint16_t>> common_lengths(std::span<const Block> a, std::span<const Block> b) {
  std::vector<std::vector<std::uint16_t>> table(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      table[i][j] = equal(a[i], b[j]) ? static_cast<std::uint16_t>(table[i + 1][j + 1] + 1)
                                      : std::max(table[i + 1][j], table[i][j + 1]);
  return table;
}

/// What lies between two common paragraphs: one beside the other, the rest alone.
void pair_up(std::vector<Pair>& pairs, std::vector<Block>& left_out, std::vector<Block>& added) {
  for (std::size_t n = 0; n < std::max(left_out.size(), added.size()); ++n) {
    Pair pair;
    if (n < left_out.size()) pair.before = left_out[n];
    if (n < added.size()) pair.after = added[n];
    pairs.push_back(std::move(pair));
  }
  left_out.clear();
  added.clear();
}

}  // namespace

bool Pair::same() const { return before && after && equal(*before, *after); }

std::vector<Pair> compared(std::span<const Block> before, std::span<const Block> after) {
  const auto table = common_lengths(before, after);
  std::vector<Pair> pairs;
  std::vector<Block> left_out, added;
  for (std::size_t i = 0, j = 0; i < before.size() || j < after.size();) {
    if (i < before.size() && j < after.size() && equal(before[i], after[j])) {
      pair_up(pairs, left_out, added);
      pairs.push_back({before[i++], after[j++]});
    } else if (j == after.size() || (i < before.size() && table[i + 1][j] >= table[i][j + 1])) {
      left_out.push_back(before[i++]);
    } else {
      added.push_back(after[j++]);
    }
  }
  pair_up(pairs, left_out, added);
  return pairs;
}

}  // namespace kim::texts
