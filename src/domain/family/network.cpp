#include "domain/family/network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "base/codes.h"
#include "base/i18n.h"

namespace kim::family {
namespace {

constexpr double middle = 200;

double ring_of(const NetworkNode& node) {
  if (node.closeness == "near") return 70;
  return node.closeness == "middle" ? 120 : 170;
}

/// Each sector has a quarter, as on the paper form: family top left, friends top right, work bottom right, bodies bottom left.
int quarter_of(const NetworkNode& node) {
  if (node.sector == "family") return 2;
  if (node.sector == "friends") return 3;
  return node.sector == "work_school" ? 0 : 1;
}

int rank_of(std::string_view closeness) { return closeness == "near" ? 0 : closeness == "middle" ? 1 : 2; }

std::int64_t origin_of(const records::Stored<NetworkNode>& node) {
  return node.value.origin == 0 ? node.id : node.value.origin;
}

Difference::Kind kind_of(const NetworkNode& before, const NetworkNode& after) {
  const int from = rank_of(before.closeness), to = rank_of(after.closeness);
  if (from != to) return to < from ? Difference::Kind::nearer : Difference::Kind::farther;
  return before.quality == after.quality ? Difference::Kind::same : Difference::Kind::other_quality;
}

}  // namespace

std::vector<Spot> spots(const Nodes& nodes) {
  constexpr double aside[] = {0.5, 0.25,
                              0.75};  // rings are turned against each other, so that no line runs through a node
  std::map<std::pair<int, int>, int> total, placed;  // quarter and ring
  const auto place = [](const NetworkNode& node) { return std::pair(quarter_of(node), rank_of(node.closeness)); };
  for (const auto& node : nodes) ++total[place(node.value)];
  std::vector<Spot> list;
  for (const auto& node : nodes) {
    const auto where = place(node.value);
    const double share = (placed[where]++ + aside[where.second]) / total[where];
    const double angle = (where.first + share) * std::numbers::pi / 2;
    const double radius = ring_of(node.value);
    list.push_back({middle + radius * std::cos(angle), middle + radius * std::sin(angle)});
  }
  return list;
}

std::vector<Difference> compare(const Nodes& before, const Nodes& after) {
  std::vector<Difference> list;
  const auto same_as = [](const Nodes& nodes, const records::Stored<NetworkNode>& node) {
    return std::ranges::find_if(nodes, [&](const auto& one) { return origin_of(one) == origin_of(node); });
  };
  for (const auto& node : after) {
    const auto old = same_as(before, node);
    if (old == before.end())
      list.push_back({node.value.name, {}, words_of(node.value), Difference::Kind::came});
    else
      list.push_back({node.value.name, words_of(old->value), words_of(node.value), kind_of(old->value, node.value)});
  }
  for (const auto& node : before)
    if (same_as(after, node) == after.end())
      list.push_back({node.value.name, words_of(node.value), {}, Difference::Kind::went});
  return list;
}

Nodes on_card(Nodes nodes) {
  std::erase_if(nodes, [](const auto& node) { return node.value.removed_on.has_value(); });
  return nodes;
}

std::string words_of(const NetworkNode& node) {
  return code_label("network_closeness", node.closeness) + ", " + code_label("network_quality", node.quality);
}

}  // namespace kim::family
