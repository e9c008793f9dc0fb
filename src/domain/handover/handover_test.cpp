// Rules of a handover, and its acts on both engines.
#include "domain/handover/handover_test.h"

#include "platform/assets.h"

namespace kim::handover {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr AccountId me{1}, colleague{2};
const Day today = *day_from_iso("2026-11-25");

Absence absence(AccountId deputy, int from, int until) {
  return {deputy, today + days(from), today + days(until), {}, {}};
}

TEST(Handover_rules, Every_point_of_the_checklist_is_gone_through) {
  assets::install_texts();
  Handover handover;
  handover.told = whole_list;
  EXPECT_TRUE(check(handover).empty());
  handover.told.pop_back();
  ASSERT_EQ(1U, check(handover).size());
  EXPECT_EQ("told", check(handover).front().field);
  EXPECT_NE(std::string::npos, check(handover).front().message.find("Papierakte und Originale"));
}

TEST(Handover_rules, An_absence_has_another_deputy_and_days_that_make_sense) {
  const struct {
    Absence absence;
    const char* field;
  } table[] = {{absence(colleague, 0, 0), ""},         {absence(colleague, 3, 9), ""},
               {absence(colleague, 0, 92), ""},        {absence(me, 0, 6), "deputy_id"},
               {absence(colleague, -1, 6), "from_on"}, {absence(colleague, 6, 5), "until_on"},
               {absence(colleague, 0, 93), "until_on"}};
  for (const auto& row : table) {
    const auto errors = check(row.absence, me, today);
    EXPECT_EQ(row.field, errors.empty() ? std::string() : errors.front().field);
  }
}

TEST(Handover_rules, Health_data_are_named_apart) {
  EXPECT_EQ(4U, handed_contents(false).size());
  EXPECT_EQ("health", handed_contents(true).back());
}

class HandoverActs : public HandoverWorld {
 protected:
  Result<TaskId> write(Context& ctx) { return tasks::create_task(ctx, rahimi.id, task(Who::kessler)); }
  bool can_write(Who who) {
    Context ctx = app.context(who);
    return access::permit_case(ctx, rahimi.id, access::Right::case_write).has_value();
  }
  bool can_read(Who who) {
    Context ctx = app.context(who);
    return access::permit_case(ctx, rahimi.id, access::Right::case_read).has_value();
  }
  long long cases_listed(TeamId team) {
    Context ctx = app.context(team == test::team_2 ? Who::sommer : Who::kessler);
    return app.count(
               "SELECT count(*) FROM case_file f JOIN access_case c ON c.id = f.id WHERE f.list_team_id = "
               "c.team_id") > 0
               ? ctx.db().number("SELECT count(*) FROM case_file WHERE list_team_id = $1", {team})
               : -1;
  }
};
KIM_BOTH_ENGINES(HandoverActs);

TEST_P(HandoverActs, Nothing_changes_until_the_other_side_takes_over) {
  const HandoverId id = offered(Who::wittkamp);
  EXPECT_TRUE(can_write(Who::kessler));
  EXPECT_FALSE(can_write(Who::wittkamp));
  take(Who::wittkamp, id);
  EXPECT_FALSE(can_write(Who::kessler));
  EXPECT_TRUE(can_read(Who::kessler));  // same team
  EXPECT_TRUE(can_write(Who::wittkamp));
  EXPECT_EQ("accepted", state_of(id));
  EXPECT_EQ("assignment", app.audit_entries("granted").front().what);
  EXPECT_EQ(app.account(Who::wittkamp), app.audit_entries("granted").front().actor);
}

TEST_P(HandoverActs, Another_team_takes_case_person_and_list_along_and_the_old_side_sees_nothing) {
  const HandoverId id = offered(Who::sommer);
  take(Who::sommer, id);
  EXPECT_FALSE(can_read(Who::kessler));
  EXPECT_FALSE(can_read(Who::wittkamp));
  EXPECT_TRUE(can_write(Who::sommer));
  EXPECT_EQ(1, cases_listed(test::team_2));
  EXPECT_EQ(0, cases_listed(test::team_1));
  Context old_side = app.context(Who::kessler);
  EXPECT_EQ(ErrorCode::not_found,
            access::permit_person(old_side, rahimi.person, access::Right::person_read).error().code);
  EXPECT_EQ(1, app.count("SELECT count(*) FROM access_assignment WHERE kind = 'responsible' AND until_at IS NULL"));
}

TEST_P(HandoverActs, A_request_that_waited_while_the_case_went_over_writes_nothing) {
  const HandoverId id = offered(Who::wittkamp);
  Context waiting = app.context(Who::kessler);  // its moment is before the handover
  Context by_deputy = app.context(Who::kessler);
  app.advance(minutes(1));
  take(Who::wittkamp, id);
  const auto change = waiting.transact([&](db::Tx& tx) -> Result<void> {
    TRY(access::permit_case(waiting, tx, rahimi.id, access::Right::case_write));
    return {};
  });
  ASSERT_FALSE(change.has_value());
  EXPECT_EQ(ErrorCode::refused, change.error().code);
}

TEST_P(HandoverActs, A_waiting_request_of_another_team_finds_nothing) {
  const HandoverId id = offered(Who::sommer);
  Context waiting = app.context(Who::kessler);
  take(Who::sommer, id);
  EXPECT_EQ(ErrorCode::not_found, write(waiting).error().code);
}

TEST_P(HandoverActs, Deputies_of_the_old_side_end_with_it) {
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(cases::add_deputy(ctx, rahimi.id, app.account(Who::wittkamp), app.today() + days(30)).has_value());
  app.advance(minutes(1));
  EXPECT_TRUE(can_write(Who::wittkamp));
  take(Who::sommer, offered(Who::sommer));
  EXPECT_FALSE(can_read(Who::wittkamp));
}

TEST_P(HandoverActs, Open_tasks_go_to_who_is_responsible_now) {
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(write(ctx).has_value());
  take(Who::sommer, offered(Who::sommer));
  Context now = app.context(Who::sommer);
  const auto permit = access::permit_case(now, rahimi.id, access::Right::case_read);
  ASSERT_TRUE(permit.has_value());
  EXPECT_EQ(app.account(Who::sommer), tasks::tasks_of(now.db(), *permit).front().value.owner);
}

TEST_P(HandoverActs, Another_controller_needs_a_release_first) {
  Context ctx = app.context(Who::kessler);
  const auto refused = propose(ctx, rahimi.id, to(Who::sommer));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(ErrorCode::blocked, refused.error().code);
  EXPECT_EQ(0, app.count("SELECT count(*) FROM handover"));
  EXPECT_EQ(0, app.count("SELECT count(*) FROM disclosure"));
  offered(Who::sommer);
  EXPECT_EQ(1, app.count("SELECT count(*) FROM disclosure"));
}

TEST_P(HandoverActs, Another_controller_needs_a_consent_of_its_own_and_older_ones_end) {
  const HandoverId id = offered(Who::sommer);
  Context ctx = app.context(Who::sommer);
  const auto without = accept(ctx, id, std::nullopt);
  ASSERT_FALSE(without.has_value());
  EXPECT_EQ("purposes", without.error().fields.front().field);
  EXPECT_TRUE(can_write(Who::kessler));
  EXPECT_EQ(1, app.count("SELECT count(*) FROM disclosure"));
  take(Who::sommer, id);
  Context now = app.context(Who::sommer);
  const SubjectId person(rahimi.person.value());
  EXPECT_EQ(2, app.count("SELECT count(*) FROM consent"));
  EXPECT_EQ(1U, consent::state_of(now.db(), person, app.today()).purposes.size());
  for (const auto& release : consent::releases_of(now.db(), person, app.today()))
    EXPECT_EQ(consent::Standing::ended, release.standing);
  EXPECT_EQ(2, app.count("SELECT count(*) FROM disclosure"));
}

TEST_P(HandoverActs, A_case_is_offered_once_at_a_time_and_can_be_taken_back) {
  const HandoverId id = offered(Who::wittkamp);
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(ErrorCode::conflict, propose(ctx, rahimi.id, to(Who::wittkamp)).error().code);
  ASSERT_TRUE(take_back(ctx, rahimi.id, id).has_value());
  EXPECT_EQ("withdrawn", state_of(id));
  EXPECT_EQ(ErrorCode::conflict, take_back(ctx, rahimi.id, id).error().code);
  Context other = app.context(Who::wittkamp);
  EXPECT_EQ(ErrorCode::conflict, accept(other, id, std::nullopt).error().code);
  EXPECT_TRUE(propose(ctx, rahimi.id, to(Who::wittkamp)).has_value());
}

TEST_P(HandoverActs, Only_the_side_it_is_offered_to_answers) {
  const HandoverId id = offered(Who::wittkamp);
  for (const Who who : {Who::sommer, Who::lange, Who::kessler, Who::brandt}) {
    Context ctx = app.context(who);
    EXPECT_EQ(ErrorCode::not_found, accept(ctx, id, std::nullopt).error().code);
    EXPECT_EQ(ErrorCode::not_found, decline(ctx, id, "nein").error().code);
    EXPECT_EQ(ErrorCode::not_found, open_offer(ctx, id).error().code);
  }
  Context ctx = app.context(Who::wittkamp);
  EXPECT_EQ(ErrorCode::invalid, decline(ctx, id, "").error().code);
  ASSERT_TRUE(decline(ctx, id, "Ich bin ab Montag im Urlaub").has_value());
  EXPECT_EQ("declined", state_of(id));
  EXPECT_TRUE(can_write(Who::kessler));
}

TEST_P(HandoverActs, A_withdrawal_takes_the_offer_back_at_once) {
  const HandoverId id = offered(Who::sommer);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ("withdrawn", state_of(id));
  Context ctx = app.context(Who::sommer);
  EXPECT_FALSE(accept(ctx, id, test::case_file_consent(app.today())).has_value());
  EXPECT_FALSE(can_read(Who::sommer));
}

TEST_P(HandoverActs, Several_cases_go_one_by_one_each_whole_or_not_at_all) {
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  app.advance(minutes(1));
  release_towards(test::body_stadt, rahimi);
  Context ctx = app.context(Who::kessler);
  const auto outcomes = propose_many(ctx, {rahimi.id, other.id, CaseId(4711)}, to(Who::sommer));
  ASSERT_EQ(3U, outcomes.size());
  EXPECT_EQ("", outcomes[0].error);
  EXPECT_NE("", outcomes[1].error);  // no release towards the Stadt
  EXPECT_NE("", outcomes[2].error);
  EXPECT_EQ(1, app.count("SELECT count(*) FROM handover"));
}

TEST_P(HandoverActs, A_deputy_week_begins_and_ends_by_itself) {
  Context ctx = app.context(Who::kessler);
  const auto id = set_absence(ctx, {app.account(Who::wittkamp), app.today() + days(2), app.today() + days(8), {}, {}});
  ASSERT_TRUE(id.has_value());
  EXPECT_FALSE(can_write(Who::wittkamp));
  app.advance(minutes(2 * 24 * 60));
  EXPECT_TRUE(can_write(Who::wittkamp));
  EXPECT_TRUE(can_write(Who::kessler));
  app.advance(minutes(6 * 24 * 60));
  EXPECT_TRUE(can_write(Who::wittkamp));  // the last day
  app.advance(minutes(24 * 60));
  EXPECT_FALSE(can_write(Who::wittkamp));
  EXPECT_EQ(1, app.count("SELECT count(*) FROM absence WHERE cases = 1"));
}

TEST_P(HandoverActs, A_deputy_week_can_end_early_and_does_not_overlap) {
  Context ctx = app.context(Who::kessler);
  const Absence week{app.account(Who::wittkamp), app.today(), app.today() + days(6), {}, {}};
  const auto id = set_absence(ctx, week);
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ("from_on", set_absence(ctx, week).error().fields.front().field);
  app.advance(minutes(5));
  EXPECT_TRUE(can_write(Who::wittkamp));
  Context other = app.context(Who::wittkamp);
  EXPECT_EQ(ErrorCode::not_found, end_absence(other, *id).error().code);
  Context again = app.context(Who::kessler);
  ASSERT_TRUE(end_absence(again, *id).has_value());
  EXPECT_FALSE(can_write(Who::wittkamp));
  EXPECT_EQ(ErrorCode::conflict, end_absence(again, *id).error().code);
  EXPECT_TRUE(set_absence(again, week).has_value());
}

TEST_P(HandoverActs, Only_a_colleague_of_the_team_stands_in) {
  Context ctx = app.context(Who::kessler);
  for (const Who who : {Who::sommer, Who::lange, Who::brandt})
    EXPECT_EQ("deputy_id",
              set_absence(ctx, {app.account(who), app.today(), app.today(), {}, {}}).error().fields.front().field);
}

TEST_P(HandoverActs, The_start_page_names_the_offer_to_both_sides) {
  offered(Who::wittkamp);
  ASSERT_EQ(1U, due_of(Who::wittkamp).size());
  EXPECT_EQ("tasks", due_of(Who::wittkamp).front().group);
  ASSERT_EQ(1U, due_of(Who::kessler).size());
  EXPECT_EQ("deadlines", due_of(Who::kessler).front().group);
  EXPECT_TRUE(due_of(Who::sommer).empty());
}

}  // namespace
}  // namespace kim::handover
