// What an account proves itself with besides the password: second factor, recovery codes, tokens of the API.
// What it is not: checking them (sign_in.cpp, session.cpp).
#include <algorithm>

#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/session_parts.h"
#include "platform/crypto/password.h"

namespace kim::access {
namespace {

constexpr int recovery_code_count = 10;

std::unexpected<Error> wrong_first_code() {
  return std::unexpected(
      Error{ErrorCode::invalid, {}, {{"code", tr("Der Code stimmt nicht. Prüfen Sie die Uhrzeit Ihres Geräts.")}}, {}});
}

std::unexpected<Error> only_administration() {
  return failure(ErrorCode::refused, tr(info(Right::account_manage).refusal));
}

/// The program itself (`kim user`) acts without an account; everybody else needs the right.
bool may_manage(const Context& ctx) { return !ctx.actor.account || ctx.actor.may(Right::account_manage); }

std::vector<std::string> new_recovery_codes(Context& ctx, db::Tx& tx, AccountId account) {
  store::remove_recovery_codes(tx, account);
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_code_count; ++i) {
    codes.push_back(crypto::new_recovery_code());
    store::add_recovery_code(tx, ctx.new_id(), account, recovery_hash(codes.back()));
  }
  return codes;
}

void note(Context& ctx, db::Tx& tx, audit::Act act, std::string_view what, std::int64_t id, std::string_view words) {
  audit::append(
      tx, ctx.now,
      {.act = act, .actor = ctx.actor.account, .what = what, .record_id = id, .note = words, .address = ctx.address});
}

}  // namespace

std::string recovery_hash(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (c != '-' && c != ' ') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return crypto::hex(crypto::sha256("recovery:" + plain));
}

std::string totp_context(AccountId id) { return "account.totp_secret:" + std::to_string(id.value()); }

std::optional<crypto::Key> key_of(const Services& services, const store::Credentials& known) {
  return services.keyring.subject_key(known.id.value(), known.wrapped_key);
}

Result<std::vector<std::string>> enable_second_factor(Context& ctx, std::string_view secret, std::string_view code) {
  const auto step = crypto::verify_totp(secret, code, ctx.now);
  if (!step) return wrong_first_code();
  return ctx.transact([&](db::Tx& tx) -> Result<std::vector<std::string>> {
    const auto known = store::credentials(*tx, ctx.actor.account);
    if (!known) return failure(ErrorCode::not_found);
    const auto key = key_of(ctx.services, *known);
    CHECK(key.has_value());
    store::set_totp(tx, known->id, {key->seal(totp_context(known->id), secret)});
    store::set_totp_step(tx, known->id, *step);
    note(ctx, tx, audit::Act::changed, "account", known->id.value(), "second_factor");
    return new_recovery_codes(ctx, tx, known->id);
  });
}

SecondFactorState second_factor_state(Context& ctx) {
  const auto known = store::credentials(ctx.db(), ctx.actor.account);
  return {known && !known->totp_secret.empty(), store::recovery_codes(ctx.db(), ctx.actor.account).size()};
}

Result<std::vector<ApiToken>> api_tokens(Context& ctx, AccountId account) {
  if (!may_manage(ctx)) return only_administration();
  return store::api_tokens(ctx.db(), account);
}

Result<std::string> create_api_token(Context& ctx, AccountId account, std::string_view name) {
  if (!may_manage(ctx)) return only_administration();
  const std::string token = "kim_" + crypto::base64url(crypto::random_bytes(32));
  return ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    const auto owner = store::account(*tx, account);
    if (!owner) return failure(ErrorCode::not_found);
    if (!owner->integration)
      return failure(ErrorCode::invalid, tr("Zugriffsschlüssel gibt es nur für Konten einer Anbindung."));
    store::add_api_token(tx, ctx.new_id(), account, name, token_hash(token), ctx.now);
    note(ctx, tx, audit::Act::granted, "api_token", account.value(), {});
    return token;
  });
}

Result<void> end_api_token(Context& ctx, AccountId account, std::int64_t id) {
  if (!may_manage(ctx)) return only_administration();
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    if (store::end_api_token(tx, account, id, ctx.now) == 0) return failure(ErrorCode::not_found);
    note(ctx, tx, audit::Act::withdrawn, "api_token", account.value(), {});
    return {};
  });
}

}  // namespace kim::access
