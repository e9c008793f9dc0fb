// Erstgespräch and decision through their routes: who may, what is written, what wrong input says.
#include "domain/access/session.h"
#include "domain/assessment/web_test_kit.h"

namespace kim::assessment {
namespace {

class IntakeWeb : public CaseTest {
 protected:
  const std::string href = rahimi.href("erstgespraech");

  static http::Pairs intake_form() {
    return {{"version", "0"},
            {"danger", "no"},
            {"danger_note", ""},
            {"concern", "Ich will in Ruhe schlafen."},
            {"talked_on", "24.11.2026"},
            {"form", "office"},
            {"interpreter", "phone"},
            {"interpreter_language", "ar"},
            {"livelihood", "sgb2"},
            {"other_case_management", "unknown"},
            {"other_case_management_where", ""},
            {"indications", "complex_need"},
            {"next_appointment", "Montag, 10 Uhr"}};
  }
  void hold() { ASSERT_EQ(app.post(Who::kessler, href, intake_form()).status, 303); }
};
KIM_BOTH_ENGINES(IntakeWeb);

TEST_P(IntakeWeb, Reading_needs_sign_in_a_role_and_the_own_team) {
  hold();
  EXPECT_EQ(app.get(Who::nobody, href).status, 303);
  EXPECT_EQ(app.get(Who::brandt, href).status, 403);
  EXPECT_EQ(app.get(Who::sommer, href).status, 404);
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 200);
  EXPECT_FALSE(has(app.get(Who::wittkamp, href), "aendern")) << "only who may change is offered it";
  EXPECT_TRUE(has(app.get(Who::kessler, href), "Ich will in Ruhe schlafen."));
}

TEST_P(IntakeWeb, Only_who_is_responsible_writes) {
  EXPECT_EQ(app.post(Who::nobody, href, intake_form()).status, 303);
  EXPECT_EQ(app.post(Who::albers, href, intake_form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, intake_form()).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, href, intake_form()).status, 403);
  EXPECT_EQ(app.count("SELECT count(*) FROM intake"), 0);
  hold();
  EXPECT_EQ(app.count("SELECT count(*) FROM intake"), 1);
  expect_created("intake");
  EXPECT_EQ(phase(), "assessment");
}

TEST_P(IntakeWeb, Asks_for_acute_danger_before_everything_else) {
  const auto page = app.get(Who::kessler, href);
  EXPECT_LT(page.body.find("Besteht eine akute Gefahr?"), page.body.find("Was ist Frau Rahimi wichtig?"));
  EXPECT_LT(page.body.find("Was ist Frau Rahimi wichtig?"), page.body.find("Wann war das Gespräch?"));
}

TEST_P(IntakeWeb, Acute_danger_without_a_note_is_not_saved) {
  const auto answer = app.post(Who::kessler, href, with(intake_form(), "danger", "yes"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "Halten Sie fest, was Sie sofort getan haben."));
  EXPECT_TRUE(has(answer, "Ich will in Ruhe schlafen.")) << "typed text kept";
  EXPECT_EQ(app.count("SELECT count(*) FROM intake"), 0);
}

TEST_P(IntakeWeb, Acute_danger_stands_on_the_case_page_without_its_text) {
  EXPECT_FALSE(has(app.get(Who::kessler, rahimi.href()), "Akute Gefahr"));
  auto form = with(with(intake_form(), "danger", "yes"), "danger_note", "Frauenhaus angerufen");
  ASSERT_EQ(app.post(Who::kessler, href, form).status, 303);
  const auto page = app.get(Who::kessler, rahimi.href());
  EXPECT_TRUE(has(page, "Akute Gefahr, festgestellt am 24.11.2026"));
  EXPECT_FALSE(has(page, "Frauenhaus"));
  EXPECT_TRUE(has(app.get(Who::kessler, href), "Frauenhaus angerufen"));
}

TEST_P(IntakeWeb, A_benefit_with_its_own_management_leads_towards_referral) {
  hold();
  EXPECT_TRUE(has(app.get(Who::kessler, href), "Prüfen Sie, ob eine Verweisberatung genügt."));
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("entscheidung")), "Prüfen Sie, ob eine Verweisberatung genügt."));
}

TEST_P(IntakeWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const struct {
    const char* field;
    std::string value;
    const char* message;
  } table[] = {{"talked_on", "", "Wann war das Gespräch?"},
               {"talked_on", "30.02.2026", "30.02.2026"},
               {"talked_on", "26.11.2026", "in der Zukunft"},
               {"talked_on", "neulich", "neulich"},
               {"concern", std::string(2001, 'x'), "1 Zeichen zu lang"},
               {"concern",
                "a\x01"
                "b",
                "Steuerzeichen"},
               {"next_appointment", "Mo \xE2\x80\xAE rO", "Steuerzeichen"},
               {"livelihood", "gold", "Wovon lebt die Person?"},
               {"indications", "no_such", "Was spricht für Case Management?"},
               {"danger", "maybe", "Besteht eine akute Gefahr?"}};
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, href, with(intake_form(), row.field, row.value));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.message)) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, "Fehler: ")) << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM intake"), 0);
}

TEST_P(IntakeWeb, A_form_without_its_token_changes_nothing) {
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, intake_form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM intake"), 0);
}

TEST_P(IntakeWeb, Who_saves_second_is_asked_and_loses_nothing) {
  hold();
  auto first = with(with(intake_form(), "version", "1"), "concern", "Ich will schlafen, und die Kinder auch.");
  EXPECT_EQ(app.post(Who::kessler, href + "/aendern", first).status, 303);
  auto late = with(with(intake_form(), "version", "1"), "concern", "Ich suche Ruhe.");
  const auto answer = app.post(Who::kessler, href + "/aendern", late);
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "Ich suche Ruhe."));
  EXPECT_TRUE(has(answer, "und die Kinder auch."));
  EXPECT_EQ(app.count("SELECT count(*) FROM intake WHERE version = 2"), 1);
}

TEST_P(IntakeWeb, Two_first_versions_are_asked_too) {
  hold();
  const auto answer = app.post(Who::kessler, href, with(intake_form(), "concern", "Ich suche Ruhe."));
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "Ich suche Ruhe."));
  EXPECT_TRUE(has(answer, "Ich will in Ruhe schlafen."));
}

TEST_P(IntakeWeb, A_draft_is_offered_again_and_gone_after_saving) {
  const std::string key = "/entwuerfe/intake:" + std::to_string(rahimi.id.value());
  EXPECT_EQ(app.post(Who::kessler, key,
                     {{"_titel", "Erstgespräch"}, {"_ort", href}, {"concern", "Angefangen"}, {"version", "0"}})
                .status,
            204);
  EXPECT_TRUE(has(app.get(Who::kessler, href), "Weiterschreiben"));
  EXPECT_TRUE(has(app.get(Who::kessler, href + "?entwurf=1"), "Angefangen"));
  hold();
  EXPECT_EQ(app.count("SELECT count(*) FROM draft"), 0);
}

TEST_P(IntakeWeb, Its_history_says_who_changed_what) {
  hold();
  EXPECT_EQ(app.post(Who::kessler, href + "/aendern",
                     with(with(intake_form(), "version", "1"), "next_appointment", "Dienstag"))
                .status,
            303);
  const auto page = app.get(Who::kessler, href);
  EXPECT_TRUE(has(page, "Montag, 10 Uhr"));
  EXPECT_TRUE(has(page, "Dienstag"));
  EXPECT_TRUE(has(page, "Miriam Kessler"));
}

TEST_P(IntakeWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  hold();
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, href).status, 423);
  EXPECT_EQ(app.post(Who::kessler, href + "/aendern", with(intake_form(), "version", "1")).status, 423);
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("entscheidung"),
                     {{"decision", "no_need"}, {"reason", "x"}, {"decided_on", "heute"}})
                .status,
            423);
}

// ---- decision ----

class DecisionWeb : public CaseTest {
 protected:
  const std::string href = rahimi.href("entscheidung");
  static http::Pairs decision_form(std::string decision = "referral_advice") {
    return {
        {"decision", std::move(decision)}, {"reason", "Das Jobcenter begleitet schon."}, {"decided_on", "25.11.2026"}};
  }
};
KIM_BOTH_ENGINES(DecisionWeb);

TEST_P(DecisionWeb, Only_who_is_responsible_decides) {
  EXPECT_EQ(app.get(Who::nobody, href).status, 303);
  EXPECT_EQ(app.get(Who::brandt, href).status, 403);
  EXPECT_EQ(app.get(Who::sommer, href).status, 404);
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 200);
  EXPECT_EQ(app.post(Who::albers, href, decision_form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, decision_form()).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, href, decision_form()).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, decision_form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM decision"), 0);
  EXPECT_EQ(app.post(Who::kessler, href, decision_form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM decision"), 1);
  expect_created("decision");
  EXPECT_EQ(phase(), "referral_advice");
}

TEST_P(DecisionWeb, Criteria_advise_and_one_decides_otherwise_without_obstacle) {
  http::Pairs form = decision_form();
  for (const char* one : {"complex_need", "many_actors"}) form.emplace_back("criteria", one);
  const auto weighed = app.post(Who::kessler, href + "?auswerten=1", form);
  EXPECT_EQ(weighed.status, 200);
  EXPECT_TRUE(has(weighed, "2 von 2 Kriterien sprechen für Case Management."));
  EXPECT_TRUE(has(weighed, "Das Jobcenter begleitet schon.")) << "what was typed stays";
  EXPECT_EQ(app.count("SELECT count(*) FROM decision"), 0) << "weighing saves nothing";
  EXPECT_EQ(app.post(Who::wittkamp, href + "?auswerten=1", form).status, 403);
  EXPECT_EQ(app.post(Who::kessler, href, form).status, 303);
  EXPECT_EQ(phase(), "referral_advice");
  EXPECT_TRUE(has(app.get(Who::wittkamp, href), "2 von 2 Kriterien sprechen für Case Management."));
  form.emplace_back("criteria", "no_such_code");
  EXPECT_EQ(app.post(Who::kessler, href, form).status, 422);
}

TEST_P(DecisionWeb, Case_management_needs_a_finished_assessment) {
  const auto answer = app.post(Who::kessler, href, decision_form("case_management"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "Für Case Management braucht es eine abgeschlossene Falleinschätzung."));
  EXPECT_TRUE(has(answer, "Das Jobcenter begleitet schon."));
  finished();
  const auto accepted = app.post(Who::kessler, href, decision_form("case_management"));
  EXPECT_EQ(accepted.status, 303);
  EXPECT_EQ(accepted.header("Location"), rahimi.href("ziele"));
  EXPECT_EQ(phase(), "agreement");
}

TEST_P(DecisionWeb, The_consequence_stands_before_the_button) {
  const auto page = app.get(Who::kessler, href);
  EXPECT_LT(page.body.find("Als Nächstes vereinbaren Sie gemeinsam Ziele."), page.body.rfind("Entscheidung speichern"));
}

TEST_P(DecisionWeb, A_new_decision_leaves_the_earlier_one_in_the_list) {
  EXPECT_EQ(app.post(Who::kessler, href, decision_form("no_need")).status, 303);
  EXPECT_EQ(app.post(Who::kessler, href, decision_form("referral_advice")).status, 303);
  const auto page = app.get(Who::wittkamp, href);
  EXPECT_TRUE(has(page, "Kein Bedarf"));
  EXPECT_TRUE(has(page, "Verweisberatung"));
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE decision = 'referral_advice'"), 1);
}

TEST_P(DecisionWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const struct {
    const char* field;
    std::string value;
    const char* message;
  } table[] = {{"decision", "", "Wie geht es weiter?"},
               {"decision", "no_such", "Wie geht es weiter?"},
               {"reason", "", "Begründung"},
               {"reason", std::string(1001, 'x'), "1 Zeichen zu lang"},
               {"reason",
                "a\x02"
                "b",
                "Steuerzeichen"},
               {"decided_on", "", "Entschieden am"},
               {"decided_on", "31.11.2026", "31.11.2026"},
               {"decided_on", "26.11.2026", "in der Zukunft"}};
  for (const auto& row : table) {
    const auto answer = app.post(Who::kessler, href, with(decision_form(), row.field, row.value));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.message)) << row.field << "=" << row.value;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM decision"), 0);
}

// ---- API ----

class AssessmentApi : public CaseTest {
 protected:
  AssessmentId first = finished();
  std::string bearer = test::leading_integration(app, rahimi);

  http::Response call(http::Method method, const std::string& path, std::string body = {},
                      const std::string& other = {}) {
    const std::string address = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/" + path;
    return app.call(method, address, other.empty() ? bearer : other, std::move(body));
  }
};
KIM_BOTH_ENGINES(AssessmentApi);

TEST_P(AssessmentApi, Notes_changes_and_reads_the_first_conversation) {
  using enum http::Method;
  EXPECT_EQ(call(get, "intake", {}, "wrong").status, 401);
  EXPECT_EQ(call(get, "intake").status, 404);
  EXPECT_EQ(call(post, "intake", R"({"talked_on":"2026-11-24","concern":"Ruhe","indications":["many_actors"]})").status,
            201);
  EXPECT_EQ(call(post, "intake", R"({"talked_on":"2026-11-24"})").status, 409);
  EXPECT_EQ(call(post, "intake", R"({"talked_on":"2026-11-24","danger":"yes"})").status, 422);
  EXPECT_EQ(call(post, "intake", R"({"talked_on":"2027-01-01"})").status, 422);
  EXPECT_EQ(call(put, "intake?version=1", R"({"concern":"Ruhe und Schlaf"})").status, 204);
  EXPECT_EQ(call(put, "intake?version=1", R"({"concern":"Anders"})").status, 409);
  EXPECT_TRUE(has(call(get, "intake"), R"("concern":"Ruhe und Schlaf")"));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "api");
}

TEST_P(AssessmentApi, Lists_assessments_with_their_lines) {
  const auto answer = call(http::Method::get, "assessments");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(has(answer, R"("state":"done")"));
  EXPECT_TRUE(has(answer, R"("wish":"Wir sind zu fünft in zwei Zimmern")"));
}

TEST_P(AssessmentApi, Decides) {
  using enum http::Method;
  EXPECT_EQ(
      call(post, "decisions", R"({"decision":"case_management","decided_on":"2026-11-26","reason":"Bedarf"})").status,
      422);
  EXPECT_EQ(call(post, "decisions", R"({"decision":"case_management","decided_on":"2026-11-25"})").status, 422);
  EXPECT_EQ(
      call(post, "decisions", R"({"decision":"no_need","decided_on":"2026-11-25","reason":"Kein Bedarf"})").status,
      201);
  EXPECT_TRUE(has(call(get, "decisions"), R"("decision":"no_need")"));
}

}  // namespace
}  // namespace kim::assessment
