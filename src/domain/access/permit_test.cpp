// Permits on both engines: who reaches which person and case, from the first contact to the erased key.
#include "domain/access/permit.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace kim::access {
namespace {

using test::Who;

class Permits : public testing::TestWithParam<db::Engine> {
 protected:
  template <class F>
  auto write(Context& ctx, F&& act) {
    return ctx.transact([&](db::Tx& tx) {
      tx.technical("test");
      return act(tx);
    });
  }
  Result<SubjectId> create_person(Who who, Right right = Right::person_write) {
    Context ctx = app_.context(who);
    return write(ctx, [&](db::Tx& tx) -> Result<SubjectId> {
      return TRY(create_subject(ctx, tx, SubjectId(ctx.new_id()), right)).subject();
    });
  }
  Result<CaseId> open_case(Who who, SubjectId person, Path path = Path::regional) {
    Context ctx = app_.context(who);
    return write(ctx, [&](db::Tx& tx) -> Result<CaseId> {
      const auto permit = TRY(permit_subject(ctx, tx, person, Right::person_write));
      return TRY(create_case(ctx, tx, CaseId(ctx.new_id()), permit, path)).case_id();
    });
  }
  std::string asked(Who who, CaseId id, Right right, Closed closed = Closed::refuse) {
    Context ctx = app_.context(who);
    const auto permit = permit_case(ctx, id, right, closed);
    return permit ? "granted" : word(permit.error().code);
  }
  std::string asked(Who who, SubjectId id, Right right) {
    Context ctx = app_.context(who);
    const auto permit = permit_subject(ctx, id, right);
    return permit ? "granted" : word(permit.error().code);
  }
  static std::string word(ErrorCode code) {
    switch (code) {
      case ErrorCode::not_found: return "not found";
      case ErrorCode::refused: return "refused";
      case ErrorCode::blocked: return "blocked";
      case ErrorCode::conflict: return "conflict";
      default: return "other";
    }
  }
  template <class F>
  void set(F&& act) {
    Context program(app_.services(), {});
    ASSERT_TRUE(write(program, [&](db::Tx& tx) -> Result<void> {
                  act(tx);
                  return {};
                }).has_value());
  }
  Result<void> hand_to(Who from, CaseId id, Who to) {
    Context ctx = app_.context(from);
    return write(ctx, [&](db::Tx& tx) -> Result<void> {
      const auto permit = TRY(permit_case(ctx, tx, id, Right::case_write));
      return hand_over(ctx, tx, permit, app_.account(to));
    });
  }

  test::TestApp app_{GetParam(), {}};
};
KIM_BOTH_ENGINES(Permits);

TEST_P(Permits, A_person_is_seen_in_the_team_and_nowhere_else) {
  const auto id = create_person(Who::kessler).value();
  struct Case {
    Who who;
    const char* read;
  };
  const Case cases[] = {{Who::kessler, "granted"},  {Who::wittkamp, "granted"}, {Who::sommer, "not found"},
                        {Who::lange, "not found"},  {Who::brandt, "not found"}, {Who::albers, "not found"},
                        {Who::peters, "not found"}, {Who::yildiz, "not found"}, {Who::vogt, "not found"},
                        {Who::reuter, "not found"}};
  for (const Case& c : cases) EXPECT_EQ(c.read, asked(c.who, id, Right::person_read)) << static_cast<int>(c.who);
  EXPECT_EQ("not found", asked(Who::kessler, SubjectId(4711), Right::person_read));
}

TEST_P(Permits, Who_creates_a_person_gives_team_and_controller) {
  const auto id = create_person(Who::sommer).value();
  Context ctx = app_.context(Who::sommer);
  const auto permit = permit_subject(ctx, id, Right::person_read);
  EXPECT_EQ(test::team_2, permit->team());
  EXPECT_EQ(test::body_stadt, permit->controller());
  EXPECT_EQ("refused", word(create_person(Who::brandt).error().code));
}

TEST_P(Permits, An_account_without_employer_creates_nothing_and_is_told_why) {
  set([](db::Tx& tx) { tx->run("UPDATE account SET employer_id = NULL"); });
  const auto refused = create_person(Who::kessler);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(ErrorCode::refused, refused.error().code);
  EXPECT_NE(std::string::npos, refused.error().message.find("Anstellungsträger"));
}

TEST_P(Permits, The_one_who_opens_the_case_is_responsible) {
  const auto id = open_case(Who::kessler, create_person(Who::kessler).value()).value();
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::case_write));
  EXPECT_EQ("granted", asked(Who::wittkamp, id, Right::case_contact));
  EXPECT_EQ("refused", asked(Who::wittkamp, id, Right::case_write));
  EXPECT_EQ("not found", asked(Who::sommer, id, Right::case_read));
  EXPECT_EQ("not found", asked(Who::peters, id, Right::blocked_case_read));
  Context ctx = app_.context(Who::wittkamp);
  const auto permit = permit_case(ctx, id, Right::case_read);
  EXPECT_EQ(app_.account(Who::kessler), permit->responsible());
  EXPECT_FALSE(permit->may_write());
  EXPECT_TRUE(permit->may_contact());
}

TEST_P(Permits, A_person_has_one_open_case_a_path) {
  const auto person = create_person(Who::kessler).value();
  const auto first = open_case(Who::kessler, person).value();
  EXPECT_EQ("conflict", word(open_case(Who::kessler, person).error().code));
  EXPECT_TRUE(open_case(Who::kessler, person, Path::uma).has_value());
  set([&](db::Tx& tx) { close_case(tx, first); });
  EXPECT_TRUE(open_case(Who::kessler, person).has_value());
}

TEST_P(Permits, A_withdrawal_closes_every_door_but_consent_and_the_privacy_office) {
  const auto person = create_person(Who::kessler).value();
  const auto id = open_case(Who::kessler, person).value();
  set([&](db::Tx& tx) { block_cases(tx, person); });
  EXPECT_EQ("blocked", asked(Who::kessler, id, Right::case_read));
  EXPECT_EQ("blocked", asked(Who::wittkamp, id, Right::case_read));
  EXPECT_EQ("blocked", asked(Who::kessler, person, Right::person_read));
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::consent_write));
  EXPECT_EQ("granted", asked(Who::peters, id, Right::blocked_case_read));
  EXPECT_EQ("not found", asked(Who::sommer, id, Right::case_read));
  set([&](db::Tx& tx) { unblock_cases(tx, person); });
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::case_write));
}

TEST_P(Permits, A_closed_case_is_read_and_only_re_opened) {
  const auto id = open_case(Who::kessler, create_person(Who::kessler).value()).value();
  set([&](db::Tx& tx) { close_case(tx, id); });
  EXPECT_EQ("granted", asked(Who::wittkamp, id, Right::case_read));
  EXPECT_EQ("refused", asked(Who::kessler, id, Right::case_write));
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::case_write, Closed::allow));
  set([&](db::Tx& tx) { reopen_case(tx, id); });
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::case_write));
}

TEST_P(Permits, After_a_handover_the_other_one_is_responsible_and_no_moment_is_without) {
  const auto id = open_case(Who::kessler, create_person(Who::kessler).value()).value();
  app_.advance(std::chrono::minutes(10));
  ASSERT_TRUE(hand_to(Who::kessler, id, Who::sommer).has_value());
  EXPECT_EQ("granted", asked(Who::sommer, id, Right::case_write));
  EXPECT_EQ("refused", asked(Who::kessler, id, Right::case_write));
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::case_read));
  Context ctx = app_.context(Who::sommer);
  const auto lines = assignments(ctx, id);
  ASSERT_EQ(2U, lines.size());
  EXPECT_EQ("Miriam Kessler", lines[0].account_name);
  EXPECT_EQ(lines[0].until, lines[1].from);
  EXPECT_FALSE(lines[1].until.has_value());
  EXPECT_EQ("granted", app_.audit_entries("granted").at(0).act);
  EXPECT_EQ(app_.account(Who::kessler), app_.audit_entries("granted").at(0).actor);
}

TEST_P(Permits, A_case_is_handed_only_to_somebody_who_does_casework) {
  const auto id = open_case(Who::kessler, create_person(Who::kessler).value()).value();
  for (const Who who : {Who::kessler, Who::brandt, Who::albers, Who::yildiz, Who::vogt})
    EXPECT_FALSE(hand_to(Who::kessler, id, who).has_value()) << static_cast<int>(who);
  set([&](db::Tx& tx) { tx->run("UPDATE account SET active = 0 WHERE id = $1", {app_.account(Who::wittkamp)}); });
  EXPECT_FALSE(hand_to(Who::kessler, id, Who::wittkamp).has_value());
  EXPECT_EQ("granted", asked(Who::kessler, id, Right::case_write));
}

TEST_P(Permits, A_deputy_works_until_the_last_day_and_not_after) {
  const auto id = open_case(Who::kessler, create_person(Who::kessler).value()).value();
  Context ctx = app_.context(Who::kessler);
  const auto deputise = [&](Who who, Day until) {
    return write(ctx, [&](db::Tx& tx) -> Result<void> {
      const auto permit = TRY(permit_case(ctx, tx, id, Right::case_write));
      return add_deputy(ctx, tx, permit, app_.account(who), until);
    });
  };
  EXPECT_FALSE(deputise(Who::sommer, app_.today() - std::chrono::days(1)).has_value());
  EXPECT_FALSE(deputise(Who::kessler, app_.today()).has_value());
  EXPECT_FALSE(deputise(Who::albers, app_.today()).has_value());
  ASSERT_TRUE(deputise(Who::sommer, app_.today() + std::chrono::days(1)).has_value());
  EXPECT_EQ("granted", asked(Who::sommer, id, Right::case_write));
  app_.advance(std::chrono::hours(38));  // 26.11.2026, 23:00
  EXPECT_EQ("granted", asked(Who::sommer, id, Right::case_write));
  app_.advance(std::chrono::hours(2));
  EXPECT_EQ("not found", asked(Who::sommer, id, Right::case_write));
}

TEST_P(Permits, Without_the_key_a_person_is_gone) {
  const auto person = create_person(Who::kessler).value();
  const auto id = open_case(Who::kessler, person).value();
  set([&](db::Tx& tx) { destroy_key(tx, person); });
  EXPECT_EQ("not found", asked(Who::kessler, person, Right::person_read));
  EXPECT_EQ("not found", asked(Who::kessler, id, Right::case_read));
}

TEST_P(Permits, A_scope_reaches_the_own_team) {
  Context ctx = app_.context(Who::kessler);
  const auto scope = scope_for(ctx, Right::case_list);
  ASSERT_TRUE(scope.has_value());
  EXPECT_EQ(std::vector<TeamId>{test::team_1}, scope->teams());
  EXPECT_FALSE(scope->includes(test::team_2));
  Context other = app_.context(Who::brandt);
  EXPECT_FALSE(scope_for(other, Right::case_list).has_value());
}

TEST_P(Permits, A_disclosed_record_opens_only_for_the_body_it_is_addressed_to) {
  const auto person = create_person(Who::kessler).value();
  Context yildiz = app_.context(Who::yildiz);
  EXPECT_TRUE(permit_disclosed(yildiz, person, test::body_abh).has_value());
  EXPECT_FALSE(permit_disclosed(yildiz, person, test::body_kreis).has_value());
  EXPECT_FALSE(permit_disclosed(yildiz, person, {}).has_value());
  Context vogt = app_.context(Who::vogt);
  EXPECT_FALSE(permit_disclosed(vogt, person, test::body_abh).has_value());
}

}  // namespace
}  // namespace kim::access
