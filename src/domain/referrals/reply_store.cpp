#include "domain/referrals/reply_store.h"

#include "platform/crypto/crypto.h"

namespace kim::referrals::store {

void add_link(Context& ctx, db::Tx& tx, ReferralId referral, std::string_view token, Moment until) {
  tx->run(
      "INSERT INTO referral_link (id, referral_id, token_hash, created_at, created_by, until_at, opened) "
      "VALUES ($1, $2, $3, $4, $5, $6, 0)",
      {ctx.new_id(), referral, db::Bytes{crypto::sha256(token)}, ctx.now, ctx.actor.account, until});
}

std::int64_t end_links(db::Tx& tx, ReferralId referral, Moment now) {
  return tx->run("UPDATE referral_link SET ended_at = $2 WHERE referral_id = $1 AND ended_at IS NULL", {referral, now});
}

std::optional<ReplyLink> link_of(db::Connection& db, ReferralId referral) {
  return db.first(
      "SELECT id, created_at, until_at, ended_at, opened_at, opened FROM referral_link WHERE referral_id = $1 "
      "ORDER BY id DESC LIMIT 1",
      {referral}, [](const db::Row& row) {
        return ReplyLink{row.integer(0),
                         moment_from_micros(row.integer(1)),
                         moment_from_micros(row.integer(2)),
                         row.moment(3),
                         row.moment(4),
                         row.integer(5)};
      });
}

std::optional<Linked> linked(db::Connection& db, std::string_view token, Moment now) {
  return db.first(
      "SELECT l.id, r.id, r.recipient_id FROM referral_link l JOIN referral r ON r.id = l.referral_id "
      "WHERE l.token_hash = $1 AND l.ended_at IS NULL AND l.until_at > $2",
      {db::Bytes{crypto::sha256(token)}, now},
      [](const db::Row& row) { return Linked{row.integer(0), row.id<ReferralId>(1), row.id<BodyId>(2)}; });
}

void count_opening(db::Tx& tx, std::int64_t link, Moment now) {
  tx->run("UPDATE referral_link SET opened = opened + 1, opened_at = $2 WHERE id = $1", {link, now});
}

const records::Table& reminders() {
  static const records::Table table(reminder_record, "referral_id");
  return table;
}

std::vector<records::Stored<Reminder>> reminders_of(db::Connection& db, const access::Permit& permit,
                                                    ReferralId referral) {
  return records::children<Reminder>(db, reminders(), records::owner(permit, referral.value()));
}

}  // namespace kim::referrals::store
