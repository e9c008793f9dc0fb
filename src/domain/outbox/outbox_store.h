// All SQL of the outbox. Recipient and contents are opened with a key of the tenant.
#pragma once

#include "domain/outbox/outbox.h"

namespace kim::outbox::store {

void add(db::Tx& tx, const crypto::Key& key, std::int64_t id, const Item& item, Moment now, AccountId author);
/// A message to be sent now.
struct Due {
  std::int64_t id = 0, attempts = 0;
  std::string recipient, content;
  Moment useless_after{};
};
[[nodiscard]] std::vector<Due> due(db::Connection& db, const crypto::Key& key, Moment now, int most);
/// After a try: counts it. What is sent or given up loses recipient and contents.
void set_fate(db::Tx& tx, std::int64_t id, const Fate& fate, std::string_view reason, Moment now);
/// Ids of what waits about `about`.
[[nodiscard]] std::vector<std::int64_t> waiting_about(db::Connection& db, std::int64_t about);
[[nodiscard]] bool has_sent_about(db::Connection& db, std::int64_t about);
[[nodiscard]] std::vector<std::int64_t> failed_before(db::Connection& db, Moment moment);
void erase(db::Tx& tx, std::int64_t id);
/// Due at once. False if there is nothing left to send.
[[nodiscard]] bool set_due(db::Tx& tx, std::int64_t id, Moment now);

/// A line of the page: no recipient, no contents.
struct Line {
  std::int64_t id = 0, attempts = 0;
  std::string kind, state, reason;
  Moment created_at{}, changed_at{};
  std::optional<Moment> next_at;
};
/// Newest first; an empty state means all.
[[nodiscard]] std::vector<Line> list(db::Connection& db, std::string_view state, long long offset, int most);
[[nodiscard]] long long count(db::Connection& db, std::string_view state);

}  // namespace kim::outbox::store
