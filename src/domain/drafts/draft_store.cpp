#include "domain/drafts/draft_store.h"

namespace kim::drafts::store {

bool replace(db::Tx& tx, AccountId account, const Sealed& draft) {
  const db::Bytes content{draft.content}, title{draft.title};
  return tx->run(
             "UPDATE draft SET saved_at = $4, content = $5, title = $6, href = $7 "
             "WHERE account_id = $1 AND form = $2 AND about_id = $3",
             {account, draft.key.form, draft.key.about, draft.saved_at, content, title, draft.href}) > 0;
}

void insert(db::Tx& tx, std::int64_t id, AccountId account, const Sealed& draft) {
  const db::Bytes content{draft.content}, title{draft.title};
  tx->run(
      "INSERT INTO draft (id, account_id, form, about_id, saved_at, content, title, href) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {id, account, draft.key.form, draft.key.about, draft.saved_at, content, title, draft.href});
}

std::int64_t count(db::Connection& db, AccountId account) {
  return db.number("SELECT count(*) FROM draft WHERE account_id = $1", {account});
}

std::optional<Sealed> one(db::Connection& db, AccountId account, const Key& key, Moment not_before) {
  return db.first(
      "SELECT d.saved_at, d.href, d.title, d.content, s.wrapped_key FROM draft d "
      "JOIN access_subject s ON s.id = d.account_id "
      "WHERE d.account_id = $1 AND d.form = $2 AND d.about_id = $3 AND d.saved_at >= $4",
      {account, key.form, key.about, not_before}, [&](const db::Row& row) {
        return Sealed{key,
                      moment_from_micros(row.integer(0)),
                      row.string(1),
                      std::string(row.bytes(2)),
                      std::string(row.bytes(3)),
                      std::string(row.bytes(4))};
      });
}

std::vector<Sealed> all(db::Connection& db, AccountId account, Moment not_before) {
  return db.all(
      "SELECT d.form, d.about_id, d.saved_at, d.href, d.title, s.wrapped_key FROM draft d "
      "JOIN access_subject s ON s.id = d.account_id WHERE d.account_id = $1 AND d.saved_at >= $2 "
      "ORDER BY d.saved_at DESC, d.id DESC",
      {account, not_before}, [](const db::Row& row) {
        return Sealed{{row.string(0), row.integer(1)},
                      moment_from_micros(row.integer(2)),
                      row.string(3),
                      std::string(row.bytes(4)),
                      {},
                      std::string(row.bytes(5))};
      });
}

void remove(db::Tx& tx, AccountId account, const Key& key) {
  tx->run("DELETE FROM draft WHERE account_id = $1 AND form = $2 AND about_id = $3", {account, key.form, key.about});
}

void remove_older(db::Tx& tx, Moment before) { tx->run("DELETE FROM draft WHERE saved_at < $1", {before}); }

void remove_about(db::Tx& tx, SubjectId person) {
  tx->run("DELETE FROM draft WHERE about_id = $1 OR about_id IN (SELECT id FROM access_case WHERE subject_id = $1)",
          {person});
}

void remove_of_others(db::Tx& tx, CaseId id, TeamId but) {
  tx->run(
      "DELETE FROM draft WHERE (about_id = $1 OR href LIKE $2) AND account_id IN "
      "(SELECT id FROM account WHERE team_id IS NULL OR team_id <> $3)",
      {id, "/faelle/" + std::to_string(id.value()) + "/%", but});
}

}  // namespace kim::drafts::store
