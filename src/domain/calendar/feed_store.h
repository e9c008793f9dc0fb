// All SQL of calendar subscriptions. What it returns names no person: days, times, own rooms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/calendar/feed.h"
#include "platform/db/db.h"

namespace kim::calendar::store {

[[nodiscard]] std::optional<Feed> feed_of(db::Connection& db, AccountId account);
/// Of an active account. `team` is the account's.
struct Reader {
  Feed feed;
  TeamId team;
};
[[nodiscard]] std::optional<Reader> reader(db::Connection& db, const db::Bytes& token_hash);
void add_feed(db::Tx& tx, std::int64_t id, AccountId account, const db::Bytes& token_hash, Moment now);
void end_feeds(db::Tx& tx, AccountId account, Moment now);
void set_read(db::Tx& tx, std::int64_t id, Day day);

/// When an account is busy: appointments of open cases in its team.
struct Busy {
  std::int64_t id = 0, version = 0;
  Day day{};
  std::string from, until, room;
  bool cancelled = false;
  Moment changed_at{};
};
[[nodiscard]] std::vector<Busy> busy(db::Connection& db, const Reader& reader, Day from, Day until);

}  // namespace kim::calendar::store
