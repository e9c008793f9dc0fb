// What signing in, sessions and second factor share. Inside of access only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/access/account_store.h"
#include "domain/access/session.h"
#include "domain/audit/audit.h"

namespace kim::access {

[[nodiscard]] db::Bytes token_hash(std::string_view token);
/// Blind index of a login, as people type it: without blanks around, upper case as lower case.
[[nodiscard]] std::int64_t login_token(const crypto::Keyring& keyring, std::string_view login);
/// The account's own key, for its TOTP secret.
[[nodiscard]] std::optional<crypto::Key> key_of(const Services& services, const store::Credentials& known);
[[nodiscard]] std::string totp_context(AccountId id);
[[nodiscard]] std::string recovery_hash(std::string_view code);
/// A new session; its token goes into the cookie.
[[nodiscard]] std::string start_session(const Services& services, db::Tx& tx, AccountId account,
                                        std::string_view stage);
void note_session(db::Tx& tx, Moment now, audit::Act act, AccountId account, std::string_view words,
                  std::string_view address);

/// One attempt to prove who one is.
struct Attempt {
  std::int64_t address_token;
  std::int64_t unknown_token;  // counts for a login without an account
  AccountId account;           // none: no such account
  std::string_view words;      // for the audit trail: "password", "second_factor"
  std::string_view address;
};
/// Until when nobody may try, if a delay is running.
[[nodiscard]] std::optional<Moment> locked_until(db::Connection& db, const Attempt& attempt, Moment now);
/// Counts a failure, durably, so that a restart does not reset it.
void count_failure(const Services& services, const Attempt& attempt);
[[nodiscard]] std::unexpected<Error> locked(Moment until);
[[nodiscard]] std::int64_t address_token(const Services& services, std::string_view address);

}  // namespace kim::access
