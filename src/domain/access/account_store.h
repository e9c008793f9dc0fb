// All SQL of accounts and sessions. Called by account.cpp and session*.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/account.h"
#include "domain/access/session.h"
#include "platform/db/db.h"

namespace kim::access::store {

struct Credentials {
  AccountId id;
  std::string wrapped_key, password_hash, totp_secret;
  std::int64_t totp_last_step = 0, failed_count = 0;
  std::optional<Moment> locked_until;
  bool active = false, integration = false, must_change = false;
};
[[nodiscard]] std::optional<Credentials> credentials_by_login(db::Connection& db, std::int64_t login_token);
[[nodiscard]] std::optional<Credentials> credentials(db::Connection& db, AccountId id);
void set_failures(db::Tx& tx, AccountId id, std::int64_t count, std::optional<Moment> locked_until);
void set_password(db::Tx& tx, AccountId id, std::string_view hash, Moment now, bool must_change);
void set_totp(db::Tx& tx, AccountId id, const db::Bytes& sealed);
void clear_totp(db::Tx& tx, AccountId id);
void set_totp_step(db::Tx& tx, AccountId id, std::int64_t step);

/// Failed sign-ins of one origin: a client address, or a login that belongs to no account.
struct Failures {
  std::int64_t count = 0;
  Moment until{};  // no attempt before
};
[[nodiscard]] Failures failures(db::Connection& db, std::int64_t token);
void set_failures_of(db::Tx& tx, std::int64_t token, const Failures& failures);
/// Those whose delay ended before `moment`.
void forget_failures(db::Tx& tx, Moment before);

void add_recovery_code(db::Tx& tx, std::int64_t id, AccountId account, std::string_view hash);
[[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> recovery_codes(db::Connection& db, AccountId account);
void remove_recovery_code(db::Tx& tx, std::int64_t id);
void remove_recovery_codes(db::Tx& tx, AccountId account);

struct SessionData {
  SessionId id;
  AccountId account;
  std::string wrapped_key, stage, csrf, theme, role, language, team_name;
  db::Bytes login, name;
  TeamId team;
  BodyId employer, body;
  Moment created_at{}, seen_at{};
  bool active = false, integration = false, must_change = false, has_totp = false;
};
[[nodiscard]] std::optional<SessionData> session_by_token(db::Connection& db, const db::Bytes& token_hash);
[[nodiscard]] std::optional<SessionData> api_token(db::Connection& db, const db::Bytes& token_hash);
void add_session(db::Tx& tx, SessionId id, const db::Bytes& token_hash, AccountId account, Moment now,
                 std::string_view stage, std::string_view csrf);
void remove_session(db::Tx& tx, SessionId id);
void remove_sessions(db::Tx& tx, AccountId account, SessionId but = {});
/// Those of any account that ran out: last seen before one moment, or begun before the other.
void remove_old_sessions(db::Tx& tx, Moment seen_before, Moment created_before);
void set_seen(db::Tx& tx, SessionId id, Moment now);
void set_theme(db::Tx& tx, AccountId id, std::string_view theme);
void set_language(db::Tx& tx, AccountId id, std::string_view language);
[[nodiscard]] std::vector<SessionRow> sessions(db::Connection& db, AccountId account, SessionId current);

void add_api_token(db::Tx& tx, std::int64_t id, AccountId account, std::string_view name, const db::Bytes& hash,
                   Moment now);
[[nodiscard]] std::vector<ApiToken> api_tokens(db::Connection& db, AccountId account);
[[nodiscard]] std::int64_t end_api_token(db::Tx& tx, AccountId account, std::int64_t id, Moment now);

/// Sealed account columns with the owner's wrapped key; opened in account.cpp.
struct SealedAccount {
  AccountId id;
  std::int64_t version = 0;
  std::string wrapped_key;
  db::Bytes login, name, email;
  std::string role, language;
  TeamId team;
  BodyId employer, body;
  bool active = false, integration = false, has_totp = false;
  std::optional<Moment> locked_until;
};
[[nodiscard]] std::vector<SealedAccount> accounts(db::Connection& db, TeamId team);
/// Open cases the account is responsible for.
[[nodiscard]] std::int64_t open_cases_of(db::Connection& db, AccountId id);
[[nodiscard]] std::optional<SealedAccount> account(db::Connection& db, AccountId id);
void insert_subject(db::Tx& tx, AccountId id, std::string_view wrapped_key, Moment now);
void insert_account(db::Tx& tx, const SealedAccount& account, std::int64_t login_token, AccountId by, Moment now);
/// Rows changed: 0 = another version.
[[nodiscard]] std::int64_t update_account(db::Tx& tx, const SealedAccount& account, std::int64_t login_token,
                                          AccountId by, Moment now);
[[nodiscard]] bool login_taken(db::Connection& db, std::int64_t login_token, AccountId but);

}  // namespace kim::access::store
