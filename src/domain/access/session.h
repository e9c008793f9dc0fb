// Signing in and staying signed in: password, second factor, sessions, API tokens. Rules: law.md IT-06, IT-07, IT-12;
// ASVS 7.3 (idle and absolute limit). What it is not: pages.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/access/context.h"

namespace kim::access {

inline constexpr std::chrono::minutes session_idle_limit{60};
inline constexpr std::chrono::hours session_absolute_limit{10};

/// Cookie names. `__Host-` needs TLS; without it (loopback, demo) the plain name is used.
[[nodiscard]] std::string session_cookie_name(bool secure);

struct SignedIn {
  std::string token;       // goes into the cookie, nowhere else
  bool second_factor_due;  // then only the code page is open
  bool must_change_password;
};
/// Checks login and password. One error sentence and one duration for every failure, whether the account exists or not;
/// growing delay per login and per address. Writes signed_in or sign_in_failed. Failures are forgotten only when the
/// sign-in is complete. Errors: invalid (wrong), refused (locked; says until when).
[[nodiscard]] Result<SignedIn> sign_in(const Services& services, std::string_view login, std::string_view password,
                                       std::string_view address);
/// Second step: a TOTP or recovery code, each good once. Gives a new token (the old one ends). Errors: invalid, refused
/// (locked).
[[nodiscard]] Result<SignedIn> second_factor(Context& ctx, std::string_view code);

/// What a token stands for; nullopt if unknown, idle too long, too old, or the account is no longer active.
struct Found {
  Actor actor;
  std::string csrf, theme;
  std::string stage;  // "password" or "full"
  bool must_change_password = false;
  bool second_factor_missing = false;  // none set up yet, and not a demo
  Moment created_at{}, seen_at{};
  Moment ends_at{};  // idle end, at most the absolute end
};
[[nodiscard]] std::optional<Found> find_session(const Services& services, db::Connection& db, std::string_view token);
[[nodiscard]] std::optional<Found> find_api_token(const Services& services, db::Connection& db, std::string_view token);
/// Notes that the session was used and moves its end; writes at most once a minute. Tokens of an API have no end.
void touch_session(const Services& services, Found& found);

void sign_out(Context& ctx);
/// Ends all sessions of the actor's account, this one too ("überall abmelden").
void sign_out_everywhere(Context& ctx);
/// "light", "dark" or "" (as the device says). Stays with the account.
void set_theme(Context& ctx, std::string_view theme);
/// Language of the pages: "de" or "en". Error: invalid.
[[nodiscard]] Result<void> set_language(Context& ctx, std::string_view language);
/// Whether it is the actor's password; a mistake counts like one at sign-in. For acts that need a fresh proof.
[[nodiscard]] Result<void> confirm_password(Context& ctx, std::string_view password);

struct SessionRow {
  SessionId id;
  Moment created_at, seen_at;
  bool current;
};
/// Running sessions of the actor, the last used first.
[[nodiscard]] std::vector<SessionRow> sessions(Context& ctx);

/// Stores a new second factor after its first code was right; returns ten recovery codes, shown once. The caller has made
/// sure that the sign-in is complete, and that whoever replaces a second factor knows the password.
[[nodiscard]] Result<std::vector<std::string>> enable_second_factor(Context& ctx, std::string_view secret,
                                                                    std::string_view code);

struct SecondFactorState {
  bool set_up = false;
  std::size_t recovery_codes = 0;  // still unused
};
[[nodiscard]] SecondFactorState second_factor_state(Context& ctx);

struct ApiToken {
  std::int64_t id;
  std::string name;
  Moment created_at;
  std::optional<Moment> ended_at;
};
/// Tokens of an account, newest first. Needs account_manage (refused).
[[nodiscard]] Result<std::vector<ApiToken>> api_tokens(Context& ctx, AccountId account);
/// A new token for an integration account; returned once. Needs account_manage. Error: not_found, invalid.
[[nodiscard]] Result<std::string> create_api_token(Context& ctx, AccountId account, std::string_view name);
/// Ends a token of that account. Needs account_manage. Errors: refused, not_found.
[[nodiscard]] Result<void> end_api_token(Context& ctx, AccountId account, std::int64_t id);

}  // namespace kim::access
