// Routes of handovers and absences: who may, what is kept, what is shown.
#include "domain/access/session.h"
#include "domain/handover/handover_test.h"

namespace kim::handover {
namespace {

class HandoverWeb : public HandoverWorld {
 protected:
  std::string page() { return rahimi.href("uebergabe"); }
  std::string offer_page(HandoverId id, std::string_view act = {}) {
    std::string path = "/uebergaben/" + std::to_string(id.value());
    if (!act.empty()) path.append("/").append(act);
    return path;
  }
  http::Pairs consent_form() {
    return {{"purposes", "case_file"},  {"text_version", "2026-01"}, {"text_language", "de"},
            {"given_on", "25.11.2026"}, {"channel", "paper"},        {"given_by", "self"}};
  }
};
KIM_BOTH_ENGINES(HandoverWeb);

TEST_P(HandoverWeb, Is_for_casework_only_and_foreign_cases_look_like_not_found) {
  for (const std::string& path :
       {page(), std::string("/uebergaben"), std::string("/uebergaben/mehrere"), std::string("/vertretung")}) {
    EXPECT_EQ(app.get(Who::nobody, path).status, 303) << path;
    for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
      EXPECT_EQ(app.get(who, path).status, 403) << path;
    EXPECT_EQ(app.get(Who::kessler, path).status, 200) << path;
  }
  EXPECT_EQ(app.get(Who::sommer, page()).status, 404);
  EXPECT_EQ(app.post(Who::sommer, page(), form(Who::sommer)).status, 404);
  EXPECT_EQ(app.get(Who::wittkamp, page()).status, 403);  // sees the case, is not responsible
  EXPECT_EQ(app.post_without_csrf(Who::kessler, page(), form(Who::wittkamp)).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM handover"), 0);
}

TEST_P(HandoverWeb, A_case_is_offered_and_taken_over) {
  EXPECT_EQ(app.post(Who::kessler, page(), form(Who::wittkamp)).status, 303);
  EXPECT_EQ(app.audit_entries("created").front().what, "handover");
  EXPECT_TRUE(has(app.get(Who::kessler, page()), "Angebot zurücknehmen"));
  app.advance(std::chrono::minutes(1));
  const HandoverId id(app.count("SELECT id FROM handover"));
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/uebergaben"), offer_page(id)));
  const auto offer = app.get(Who::wittkamp, offer_page(id));
  EXPECT_TRUE(has(offer, "Parwin Rahimi"));
  EXPECT_TRUE(has(offer, "Kommt vormittags"));
  EXPECT_FALSE(has(offer, "Verantwortliche Stelle wechselt"));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "offer");
  EXPECT_EQ(app.get(Who::sommer, offer_page(id)).status, 404);
  const auto taken = app.post(Who::wittkamp, offer_page(id, "annehmen"), {});
  EXPECT_EQ(taken.status, 303);
  EXPECT_EQ(taken.header("Location"), rahimi.href());
  EXPECT_EQ(app.get(Who::wittkamp, offer_page(id)).status, 409);
  EXPECT_TRUE(has(app.get(Who::kessler, "/uebergaben"), "Übernommen"));
}

TEST_P(HandoverWeb, An_open_tab_of_the_old_side_saves_nothing_any_more) {
  const HandoverId id = offered(Who::sommer);
  const auto tab = app.get(Who::kessler, rahimi.href("zustaendig"));
  ASSERT_EQ(tab.status, 200);
  take(Who::sommer, id);
  const auto late = app.post(Who::kessler, rahimi.href("zustaendig"),
                             {{"colleague_id", std::to_string(app.account(Who::wittkamp).value())}});
  EXPECT_EQ(late.status, 404);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href()).status, 404);
  EXPECT_FALSE(has(app.get(Who::kessler, "/uebergaben"), "Rahimi"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/uebergaben"), "Thea Sommer"));
}

TEST_P(HandoverWeb, Another_controller_records_the_new_consent_on_the_same_page) {
  const HandoverId id = offered(Who::sommer);
  EXPECT_TRUE(has(app.get(Who::sommer, offer_page(id)), "Die verantwortliche Stelle wechselt"));
  const auto without = app.post(Who::sommer, offer_page(id, "annehmen"), {});
  EXPECT_EQ(without.status, 422);
  EXPECT_EQ(state_of(id), "proposed");
  EXPECT_EQ(app.post(Who::sommer, offer_page(id, "annehmen"), consent_form()).status, 303);
  EXPECT_EQ(state_of(id), "accepted");
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 200);
}

TEST_P(HandoverWeb, What_is_missing_is_said_before_and_the_input_stays) {
  http::Pairs check = form(Who::sommer);
  check.emplace_back("pruefen", "1");
  const auto looked = app.post(Who::kessler, page(), check);
  EXPECT_EQ(looked.status, 200);
  EXPECT_TRUE(has(looked, "So können Sie den Fall noch nicht anbieten"));
  EXPECT_TRUE(has(looked, "Kommt vormittags"));
  const auto offered_anyway = app.post(Who::kessler, page(), form(Who::sommer));
  EXPECT_EQ(offered_anyway.status, 422);
  EXPECT_TRUE(has(offered_anyway, "Kommt vormittags"));
  EXPECT_EQ(app.count("SELECT count(*) FROM handover"), 0);
}

TEST_P(HandoverWeb, A_second_offer_is_a_conflict_that_keeps_the_input) {
  offered(Who::wittkamp);
  const auto page_again = app.post(Who::kessler, page(), form(Who::wittkamp));
  EXPECT_EQ(page_again.status, 409);
  EXPECT_TRUE(has(page_again, "Kommt vormittags"));
}

TEST_P(HandoverWeb, Bad_input_gets_a_message_at_its_field) {
  const struct {
    std::string name, value;
    const char* message;
  } table[] = {{"to_account_id", "", "Wer soll den Fall übernehmen?"},
               {"to_account_id", "4711", "Wählen Sie eine Fachkraft"},
               {"to_account_id", std::to_string(app.account(Who::brandt).value()), "Wählen Sie eine Fachkraft"},
               {"to_account_id", std::to_string(app.account(Who::kessler).value()), "ist schon zuständig"},
               {"reason", "gibt_es_nicht", "Warum wechselt"},
               {"informed_on", "30.02.2026", "Datum"},
               {"informed_on", "26.11.2026", "Zukunft"},
               {"note", std::string(2001, 'x'), "zu lang"},
               {"note",
                "a\x01"
                "b",
                "Zeichen"}};
  for (const auto& row : table) {
    http::Pairs pairs = form(Who::wittkamp);
    for (auto& [name, value] : pairs)
      if (name == row.name) value = row.value;
    const auto answer = app.post(Who::kessler, page(), pairs);
    EXPECT_EQ(answer.status, 422) << row.name << "=" << row.value.substr(0, 20);
    EXPECT_TRUE(has(answer, row.message)) << row.name << "=" << row.value.substr(0, 20);
  }
  http::Pairs unticked = form(Who::wittkamp);
  unticked.pop_back();
  EXPECT_TRUE(has(app.post(Who::kessler, page(), unticked), "Noch nicht besprochen: Papierakte"));
}

TEST_P(HandoverWeb, A_blocked_case_is_not_handed_over) {
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, page()).status, 423);
  EXPECT_EQ(app.post(Who::kessler, page(), form(Who::wittkamp)).status, 423);
}

TEST_P(HandoverWeb, Several_cases_are_looked_at_and_reported_one_by_one) {
  const OpenCase other = test::open_case(app, Who::kessler, "Ioana", "Marinescu");
  app.advance(std::chrono::minutes(1));
  release_towards(test::body_stadt, rahimi);
  http::Pairs pairs = form(Who::sommer);
  EXPECT_EQ(app.post(Who::kessler, "/uebergaben/mehrere", pairs).status, 422);
  for (const OpenCase& one : {rahimi, other}) pairs.emplace_back("faelle", std::to_string(one.id.value()));
  const auto preview = app.post(Who::kessler, "/uebergaben/mehrere", pairs);
  EXPECT_EQ(preview.status, 200);
  EXPECT_TRUE(has(preview, "geht, Einwilligung neu einholen"));
  EXPECT_TRUE(has(preview, "2 Fälle anbieten"));
  EXPECT_EQ(app.count("SELECT count(*) FROM handover"), 0);
  const auto report = app.post(
      Who::kessler, "/uebergaben/mehrere/anbieten",
      {{"eingabe", test::input_value(preview.body, "eingabe").empty() ? std::string() : http::encode_form(pairs)}});
  EXPECT_EQ(report.status, 200);
  EXPECT_TRUE(has(report, "1 von 2 Fällen angeboten"));
  EXPECT_EQ(app.count("SELECT count(*) FROM handover"), 1);
  http::Pairs foreign = form(Who::wittkamp);
  foreign.emplace_back("faelle", std::to_string(rahimi.id.value()));
  EXPECT_TRUE(has(app.post(Who::lange, "/uebergaben/mehrere/anbieten", foreign), "Keine eigenen Fälle"));
  EXPECT_EQ(app.count("SELECT count(*) FROM handover"), 1);
}

TEST_P(HandoverWeb, A_deputy_week_is_entered_listed_and_ended) {
  const http::Pairs week{{"deputy_id", std::to_string(app.account(Who::wittkamp).value())},
                         {"from_on", "30.11.2026"},
                         {"until_on", "06.12.2026"}};
  EXPECT_TRUE(has(app.get(Who::kessler, "/vertretung"), "value=\"30.11.2026\""));
  EXPECT_EQ(app.post_without_csrf(Who::kessler, "/vertretung", week).status, 400);
  EXPECT_EQ(app.post(Who::kessler, "/vertretung", week).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, "/vertretung"), "geplant"));
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/vertretung"), "Miriam Kessler"));
  EXPECT_EQ(app.audit_entries("granted").front().actor, app.account(Who::kessler));
  const auto twice = app.post(Who::kessler, "/vertretung", week);
  EXPECT_EQ(twice.status, 422);
  EXPECT_TRUE(has(twice, "schon eine Vertretung"));
  const std::string end = "/vertretung/" + std::to_string(app.count("SELECT id FROM absence")) + "/beenden";
  EXPECT_EQ(app.post(Who::wittkamp, end, {}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, end, {}).status, 303);
  EXPECT_EQ(app.post(Who::kessler, end, {}).status, 409);
}

TEST_P(HandoverWeb, The_interface_does_the_same) {
  Context program(app.services(), {});
  access::Account account;
  account.login = "anbindung";
  account.name = "Anbindung";
  account.team = test::team_1;
  account.employer = test::body_kreis;
  account.integration = true;
  const auto made = access::create_account(program, account, "Wiesenweg-Laterne-42", access::FirstPassword::keep);
  ASSERT_TRUE(made.has_value());
  const std::string token = access::create_api_token(program, *made, "Test").value();
  const http::Pairs key{{"authorization", "Bearer " + token}};
  const std::string api = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/handovers";
  EXPECT_EQ(app.request(http::Method::get, api, "", {}).status, 401);
  EXPECT_EQ(app.request(http::Method::get, api, "", key).status, 200);
  EXPECT_EQ(app.request(http::Method::post, api, "{}", key).status, 422);
  EXPECT_EQ(app.request(http::Method::get, "/api/v1/handovers", "", key).body, "[]");
  const HandoverId id = offered(Who::wittkamp);
  const std::string one = "/api/v1/handovers/" + std::to_string(id.value());
  EXPECT_NE(app.request(http::Method::get, "/api/v1/handovers", "", key).body.find(std::to_string(id.value())),
            std::string::npos);
  EXPECT_EQ(app.request(http::Method::post, one + "/decline", "{}", key).status, 422);
  EXPECT_EQ(app.request(http::Method::post, one + "/accept", "", key).status, 204);
  EXPECT_EQ(state_of(id), "accepted");
  EXPECT_EQ(app.request(http::Method::post, one + "/decline", R"({"answer_note":"nein"})", key).status, 409);
  EXPECT_EQ(app.request(http::Method::get, "/api/v1/absences", "", key).body, "[]");
  const std::string week = R"({"deputy_id":")" + std::to_string(app.account(Who::wittkamp).value()) +
                           R"(","from_on":"2026-11-30","until_on":"2026-12-06"})";
  EXPECT_EQ(app.request(http::Method::post, "/api/v1/absences", week, key).status, 201);
  const std::string end = "/api/v1/absences/" + std::to_string(app.count("SELECT id FROM absence")) + "/end";
  EXPECT_EQ(app.request(http::Method::post, end, "", key).status, 204);
  EXPECT_EQ(app.request(http::Method::post, end, "", key).status, 409);
}

}  // namespace
}  // namespace kim::handover
