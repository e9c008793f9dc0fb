#include "domain/access/account.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account_store.h"
#include "domain/access/session_parts.h"
#include "domain/audit/audit.h"
#include "platform/crypto/password.h"
#include "platform/forms/forms.h"

namespace kim::access {
namespace {

std::string context_of(std::string_view field, AccountId id) {
  return "account." + std::string(field) + ":" + std::to_string(id.value());
}

std::string opened(const crypto::Key& key, std::string_view field, AccountId id, const db::Bytes& sealed) {
  return sealed.data.empty() ? std::string() : key.open(context_of(field, id), sealed.data).value_or("");
}

AccountRow row_from(Context& ctx, const store::SealedAccount& sealed) {
  AccountRow row;
  row.id = sealed.id;
  row.version = sealed.version;
  row.has_second_factor = sealed.has_totp;
  row.locked_until = sealed.locked_until;
  row.value = {{},
               {},
               {},
               sealed.role,
               sealed.team,
               sealed.employer,
               sealed.body,
               sealed.language,
               sealed.active,
               sealed.integration};
  const auto key = ctx.services.keyring.subject_key(sealed.id.value(), sealed.wrapped_key);
  if (!key) return row;
  row.value.login = opened(*key, "login", sealed.id, sealed.login);
  row.value.name = opened(*key, "name", sealed.id, sealed.name);
  row.value.email = opened(*key, "email", sealed.id, sealed.email);
  return row;
}

store::SealedAccount seal(const crypto::Key& key, AccountId id, std::int64_t version, const Account& account) {
  store::SealedAccount sealed;
  sealed.id = id;
  sealed.version = version;
  sealed.login.data = key.seal(context_of("login", id), account.login);
  sealed.name.data = key.seal(context_of("name", id), account.name);
  sealed.email.data = key.seal(context_of("email", id), account.email);
  sealed.role = account.role;
  sealed.language = account.language;
  sealed.team = account.team;
  sealed.employer = account.employer;
  sealed.body = account.body;
  sealed.active = account.active;
  sealed.integration = account.integration;
  return sealed;
}

void note(Context& ctx, db::Tx& tx, audit::Act act, AccountId id, std::string_view words) {
  audit::append(tx, ctx.now,
                {.act = act,
                 .actor = ctx.actor.account,
                 .what = "account",
                 .record_id = id.value(),
                 .note = words,
                 .address = ctx.address});
}

/// The program itself (demo, `kim user`) acts without an account; everybody else needs the right.
bool may_manage(const Context& ctx) { return !ctx.actor.account || ctx.actor.may(Right::account_manage); }

std::unexpected<Error> not_allowed() { return failure(ErrorCode::refused, tr(info(Right::account_manage).refusal)); }

Error field_errors(std::vector<FieldError> fields) {
  return {ErrorCode::invalid, tr("Das Konto ist noch nicht gespeichert."), std::move(fields), {}};
}

Result<void> check(Context& ctx, db::Connection& db, const Account& account, AccountId id) {
  auto errors = forms::validate(account_record, &account, ctx.today());
  if (store::login_taken(db, login_token(ctx.services.keyring, account.login), id))
    errors.push_back({"login", tr("Diesen Anmeldenamen gibt es schon.")});
  if (!errors.empty()) return std::unexpected(field_errors(std::move(errors)));
  return {};
}

}  // namespace

std::string account_name(Context& ctx, AccountId id) {
  if (!id) return "KIM";
  if (id == ctx.actor.account) return ctx.actor.name;
  auto& name = ctx.account_names[id.value()];
  if (!name.empty()) return name;
  const auto sealed = store::account(ctx.db(), id);
  if (sealed) name = row_from(ctx, *sealed).value.name;
  if (name.empty()) name = tr("ehemaliges Konto");
  return name;
}

std::vector<AccountRow> accounts(Context& ctx, TeamId team) {
  std::vector<AccountRow> list;
  for (const auto& sealed : store::accounts(ctx.db(), team)) list.push_back(row_from(ctx, sealed));
  std::sort(list.begin(), list.end(), [](const AccountRow& a, const AccountRow& b) {
    return text::sort_key(a.value.name) < text::sort_key(b.value.name);
  });
  return list;
}

Result<AccountRow> find_account(Context& ctx, AccountId id) {
  const auto sealed = store::account(ctx.db(), id);
  if (!sealed) return failure(ErrorCode::not_found);
  return row_from(ctx, *sealed);
}

Result<AccountId> create_account(Context& ctx, const Account& account, std::string_view password, FirstPassword first) {
  if (!may_manage(ctx)) return not_allowed();
  if (auto fits = crypto::check_new_password(password, account.login, account.name); !fits)
    return std::unexpected(field_errors({{"password", fits.error().message}}));
  const std::string hash = crypto::hash_password(password);
  return ctx.transact([&](db::Tx& tx) -> Result<AccountId> {
    const AccountId id(ctx.new_id());
    TRY(check(ctx, *tx, account, id));
    const std::string wrapped = ctx.services.keyring.new_subject_key(id.value());
    const auto key = ctx.services.keyring.subject_key(id.value(), wrapped);
    CHECK(key.has_value());
    store::insert_subject(tx, id, wrapped, ctx.now);
    store::insert_account(tx, seal(*key, id, 1, account), login_token(ctx.services.keyring, account.login),
                          ctx.actor.account, ctx.now);
    store::set_password(tx, id, hash, ctx.now, first == FirstPassword::must_change);
    note(ctx, tx, audit::Act::created, id, "role=" + account.role);
    return id;
  });
}

Result<void> change_account(Context& ctx, AccountId id, std::int64_t version, const Account& account) {
  if (!may_manage(ctx)) return not_allowed();
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto before = store::account(*tx, id);
    if (!before) return failure(ErrorCode::not_found);
    if (id == ctx.actor.account && before->role != account.role)
      return std::unexpected(field_errors({{"role", tr("Die eigene Rolle kann niemand selbst ändern.")}}));
    if (id == ctx.actor.account && !account.active)
      return std::unexpected(field_errors({{"active", tr("Das eigene Konto kann niemand selbst sperren.")}}));
    TRY(check(ctx, *tx, account, id));
    const auto key = ctx.services.keyring.subject_key(id.value(), before->wrapped_key);
    if (!key) return failure(ErrorCode::not_found);
    if (store::update_account(tx, seal(*key, id, version, account), login_token(ctx.services.keyring, account.login),
                              ctx.actor.account, ctx.now) == 0)
      return failure(ErrorCode::conflict);
    if (!account.active || before->role != account.role || before->team != account.team) store::remove_sessions(tx, id);
    note(ctx, tx, audit::Act::changed, id, "role=" + account.role + " active=" + (account.active ? "1" : "0"));
    return {};
  });
}

Result<void> change_own_password(Context& ctx, std::string_view old_password, std::string_view new_password) {
  if (auto mine = confirm_password(ctx, old_password); !mine)
    return std::unexpected(field_errors({{"old_password", mine.error().message}}));
  if (auto fits = crypto::check_new_password(new_password, ctx.actor.login, ctx.actor.name); !fits)
    return std::unexpected(field_errors({{"new_password", fits.error().message}}));
  if (old_password == new_password)
    return std::unexpected(
        field_errors({{"new_password", tr("Das neue Passwort ist das bisherige. Wählen Sie ein anderes.")}}));
  const std::string hash = crypto::hash_password(new_password);
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::set_password(tx, ctx.actor.account, hash, ctx.now, false);
    store::remove_sessions(tx, ctx.actor.account, ctx.actor.session);
    note(ctx, tx, audit::Act::changed, ctx.actor.account, "password");
    return {};
  });
}

Result<void> reset_account(Context& ctx, AccountId id, std::string_view new_password) {
  if (!may_manage(ctx)) return not_allowed();
  const AccountRow account = TRY(find_account(ctx, id));
  if (auto fits = crypto::check_new_password(new_password, account.value.login, account.value.name); !fits)
    return std::unexpected(field_errors({{"password", fits.error().message}}));
  const std::string hash = crypto::hash_password(new_password);
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::set_password(tx, id, hash, ctx.now, true);
    store::clear_totp(tx, id);
    store::remove_recovery_codes(tx, id);
    store::set_failures(tx, id, 0, std::nullopt);
    store::remove_sessions(tx, id);
    note(ctx, tx, audit::Act::changed, id, "reset");
    return {};
  });
}

}  // namespace kim::access
