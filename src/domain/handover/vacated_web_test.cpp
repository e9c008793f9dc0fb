// Cases whose responsible has left: who sees and takes them, what goes along.
#include "domain/access/account.h"
#include "domain/access/session.h"
#include "domain/handover/handover_test.h"

namespace kim::handover {
namespace {

constexpr const char* page = "/uebergaben/ohne-fachkraft";

class Vacated : public HandoverWorld {
 protected:
  void set_active(Who who, bool active) {
    Context program(app.services(), {});
    auto row = access::find_account(program, app.account(who)).value();
    row.value.active = active;
    ASSERT_TRUE(access::change_account(program, row.id, row.version, row.value).has_value());
  }
  http::Pairs form(Who successor, std::initializer_list<const OpenCase*> chosen) {
    http::Pairs pairs{{"account_id", std::to_string(app.account(successor).value())}};
    for (const OpenCase* one : chosen) pairs.emplace_back("faelle", std::to_string(one->id.value()));
    return pairs;
  }
  AccountId responsible(const OpenCase& open) {
    return AccountId(app.database().read()->number("SELECT responsible FROM access_case WHERE id = $1", {open.id}));
  }
};
KIM_BOTH_ENGINES(Vacated);

TEST_P(Vacated, Is_for_casework_only_and_helps_while_nobody_has_left) {
  EXPECT_EQ(app.get(Who::nobody, page).status, 303);
  for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
    EXPECT_EQ(app.get(who, page).status, 403);
  EXPECT_TRUE(has(app.get(Who::wittkamp, page), "Jeder Fall hat eine Fachkraft"));
  EXPECT_TRUE(due_of(Who::wittkamp).empty());
  EXPECT_EQ(app.post(Who::wittkamp, page, form(Who::wittkamp, {&rahimi})).status, 200);
  EXPECT_EQ(responsible(rahimi), app.account(Who::kessler));
}

TEST_P(Vacated, The_team_and_employer_of_who_left_are_told_and_nobody_else) {
  set_active(Who::kessler, false);
  EXPECT_EQ(due_of(Who::wittkamp).front().title, "1 Fall hat keine Fachkraft");
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/uebergaben"), "1 Fall hat keine Fachkraft"));
  EXPECT_TRUE(has(app.get(Who::wittkamp, page), "Rahimi, Parwin"));
  EXPECT_TRUE(due_of(Who::sommer).empty());
  EXPECT_FALSE(has(app.get(Who::sommer, page), "Rahimi"));
  EXPECT_EQ(app.post(Who::sommer, page, form(Who::sommer, {&rahimi})).status, 200);
  EXPECT_EQ(responsible(rahimi), app.account(Who::kessler));
}

TEST_P(Vacated, Several_cases_are_taken_at_once_with_their_tasks_and_old_offers_end) {
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  app.advance(std::chrono::minutes(1));
  const HandoverId old = offered(Who::sommer);
  {
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(tasks::create_task(ctx, rahimi.id, task(Who::kessler)).has_value());
  }
  set_active(Who::kessler, false);
  app.advance(std::chrono::minutes(1));
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href("uebergabe")).status, 403);
  const auto report = app.post(Who::wittkamp, page, form(Who::wittkamp, {&rahimi, &other}));
  EXPECT_EQ(report.status, 200);
  EXPECT_TRUE(has(report, "2 von 2 Fällen übernommen"));
  EXPECT_EQ(responsible(rahimi), app.account(Who::wittkamp));
  EXPECT_EQ(responsible(other), app.account(Who::wittkamp));
  EXPECT_EQ(AccountId(app.count("SELECT owner_id FROM task")), app.account(Who::wittkamp));
  EXPECT_EQ(app.count("SELECT count(*) FROM handover WHERE state = 'withdrawn'"), 1);
  EXPECT_EQ(app.get(Who::sommer, "/uebergaben/" + std::to_string(old.value())).status, 409);
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href("zustaendig")).status, 200);
  EXPECT_EQ(app.audit_entries("granted").size(), 2U);
  EXPECT_TRUE(due_of(Who::wittkamp).empty());
}

TEST_P(Vacated, A_colleague_can_be_named_who_then_answers_alone) {
  set_active(Who::wittkamp, false);
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  app.advance(std::chrono::minutes(1));
  {
    Context ctx = app.context(Who::kessler);
    EXPECT_FALSE(take_vacated(ctx, other.id, {app.account(Who::kessler)}).has_value());  // nobody has left
  }
  set_active(Who::wittkamp, true);
  set_active(Who::kessler, false);
  Context ctx = app.context(Who::wittkamp);
  ASSERT_TRUE(take_vacated(ctx, other.id, {app.account(Who::wittkamp)}).has_value());
  EXPECT_EQ(take_vacated(ctx, other.id, {app.account(Who::wittkamp)}).error().code, ErrorCode::conflict);
}

TEST_P(Vacated, A_colleague_of_another_employer_takes_nothing_over) {
  set_active(Who::kessler, false);
  Context program(app.services(), {});
  auto row = access::find_account(program, app.account(Who::wittkamp)).value();
  row.value.employer = test::body_stadt;  // the same team, another controller: it would need a new consent
  ASSERT_TRUE(access::change_account(program, row.id, row.version, row.value).has_value());
  Context ctx = app.context(Who::wittkamp);
  ASSERT_EQ(ctx.actor.employer, test::body_stadt);
  const auto taken = take_vacated(ctx, rahimi.id, {app.account(Who::wittkamp)});
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, ErrorCode::not_found);
  EXPECT_TRUE(due_of(Who::wittkamp).empty());
  EXPECT_EQ(responsible(rahimi), app.account(Who::kessler));
}

TEST_P(Vacated, Who_cannot_be_responsible_is_refused_at_the_field) {
  set_active(Who::kessler, false);
  EXPECT_EQ(app.post_without_csrf(Who::wittkamp, page, form(Who::wittkamp, {&rahimi})).status, 400);
  EXPECT_TRUE(has(app.post(Who::wittkamp, page, form(Who::wittkamp, {})), "Wählen Sie mindestens einen Fall."));
  for (const Who who : {Who::kessler, Who::sommer, Who::brandt}) {
    const auto answer = app.post(Who::wittkamp, page, form(who, {&rahimi}));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer, "Wählen Sie eine Fachkraft aus Ihrem Team"));
  }
  EXPECT_EQ(responsible(rahimi), app.account(Who::kessler));
}

TEST_P(Vacated, The_administration_is_told_before_it_locks) {
  const auto kessler = "/konten/" + std::to_string(app.account(Who::kessler).value()) + "/sperren";
  const auto sommer = "/konten/" + std::to_string(app.account(Who::sommer).value()) + "/sperren";
  EXPECT_TRUE(has(app.get(Who::albers, kessler), "1 offener Fall hat dann keine Fachkraft"));
  EXPECT_TRUE(has(app.get(Who::albers, sommer), "für keinen offenen Fall zuständig"));
}

TEST_P(Vacated, The_interface_does_the_same) {
  const std::string token = app.integration().token;
  EXPECT_EQ(app.call(http::Method::get, "/api/v1/handovers/vacated", token).body, "[]");
  set_active(Who::kessler, false);
  EXPECT_TRUE(has(app.call(http::Method::get, "/api/v1/handovers/vacated", token), std::to_string(rahimi.id.value())));
  const std::string one = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/successor";
  const auto body = [&](Who who) { return R"({"account_id":")" + std::to_string(app.account(who).value()) + R"("})"; };
  EXPECT_EQ(app.call(http::Method::post, one, token, "{}").status, 422);
  EXPECT_EQ(app.call(http::Method::post, one, token, body(Who::sommer)).status, 422);
  EXPECT_EQ(app.call(http::Method::post, one, token, body(Who::wittkamp)).status, 204);
  EXPECT_EQ(app.call(http::Method::post, one, token, body(Who::wittkamp)).status, 409);
  EXPECT_EQ(responsible(rahimi), app.account(Who::wittkamp));
}

}  // namespace
}  // namespace kim::handover
