// The order of an area's cases by name, kept in memory: names are sealed on disk, so the database cannot sort them.
// See docs/adr/0007-name-order-in-memory.md. What it is not: the rows shown (case_store.h), or a permit: the list is asked
// for with the Scope of who looks at it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <vector>

#include "domain/cases/case_store.h"

namespace kim::cases {

/// One area's cases. From several threads.
class AreaOrder {
 public:
  /// Ids of one page by name, and how many there are in all.
  struct Page {
    std::vector<CaseId> ids;
    long long total = 0;
  };
  enum class Direction : std::uint8_t { up, down };

  /// Brings the order up to what is stored: one tiny query if nothing changed, otherwise the changed rows; all of them the
  /// first time. Cases opened meanwhile come with the next call.
  void follow(db::Connection& db, const access::Scope& scope, TeamId team);
  [[nodiscard]] Page page(const store::ListFilter& filter, Direction direction, long long offset, int limit) const;
  [[nodiscard]] long long count(const store::ListFilter& filter) const;

  /// For tests and the doctor: how often the order was built anew, and how many results are kept.
  [[nodiscard]] int builds() const { return builds_; }
  [[nodiscard]] std::size_t results_kept() const;

 private:
  /// What a filter asks, 32 bytes a case; the name stands in `keys_` only as its sort key.
  struct Entry {
    CaseId id;
    AccountId responsible;
    MunicipalityId municipality;
    std::uint32_t key_at;
    std::uint16_t key_length;
    Phase phase;
    access::CaseState state;
  };
  using Slot = std::uint32_t;
  using Result = std::shared_ptr<const std::vector<Slot>>;

  void build(db::Connection& db, const access::Scope& scope, TeamId team);
  void forget_results();
  void take(const store::OrderRow& row);
  void put(Entry& entry, const store::OrderRow& row);
  void move(Slot slot, const store::OrderRow& row);
  [[nodiscard]] std::string_view key(Slot slot) const;
  [[nodiscard]] bool before(Slot a, Slot b) const;
  [[nodiscard]] std::vector<Slot>::iterator place(Slot slot);
  [[nodiscard]] Result result(const store::ListFilter& filter) const;

  mutable std::shared_mutex mutex_;
  std::int64_t version_ = -1;  // -1: not built
  int builds_ = 0;
  std::string keys_;            // sort keys one after the other; grows by changes until the next build
  std::vector<Entry> entries_;  // by id: ids grow with time, so new cases come last
  std::vector<Slot> order_;     // by name

  mutable std::shared_mutex results_mutex_;
  mutable std::map<store::ListFilter, Result> results_;  // of the present version; bounded
};

/// The orders of all areas, each made at its first use. Lives in Services::caches.
class CaseOrders {
 public:
  [[nodiscard]] AreaOrder& of(TeamId team);

 private:
  std::mutex mutex_;
  std::map<TeamId, std::unique_ptr<AreaOrder>> areas_;
};

}  // namespace kim::cases
