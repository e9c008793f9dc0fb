#include "domain/calendar/feed_store.h"

#include "domain/calendar/appointment_store.h"

namespace kim::calendar::store {
namespace {

Feed feed_from(const db::Row& row) {
  return {row.integer(0), row.id<AccountId>(1), row.moment(2).value_or(Moment{}), row.day(3)};
}

}  // namespace

std::optional<Feed> feed_of(db::Connection& db, AccountId account) {
  return db.first(
      "SELECT id, account_id, created_at, read_on FROM calendar_feed WHERE account_id = $1 AND ended_at IS NULL "
      "ORDER BY id DESC LIMIT 1",
      {account}, feed_from);
}

std::optional<Reader> reader(db::Connection& db, const db::Bytes& token_hash) {
  return db.first(
      "SELECT f.id, f.account_id, f.created_at, f.read_on, a.team_id FROM calendar_feed f "
      "JOIN account a ON a.id = f.account_id WHERE f.token_hash = $1 AND f.ended_at IS NULL AND a.active = 1",
      {token_hash}, [](const db::Row& row) { return Reader{feed_from(row), row.id<TeamId>(4)}; });
}

void add_feed(db::Tx& tx, std::int64_t id, AccountId account, const db::Bytes& token_hash, Moment now) {
  tx->run("INSERT INTO calendar_feed (id, account_id, token_hash, created_at) VALUES ($1, $2, $3, $4)",
          {id, account, token_hash, now});
}

void end_feeds(db::Tx& tx, AccountId account, Moment now) {
  tx->run("UPDATE calendar_feed SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", {account, now});
}

void set_read(db::Tx& tx, std::int64_t id, Day day) {
  tx->run("UPDATE calendar_feed SET read_on = $2 WHERE id = $1", {id, day});
}

std::vector<Busy> busy(db::Connection& db, const Reader& reader, Day from, Day until) {
  static const std::string sql =
      "SELECT t.id, t.version, t.on_day, t.from_time, t.until_time, r.name, t.state, t.changed_at FROM appointment t "
      "JOIN access_case c ON c.id = t.case_id LEFT JOIN room r ON r.id = t.room_id "
      "WHERE " +
      taking_part(1) +
      " AND t.on_day >= $2 AND t.on_day <= $3 "
      "AND c.team_id = $4 AND c.state = 'open' ORDER BY t.on_day, t.from_time, t.id LIMIT 2000";
  return db.all(db::Sql::built(sql), {reader.feed.account, from, until, reader.team}, [](const db::Row& row) {
    return Busy{row.integer(0), row.integer(1), row.day(2).value_or(Day{}), row.string(3),
                row.string(4),  row.string(5),  row.text(6) == "cancelled", row.moment(7).value_or(Moment{})};
  });
}

}  // namespace kim::calendar::store
