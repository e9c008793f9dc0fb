#include "domain/access/session.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account_store.h"
#include "domain/audit/audit.h"
#include "platform/crypto/password.h"

namespace kim::access {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t failures_free = 5;  // the first five mistakes cost nothing but time

/// 0 s for the first failures, then 30 s, 1 min, 2 min ... at most 1 h. Locks end by themselves: nobody can lock out a
/// colleague for a day by typing wrong passwords.
seconds delay_after(std::int64_t failures) {
  if (failures < failures_free) return seconds(0);
  return seconds(std::min<std::int64_t>(30LL << std::min<std::int64_t>(failures - failures_free, 7), 3600));
}

std::int64_t address_token(const Services& services, std::string_view address) {
  return services.keyring.token("address", address);
}

db::Bytes hash_of(std::string_view token) { return {crypto::sha256(token)}; }

std::unexpected<Error> wrong() {
  return failure(ErrorCode::invalid, tr("Anmeldename oder Passwort stimmt nicht."));
}

std::unexpected<Error> locked(Moment until) {
  return failure(ErrorCode::refused,
                 trf("Zu viele Fehlversuche. Versuchen Sie es ab {} Uhr wieder.", {german_time(until + minutes(1))}));
}

void note(db::Tx& tx, Moment now, audit::Act act, AccountId account, std::string_view words, std::string_view address) {
  audit::append(tx, now,
                {.act = act, .actor = account, .what = "session", .record_id = account.value(), .note = words, .address = address});
}

/// Counts a failure for the account (if any) and the address, durably, so that a restart does not reset it.
void count_failure(const Services& services, const std::optional<store::Credentials>& known, std::string_view address,
                   std::string_view words) {
  const Moment now = services.clock();
  const auto done = services.database.transact([&](db::Tx& tx) -> Result<void> {
    const auto token = address_token(services, address);
    const auto before = store::address_failures(*tx, token);
    // A whole office may share one address: its delay begins ten times later than an account's.
    store::set_address_failures(tx, token, {before.count + 1, now + delay_after((before.count + 1) / 10)});
    if (known) {
      const auto count = known->failed_count + 1;
      const auto delay = delay_after(count);
      store::set_failures(tx, known->id, count, delay.count() == 0 ? std::nullopt : std::optional(now + delay));
    }
    note(tx, now, audit::Act::sign_in_failed, known ? known->id : AccountId(), words, address);
    return {};
  });
  CHECK(done.has_value());
}

struct NewSession {
  std::string token = crypto::base64url(crypto::random_bytes(32));
  std::string csrf = crypto::base64url(crypto::random_bytes(24));
};

std::string start_session(const Services& services, db::Tx& tx, AccountId account, std::string_view stage) {
  const NewSession fresh;
  store::add_session(tx, SessionId(services.ids.next()), hash_of(fresh.token), account, services.clock(), stage, fresh.csrf);
  return fresh.token;
}

std::string open_text(const crypto::Key& key, std::string_view field, AccountId id, std::string_view sealed) {
  return key.open("account." + std::string(field) + ":" + std::to_string(id.value()), sealed).value_or("");
}

std::optional<Role> role_from(std::string_view code) {
  for (const RoleInfo& role : roles())
    if (role.code == code) return role.role;
  return std::nullopt;
}

std::optional<Found> found_from(const Services& services, const store::SessionData& data) {
  const auto key = services.keyring.subject_key(data.account.value(), data.wrapped_key);
  const auto role = role_from(data.role);
  if (!key || !role || !data.active) return std::nullopt;
  Found found;
  found.actor = {data.account, data.id, open_text(*key, "login", data.account, data.login.data),
                 open_text(*key, "name", data.account, data.name.data), *role, data.team, data.team_name, data.employer,
                 data.body, data.language == "en" ? i18n::Language::en : i18n::Language::de, data.integration};
  found.csrf = data.csrf;
  found.theme = data.theme;
  found.stage = data.stage;
  found.must_change_password = data.must_change;
  found.second_factor_missing = !data.has_totp && !services.demo;
  found.ends_at = std::min(data.seen_at + session_idle_limit, data.created_at + session_absolute_limit);
  return found;
}

/// The account's own key, for its TOTP secret.
std::optional<crypto::Key> key_of(const Services& services, const store::Credentials& known) {
  return services.keyring.subject_key(known.id.value(), known.wrapped_key);
}

std::string totp_context(AccountId id) { return "account.totp_secret:" + std::to_string(id.value()); }

bool totp_fits(const Services& services, db::Tx& tx, const store::Credentials& known, std::string_view code) {
  const auto key = key_of(services, known);
  const auto secret = key ? key->open(totp_context(known.id), known.totp_secret) : std::nullopt;
  if (!secret) return false;
  const auto step = crypto::verify_totp(*secret, code, services.clock());
  if (!step || *step <= known.totp_last_step) return false;  // a code works once
  store::set_totp_step(tx, known.id, *step);
  return true;
}

std::string recovery_hash(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (c != '-' && c != ' ') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return crypto::hex(crypto::sha256("recovery:" + plain));
}

bool recovery_code_fits(db::Tx& tx, AccountId account, std::string_view code) {
  const std::string hash = recovery_hash(code);
  for (const auto& [id, stored] : store::recovery_codes(*tx, account)) {
    if (!crypto::equal_in_constant_time(stored, hash)) continue;
    store::remove_recovery_code(tx, id);
    return true;
  }
  return false;
}

}  // namespace

std::string session_cookie_name(bool secure) { return secure ? "__Host-kim" : "kim"; }

Result<SignedIn> sign_in(const Services& services, std::string_view login, std::string_view password, std::string_view address) {
  const Moment now = services.clock();
  std::optional<store::Credentials> known;
  store::AddressFailures from_address;
  {
    auto db = services.database.read();
    known = store::credentials_by_login(*db, services.keyring.token("login", text::trim(login)));
    from_address = store::address_failures(*db, address_token(services, address));
  }
  if (from_address.until > now) return locked(from_address.until);
  if (known && known->locked_until && *known->locked_until > now) return locked(*known->locked_until);
  const bool usable = known && known->active && !known->integration;
  if (!usable) crypto::verify_password_of_nobody(password);
  if (!usable || !crypto::verify_password(known->password_hash, password)) {
    count_failure(services, known, address, "password");
    return wrong();
  }
  return services.database.transact([&](db::Tx& tx) -> Result<SignedIn> {
    const bool factor_due = !known->totp_secret.empty() && !services.demo;
    store::set_failures(tx, known->id, 0, std::nullopt);
    note(tx, now, audit::Act::signed_in, known->id, factor_due ? "stage=password" : "stage=full", address);
    return SignedIn{start_session(services, tx, known->id, factor_due ? "password" : "full"), factor_due, known->must_change};
  });
}

Result<SignedIn> second_factor(Context& ctx, std::string_view code) {
  const auto known = store::credentials(ctx.db(), ctx.actor.account);
  if (!known) return failure(ErrorCode::not_found);
  if (known->locked_until && *known->locked_until > ctx.now) return locked(*known->locked_until);
  auto result = ctx.transact([&](db::Tx& tx) -> Result<SignedIn> {
    if (!totp_fits(ctx.services, tx, *known, code) && !recovery_code_fits(tx, known->id, code))
      return failure(ErrorCode::invalid, tr("Der Code stimmt nicht. Er gilt 30 Sekunden und nur einmal."));
    store::remove_session(tx, ctx.actor.session);  // a new token at each step up
    note(tx, ctx.now, audit::Act::signed_in, known->id, "stage=full", ctx.address);
    return SignedIn{start_session(ctx.services, tx, known->id, "full"), false, known->must_change};
  });
  if (!result && result.error().code == ErrorCode::invalid) count_failure(ctx.services, known, ctx.address, "second_factor");
  return result;
}

std::optional<Found> find_session(const Services& services, db::Connection& db, std::string_view token) {
  if (token.empty()) return std::nullopt;
  const auto data = store::session_by_token(db, hash_of(token));
  if (!data) return std::nullopt;
  auto found = found_from(services, *data);
  if (!found || found->ends_at <= services.clock()) return std::nullopt;
  return found;
}

std::optional<Found> find_api_token(const Services& services, db::Connection& db, std::string_view token) {
  const auto data = store::api_token(db, hash_of(token));
  return data && data->integration ? found_from(services, *data) : std::nullopt;
}

void touch_session(const Services& services, const Found& found) {
  const Moment now = services.clock();
  if (found.ends_at - now > session_idle_limit - minutes(1)) return;
  const auto done = services.database.transact([&](db::Tx& tx) -> Result<void> {
    store::set_seen(tx, found.actor.session, now);
    tx.technical("session last used");
    return {};
  });
  CHECK(done.has_value());
}

void sign_out(Context& ctx) {
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::remove_session(tx, ctx.actor.session);
    note(tx, ctx.now, audit::Act::signed_out, ctx.actor.account, "", ctx.address);
    return {};
  });
  CHECK(done.has_value());
}

void sign_out_everywhere(Context& ctx) {
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::remove_sessions(tx, ctx.actor.account);
    note(tx, ctx.now, audit::Act::signed_out, ctx.actor.account, "everywhere", ctx.address);
    return {};
  });
  CHECK(done.has_value());
}

void set_theme(Context& ctx, std::string_view theme) {
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::set_theme(tx, ctx.actor.session, theme);
    tx.technical("theme of the session");
    return {};
  });
  CHECK(done.has_value());
}

std::vector<SessionRow> sessions(Context& ctx) { return store::sessions(ctx.db(), ctx.actor.account, ctx.actor.session); }

Result<std::vector<std::string>> enable_second_factor(Context& ctx, std::string_view secret, std::string_view code) {
  const auto step = crypto::verify_totp(secret, code, ctx.now);
  if (!step)
    return std::unexpected(Error{ErrorCode::invalid, {}, {{"code", tr("Der Code stimmt nicht. Prüfen Sie die Uhrzeit Ihres Geräts.")}}, {}});
  const auto known = store::credentials(ctx.db(), ctx.actor.account);
  if (!known) return failure(ErrorCode::not_found);
  return ctx.transact([&](db::Tx& tx) -> Result<std::vector<std::string>> {
    const auto key = key_of(ctx.services, *known);
    CHECK(key.has_value());
    store::set_totp(tx, known->id, {key->seal(totp_context(known->id), secret)});
    store::set_totp_step(tx, known->id, *step);
    store::remove_recovery_codes(tx, known->id);
    std::vector<std::string> codes;
    for (int i = 0; i < 10; ++i) {
      codes.push_back(crypto::new_recovery_code());
      store::add_recovery_code(tx, ctx.new_id(), known->id, recovery_hash(codes.back()));
    }
    audit::append(tx, ctx.now,
                  {.act = audit::Act::changed, .actor = known->id, .what = "account", .record_id = known->id.value(),
                   .note = "second_factor", .address = ctx.address});
    return codes;
  });
}

Result<std::string> create_api_token(Context& ctx, AccountId account, std::string_view name) {
  if (ctx.actor.account && !ctx.actor.may(Right::account_manage)) return failure(ErrorCode::refused);
  const auto owner = store::account(ctx.db(), account);
  if (!owner || !owner->integration)
    return failure(ErrorCode::invalid, tr("Zugriffsschlüssel gibt es nur für Konten einer Anbindung."));
  const std::string token = "kim_" + crypto::base64url(crypto::random_bytes(32));
  return ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    store::add_api_token(tx, ctx.new_id(), account, name, hash_of(token), ctx.now);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::granted, .actor = ctx.actor.account, .what = "api_token", .record_id = account.value(),
                   .address = ctx.address});
    return token;
  });
}

Result<void> end_api_token(Context& ctx, std::int64_t id) {
  if (!ctx.actor.may(Right::account_manage)) return failure(ErrorCode::refused);
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    if (store::end_api_token(tx, id, ctx.now) == 0) return failure(ErrorCode::not_found);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::withdrawn, .actor = ctx.actor.account, .what = "api_token", .record_id = id, .address = ctx.address});
    return {};
  });
}

}  // namespace kim::access
