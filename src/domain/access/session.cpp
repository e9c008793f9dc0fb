// What a session or token stands for, how long it lasts, and how it ends. What it is not: proving who one is (sign_in.cpp).
#include "domain/access/session.h"

#include <algorithm>
#include <cctype>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/session_parts.h"

namespace kim::access {
namespace {

using std::chrono::minutes;

constexpr minutes touched_at_most{1};

std::string open_text(const crypto::Key& key, std::string_view field, AccountId id, std::string_view sealed) {
  return key.open("account." + std::string(field) + ":" + std::to_string(id.value()), sealed).value_or("");
}

std::optional<Role> role_from(std::string_view code) {
  for (const RoleInfo& role : roles())
    if (role.code == code) return role.role;
  return std::nullopt;
}

Moment end_of(Moment created_at, Moment seen_at) {
  return std::min(seen_at + session_idle_limit, created_at + session_absolute_limit);
}

Actor actor_from(const store::SessionData& data, const crypto::Key& key, Role role) {
  return {data.account,
          data.id,
          open_text(key, "login", data.account, data.login.data),
          open_text(key, "name", data.account, data.name.data),
          role,
          data.team,
          data.team_name,
          data.employer,
          data.body,
          data.language == "en" ? i18n::Language::en : i18n::Language::de,
          data.integration};
}

std::optional<Found> found_from(const Services& services, const store::SessionData& data) {
  const auto key = services.keyring.subject_key(data.account.value(), data.wrapped_key);
  const auto role = role_from(data.role);
  if (!key || !role || !data.active) return std::nullopt;
  Found found;
  found.actor = actor_from(data, *key, *role);
  found.csrf = data.csrf;
  found.theme = data.theme;
  found.stage = data.stage;
  found.must_change_password = data.must_change;
  found.second_factor_missing = !data.has_totp && !services.demo;
  found.created_at = data.created_at;
  found.seen_at = data.seen_at;
  found.ends_at = end_of(data.created_at, data.seen_at);
  return found;
}

void end_sessions(Context& ctx, std::string_view words, void (*end)(Context& ctx, db::Tx& tx)) {
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    end(ctx, tx);
    note_session(tx, ctx.now, audit::Act::signed_out, ctx.actor.account, words, ctx.address);
    return {};
  });
  CHECK(done.has_value());
}

}  // namespace

db::Bytes token_hash(std::string_view token) { return {crypto::sha256(token)}; }

std::int64_t login_token(const crypto::Keyring& keyring, std::string_view login) {
  std::string typed(text::trim(login));
  for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return keyring.token("login", typed);
}

std::string start_session(const Services& services, db::Tx& tx, AccountId account, std::string_view stage) {
  const std::string token = crypto::base64url(crypto::random_bytes(32));
  const std::string csrf = crypto::base64url(crypto::random_bytes(24));
  store::add_session(tx, SessionId(services.ids.next()), token_hash(token), account, services.clock(), stage, csrf);
  return token;
}

void note_session(db::Tx& tx, Moment now, audit::Act act, AccountId account, std::string_view words,
                  std::string_view address) {
  audit::append(tx, now,
                {.act = act,
                 .actor = account,
                 .what = "session",
                 .record_id = account.value(),
                 .note = words,
                 .address = address});
}

std::string session_cookie_name(bool secure) { return secure ? "__Host-kim" : "kim"; }

std::optional<Found> find_session(const Services& services, db::Connection& db, std::string_view token) {
  if (token.empty()) return std::nullopt;
  const auto data = store::session_by_token(db, token_hash(token));
  if (!data) return std::nullopt;
  auto found = found_from(services, *data);
  if (!found || found->ends_at <= services.clock()) return std::nullopt;
  return found;
}

std::optional<Found> find_api_token(const Services& services, db::Connection& db, std::string_view token) {
  if (token.empty()) return std::nullopt;
  const auto data = store::api_token(db, token_hash(token));
  return data && data->integration ? found_from(services, *data) : std::nullopt;
}

void touch_session(const Services& services, Found& found) {
  const Moment now = services.clock();
  if (found.actor.integration || now - found.seen_at < touched_at_most) return;
  const auto done = services.database.transact([&](db::Tx& tx) -> Result<void> {
    store::set_seen(tx, found.actor.session, now);
    tx.technical("session last used");
    return {};
  });
  CHECK(done.has_value());
  found.seen_at = now;
  found.ends_at = end_of(found.created_at, now);
}

void sign_out(Context& ctx) {
  end_sessions(ctx, "", [](Context& c, db::Tx& tx) { store::remove_session(tx, c.actor.session); });
}

void sign_out_everywhere(Context& ctx) {
  end_sessions(ctx, "everywhere", [](Context& c, db::Tx& tx) { store::remove_sessions(tx, c.actor.account); });
}

void set_theme(Context& ctx, std::string_view theme) {
  const auto done = ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::set_theme(tx, ctx.actor.account, theme);
    tx.technical("theme of the account");
    return {};
  });
  CHECK(done.has_value());
}

Result<void> set_language(Context& ctx, std::string_view language) {
  if (language != "de" && language != "en")
    return std::unexpected(Error{ErrorCode::invalid, {}, {{"language", tr("Wählen Sie eine Sprache.")}}, {}});
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    store::set_language(tx, ctx.actor.account, language);
    tx.technical("language of the account's pages");
    return {};
  });
}

std::vector<SessionRow> sessions(Context& ctx) {
  auto rows = store::sessions(ctx.db(), ctx.actor.account, ctx.actor.session);
  std::erase_if(rows, [&](const SessionRow& row) { return end_of(row.created_at, row.seen_at) <= ctx.now; });
  return rows;
}

}  // namespace kim::access
