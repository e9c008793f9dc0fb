// Signing in and staying signed in, on both engines: delays, second factor, limits of sessions, what ends them, tokens.
#include "domain/access/session.h"

#include "domain/access/account.h"
#include "domain/access/real_world_test.h"

namespace kim::access {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using test::Who;

class Sessions : public testing::RealWorld {
 protected:
  /// Wrong passwords, one after the other; the last answer.
  ErrorCode fail(int times, std::string_view login = "kessler", std::string_view address = "10.0.0.1") {
    ErrorCode last{};
    for (int i = 0; i < times; ++i) last = sign_in_as(login, "falsch-falsch-falsch", address).error().code;
    return last;
  }
};
KIM_BOTH_ENGINES(Sessions);

// ---- password ----

TEST_P(Sessions, The_right_password_opens_a_session) {
  const auto signed_in = sign_in_as("kessler");
  ASSERT_TRUE(signed_in.has_value());
  EXPECT_FALSE(signed_in->second_factor_due);
  const auto session = found(signed_in->token);
  ASSERT_TRUE(session.has_value());
  EXPECT_EQ("Miriam Kessler", session->actor.name);
  EXPECT_EQ("full", session->stage);
  EXPECT_TRUE(session->second_factor_missing);
  EXPECT_EQ(app_.account(Who::kessler), app_.audit_entries("signed_in").at(0).actor);
  EXPECT_EQ("10.0.0.1", app_.audit_entries("signed_in").at(0).address);
}

TEST_P(Sessions, A_login_is_found_as_people_type_it) {
  for (const char* login : {"Kessler", " kessler ", "KESSLER"}) EXPECT_TRUE(sign_in_as(login).has_value()) << login;
  EXPECT_FALSE(sign_in_as("kesler").has_value());
}

TEST_P(Sessions, Wrong_password_and_unknown_login_look_the_same) {
  const auto wrong = sign_in_as("kessler", "falsch-falsch-falsch"),
             unknown = sign_in_as("niemand", "falsch-falsch-falsch");
  EXPECT_EQ(wrong.error().message, unknown.error().message);
  EXPECT_EQ(ErrorCode::invalid, unknown.error().code);
  EXPECT_EQ(2U, app_.audit_entries("sign_in_failed").size());
}

TEST_P(Sessions, Delays_grow_and_end_by_themselves_for_known_and_unknown_logins_alike) {
  for (const char* login : {"kessler", "niemand"}) {
    EXPECT_EQ(ErrorCode::invalid, fail(5, login, login)) << login;
    EXPECT_EQ(ErrorCode::refused, fail(1, login, login)) << login;  // 30 s
    app_.advance(minutes(1));
    EXPECT_EQ(ErrorCode::invalid, fail(1, login, login)) << login;  // 1 min
    EXPECT_EQ(ErrorCode::refused, fail(1, login, login)) << login;
    app_.advance(minutes(2));
    EXPECT_EQ(ErrorCode::invalid, fail(1, login, login)) << login;  // 2 min
    app_.advance(minutes(1));
    EXPECT_EQ(ErrorCode::refused, fail(1, login, login)) << login;
    app_.advance(minutes(2));
  }
  EXPECT_TRUE(sign_in_as("kessler", testing::password, "elsewhere").has_value());
  EXPECT_EQ(ErrorCode::invalid, fail(4));  // counted anew
}

TEST_P(Sessions, While_the_delay_runs_the_right_password_does_not_help_and_the_time_is_told) {
  fail(5);
  const auto locked = sign_in_as("kessler");
  ASSERT_FALSE(locked.has_value());
  EXPECT_NE(std::string::npos, locked.error().message.find("09:01 Uhr"));
  EXPECT_TRUE(sign_in_as("wittkamp").has_value());
}

TEST_P(Sessions, Many_logins_from_one_address_slow_it_down_and_are_forgotten_after_an_hour) {
  for (int i = 0; i < 50; ++i) fail(1, "niemand" + std::to_string(i));
  EXPECT_EQ(ErrorCode::refused, sign_in_as("kessler").error().code);
  EXPECT_TRUE(sign_in_as("kessler", testing::password, "10.0.0.2").has_value());
  app_.advance(minutes(62));
  EXPECT_TRUE(sign_in_as("kessler").has_value());
  EXPECT_EQ(ErrorCode::invalid, fail(1, "noch jemand"));
  EXPECT_EQ(2, app_.count("SELECT count(*) FROM sign_in_failure"));  // the old ones are gone
}

TEST_P(Sessions, Accounts_of_programs_and_locked_accounts_do_not_sign_in) {
  Context ctx = app_.context(Who::albers);
  Account program;
  program.login = "anbindung";
  program.name = "Anbindung";
  program.integration = true;
  ASSERT_TRUE(create_account(ctx, program, testing::password, FirstPassword::keep).has_value());
  EXPECT_EQ(ErrorCode::invalid, sign_in_as("anbindung").error().code);
  auto kessler = find_account(ctx, app_.account(Who::kessler)).value();
  kessler.value.active = false;
  ASSERT_TRUE(change_account(ctx, kessler.id, kessler.version, kessler.value).has_value());
  EXPECT_EQ(ErrorCode::invalid, sign_in_as("kessler").error().code);
}

// ---- second factor ----

TEST_P(Sessions, With_a_second_factor_the_password_opens_only_half) {
  set_up_factor("kessler");
  app_.advance(minutes(1));
  const auto half = sign_in_as("kessler");
  ASSERT_TRUE(half->second_factor_due);
  EXPECT_EQ("password", found(half->token)->stage);
  Context ctx = context_of(half->token);
  const auto whole = second_factor(ctx, code());
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ("full", found(whole->token)->stage);
  EXPECT_FALSE(found(half->token).has_value());  // a new token at each step up
}

TEST_P(Sessions, A_code_works_once) {
  set_up_factor("kessler");
  Context first = context_of(sign_in_as("kessler")->token);
  EXPECT_FALSE(second_factor(first, code()).has_value());  // used for the set-up
  app_.advance(minutes(1));
  Context second = context_of(sign_in_as("kessler")->token);
  ASSERT_TRUE(second_factor(second, code()).has_value());
  Context third = context_of(sign_in_as("kessler")->token);
  EXPECT_EQ(ErrorCode::invalid, second_factor(third, code()).error().code);
}

TEST_P(Sessions, A_recovery_code_works_once_as_typed_and_of_its_account_only) {
  const auto codes = set_up_factor("kessler");
  set_up_factor("wittkamp");
  ASSERT_EQ(10U, codes.size());
  Context other = context_of(sign_in_as("wittkamp")->token);
  EXPECT_FALSE(second_factor(other, codes[0]).has_value());
  std::string typed = codes[0];
  std::replace(typed.begin(), typed.end(), '-', ' ');
  std::transform(typed.begin(), typed.end(), typed.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  Context first = context_of(sign_in_as("kessler")->token);
  ASSERT_TRUE(second_factor(first, typed).has_value());
  Context again = context_of(sign_in_as("kessler")->token);
  EXPECT_FALSE(second_factor(again, codes[0]).has_value());
  EXPECT_EQ(9U, second_factor_state(again).recovery_codes);
  EXPECT_EQ(0, app_.count("SELECT count(*) FROM recovery_code WHERE length(hash) < 64"));
}

/// Whoever knows the password but not the phone must not get fresh attempts by signing in again.
TEST_P(Sessions, Signing_in_again_does_not_forget_wrong_codes) {
  set_up_factor("kessler");
  for (int i = 0; i < 4; ++i) {
    Context ctx = context_of(sign_in_as("kessler")->token);
    EXPECT_EQ(ErrorCode::invalid, second_factor(ctx, "000000").error().code) << i;
  }
  const std::string token = sign_in_as("kessler")->token;
  Context ctx = context_of(token);
  EXPECT_EQ(ErrorCode::invalid, second_factor(ctx, "000000").error().code);
  EXPECT_EQ(ErrorCode::refused, second_factor(ctx, code()).error().code);
  EXPECT_EQ(ErrorCode::refused, sign_in_as("kessler").error().code);
}

TEST_P(Sessions, The_secret_is_stored_sealed) {
  set_up_factor("kessler");
  const auto stored =
      app_.database().read()->first("SELECT totp_secret FROM account WHERE id = $1", {app_.account(Who::kessler)},
                                    [](const db::Row& row) { return std::string(row.bytes(0)); });
  EXPECT_EQ(std::string::npos, stored->find(secret_));
  EXPECT_GT(stored->size(), secret_.size());
}

TEST_P(Sessions, A_wrong_first_code_sets_up_nothing) {
  Context ctx = context_of(sign_in_as("kessler")->token);
  EXPECT_EQ("code", enable_second_factor(ctx, secret_, "000000").error().fields.at(0).field);
  EXPECT_FALSE(second_factor_state(ctx).set_up);
}

TEST_P(Sessions, In_the_demo_world_the_second_factor_is_not_asked) {
  set_up_factor("kessler");
  const auto demo = sign_in(app_.services(), "kessler", testing::password, "10.0.0.1");
  EXPECT_FALSE(demo->second_factor_due);
  EXPECT_EQ("full", found(demo->token)->stage);
}

// ---- limits and ends ----

TEST_P(Sessions, A_session_ends_an_hour_after_its_last_use) {
  const std::string token = sign_in_as("kessler")->token;
  app_.advance(minutes(59));
  auto session = found(token);
  ASSERT_TRUE(session.has_value());
  touch_session(services_, *session);
  EXPECT_EQ(app_.now() + session_idle_limit, session->ends_at);
  app_.advance(minutes(59));
  EXPECT_TRUE(found(token).has_value());
  app_.advance(minutes(1));
  EXPECT_FALSE(found(token).has_value());
}

TEST_P(Sessions, After_ten_hours_use_does_not_help) {
  const std::string token = sign_in_as("kessler")->token;
  for (int i = 0; i < 11; ++i) {
    app_.advance(minutes(54));
    auto session = found(token);
    ASSERT_TRUE(session.has_value()) << i;
    touch_session(services_, *session);
  }
  EXPECT_EQ(minutes(6), found(token)->ends_at - app_.now());
  app_.advance(minutes(6));
  EXPECT_FALSE(found(token).has_value());
}

TEST_P(Sessions, Use_is_written_at_most_once_a_minute) {
  const std::string token = sign_in_as("kessler")->token;
  app_.advance(minutes(2));
  auto session = *found(token);
  session.seen_at = app_.now() - std::chrono::seconds(59);
  touch_session(services_, session);
  EXPECT_EQ(app_.now() - minutes(2), found(token)->seen_at);
  session.seen_at = app_.now() - std::chrono::seconds(60);
  touch_session(services_, session);
  EXPECT_EQ(app_.now(), found(token)->seen_at);
}

TEST_P(Sessions, Signing_out_ends_this_session_or_all) {
  const std::string one = sign_in_as("kessler")->token, two = sign_in_as("kessler")->token,
                    other = sign_in_as("wittkamp")->token;
  Context ctx = context_of(one);
  EXPECT_EQ(2U, sessions(ctx).size());
  sign_out(ctx);
  EXPECT_FALSE(found(one).has_value());
  EXPECT_TRUE(found(two).has_value());
  Context second = context_of(two);
  sign_out_everywhere(second);
  EXPECT_FALSE(found(two).has_value());
  EXPECT_TRUE(found(other).has_value());
  EXPECT_EQ(2U, app_.audit_entries("signed_out").size());
}

TEST_P(Sessions, Sessions_that_ran_out_vanish_at_the_next_sign_in) {
  (void)sign_in_as("kessler");
  app_.advance(hours(2));
  Context ctx = context_of(sign_in_as("kessler")->token);
  EXPECT_EQ(1U, sessions(ctx).size());
  EXPECT_EQ(1, app_.count("SELECT count(*) FROM session"));
}

TEST_P(Sessions, A_token_that_was_never_given_is_nobody) {
  EXPECT_FALSE(found("").has_value());
  EXPECT_FALSE(found("kim").has_value());
  EXPECT_EQ(0, app_.count("SELECT count(*) FROM session WHERE length(token_hash) <> 32"));
}

TEST_P(Sessions, Theme_and_language_stay_with_the_account) {
  Context ctx = context_of(sign_in_as("kessler")->token);
  set_theme(ctx, "dark");
  ASSERT_TRUE(set_language(ctx, "en").has_value());
  EXPECT_FALSE(set_language(ctx, "fr").has_value());
  sign_out(ctx);
  const auto later = found(sign_in_as("kessler")->token);
  EXPECT_EQ("dark", later->theme);
  EXPECT_EQ(i18n::Language::en, later->actor.language);
}

// ---- tokens of the API ----

class ApiTokens : public Sessions {
 protected:
  AccountId program() {
    Context ctx = app_.context(Who::albers);
    Account account;
    account.login = "anbindung";
    account.name = "Terminabgleich";
    account.integration = true;
    return create_account(ctx, account, testing::password, FirstPassword::keep).value();
  }
  std::optional<Found> by_token(std::string_view token) {
    return find_api_token(services_, *app_.database().read(), token);
  }
};
KIM_BOTH_ENGINES(ApiTokens);

TEST_P(ApiTokens, A_token_stands_for_its_account_until_it_is_ended) {
  const AccountId id = program();
  Context ctx = app_.context(Who::albers);
  const std::string token = create_api_token(ctx, id, "Termine").value();
  ASSERT_TRUE(by_token(token).has_value());
  EXPECT_EQ("Terminabgleich", by_token(token)->actor.name);
  EXPECT_FALSE(found(token).has_value());
  const auto list = api_tokens(ctx, id).value();
  ASSERT_EQ(1U, list.size());
  EXPECT_EQ("Termine", list[0].name);
  EXPECT_EQ(ErrorCode::not_found, end_api_token(ctx, app_.account(Who::kessler), list[0].id).error().code);
  ASSERT_TRUE(end_api_token(ctx, id, list[0].id).has_value());
  EXPECT_FALSE(by_token(token).has_value());
  EXPECT_EQ("api_token", app_.audit_entries("withdrawn").at(0).what);
}

TEST_P(ApiTokens, A_token_outlives_the_day_and_writes_no_session) {
  Context ctx = app_.context(Who::albers);
  const std::string token = create_api_token(ctx, program(), "Termine").value();
  app_.advance(hours(24 * 30));
  auto found_now = by_token(token);
  ASSERT_TRUE(found_now.has_value());
  touch_session(services_, *found_now);
  EXPECT_NE(app_.now(), found_now->seen_at);
}

TEST_P(ApiTokens, People_get_none_and_only_the_administration_gives_them) {
  Context ctx = app_.context(Who::albers);
  EXPECT_EQ(ErrorCode::invalid, create_api_token(ctx, app_.account(Who::kessler), "x").error().code);
  EXPECT_EQ(ErrorCode::not_found, create_api_token(ctx, AccountId(4711), "x").error().code);
  const AccountId id = program();
  Context kessler = app_.context(Who::kessler);
  EXPECT_EQ(ErrorCode::refused, create_api_token(kessler, id, "x").error().code);
  EXPECT_EQ(ErrorCode::refused, api_tokens(kessler, id).error().code);
  EXPECT_EQ(ErrorCode::refused, end_api_token(kessler, id, 1).error().code);
}

TEST_P(ApiTokens, A_locked_account_answers_no_more) {
  Context ctx = app_.context(Who::albers);
  const AccountId id = program();
  const std::string token = create_api_token(ctx, id, "Termine").value();
  auto row = find_account(ctx, id).value();
  row.value.active = false;
  ASSERT_TRUE(change_account(ctx, id, row.version, row.value).has_value());
  EXPECT_FALSE(by_token(token).has_value());
}

}  // namespace
}  // namespace kim::access
