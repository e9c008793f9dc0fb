// All SQL of drafts. Everything here belongs to one account; nobody reads another's drafts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/drafts/draft.h"
#include "platform/db/db.h"

namespace kim::drafts::store {

/// A row as stored; title and content sealed with the account's key, which comes along wrapped.
struct Sealed {
  Key key;
  Moment saved_at;
  std::string href;
  std::string title, content;
  std::string wrapped_key;
};

/// False if there is no such draft yet.
[[nodiscard]] bool replace(db::Tx& tx, AccountId account, const Sealed& draft);
void insert(db::Tx& tx, std::int64_t id, AccountId account, const Sealed& draft);
[[nodiscard]] std::int64_t count(db::Connection& db, AccountId account);
[[nodiscard]] std::optional<Sealed> one(db::Connection& db, AccountId account, const Key& key, Moment not_before);
/// Without content, newest first.
[[nodiscard]] std::vector<Sealed> all(db::Connection& db, AccountId account, Moment not_before);
void remove(db::Tx& tx, AccountId account, const Key& key);
/// Of all accounts.
void remove_older(db::Tx& tx, Moment before);
/// Of all accounts, about the person or one of the person's cases.
void remove_about(db::Tx& tx, SubjectId person);

/// The case has gone to the team `but`: what accounts of other teams had begun in it is gone, in the same transaction.
void remove_of_others(db::Tx& tx, CaseId id, TeamId but);

}  // namespace kim::drafts::store
