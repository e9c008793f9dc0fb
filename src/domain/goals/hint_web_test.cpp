// The hint that a stalled goal gives: who may, what is refused, that nothing leads back, that the answer comes back.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/goals/goal_store.h"
#include "domain/goals/goals_slice.h"
#include "domain/hints/hint_store.h"
#include "domain/hints/hints_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::goals {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

class GoalHintWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {people::people_slice(), organisation::organisation_slice(), hints::hints_slice(),
               consent::consent_slice(), cases::cases_slice(), goals_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);
  std::string goal = new_goal("stalled", "no_place", "Alle Kitas in der Nähe sind voll.");
  std::string href = goal + "/hinweis";

  std::string new_goal(const std::string& state, const std::string& obstacle, const std::string& note) {
    const auto answer = app.post(Who::kessler, rahimi.href("ziele/neu"),
                                 {{"words", "Yusuf soll in die Kita."},
                                  {"field", "childcare"},
                                  {"state", state},
                                  {"obstacle", obstacle},
                                  {"obstacle_note", note}});
    EXPECT_EQ(answer.status, 303) << answer.body;
    return std::string(answer.header("location").substr(0, answer.header("location").find('?')));
  }
  static http::Pairs form(const std::string& text = "Vor dem Sommer gibt es keinen Kitaplatz.") {
    return {{"obstacle", "no_place"}, {"field", "childcare"}, {"text", text}};
  }
  std::int64_t hints_now() { return app.count("SELECT count(*) FROM hint"); }
};
KIM_BOTH_ENGINES(GoalHintWeb);

TEST_P(GoalHintWeb, A_stalled_goal_offers_it_with_a_draft_from_its_own_words) {
  EXPECT_NE(app.get(Who::kessler, goal).body.find("Als strukturellen Hinweis vorschlagen"), std::string::npos);
  EXPECT_EQ(app.get(Who::wittkamp, goal).body.find("Als strukturellen Hinweis vorschlagen"), std::string::npos)
      << "only who is responsible";
  const auto page = app.get(Who::kessler, href).body;
  EXPECT_NE(page.find("<option value=\"no_place\" selected"), std::string::npos);
  EXPECT_NE(page.find("<option value=\"childcare\" selected"), std::string::npos);
  EXPECT_NE(page.find("Alle Kitas in der Nähe sind voll.</textarea>"), std::string::npos);
  EXPECT_EQ(page.find("Persönlicher Grund"), std::string::npos);
}

TEST_P(GoalHintWeb, A_note_that_tells_who_it_is_does_not_go_into_the_draft) {
  const auto page = app.get(Who::kessler, new_goal("stalled", "no_place", "Frau Rahimi wartet.") + "/hinweis").body;
  EXPECT_EQ(page.find("Rahimi wartet"), std::string::npos);
}

TEST_P(GoalHintWeb, Only_goals_that_stall_for_a_structural_reason_give_one) {
  const struct {
    const char *state, *obstacle;
    bool offered;
  } table[] = {{"stalled", "no_offer", true},
               {"not_reached", "costs", true},
               {"stalled", "personal", false},
               {"stalled", "health", false},
               {"open", "", false},
               {"reached", "", false},
               {"in_progress", "no_place", false},
               {"stalled", "legal", true}};
  for (const auto& row : table) {
    const std::string one = new_goal(row.state, row.obstacle, "");
    const bool offered = app.get(Who::kessler, one).body.find("Als strukturellen Hinweis") != std::string::npos;
    EXPECT_EQ(offered, row.offered) << row.state << row.obstacle;
    EXPECT_EQ(app.get(Who::kessler, one + "/hinweis").status, row.offered ? 200 : 303);
    EXPECT_EQ(app.post(Who::kessler, one + "/hinweis", form()).status, row.offered ? 303 : 409);
  }
}

TEST_P(GoalHintWeb, It_is_given_without_a_way_back_that_coordination_could_go) {
  ASSERT_EQ(app.post(Who::kessler, href, form()).status, 303);
  EXPECT_EQ(hints_now(), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM hint WHERE state = 'open' AND raised_on = '2026-11-25'"), 1);
  const std::string id = std::to_string(app.count("SELECT id FROM hint"));
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_hint"), 1);
  const auto sealed = app.database().read()->all("SELECT hint FROM goal_hint", {},
                                                 [](const db::Row& row) { return std::string(row.bytes(0)); });
  EXPECT_EQ(sealed.front().find(id), std::string::npos) << "the id is sealed";
  const auto page = app.get(Who::brandt, "/hinweise/" + id).body;
  EXPECT_NE(page.find("Vor dem Sommer gibt es keinen Kitaplatz."), std::string::npos);
  for (const char* part : {"Rahimi", "/faelle", "Kessler", "Yusuf"})
    EXPECT_EQ(page.find(part), std::string::npos) << part;
  EXPECT_EQ(app.get(Who::brandt, goal).status, 403);
  for (const auto& entry : app.audit_entries("created")) {
    const bool names_the_case = entry.case_id != 0;
    EXPECT_TRUE(entry.what != "hint" || !names_the_case);
    EXPECT_TRUE(entry.what != "goal_hint" || names_the_case);
  }
  EXPECT_EQ(app.audit_entries("created").front().actor, app.account(Who::kessler));
}

TEST_P(GoalHintWeb, The_answer_comes_back_to_the_goal_for_the_team) {
  ASSERT_EQ(app.post(Who::kessler, href, form()).status, 303);
  EXPECT_NE(app.get(Who::wittkamp, goal).body.find("Vor dem Sommer gibt es keinen Kitaplatz."), std::string::npos);
  EXPECT_EQ(app.get(Who::kessler, goal).body.find("Als strukturellen Hinweis"), std::string::npos) << "one at a time";
  EXPECT_EQ(app.post(Who::kessler, href, form()).status, 409);
  const std::string hint = "/hinweise/" + std::to_string(app.count("SELECT id FROM hint"));
  ASSERT_EQ(app.post(Who::brandt, hint + "/aufgreifen", {{"version", "1"}}).status, 303);
  EXPECT_NE(app.get(Who::kessler, goal).body.find("Aufgegriffen"), std::string::npos);
  ASSERT_EQ(app.post(Who::brandt, hint + "/antwort", {{"version", "2"}, {"answer", "Ab August 20 Plätze."}}).status,
            303);
  const auto page = app.get(Who::wittkamp, goal).body;
  EXPECT_NE(page.find("Ab August 20 Plätze."), std::string::npos);
  EXPECT_NE(page.find("Abgeschlossen"), std::string::npos);
  EXPECT_EQ(app.post(Who::kessler, href, form("Auch im nächsten Sommer fehlen Plätze.")).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_hint"), 2);
}

TEST_P(GoalHintWeb, What_tells_who_it_is_is_refused_at_the_field_and_kept) {
  Context ctx = app.context(Who::kessler);
  people::Relative yusuf;
  yusuf.name = "Yusuf Rahimi";
  yusuf.relation = "child";
  yusuf.birth = PartialDate{2022, 1, 3};
  ASSERT_TRUE(people::add_relative(ctx, rahimi.person, yusuf));
  const struct {
    http::Pairs changed;
    const char *field, *says;
  } table[] = {
      {form("Frau Rahimi wartet."), "text", "Name „Rahimi“"},
      {form("Für Yusuf fehlt ein Platz."), "text", "Name „Yusuf“"},
      {form("geboren am 24.05.1991"), "text", "Geburtsdatum „24.05.1991“"},
      {form("Das Kind vom 03.01.2022"), "text", "Geburtsdatum „03.01.2022“"},
      {form("Telefon 05251 3081234"), "text", "Telefon oder andere Nummer"},
      {form("parwin@post.example"), "text", "E-Mail"},
      {form("Fall KIM-2026-0001"), "text", "Fallnummer"},
      {form(""), "text", "Was ist Ihnen aufgefallen?"},
      {form(std::string(601, 'x')), "text", "zu lang"},
      {form("x\u202Ey"), "text", "Zeichen"},
      {{{"obstacle", "health"}, {"text", "Krank"}}, "obstacle", "das viele betrifft"},
      {{{"obstacle", "unfug"}, {"text", "Voll"}}, "obstacle", "gibt es bei"},
      {{{"obstacle", ""}, {"text", "Voll"}}, "obstacle", "Was hindert?"},
  };
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, href, row.changed);
    EXPECT_EQ(answer.status, 422) << row.says;
    EXPECT_NE(answer.body.find("href=\"#" + std::string(row.field) + "\""), std::string::npos) << row.says;
    EXPECT_NE(answer.body.find(row.says), std::string::npos) << row.says << answer.body;
  }
  EXPECT_NE(app.post(Who::kessler, href, form("Frau Rahimi wartet.")).body.find("Frau Rahimi wartet.</textarea>"),
            std::string::npos);
  EXPECT_EQ(hints_now(), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_hint"), 0);
}

TEST_P(GoalHintWeb, Only_who_is_responsible_gives_one) {
  for (const bool post : {false, true}) {
    const auto ask = [&](Who who, const std::string& path) {
      return post ? app.post(who, path, form()).status : app.get(who, path).status;
    };
    EXPECT_EQ(ask(Who::nobody, href), 303);
    EXPECT_EQ(ask(Who::brandt, href), 403);
    EXPECT_EQ(ask(Who::wittkamp, href), 403);
    EXPECT_EQ(ask(Who::sommer, href), 404);
    EXPECT_EQ(ask(Who::kessler, rahimi.href("ziele/1/hinweis")), 404);
    const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu" + std::string(post ? "B" : "A"));
    EXPECT_EQ(ask(Who::kessler, other.href("ziele/" + goal.substr(goal.rfind('/') + 1) + "/hinweis")), 404);
  }
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, form()).status, 400);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.post(Who::kessler, href, form()).status, 423);
  EXPECT_EQ(hints_now(), 0);
}

TEST_P(GoalHintWeb, Other_programs_give_and_read_them_at_the_goal) {
  using enum http::Method;
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string base =
      "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/goals/" + goal.substr(goal.rfind('/') + 1) + "/hints";
  const std::string body = R"({"obstacle": "no_place", "text": "Es fehlen Kitaplätze."})";
  EXPECT_EQ(app.call(post, base, {}, body).status, 401);
  EXPECT_EQ(app.call(post, base, bearer, R"({"obstacle": "no_place", "text": "Frau Rahimi wartet."})").status, 422);
  ASSERT_EQ(app.call(post, base, bearer, body).status, 201);
  EXPECT_EQ(app.call(post, base, bearer, body).status, 409);
  EXPECT_NE(app.call(get, base, bearer).body.find("Es fehlen Kitaplätze."), std::string::npos);
  EXPECT_EQ(app.call(get, base, {}).status, 401);
  EXPECT_EQ(app.audit_entries("opened").front().what, "goal_hint");
}

}  // namespace
}  // namespace kim::goals
