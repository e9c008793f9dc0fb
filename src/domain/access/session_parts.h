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

}  // namespace kim::access
