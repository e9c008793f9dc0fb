#include "domain/cases/case_order.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace kim::cases {
namespace {

constexpr std::size_t kResultsMost = 64;
constexpr std::size_t kKeyMost = 400;  // bytes of a sort key; names that only differ later keep the order of their ids

constexpr std::size_t kKeysLeast = 1 << 20;  // changed names leave their old key behind until the next build
constexpr std::size_t kKeysPerCase = 96;

std::string key_of(std::string_view list_name) {
  std::string key = text::sort_key(list_name);
  key.resize(std::min(key.size(), kKeyMost));
  return key;
}

bool fits(const store::ListFilter& filter, access::CaseState state, AccountId responsible, MunicipalityId municipality,
          Phase phase) {
  return state == filter.state && (!filter.responsible || filter.responsible == responsible) &&
         (!filter.municipality || filter.municipality == municipality) && (!filter.phase || *filter.phase == phase);
}

}  // namespace

std::string_view AreaOrder::key(Slot slot) const {
  const Entry& entry = entries_[slot];
  return std::string_view(keys_).substr(entry.key_at, entry.key_length);
}

bool AreaOrder::before(Slot a, Slot b) const {
  const int compared = key(a).compare(key(b));
  return compared != 0 ? compared < 0 : a < b;
}

void AreaOrder::follow(db::Connection& db, const access::Scope& scope, TeamId team) {
  const store::ListVersion stored = store::list_version(db, team);
  {
    const std::shared_lock lock(mutex_);
    if (version_ == stored.now) return;
  }
  const std::unique_lock lock(mutex_);
  if (version_ >= stored.now) return;
  forget_results();  // first: what follows may fail half way and is then done again
  if (version_ < stored.moved_at || version_ < 0 || keys_.size() > kKeysLeast + entries_.size() * kKeysPerCase) {
    build(db, scope, team);
  } else {
    for (const store::OrderRow& row : store::changed_cases(db, scope, team, version_)) take(row);
  }
  version_ = stored.now;
}

void AreaOrder::forget_results() {
  const std::unique_lock lock(results_mutex_);
  results_.clear();
}

void AreaOrder::build(db::Connection& db, const access::Scope& scope, TeamId team) {
  ++builds_;
  version_ = -1;
  keys_.clear();
  entries_.clear();
  store::each_case(db, scope, team, [&](const store::OrderRow& row) { put(entries_.emplace_back(), row); });
  order_.resize(entries_.size());
  std::iota(order_.begin(), order_.end(), Slot(0));
  std::ranges::sort(order_, [this](Slot a, Slot b) { return before(a, b); });
}

void AreaOrder::put(Entry& entry, const store::OrderRow& row) {
  const std::string name = key_of(row.list_name);
  entry = {.id = row.id,
           .responsible = row.responsible,
           .municipality = row.municipality,
           .key_at = static_cast<std::uint32_t>(keys_.size()),
           .key_length = static_cast<std::uint16_t>(name.size()),
           .phase = row.phase,
           .state = row.state};
  keys_ += name;
}

std::vector<AreaOrder::Slot>::iterator AreaOrder::place(Slot slot) {
  return std::ranges::lower_bound(order_, slot, [this](Slot a, Slot b) { return before(a, b); });
}

/// A changed or new case.
void AreaOrder::take(const store::OrderRow& row) {
  const auto found = std::ranges::lower_bound(entries_, row.id, {}, &Entry::id);
  if (found != entries_.end() && found->id == row.id) return move(static_cast<Slot>(found - entries_.begin()), row);
  if (found != entries_.end()) {
    // Another node gave a smaller id later: slots behind it move up by one.
    const auto slot = static_cast<Slot>(found - entries_.begin());
    for (Slot& other : order_) other += other >= slot ? 1U : 0U;
  }
  const auto slot = static_cast<Slot>(found - entries_.begin());
  put(*entries_.insert(found, Entry{}), row);
  order_.insert(place(slot), slot);
}

void AreaOrder::move(Slot slot, const store::OrderRow& row) {
  Entry& entry = entries_[slot];
  if (key(slot) == key_of(row.list_name)) {  // the usual change: another phase, another colleague
    entry.responsible = row.responsible;
    entry.municipality = row.municipality;
    entry.phase = row.phase;
    entry.state = row.state;
    return;
  }
  order_.erase(place(slot));
  put(entry, row);
  order_.insert(place(slot), slot);
}

AreaOrder::Result AreaOrder::result(const store::ListFilter& filter) const {
  {
    const std::shared_lock lock(results_mutex_);
    if (const auto kept = results_.find(filter); kept != results_.end()) return kept->second;
  }
  auto made = std::make_shared<std::vector<Slot>>();
  for (const Slot slot : order_) {
    const Entry& entry = entries_[slot];
    if (fits(filter, entry.state, entry.responsible, entry.municipality, entry.phase)) made->push_back(slot);
  }
  const std::unique_lock lock(results_mutex_);
  if (results_.size() >= kResultsMost) results_.clear();
  return results_[filter] = std::move(made);
}

AreaOrder::Page AreaOrder::page(const store::ListFilter& filter, Direction direction, long long offset,
                                int limit) const {
  const std::shared_lock lock(mutex_);
  const Result all = result(filter);
  Page page;
  page.total = static_cast<long long>(all->size());
  for (long long i = offset; i < std::min(page.total, offset + limit); ++i) {
    const long long at = direction == Direction::up ? i : page.total - 1 - i;
    page.ids.push_back(entries_[(*all)[static_cast<std::size_t>(at)]].id);
  }
  return page;
}

long long AreaOrder::count(const store::ListFilter& filter) const {
  const std::shared_lock lock(mutex_);
  return static_cast<long long>(result(filter)->size());
}

std::size_t AreaOrder::results_kept() const {
  const std::shared_lock lock(results_mutex_);
  return results_.size();
}

AreaOrder& CaseOrders::of(TeamId team) {
  const std::lock_guard lock(mutex_);
  auto& area = areas_[team];
  if (!area) area = std::make_unique<AreaOrder>();
  return *area;
}

}  // namespace kim::cases
