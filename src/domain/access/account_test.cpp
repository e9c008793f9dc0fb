// Accounts on both engines: who makes and changes them, passwords, what a change ends, what lies on disk.
#include "domain/access/account.h"

#include "domain/access/real_world_test.h"

namespace kim::access {
namespace {

using test::Who;

class Accounts : public testing::RealWorld {
 protected:
  static Account nguyen() {
    Account account;
    account.login = "nguyen";
    account.name = "Linh Nguyen";
    account.team = test::team_1;
    account.employer = test::body_kreis;
    return account;
  }
  AccountRow row(Who who) {
    Context ctx = app_.context(Who::albers);
    return find_account(ctx, app_.account(who)).value();
  }
  Result<void> change(Who who, const std::function<void(Account&)>& edit) {
    Context ctx = app_.context(Who::albers);
    AccountRow before = row(who);
    edit(before.value);
    return change_account(ctx, before.id, before.version, before.value);
  }
};
KIM_BOTH_ENGINES(Accounts);

TEST_P(Accounts, Only_the_administration_makes_accounts) {
  for (const Who who : {Who::kessler, Who::brandt, Who::peters, Who::vogt, Who::reuter}) {
    Context ctx = app_.context(who);
    EXPECT_EQ(ErrorCode::refused, create_account(ctx, nguyen(), testing::password).error().code);
    EXPECT_EQ(ErrorCode::refused, change_account(ctx, app_.account(Who::kessler), 1, nguyen()).error().code);
    EXPECT_EQ(ErrorCode::refused, reset_account(ctx, app_.account(Who::kessler), testing::password).error().code);
  }
  Context ctx = app_.context(Who::albers);
  const auto id = create_account(ctx, nguyen(), testing::password);
  ASSERT_TRUE(id.has_value());
  const auto entry = app_.audit_entries("created").at(0);
  EXPECT_EQ("account", entry.what);
  EXPECT_EQ(id->value(), entry.record_id);
  EXPECT_EQ(app_.account(Who::albers), entry.actor);
}

TEST_P(Accounts, The_first_password_must_be_changed) {
  Context ctx = app_.context(Who::albers);
  ASSERT_TRUE(create_account(ctx, nguyen(), testing::password).has_value());
  EXPECT_TRUE(sign_in_as("nguyen")->must_change_password);
}

TEST_P(Accounts, What_does_not_fit_is_named) {
  struct Case {
    const char* what;
    std::function<void(Account&)> edit;
    std::string password, field;
  };
  const std::string good(testing::password);
  const Case cases[] = {
      {"login taken", [](Account& a) { a.login = "Kessler"; }, good, "login"},
      {"no login", [](Account& a) { a.login.clear(); }, good, "login"},
      {"login too long", [](Account& a) { a.login = std::string(61, 'x'); }, good, "login"},
      {"no name", [](Account& a) { a.name.clear(); }, good, "name"},
      {"unknown role", [](Account& a) { a.role = "king"; }, good, "role"},
      {"bidi in the name", [](Account& a) { a.name = "Linh\u202E Nguyen"; }, good, "name"},
      {"short password", [](Account&) {}, "elfzeichen!", "password"},
      {"common password", [](Account&) {}, "passwort1234", "password"},
      {"name as password", [](Account&) {}, "nguyennguyen", "password"},
  };
  Context ctx = app_.context(Who::albers);
  for (const Case& c : cases) {
    Account account = nguyen();
    c.edit(account);
    const auto refused = create_account(ctx, account, c.password);
    ASSERT_FALSE(refused.has_value()) << c.what;
    EXPECT_EQ(c.field, refused.error().fields.at(0).field) << c.what;
  }
}

TEST_P(Accounts, A_new_role_team_or_lock_ends_the_sessions_and_a_new_address_does_not) {
  struct Case {
    const char* what;
    std::function<void(Account&)> edit;
    bool ends;
  };
  const Case cases[] = {
      {"mail", [](Account& a) { a.email = "miriam@example.org"; }, false},
      {"team", [](Account& a) { a.team = test::team_2; }, true},
      {"role", [](Account& a) { a.role = "coordination"; }, true},
      {"lock", [](Account& a) { a.active = false; }, true},
  };
  for (const Case& c : cases) {
    const auto signed_in = sign_in_as("kessler");
    ASSERT_TRUE(signed_in.has_value()) << c.what;
    ASSERT_TRUE(change(Who::kessler, c.edit).has_value()) << c.what;
    EXPECT_EQ(c.ends, !found(signed_in->token).has_value()) << c.what;
  }
}

TEST_P(Accounts, Nobody_gives_oneself_another_role_or_locks_oneself_out) {
  EXPECT_EQ("role", change(Who::albers, [](Account& a) { a.role = "case_management"; }).error().fields.at(0).field);
  EXPECT_EQ("active", change(Who::albers, [](Account& a) { a.active = false; }).error().fields.at(0).field);
  EXPECT_TRUE(change(Who::albers, [](Account& a) { a.email = "nils@example.org"; }).has_value());
}

TEST_P(Accounts, A_stale_version_changes_nothing) {
  Context ctx = app_.context(Who::albers);
  const AccountRow before = row(Who::kessler);
  ASSERT_TRUE(change(Who::kessler, [](Account& a) { a.name = "Miriam Neu"; }).has_value());
  EXPECT_EQ(ErrorCode::conflict, change_account(ctx, before.id, before.version, before.value).error().code);
  EXPECT_EQ("Miriam Neu", row(Who::kessler).value.name);
}

TEST_P(Accounts, The_own_password_is_changed_by_who_knows_the_old_one) {
  const std::string here = sign_in_as("kessler")->token, there = sign_in_as("kessler")->token;
  Context ctx = context_of(here);
  EXPECT_EQ("old_password",
            change_own_password(ctx, "falsch-falsch-falsch", "Neue-Laterne-am-Weg").error().fields.at(0).field);
  EXPECT_EQ("new_password", change_own_password(ctx, testing::password, "kurz").error().fields.at(0).field);
  EXPECT_EQ("new_password", change_own_password(ctx, testing::password, testing::password).error().fields.at(0).field);
  ASSERT_TRUE(change_own_password(ctx, testing::password, "Neue-Laterne-am-Weg").has_value());
  EXPECT_TRUE(found(here).has_value());
  EXPECT_FALSE(found(there).has_value());
  EXPECT_FALSE(sign_in_as("kessler").has_value());
  EXPECT_TRUE(sign_in_as("kessler", "Neue-Laterne-am-Weg").has_value());
}

TEST_P(Accounts, Guessing_the_old_password_with_a_found_session_is_delayed_too) {
  Context ctx = context_of(sign_in_as("kessler")->token);
  for (int i = 0; i < 5; ++i)
    EXPECT_FALSE(change_own_password(ctx, "falsch-falsch-falsch", "Neue-Laterne-am-Weg").has_value());
  EXPECT_FALSE(change_own_password(ctx, testing::password, "Neue-Laterne-am-Weg").has_value());
}

TEST_P(Accounts, A_reset_gives_a_first_password_and_takes_the_second_factor) {
  const auto codes = set_up_factor("kessler");
  const std::string token = sign_in_as("kessler")->token;
  Context ctx = app_.context(Who::albers);
  ASSERT_TRUE(reset_account(ctx, app_.account(Who::kessler), "Erstes-Passwort-77").has_value());
  EXPECT_FALSE(found(token).has_value());
  const auto fresh = sign_in_as("kessler", "Erstes-Passwort-77");
  ASSERT_TRUE(fresh.has_value());
  EXPECT_TRUE(fresh->must_change_password);
  EXPECT_FALSE(fresh->second_factor_due);
  EXPECT_EQ(0, app_.count("SELECT count(*) FROM recovery_code"));
  EXPECT_EQ("reset", app_.audit_entries("changed").at(0).note);
}

TEST_P(Accounts, Names_and_logins_are_not_readable_on_disk) {
  app_.database().read()->each("SELECT login, name, email FROM account", {}, [](const db::Row& one) {
    for (int column = 0; column < 3; ++column)
      for (const char* word : {"kessler", "Miriam", "Wittkamp", "brandt"})
        EXPECT_EQ(std::string_view::npos, one.bytes(column).find(word)) << word;
  });
}

TEST_P(Accounts, Names_are_told_by_name_and_nobody_is_kim) {
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ("KIM", account_name(ctx, {}));
  EXPECT_EQ("Jonas Wittkamp", account_name(ctx, app_.account(Who::wittkamp)));
  EXPECT_EQ("ehemaliges Konto", account_name(ctx, AccountId(4711)));
  const auto team = accounts(ctx, test::team_1);
  ASSERT_EQ(2U, team.size());
  EXPECT_EQ("Jonas Wittkamp", team[0].value.name);
}

}  // namespace
}  // namespace kim::access
