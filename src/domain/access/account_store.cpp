#include "domain/access/account_store.h"

namespace kim::access::store {
namespace {

Credentials credentials_from(const db::Row& row) {
  return {row.id<AccountId>(0), std::string(row.bytes(1)),
          row.string(2),        std::string(row.bytes(3)),
          row.integer(4),       row.integer(5),
          row.moment(6),        row.flag(7),
          row.flag(8),          row.flag(9)};
}

SessionData session_from(const db::Row& row) {
  SessionData data;
  data.id = row.id<SessionId>(0);
  data.account = row.id<AccountId>(1);
  data.wrapped_key = row.bytes(2);
  data.stage = row.text(3);
  data.csrf = row.text(4);
  data.theme = row.text(5);
  data.role = row.text(6);
  data.language = row.text(7);
  data.team_name = row.text(8);
  data.login.data = row.bytes(9);
  data.name.data = row.bytes(10);
  data.team = row.id<TeamId>(11);
  data.employer = row.id<BodyId>(12);
  data.body = row.id<BodyId>(13);
  data.created_at = moment_from_micros(row.integer(14));
  data.seen_at = moment_from_micros(row.integer(15));
  data.active = row.flag(16);
  data.integration = row.flag(17);
  data.must_change = row.flag(18);
  data.has_totp = !row.null(19);
  return data;
}

SealedAccount account_from(const db::Row& row) {
  SealedAccount a;
  a.id = row.id<AccountId>(0);
  a.version = row.integer(1);
  a.wrapped_key = row.bytes(2);
  a.login.data = row.bytes(3);
  a.name.data = row.bytes(4);
  a.email.data = row.bytes(5);
  a.role = row.text(6);
  a.language = row.text(7);
  a.team = row.id<TeamId>(8);
  a.employer = row.id<BodyId>(9);
  a.body = row.id<BodyId>(10);
  a.active = row.flag(11);
  a.integration = row.flag(12);
  a.has_totp = !row.null(13);
  a.locked_until = row.moment(14);
  return a;
}

}  // namespace

std::optional<Credentials> credentials_by_login(db::Connection& db, std::int64_t login_token) {
  return db.first(
      "SELECT a.id, s.wrapped_key, a.password_hash, a.totp_secret, a.totp_last_step, a.failed_count, a.locked_until, "
      "a.active, a.integration, a.must_change FROM account a JOIN access_subject s ON s.id = a.id WHERE a.login_token "
      "= $1",
      {login_token}, credentials_from);
}

std::optional<Credentials> credentials(db::Connection& db, AccountId id) {
  return db.first(
      "SELECT a.id, s.wrapped_key, a.password_hash, a.totp_secret, a.totp_last_step, a.failed_count, a.locked_until, "
      "a.active, a.integration, a.must_change FROM account a JOIN access_subject s ON s.id = a.id WHERE a.id = $1",
      {id}, credentials_from);
}

void set_failures(db::Tx& tx, AccountId id, std::int64_t count, std::optional<Moment> locked_until) {
  tx->run("UPDATE account SET failed_count = $2, locked_until = $3 WHERE id = $1", {id, count, locked_until});
}

void set_password(db::Tx& tx, AccountId id, std::string_view hash, Moment now, bool must_change) {
  tx->run("UPDATE account SET password_hash = $2, password_changed_at = $3, must_change = $4 WHERE id = $1",
          {id, hash, now, must_change});
}

void set_totp(db::Tx& tx, AccountId id, const db::Bytes& sealed) {
  tx->run("UPDATE account SET totp_secret = $2 WHERE id = $1", {id, sealed});
}

void clear_totp(db::Tx& tx, AccountId id) {
  tx->run("UPDATE account SET totp_secret = NULL, totp_last_step = 0 WHERE id = $1", {id});
}

void set_totp_step(db::Tx& tx, AccountId id, std::int64_t step) {
  tx->run("UPDATE account SET totp_last_step = $2 WHERE id = $1", {id, step});
}

Failures failures(db::Connection& db, std::int64_t token) {
  return db
      .first("SELECT failed_count, until_at FROM sign_in_failure WHERE token = $1", {token},
             [](const db::Row& row) { return Failures{row.integer(0), moment_from_micros(row.integer(1))}; })
      .value_or(Failures{});
}

void set_failures_of(db::Tx& tx, std::int64_t token, const Failures& failures) {
  tx->run(
      "INSERT INTO sign_in_failure (token, failed_count, until_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (token) DO UPDATE SET failed_count = excluded.failed_count, until_at = excluded.until_at",
      {token, failures.count, failures.until});
}

void forget_failures(db::Tx& tx, Moment before) {
  tx->run("DELETE FROM sign_in_failure WHERE until_at < $1", {before});
}

void add_recovery_code(db::Tx& tx, std::int64_t id, AccountId account, std::string_view hash) {
  tx->run("INSERT INTO recovery_code (id, account_id, hash) VALUES ($1, $2, $3)", {id, account, hash});
}

std::vector<std::pair<std::int64_t, std::string>> recovery_codes(db::Connection& db, AccountId account) {
  return db.all("SELECT id, hash FROM recovery_code WHERE account_id = $1 ORDER BY id", {account},
                [](const db::Row& row) { return std::pair(row.integer(0), row.string(1)); });
}

void remove_recovery_code(db::Tx& tx, std::int64_t id) { tx->run("DELETE FROM recovery_code WHERE id = $1", {id}); }

void remove_recovery_codes(db::Tx& tx, AccountId account) {
  tx->run("DELETE FROM recovery_code WHERE account_id = $1", {account});
}

std::optional<SessionData> session_by_token(db::Connection& db, const db::Bytes& token_hash) {
  return db.first(
      "SELECT s.id, s.account_id, k.wrapped_key, s.stage, s.csrf, a.theme, a.role, a.language, coalesce(t.name, ''), "
      "a.login, "
      "a.name, a.team_id, a.employer_id, a.body_id, s.created_at, s.seen_at, a.active, a.integration, a.must_change, "
      "a.totp_secret FROM session s JOIN account a ON a.id = s.account_id JOIN access_subject k ON k.id = a.id "
      "LEFT JOIN access_team t ON t.id = a.team_id WHERE s.token_hash = $1",
      {token_hash}, session_from);
}

std::optional<SessionData> api_token(db::Connection& db, const db::Bytes& token_hash) {
  return db.first(
      "SELECT s.id, s.account_id, k.wrapped_key, 'full', '', '', a.role, a.language, coalesce(t.name, ''), a.login, "
      "a.name, "
      "a.team_id, a.employer_id, a.body_id, s.created_at, s.created_at, a.active, a.integration, 0, a.totp_secret "
      "FROM api_token s JOIN account a ON a.id = s.account_id JOIN access_subject k ON k.id = a.id "
      "LEFT JOIN access_team t ON t.id = a.team_id WHERE s.token_hash = $1 AND s.ended_at IS NULL",
      {token_hash}, session_from);
}

void add_session(db::Tx& tx, SessionId id, const db::Bytes& token_hash, AccountId account, Moment now,
                 std::string_view stage, std::string_view csrf) {
  tx->run(
      "INSERT INTO session (id, token_hash, account_id, created_at, seen_at, stage, csrf) VALUES ($1, $2, $3, $4, $4, "
      "$5, $6)",
      {id, token_hash, account, now, stage, csrf});
}

void remove_session(db::Tx& tx, SessionId id) { tx->run("DELETE FROM session WHERE id = $1", {id}); }

void remove_sessions(db::Tx& tx, AccountId account, SessionId but) {
  tx->run("DELETE FROM session WHERE account_id = $1 AND id <> $2", {account, but.value()});
}

void remove_old_sessions(db::Tx& tx, Moment seen_before, Moment created_before) {
  tx->run("DELETE FROM session WHERE seen_at < $1 OR created_at < $2", {seen_before, created_before});
}

void set_seen(db::Tx& tx, SessionId id, Moment now) {
  tx->run("UPDATE session SET seen_at = $2 WHERE id = $1", {id, now});
}

void set_theme(db::Tx& tx, AccountId id, std::string_view theme) {
  tx->run("UPDATE account SET theme = $2 WHERE id = $1", {id, theme});
}

void set_language(db::Tx& tx, AccountId id, std::string_view language) {
  tx->run("UPDATE account SET language = $2, version = version + 1 WHERE id = $1", {id, language});
}

std::vector<SessionRow> sessions(db::Connection& db, AccountId account, SessionId current) {
  return db.all("SELECT id, created_at, seen_at FROM session WHERE account_id = $1 ORDER BY seen_at DESC", {account},
                [&](const db::Row& row) {
                  return SessionRow{row.id<SessionId>(0), moment_from_micros(row.integer(1)),
                                    moment_from_micros(row.integer(2)), row.id<SessionId>(0) == current};
                });
}

void add_api_token(db::Tx& tx, std::int64_t id, AccountId account, std::string_view name, const db::Bytes& hash,
                   Moment now) {
  tx->run("INSERT INTO api_token (id, account_id, name, token_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
          {id, account, name, hash, now});
}

std::vector<ApiToken> api_tokens(db::Connection& db, AccountId account) {
  return db.all("SELECT id, name, created_at, ended_at FROM api_token WHERE account_id = $1 ORDER BY id DESC",
                {account}, [](const db::Row& row) {
                  return ApiToken{row.integer(0), row.string(1), moment_from_micros(row.integer(2)), row.moment(3)};
                });
}

std::int64_t end_api_token(db::Tx& tx, AccountId account, std::int64_t id, Moment now) {
  return tx->run("UPDATE api_token SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL",
                 {id, account, now});
}

std::vector<SealedAccount> accounts(db::Connection& db, TeamId team) {
  return db.all(
      "SELECT a.id, a.version, s.wrapped_key, a.login, a.name, a.email, a.role, a.language, a.team_id, a.employer_id, "
      "a.body_id, "
      "a.active, a.integration, a.totp_secret, a.locked_until FROM account a JOIN access_subject s ON s.id = a.id "
      "WHERE $1 = 0 OR a.team_id = $1 ORDER BY a.id",
      {team.value()}, account_from);
}

std::int64_t open_cases_of(db::Connection& db, AccountId id) {
  return db.number("SELECT count(*) FROM access_case WHERE responsible = $1 AND state = 'open'", {id});
}

std::optional<SealedAccount> account(db::Connection& db, AccountId id) {
  return db.first(
      "SELECT a.id, a.version, s.wrapped_key, a.login, a.name, a.email, a.role, a.language, a.team_id, a.employer_id, "
      "a.body_id, "
      "a.active, a.integration, a.totp_secret, a.locked_until FROM account a JOIN access_subject s ON s.id = a.id "
      "WHERE a.id = $1",
      {id}, account_from);
}

void insert_subject(db::Tx& tx, AccountId id, std::string_view wrapped_key, Moment now) {
  const db::Bytes wrapped{std::string(wrapped_key)};
  tx->run("INSERT INTO access_subject (id, wrapped_key, created_at) VALUES ($1, $2, $3)", {id, wrapped, now});
}

void insert_account(db::Tx& tx, const SealedAccount& a, std::int64_t login_token, AccountId by, Moment now) {
  tx->run(
      "INSERT INTO account (id, version, created_at, created_by, changed_at, changed_by, login, name, email, role, "
      "team_id, "
      "employer_id, body_id, language, active, integration, login_token) "
      "VALUES ($1, 1, $2, $3, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      {a.id, now, by, a.login, a.name, a.email, a.role, a.team, a.employer, a.body, a.language, a.active, a.integration,
       login_token});
}

std::int64_t update_account(db::Tx& tx, const SealedAccount& a, std::int64_t login_token, AccountId by, Moment now) {
  return tx->run(
      "UPDATE account SET version = version + 1, changed_at = $3, changed_by = $4, login = $5, name = $6, email = $7, "
      "role = $8, "
      "team_id = $9, employer_id = $10, body_id = $11, language = $12, active = $13, integration = $14, login_token = "
      "$15 "
      "WHERE id = $1 AND version = $2",
      {a.id, a.version, now, by, a.login, a.name, a.email, a.role, a.team, a.employer, a.body, a.language, a.active,
       a.integration, login_token});
}

bool login_taken(db::Connection& db, std::int64_t login_token, AccountId but) {
  return db.number("SELECT count(*) FROM account WHERE login_token = $1 AND id <> $2", {login_token, but.value()}) > 0;
}

}  // namespace kim::access::store
