#include "domain/outbox/outbox_store.h"

namespace kim::outbox::store {
namespace {

std::string context_of(std::string_view field, std::int64_t id) {
  return "outgoing_mail." + std::string(field) + ":" + std::to_string(id);
}

db::Bytes sealed(const crypto::Key& key, std::string_view field, std::int64_t id, std::string_view text) {
  return {key.seal(context_of(field, id), text)};
}

std::string opened(const db::Row& row, int column, const crypto::Key& key, std::string_view field, std::int64_t id) {
  auto text = key.open(context_of(field, id), row.bytes(column));
  if (!text) raise_fault("Eine Nachricht im Postausgang lässt sich nicht öffnen.");
  return std::move(*text);
}

}  // namespace

void add(db::Tx& tx, const crypto::Key& key, std::int64_t id, const Item& item, Moment now, AccountId author) {
  tx->run(
      "INSERT INTO outgoing_mail (id, version, created_at, created_by, changed_at, changed_by, kind, state, recipient, "
      "content, attempts, next_at, about, useless_after) VALUES ($1, 1, $2, $3, $2, $3, $4, 'waiting', $5, $6, 0, $2, "
      "$7, $8)",
      {id, now, author, item.kind, sealed(key, "recipient", id, item.recipient),
       sealed(key, "content", id, item.content), item.about, item.useless_after});
}

std::vector<Due> due(db::Connection& db, const crypto::Key& key, Moment now, int most) {
  return db.all(
      "SELECT id, attempts, recipient, content, useless_after FROM outgoing_mail WHERE state = 'waiting' "
      "AND next_at <= $1 ORDER BY next_at, id LIMIT $2",
      {now, most}, [&](const db::Row& row) {
        const std::int64_t id = row.integer(0);
        return Due{id, row.integer(1), opened(row, 2, key, "recipient", id), opened(row, 3, key, "content", id),
                   row.moment(4).value_or(Moment{})};
      });
}

void set_fate(db::Tx& tx, std::int64_t id, const Fate& fate, std::string_view reason, Moment now) {
  tx->run(
      "UPDATE outgoing_mail SET state = $2, next_at = $3, reason = $4, attempts = attempts + 1, version = version + 1, "
      "changed_at = $5, recipient = CASE WHEN $2 = 'sent' THEN NULL ELSE recipient END, content = CASE WHEN $2 = "
      "'sent' "
      "THEN NULL ELSE content END WHERE id = $1",
      {id, fate.state, fate.next_at, reason, now});
}

std::vector<std::int64_t> waiting_about(db::Connection& db, std::int64_t about) {
  return db.all("SELECT id FROM outgoing_mail WHERE about = $1 AND state = 'waiting' ORDER BY id", {about},
                [](const db::Row& row) { return row.integer(0); });
}

bool has_sent_about(db::Connection& db, std::int64_t about) {
  return db.number("SELECT count(*) FROM outgoing_mail WHERE about = $1 AND state = 'sent'", {about}) > 0;
}

std::vector<std::int64_t> failed_before(db::Connection& db, Moment moment) {
  return db.all(
      "SELECT id FROM outgoing_mail WHERE state IN ('failed', 'given_up') AND changed_at < $1 AND content IS NOT NULL "
      "ORDER BY id LIMIT 500",
      {moment}, [](const db::Row& row) { return row.integer(0); });
}

void erase(db::Tx& tx, std::int64_t id) {
  tx->run("UPDATE outgoing_mail SET recipient = NULL, content = NULL WHERE id = $1", {id});
}

bool set_due(db::Tx& tx, std::int64_t id, Moment now) {
  return tx->run(
             "UPDATE outgoing_mail SET state = 'waiting', next_at = $2, attempts = 0, version = version + 1, "
             "changed_at = $2 WHERE id = $1 AND state <> 'sent' AND content IS NOT NULL",
             {id, now}) == 1;
}

std::vector<Line> list(db::Connection& db, std::string_view state, long long offset, int most) {
  return db.all(
      "SELECT id, attempts, kind, state, reason, created_at, changed_at, next_at FROM outgoing_mail "
      "WHERE ($1 = '' OR state = $1) ORDER BY id DESC LIMIT $2 OFFSET $3",
      {state, most, offset}, [](const db::Row& row) {
        return Line{row.integer(0),
                    row.integer(1),
                    row.string(2),
                    row.string(3),
                    row.string(4),
                    row.moment(5).value_or(Moment{}),
                    row.moment(6).value_or(Moment{}),
                    row.moment(7)};
      });
}

long long count(db::Connection& db, std::string_view state) {
  return db.number("SELECT count(*) FROM outgoing_mail WHERE ($1 = '' OR state = $1)", {state});
}

}  // namespace kim::outbox::store

namespace kim::outbox {

Stuck stuck(db::Connection& db, Moment now) {
  return {
      db.number("SELECT count(*) FROM outgoing_mail WHERE state IN ('failed', 'given_up') AND content IS NOT NULL", {}),
      db.number("SELECT count(*) FROM outgoing_mail WHERE state = 'waiting' AND created_at < $1",
                {now - std::chrono::hours(1)})};
}

}  // namespace kim::outbox
