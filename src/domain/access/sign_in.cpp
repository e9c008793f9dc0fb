// Proving who one is: password, then second factor, with a delay that grows by failures. What it is not: what a session
// then stands for (session.cpp).
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/session_parts.h"
#include "platform/crypto/password.h"

namespace kim::access {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t failures_free = 5;   // the first mistakes cost nothing but time
constexpr std::int64_t address_share = 10;  // a whole office may share one address
constexpr hours failures_kept{1};           // after the delay; for what is no account

/// One attempt to prove who one is.
struct Attempt {
  std::int64_t address_token;
  std::int64_t unknown_token;  // counts for a login without an account
  AccountId account;           // none: no such account
  std::string_view words;      // for the audit trail: "password", "second_factor"
  std::string_view address;
};

std::int64_t address_token(const Services& services, std::string_view address) {
  return services.keyring.token("address", address);
}

std::unexpected<Error> locked(Moment until) {
  return failure(ErrorCode::refused,
                 trf("Zu viele Fehlversuche. Versuchen Sie es ab {} Uhr wieder.", {german_time(until + minutes(1))}));
}

/// Until when nobody may try, if a delay is running.
std::optional<Moment> locked_until(db::Connection& db, const Attempt& attempt, Moment now) {
  Moment until = store::failures(db, attempt.address_token).until;
  if (const auto known = store::credentials(db, attempt.account))
    until = std::max(until, known->locked_until.value_or(until));
  else
    until = std::max(until, store::failures(db, attempt.unknown_token).until);
  return until > now ? std::optional(until) : std::nullopt;
}

/// 0 s for the first failures, then 30 s, 1 min, 2 min ... at most 1 h. Locks end by themselves: nobody can lock out a
/// colleague for a day by typing wrong passwords.
seconds delay_after(std::int64_t failures) {
  if (failures < failures_free) return seconds(0);
  return seconds(std::min<std::int64_t>(30LL << std::min<std::int64_t>(failures - failures_free, 7), 3600));
}

void count_for_token(db::Tx& tx, std::int64_t token, Moment now, std::int64_t share) {
  const auto count = store::failures(*tx, token).count + 1;
  store::set_failures_of(tx, token, {count, now + delay_after(count / share)});
}

void count_for_account(db::Tx& tx, AccountId id, Moment now) {
  const auto known = store::credentials(*tx, id);
  if (!known) return;
  const auto delay = delay_after(known->failed_count + 1);
  store::set_failures(tx, id, known->failed_count + 1, delay.count() == 0 ? std::nullopt : std::optional(now + delay));
}

std::unexpected<Error> wrong_password() {
  return failure(ErrorCode::invalid, tr("Anmeldename oder Passwort stimmt nicht."));
}

std::unexpected<Error> wrong_code() {
  return failure(ErrorCode::invalid, tr("Der Code stimmt nicht. Er gilt 30 Sekunden und nur einmal."));
}

/// Inside the transaction: two requests with the same code are two jobs, and the second one sees the first one's step.
bool totp_fits(const Services& services, db::Tx& tx, const store::Credentials& known, std::string_view code) {
  const auto key = key_of(services, known);
  const auto secret = key ? key->open(totp_context(known.id), known.totp_secret) : std::nullopt;
  if (!secret) return false;
  const auto step = crypto::verify_totp(*secret, code, services.clock());
  if (!step || *step <= known.totp_last_step) return false;
  store::set_totp_step(tx, known.id, *step);
  return true;
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

/// Counts a failure inside the transaction, durably, so that neither parallel attempts nor a restart lose it.
Result<void> count_failure(db::Tx& tx, const Attempt& attempt, Moment now) {
  store::forget_failures(tx, now - failures_kept);
  count_for_token(tx, attempt.address_token, now, address_share);
  if (attempt.account)
    count_for_account(tx, attempt.account, now);
  else
    count_for_token(tx, attempt.unknown_token, now, 1);
  note_session(tx, now, audit::Act::sign_in_failed, attempt.account, attempt.words, attempt.address);
  return {};
}

void count_failure(Context& ctx, const Attempt& attempt) {
  const auto done = ctx.transact([&](db::Tx& tx) { return count_failure(tx, attempt, ctx.now); });
  CHECK(done.has_value());
}

Attempt attempt_at(Context& ctx, std::string_view words) {
  return {address_token(ctx.services, ctx.address), 0, ctx.actor.account, words, ctx.address};
}

struct Claim {
  Attempt attempt;
  std::optional<store::Credentials> known;
  std::optional<Moment> locked_until;
};

Claim claim(const Services& services, std::string_view login, std::string_view address) {
  auto db = services.database.read();
  Claim result{{address_token(services, address),
                services.keyring.token("unknown login", text::trim(login)),
                {},
                "password",
                address},
               store::credentials_by_login(*db, login_token(services.keyring, login)),
               {}};
  if (result.known) result.attempt.account = result.known->id;
  result.locked_until = locked_until(*db, result.attempt, services.clock());
  return result;
}

}  // namespace

Result<SignedIn> sign_in(const Services& services, std::string_view login, std::string_view password,
                         std::string_view address) {
  const Claim claimed = claim(services, login, address);
  if (claimed.locked_until) return locked(*claimed.locked_until);
  const auto& known = claimed.known;
  const bool usable = known && known->active && !known->integration;
  if (!usable) crypto::verify_password_of_nobody(password);
  if (!usable || !crypto::verify_password(known->password_hash, password)) {
    const auto done =
        services.database.transact([&](db::Tx& tx) { return count_failure(tx, claimed.attempt, services.clock()); });
    CHECK(done.has_value());
    return wrong_password();
  }
  const Moment now = services.clock();
  return services.database.transact([&](db::Tx& tx) -> Result<SignedIn> {
    const bool factor_due = !known->totp_secret.empty() && !services.demo;
    // Whoever knows the password but not the second factor must not get fresh attempts by signing in again.
    if (!factor_due) store::set_failures(tx, known->id, 0, std::nullopt);
    store::remove_old_sessions(tx, now - session_idle_limit, now - session_absolute_limit);
    note_session(tx, now, audit::Act::signed_in, known->id, factor_due ? "stage=password" : "stage=full", address);
    return SignedIn{start_session(services, tx, known->id, factor_due ? "password" : "full"), factor_due,
                    known->must_change};
  });
}

Result<SignedIn> second_factor(Context& ctx, std::string_view code) {
  const Attempt attempt = attempt_at(ctx, "second_factor");
  auto result = ctx.transact([&](db::Tx& tx) -> Result<SignedIn> {
    if (const auto until = locked_until(*tx, attempt, ctx.now)) return locked(*until);
    const auto known = store::credentials(*tx, ctx.actor.account);
    if (!known) return failure(ErrorCode::not_found);
    if (!totp_fits(ctx.services, tx, *known, code) && !recovery_code_fits(tx, known->id, code)) return wrong_code();
    store::set_failures(tx, known->id, 0, std::nullopt);
    store::remove_session(tx, ctx.actor.session);  // a new token at each step up
    note_session(tx, ctx.now, audit::Act::signed_in, known->id, "stage=full", ctx.address);
    return SignedIn{start_session(ctx.services, tx, known->id, "full"), false, known->must_change};
  });
  if (!result && result.error().code == ErrorCode::invalid) count_failure(ctx, attempt);
  return result;
}

Result<void> confirm_password(Context& ctx, std::string_view password) {
  const Attempt attempt = attempt_at(ctx, "password");
  if (const auto until = locked_until(ctx.db(), attempt, ctx.now)) return locked(*until);
  const auto known = store::credentials(ctx.db(), ctx.actor.account);
  if (known && crypto::verify_password(known->password_hash, password)) return {};
  count_failure(ctx, attempt);
  return failure(ErrorCode::invalid, tr("Das Passwort stimmt nicht."));
}

}  // namespace kim::access
