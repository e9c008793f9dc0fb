// Every route of goals: who may, what is written, what wrong input says.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/access/session.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/goals/goal.h"
#include "domain/goals/goals_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::goals {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

class GoalWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), goals_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  http::Pairs goal_form(std::string words = "Ich will wieder als Hebamme arbeiten.") {
    return {{"words", std::move(words)},
            {"agreed", "Der Antrag ist vollständig."},
            {"field", "recognition"},
            {"until_on", "31.03.2027"},
            {"state", "open"}};
  }
  std::string new_goal() {
    const auto answer = app.post(Who::kessler, rahimi.href("ziele/neu"), goal_form());
    EXPECT_EQ(answer.status, 303) << answer.body;
    return std::string(answer.header("Location"));
  }
};
KIM_BOTH_ENGINES(GoalWeb);

std::string number_of(const std::string& goal) { return goal.substr(goal.rfind('/') + 1); }

/// Days and the version each goal was read in; the states are the test's to add.
http::Pairs review_of(const std::vector<std::string>& goals) {
  http::Pairs form{{"reviewed_on", "25.11.2026"}, {"next_on", "01.03.2027"}};
  for (const auto& goal : goals) form.emplace_back("z" + goal + "-version", "1");
  return form;
}

TEST_P(GoalWeb, The_list_needs_sign_in_a_role_and_the_own_team) {
  const std::string href = rahimi.href("ziele");
  EXPECT_EQ(app.get(Who::nobody, href).status, 303);
  EXPECT_EQ(app.get(Who::brandt, href).status, 403);
  EXPECT_EQ(app.get(Who::sommer, href).status, 404);
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 200);
  EXPECT_EQ(app.get(Who::kessler, href).status, 200);
}

TEST_P(GoalWeb, Only_who_is_responsible_sets_a_goal) {
  const std::string href = rahimi.href("ziele/neu");
  EXPECT_EQ(app.post(Who::nobody, href, goal_form()).status, 303);
  EXPECT_EQ(app.post(Who::albers, href, goal_form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, goal_form()).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, href, goal_form()).status, 403);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal"), 0);
  EXPECT_EQ(app.post(Who::kessler, href, goal_form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal"), 1);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "goal");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
}

TEST_P(GoalWeb, A_goal_shows_the_persons_words) {
  const std::string href = new_goal();
  EXPECT_NE(app.get(Who::kessler, href).body.find("Ich will wieder als Hebamme arbeiten."), std::string::npos);
  EXPECT_NE(app.get(Who::kessler, rahimi.href()).body.find("Hebamme"), std::string::npos);
}

struct BadGoal {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(GoalWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const BadGoal table[] = {
      {"words", "", "Was möchte die Person erreichen?"},
      {"words", std::string(301, 'x'), "1 Zeichen zu lang"},
      {"words", "Ziel \xE2\x80\xAE gedreht", "Zeichen"},
      {"until_on", "30.02.2027", "30.02.2027"},
      {"until_on", "bald", "bald"},
      {"field", "unknown_code", "Handlungsfeld"},
      {"state", "stalled", "Hinderungsgrund"},
  };
  for (const BadGoal& row : table) {
    auto form = goal_form();
    for (auto& [name, value] : form)
      if (name == row.field) value = row.value;
    const auto answer = app.post(Who::kessler, rahimi.href("ziele/neu"), form);
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find("Der Antrag ist vollständig."), std::string::npos) << "typed text lost: " << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM goal"), 0);
}

TEST_P(GoalWeb, A_form_without_its_token_changes_nothing) {
  EXPECT_EQ(app.post_without_csrf(Who::kessler, rahimi.href("ziele/neu"), goal_form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal"), 0);
}

TEST_P(GoalWeb, Who_saves_second_is_asked_and_loses_nothing) {
  const std::string href = new_goal() + "/aendern";
  auto mine = goal_form("Ich will als Hebamme arbeiten, am liebsten in Salzkotten.");
  mine.emplace_back("version", "1");
  EXPECT_EQ(app.post(Who::kessler, href, mine).status, 303);
  auto late = goal_form("Ich will eine Stelle als Hebamme.");
  late.emplace_back("version", "1");
  const auto answer = app.post(Who::kessler, href, late);
  EXPECT_EQ(answer.status, 409);
  EXPECT_NE(answer.body.find("Ich will eine Stelle als Hebamme."), std::string::npos);
  EXPECT_NE(answer.body.find("am liebsten in Salzkotten"), std::string::npos);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal WHERE version = 2"), 1);
}

TEST_P(GoalWeb, A_goal_of_another_case_looks_like_not_found) {
  const std::string href = new_goal();
  const OpenCase haddad = test::open_case(app, Who::kessler, "Rami", "Haddad");
  const std::string goal = href.substr(href.rfind('/') + 1);
  EXPECT_EQ(app.get(Who::kessler, haddad.href("ziele/" + goal)).status, 404);
  auto form = goal_form();
  form.emplace_back("version", "1");
  EXPECT_EQ(app.post(Who::kessler, haddad.href("ziele/" + goal + "/aendern"), form).status, 404);
}

TEST_P(GoalWeb, Steps_are_added_done_and_opened_again) {
  const std::string href = new_goal();
  EXPECT_EQ(app.post(Who::kessler, href + "/schritte",
                     {{"what", "Zeugnis übersetzen lassen"}, {"who", "staff"}, {"until_on", "11.12.2026"}})
                .status,
            303);
  EXPECT_EQ(app.post(Who::kessler, href + "/schritte", {{"what", ""}, {"who", "staff"}}).status, 422);
  const auto step = std::to_string(app.count("SELECT id FROM goal_step"));
  EXPECT_EQ(app.post(Who::wittkamp, href + "/schritte/" + step + "/erledigt", {}).status, 403);
  EXPECT_EQ(app.post(Who::kessler, href + "/schritte/" + step + "/erledigt", {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_step WHERE done_on = '2026-11-25'"), 1);
  EXPECT_EQ(app.post(Who::kessler, href + "/schritte/" + step + "/offen", {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_step WHERE done_on IS NULL"), 1);
}

TEST_P(GoalWeb, An_agreement_needs_a_goal) {
  const http::Pairs form{{"agreed_on", "25.11.2026"}, {"review_on", "25.02.2027"}, {"channel", "paper"}};
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), form).status, 422);
  new_goal();
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), form).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement"), 1);
}

const http::Pairs signature{{"agreed_on", "25.11.2026"}, {"review_on", "25.02.2027"}, {"channel", "paper"}};

TEST_P(GoalWeb, Each_signature_freezes_a_version_that_later_changes_leave_alone) {
  const std::string goal = new_goal();
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  const std::string first = rahimi.href("ziele/fassungen/" + std::to_string(app.count("SELECT id FROM agreement")));
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("ziele")).body.find("Seit der Unterschrift"), std::string::npos);
  auto form = goal_form("Ich will ein eigenes Geburtshaus.");
  form.emplace_back("version", "1");
  ASSERT_EQ(app.post(Who::kessler, goal + "/aendern", form).status, 303);
  EXPECT_NE(app.get(Who::kessler, rahimi.href("ziele")).body.find("entsteht Fassung 2"), std::string::npos);
  const auto frozen = app.get(Who::wittkamp, first).body;
  EXPECT_NE(frozen.find("Hebamme arbeiten"), std::string::npos);
  EXPECT_NE(frozen.find("Der Text ist unverändert"), std::string::npos);
  EXPECT_EQ(frozen.find("Geburtshaus"), std::string::npos);
  const auto today = app.get(Who::kessler, first + "?mit=heute").body;
  EXPECT_NE(today.find("entfallen"), std::string::npos);
  EXPECT_NE(today.find("Geburtshaus"), std::string::npos);
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  const std::string second =
      rahimi.href("ziele/fassungen/" + std::to_string(app.count("SELECT max(id) FROM agreement")));
  const auto compared = app.get(Who::kessler, second).body;
  EXPECT_NE(compared.find("Fassung 2 vom 25.11.2026"), std::string::npos);
  EXPECT_NE(compared.find("Hebamme arbeiten"), std::string::npos) << "what is gone is shown beside what is new";
}

TEST_P(GoalWeb, What_is_signed_is_German_also_when_the_page_is_English) {
  new_goal();
  Context kessler = app.context(Who::kessler);
  ASSERT_TRUE(access::set_language(kessler, "en"));
  const auto page = app.get(Who::kessler, rahimi.href("ziele/vereinbarung")).body;
  ASSERT_NE(page.find("<html lang=\"en\""), std::string::npos);
  EXPECT_NE(page.find("Vereinbart: Der Antrag ist vollständig."), std::string::npos);
  auto form = signature;
  form.emplace_back("shown", test::input_value(page, "shown"));
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), form).status, 303);
  const std::string path = "ziele/fassungen/" + std::to_string(app.count("SELECT id FROM agreement"));
  const auto version = app.get(Who::wittkamp, rahimi.href(path)).body;
  EXPECT_NE(version.find("Zielvereinbarung zwischen Parwin Rahimi und"), std::string::npos);
  EXPECT_NE(version.find("Bis: 31.03.2027"), std::string::npos);
  EXPECT_NE(app.get(Who::kessler, rahimi.href("ziele/druck")).body.find("Ort, Datum"), std::string::npos);
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href("ziele")).body.find("Seit der Unterschrift"), std::string::npos)
      << "both languages make the same text";
}

TEST_P(GoalWeb, A_version_is_for_those_who_may_read_the_case) {
  new_goal();
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  const std::string path = "ziele/fassungen/" + std::to_string(app.count("SELECT id FROM agreement"));
  EXPECT_EQ(app.get(Who::nobody, rahimi.href(path)).status, 303);
  EXPECT_EQ(app.get(Who::brandt, rahimi.href(path)).status, 403);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href(path)).status, 404);
  const OpenCase haddad = test::open_case(app, Who::kessler, "Rami", "Haddad");
  EXPECT_EQ(app.get(Who::kessler, haddad.href(path)).status, 404);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("ziele/fassungen/x")).status, 404);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href(path)).status, 423);
}

TEST_P(GoalWeb, Only_the_text_that_was_read_can_be_signed) {
  const std::string goal = new_goal();
  const auto page = app.get(Who::kessler, rahimi.href("ziele/vereinbarung")).body;
  const std::string before = "name=\"shown\" value=\"";
  const auto at = page.find(before);
  ASSERT_NE(at, std::string::npos);
  auto form = signature;
  form.emplace_back("shown", page.substr(at + before.size(), 64));
  ASSERT_EQ(app.post(Who::kessler, goal + "/schritte", {{"what", "Zeugnis übersetzen"}, {"who", "staff"}}).status, 303);
  const auto answer = app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), form);
  EXPECT_EQ(answer.status, 409);
  EXPECT_NE(answer.body.find("Die Ziele wurden inzwischen geändert"), std::string::npos);
  EXPECT_NE(answer.body.find("25.02.2027"), std::string::npos) << "typed day lost";
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement"), 0);
  const auto fresh = app.get(Who::kessler, rahimi.href("ziele/vereinbarung")).body;
  form.back().second = fresh.substr(fresh.find(before) + before.size(), 64);
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), form).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement WHERE text_hash IS NOT NULL"), 1);
  EXPECT_EQ(app.audit_entries("created").front().what, "agreement");
}

TEST_P(GoalWeb, A_review_keeps_what_became_of_each_goal_and_carries_it_forward) {
  const std::string first = number_of(new_goal()), second = number_of(new_goal());
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  auto form = review_of({first, second});
  form.emplace_back("z" + first + "-state", "reached");
  form.emplace_back("z" + second + "-state", "stalled");
  form.emplace_back("z" + second + "-obstacle", "no_place");
  form.emplace_back("z" + second + "-note", "Die Kita hat erst im August Platz.");
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("ziele/ueberpruefung"), form).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_review"), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal WHERE state = 'reached' AND reached_on = '2026-11-25'"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal WHERE state = 'stalled' AND obstacle = 'no_place'"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement WHERE review_on = '2027-03-01'"), 1);
  const auto page = app.get(Who::wittkamp, rahimi.href("ziele/" + second)).body;
  EXPECT_NE(page.find("Überprüfungen"), std::string::npos);
  EXPECT_NE(page.find("Die Kita hat erst im August Platz."), std::string::npos);
  EXPECT_NE(app.get(Who::kessler, rahimi.href("ziele")).body.find("entsteht Fassung 2"), std::string::npos);
  EXPECT_NE(app.get(Who::kessler, rahimi.href("verlauf")).body.find("Ziele gemeinsam überprüft"), std::string::npos);
  const auto entries = app.audit_entries("created");
  EXPECT_EQ(std::ranges::count(entries, "goal_review", [](const auto& entry) { return entry.what; }), 2);
  EXPECT_EQ(entries.front().actor, app.account(Who::kessler));
}

TEST_P(GoalWeb, Only_who_is_responsible_reviews_and_only_a_signed_agreement) {
  const std::string goal = number_of(new_goal());
  auto form = review_of({goal});
  form.emplace_back("z" + goal + "-state", "in_progress");
  const std::string href = rahimi.href("ziele/ueberpruefung");
  const auto unsigned_yet = app.post(Who::kessler, href, form);
  EXPECT_EQ(unsigned_yet.status, 422);
  EXPECT_NE(unsigned_yet.body.find("Unterschreiben Sie zuerst"), std::string::npos);
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  EXPECT_EQ(app.get(Who::nobody, href).status, 303);
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 403);
  EXPECT_EQ(app.get(Who::sommer, href).status, 404);
  EXPECT_EQ(app.get(Who::kessler, href).status, 200);
  EXPECT_EQ(app.post(Who::wittkamp, href, form).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, form).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, form).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_review"), 0);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.post(Who::kessler, href, form).status, 423);
}

TEST_P(GoalWeb, A_review_with_wrong_input_keeps_what_was_typed_and_writes_nothing) {
  const std::string goal = number_of(new_goal());
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  const std::string z = "z" + goal + "-";
  const BadGoal table[] = {{"reviewed_on", "26.11.2026", "Überprüft am"},
                           {"reviewed_on", "30.02.2026", "30.02.2026"},
                           {"reviewed_on", "", "Überprüft am"},
                           {"reviewed_on", "24.11.2026", "nicht vor der Vereinbarung"},
                           {"next_on", "25.11.2026", "liegt nach dieser"},
                           {"state", "stalled", "Hinderungsgrund"},
                           {"state", "", "Stand"},
                           {"state", "unknown", "Stand"},
                           {"note", std::string(601, 'x'), "zu lang"},
                           {"note", "a\xE2\x80\xAE b", "Zeichen"}};
  for (const BadGoal& row : table) {
    http::Form form(review_of({goal}));
    form.set(z + "state", "in_progress");
    form.set(z + "note", "Der Kurs hat begonnen.");
    const bool is_head = std::string_view(row.field).ends_with("_on");
    form.set(is_head ? row.field : z + row.field, row.value);
    const auto answer = app.post(Who::kessler, rahimi.href("ziele/ueberpruefung"), form.pairs());
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << row.field << "=" << row.value;
    const bool kept =
        std::string_view(row.field) == "note" || answer.body.find("Der Kurs hat begonnen.") != std::string::npos;
    EXPECT_TRUE(kept) << "typed text lost: " << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_review"), 0);
}

TEST_P(GoalWeb, A_review_of_a_goal_changed_meanwhile_is_asked_again_all_or_nothing) {
  const std::string first = number_of(new_goal()), second = number_of(new_goal());
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/vereinbarung"), signature).status, 303);
  auto change = goal_form();
  change.emplace_back("version", "1");
  change[4].second = "in_progress";
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/" + second + "/aendern"), change).status, 303);
  auto form = review_of({first, second});
  form.emplace_back("z" + first + "-state", "reached");
  form.emplace_back("z" + second + "-state", "reached");
  form.emplace_back("z" + first + "-note", "Alles geschafft.");
  const auto answer = app.post(Who::kessler, rahimi.href("ziele/ueberpruefung"), form);
  EXPECT_EQ(answer.status, 409);
  EXPECT_NE(answer.body.find("Alles geschafft."), std::string::npos);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal_review"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal WHERE state = 'reached'"), 0);
}

TEST_P(GoalWeb, Signatures_and_reviews_go_over_the_api_as_well) {
  using enum http::Method;
  const std::string goal = number_of(new_goal());
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string base = "/api/v1/cases/" + std::to_string(rahimi.id.value());
  const std::string signing = R"({"agreed_on":"2026-11-25","review_on":"2027-02-25","channel":"paper"})";
  const std::string reviews = base + "/goals/" + goal + "/reviews";
  const std::string body = R"({"reviewed_on":"2026-11-25","next_on":"2027-03-01","state":"partly_reached"})";
  EXPECT_EQ(app.call(post, base + "/agreements", "wrong", signing).status, 401);
  EXPECT_EQ(app.call(post, reviews + "?version=1", bearer, body).status, 422) << "nothing is signed yet";
  EXPECT_EQ(app.call(post, base + "/agreements?shown=00", bearer, signing).status, 409);
  EXPECT_EQ(app.call(post, base + "/agreements", bearer, signing).status, 201);
  EXPECT_NE(app.call(get, base + "/agreements", bearer).body.find("Hebamme arbeiten"), std::string::npos);
  EXPECT_EQ(app.call(post, reviews + "?version=7", bearer, body).status, 409);
  EXPECT_EQ(app.call(post, reviews + "?version=1", bearer, R"({"state":"reached"})").status, 422);
  EXPECT_EQ(app.call(post, reviews + "?version=1", bearer, body).status, 204);
  EXPECT_NE(app.call(get, reviews, bearer).body.find("partly_reached"), std::string::npos);
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "api");
  const OpenCase haddad = test::open_case(app, Who::kessler, "Rami", "Haddad");
  const std::string foreign = "/api/v1/cases/" + std::to_string(haddad.id.value()) + "/goals/" + goal + "/reviews";
  EXPECT_EQ(app.call(get, foreign, bearer).status, 404);
}

TEST_P(GoalWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  const std::string href = new_goal();
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, href).status, 423);
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("ziele/neu"), goal_form()).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM goal"), 1);
}

}  // namespace
}  // namespace kim::goals
