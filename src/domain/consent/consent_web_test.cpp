// Pages and JSON routes: who may, what is stored, what wrong input says, what the sheets hold.
#include "domain/access/session.h"
#include "platform/html/markup_test.h"
#include "platform/json/json.h"
#include "world/consent_world.h"

namespace kim::consent {
namespace {

using namespace testing;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class ConsentWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  World world{GetParam()};
  TestApp& app = world.app;
  PersonId parwin = world.add_person();
  CaseId file = world.open_case(parwin);
  Day today = app.today();

  std::string href(std::string_view act = {}) const {
    return "/personen/" + std::to_string(parwin.value()) + "/einwilligung" +
           (act.empty() ? "" : "/" + std::string(act));
  }
  std::string api(std::string_view what) const {
    return "/api/v1/persons/" + std::to_string(parwin.value()) + "/" + std::string(what);
  }

  static http::Pairs with(http::Pairs start, http::Pairs changed) {
    http::Form all(std::move(start));
    for (auto& [name, value] : changed) all.set(name, value);
    return all.pairs();
  }
  static http::Pairs consent_form(http::Pairs changed = {}) {
    return with({{"purposes", "case_file"},
                 {"given_by", "self"},
                 {"channel", "paper"},
                 {"given_on", "heute"},
                 {"text_language", "de"},
                 {"text_version", "2026-01"},
                 {"proof", "Ordner 7, Blatt 14"},
                 {"information_given", "yes"}},
                std::move(changed));
  }
  http::Pairs release_form(http::Pairs changed = {}) const {
    return with({{"recipient_id", std::to_string(world.jobcenter.value())},
                 {"direction", "mutual"},
                 {"contents", "identity"},
                 {"purpose", "Anerkennung als Hebamme"},
                 {"given_on", "heute"},
                 {"channel", "paper"}},
                std::move(changed));
  }
  http::Pairs disclosure_form(http::Pairs changed = {}) const {
    return with({{"recipient_id", std::to_string(world.jobcenter.value())},
                 {"contents", "identity"},
                 {"legal_basis", "consent"},
                 {"purpose", "Termin vereinbaren"},
                 {"disclosed_on", "heute"}},
                std::move(changed));
  }
  std::string token() { return app.integration().token; }
  http::Response call(http::Method method, std::string_view target, const std::string& bearer, std::string body = {}) {
    return app.call(method, target, bearer, std::move(body));
  }
};
KIM_BOTH_ENGINES(ConsentWeb);

// ---- who may ----

TEST_P(ConsentWeb, Reading_is_for_the_own_team_and_leaves_an_entry) {
  for (const char* page :
       {"", "druck/einwilligung", "druck/information", "druck/nachweis", "druck/entbindung?sprache=en"}) {
    EXPECT_EQ(app.get(Who::nobody, href(page)).status, 303) << page;
    EXPECT_EQ(app.get(Who::brandt, href(page)).status, 403) << page;
    EXPECT_EQ(app.get(Who::albers, href(page)).status, 403) << page;
    EXPECT_EQ(app.get(Who::sommer, href(page)).status, 404) << page;
    EXPECT_EQ(app.get(Who::wittkamp, href(page)).status, 200) << page;
  }
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "consent_page");
  EXPECT_EQ(app.audit_entries("opened").front().actor, app.account(Who::wittkamp));
  EXPECT_EQ(app.audit_entries("printed").size(), 4U);
  EXPECT_EQ(app.get(Who::kessler, "/personen/999/einwilligung").status, 404);
}

TEST_P(ConsentWeb, Writing_is_for_whoever_answers_for_the_person) {
  const std::vector<std::pair<std::string, http::Pairs>> acts{
      {"neu", consent_form()},
      {"entbindung", release_form()},
      {"widerruf", {{"scope", "all"}, {"withdrawn_on", "heute"}}},
      {"weitergabe", disclosure_form()}};
  for (const auto& [act, form] : acts) {
    EXPECT_EQ(app.get(Who::nobody, href(act)).status, 303) << act;
    EXPECT_EQ(app.get(Who::vogt, href(act)).status, 403) << act;
    EXPECT_EQ(app.get(Who::sommer, href(act)).status, 404) << act;
    EXPECT_EQ(app.get(Who::wittkamp, href(act)).status, 403) << act;
    EXPECT_EQ(app.get(Who::kessler, href(act)).status, 200) << act;
    EXPECT_EQ(app.post(Who::nobody, href(act), form).status, 303) << act;
    EXPECT_EQ(app.post(Who::albers, href(act), form).status, 403) << act;
    EXPECT_EQ(app.post(Who::sommer, href(act), form).status, 404) << act;
    EXPECT_EQ(app.post(Who::wittkamp, href(act), form).status, 403) << act;
    EXPECT_EQ(app.post_without_csrf(Who::kessler, href(act), form).status, 400) << act;
  }
  for (const auto count : {app.count("SELECT count(*) FROM consent"), app.count("SELECT count(*) FROM release"),
                           app.count("SELECT count(*) FROM withdrawal"), app.count("SELECT count(*) FROM disclosure")})
    EXPECT_EQ(count, 0);
  EXPECT_EQ(world.case_state(file), "open");
}

// ---- what is stored, what is seen ----

TEST_P(ConsentWeb, Nothing_is_ticked_before_the_person_has_signed) {
  const std::string page = app.get(Who::kessler, href("neu")).body;
  const auto begin = page.find("name=\"purposes\"");
  ASSERT_NE(begin, std::string::npos);
  EXPECT_EQ(page.substr(begin, page.find("name=\"given_by\"") - begin).find(" checked"), std::string::npos);
}

TEST_P(ConsentWeb, A_signed_consent_is_seen_with_its_proof) {
  EXPECT_TRUE(has(app.get(Who::kessler, href()).body, "Es liegt noch keine Einwilligung vor."));
  const auto saved = app.post(Who::kessler, href("neu"), consent_form());
  ASSERT_EQ(saved.status, 303);
  EXPECT_EQ(saved.header("location"), "/faelle/" + std::to_string(file.value()) + "/einwilligung");
  EXPECT_EQ(app.audit_entries("created").front().actor, app.account(Who::kessler));
  const std::string page = app.get(Who::kessler, href()).body;
  for (const char* part : {"Was ist erlaubt?", "25.11.2027", "Auf Papier unterschrieben", "Ordner 7, Blatt 14",
                           "Miriam Kessler", "Widerruf aufnehmen"})
    EXPECT_TRUE(has(page, part)) << part;
  EXPECT_FALSE(has(app.get(Who::wittkamp, href()).body, "Widerruf aufnehmen"));
}

TEST_P(ConsentWeb, Releases_and_disclosures_are_listed_with_who_what_why_and_until) {
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form()).status, 303);
  ASSERT_EQ(app.post(Who::kessler, href("entbindung"), release_form()).status, 303);
  ASSERT_EQ(app.post(Who::kessler, href("weitergabe"), disclosure_form()).status, 303);
  const std::string page = app.get(Who::kessler, href()).body;
  for (const char* part :
       {"Jobcenter Kreis Paderborn", "Gegenseitig", "Name und Geburtsdatum", "Anerkennung als Hebamme",
        "gilt bis 25.11.2027", "Wer hat Angaben erhalten?", "Termin vereinbaren", "nicht die Ausländerbehörde"})
    EXPECT_TRUE(has(page, part)) << part;
  EXPECT_EQ(app.audit_entries("disclosed").front().actor, app.account(Who::kessler));
}

TEST_P(ConsentWeb, Without_a_release_the_form_says_what_is_missing_and_keeps_the_text) {
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form()).status, 303);
  const auto answer = app.post(Who::kessler, href("weitergabe"), disclosure_form());
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer.body, "Für Jobcenter Kreis Paderborn gibt es keine gültige Entbindung."));
  EXPECT_TRUE(has(answer.body, "Termin vereinbaren"));
  EXPECT_EQ(app.count("SELECT count(*) FROM disclosure"), 0);
}

struct Bad {
  const char* act;
  const char* field;
  std::string value;
  const char* says;
};

TEST_P(ConsentWeb, Wrong_input_gets_a_sentence_and_stores_nothing) {
  const Bad table[] = {
      {"neu", "purposes", "", "Wozu willigt die Person ein?"},
      {"neu", "purposes", "werbung", "gibt es bei"},
      {"neu", "given_on", "30.02.2026", "30.02.2026"},
      {"neu", "given_on", "26.11.2026", "Zukunft"},
      {"neu", "valid_until", "26.11.2028", "Länger als zwei Jahre geht nicht"},
      {"neu", "valid_until", "24.11.2026", "liegt vor der Unterschrift"},
      {"neu", "text_version", "1999-01", "Diesen Text gibt es"},
      {"neu", "text_language", "ti", "Diesen Text gibt es"},
      {"neu", "given_by", "guardian", "wer für die Person unterschrieben hat"},
      {"neu", "proof", std::string(201, 'x'), "1 Zeichen zu lang"},
      {"neu", "proof", "Ordner \xE2\x80\xAE 7", "Steuerzeichen"},
      {"neu", "proof", "Ordner \x02 7", "Steuerzeichen"},
      {"entbindung", "recipient_id", "", "Gegenüber welcher Stelle?"},
      {"entbindung", "recipient_id", "99", "Diese Stelle gibt es nicht"},
      {"entbindung", "contents", "", "Welche Angaben?"},
      {"entbindung", "purpose", std::string(301, 'x'), "1 Zeichen zu lang"},
      {"entbindung", "given_on", "26.11.2026", "Zukunft"},
      {"weitergabe", "purpose", "", "Zweck"},
      {"weitergabe", "legal_basis", "erfunden", "gibt es bei"},
      {"weitergabe", "disclosed_on", "26.11.2026", "Zukunft"},
      {"widerruf", "scope", "", "Wählen Sie, was widerrufen wird."},
      {"widerruf", "scope", "purpose:health_data", "gibt es keine Einwilligung"},
      {"widerruf", "withdrawn_on", "26.11.2026", "Zukunft"},
      {"widerruf", "withdrawn_on", "30.02.2026", "30.02.2026"},
      {"widerruf", "channel", "brieftaube", "gibt es bei"},
  };
  const http::Pairs withdrawal{{"scope", "all"}, {"withdrawn_on", "heute"}, {"channel", "oral"}};
  for (const Bad& row : table) {
    const std::string_view act = row.act;
    const http::Pairs form = act == "neu"          ? consent_form()
                             : act == "entbindung" ? release_form()
                             : act == "widerruf"   ? withdrawal
                                                   : disclosure_form();
    const auto answer = app.post(Who::kessler, href(act), with(form, {{row.field, row.value}}));
    EXPECT_EQ(answer.status, 422) << row.act << " " << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer.body, row.says)) << row.act << " " << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer.body, "<title>Fehler: ")) << row.act;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM consent"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM withdrawal"), 0);
  EXPECT_EQ(world.case_state(file), "open");
}

TEST_P(ConsentWeb, A_release_is_not_recorded_without_consent) {
  EXPECT_EQ(app.post(Who::kessler, href("entbindung"), release_form()).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM release"), 0);
}

// ---- withdrawal ----

TEST_P(ConsentWeb, Withdrawing_takes_one_form_and_ends_with_a_confirmation) {
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form()).status, 303);
  ASSERT_EQ(app.post(Who::kessler, href("entbindung"), release_form()).status, 303);
  ASSERT_EQ(app.post(Who::kessler, href("weitergabe"), disclosure_form()).status, 303);
  const std::string form = app.get(Who::kessler, href("widerruf")).body;
  for (const char* part : {"Frau Rahimi muss keinen Grund nennen", "Das geschieht sofort", "25.12.2026",
                           "Nur die Entbindung gegenüber: Jobcenter Kreis Paderborn"})
    EXPECT_TRUE(has(form, part)) << part;
  const auto saved =
      app.post(Who::kessler, href("widerruf"), {{"scope", "all"}, {"withdrawn_on", "heute"}, {"channel", "oral"}});
  ASSERT_EQ(saved.status, 303);
  EXPECT_EQ(world.case_state(file), "blocked");
  EXPECT_EQ(app.audit_entries("withdrawn").front().actor, app.account(Who::kessler));
  const std::string sheet = app.get(Who::kessler, saved.header("location")).body;
  for (const char* part :
       {"Bestätigung Ihres Widerrufs", "Parwin Rahimi, geboren 24.05.1991", "25.11.2026",
        "Jobcenter Kreis Paderborn, 25.11.2026", "Ihre Akte ist gesperrt", "druck/loeschung?weitergabe="})
    EXPECT_TRUE(has(sheet, part)) << part;
  const std::string english = app.get(Who::kessler, std::string(saved.header("location")) + "?sprache=en").body;
  for (const char* part :
       {"Confirmation of your withdrawal", "Your file is blocked", "lang=\"en\" dir=\"ltr\"", "Name and date of birth"})
    EXPECT_TRUE(has(english, part)) << part;
  EXPECT_TRUE(has(app.get(Who::kessler, href()).body, "Der Fall ist gesperrt."));
  EXPECT_EQ(app.get(Who::kessler, href("widerruf/999")).status, 404);
}

TEST_P(ConsentWeb, One_release_is_withdrawn_from_its_own_link) {
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form()).status, 303);
  const ReleaseId release = allowed(world.release(parwin, towards(world.jobcenter, today)));
  const std::string id = std::to_string(release.value());
  EXPECT_TRUE(has(app.get(Who::kessler, href()).body, "widerruf?entbindung=" + id));
  EXPECT_TRUE(has(app.get(Who::kessler, href("widerruf?entbindung=" + id)).body,
                  "Es geht nichts mehr an Jobcenter Kreis Paderborn."));
  ASSERT_EQ(app.post(Who::kessler, href("widerruf"), {{"scope", "release:" + id}, {"withdrawn_on", "heute"}}).status,
            303);
  EXPECT_TRUE(has(app.get(Who::kessler, href()).body, "widerrufen am 25.11.2026"));
  EXPECT_EQ(world.case_state(file), "open");
  EXPECT_TRUE(has(app.get(Who::kessler, href("entbindung?von=" + id)).body, "Anerkennung als Hebamme"));
}

TEST_P(ConsentWeb, The_privacy_office_sees_and_ends_the_erasure_check) {
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form()).status, 303);
  const auto id = allowed(world.withdraw(parwin, of_everything()));
  Context peters = app.context(Who::peters), kessler = app.context(Who::kessler);
  EXPECT_TRUE(consent_slice().home_panel(kessler).empty());
  const std::string panel = consent_slice().home_panel(peters).str();
  EXPECT_TRUE(has(panel, "25.12.2026"));
  EXPECT_TRUE(has(panel, "/faelle/" + std::to_string(file.value())));
  EXPECT_FALSE(has(panel, "Rahimi"));
  const std::string act = "/loeschpruefungen/" + std::to_string(id) + "/erledigt";
  EXPECT_EQ(app.post(Who::nobody, act, {}).status, 303);
  EXPECT_EQ(app.post(Who::kessler, act, {}).status, 403);
  EXPECT_EQ(app.post(Who::peters, act, {}).status, 303);
  EXPECT_EQ(app.post(Who::peters, act, {}).status, 404);
}

// ---- sheets ----

TEST_P(ConsentWeb, Sheets_are_filled_as_far_as_is_known) {
  const std::string blank = app.get(Who::kessler, href("druck/entbindung")).body;
  EXPECT_TRUE(has(blank, "☐ Gesundheit"));
  EXPECT_TRUE(has(blank, "______"));
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form()).status, 303);
  const ReleaseId release = allowed(world.release(parwin, towards(world.jobcenter, today)));
  const std::string filled =
      app.get(Who::kessler, href("druck/entbindung?entbindung=" + std::to_string(release.value()))).body;
  EXPECT_TRUE(has(filled, "Jobcenter Kreis Paderborn"));
  EXPECT_FALSE(has(filled, "☐ Gesundheit"));
  EXPECT_TRUE(has(app.get(Who::kessler, href("druck/einwilligung")).body, "☐ Fallakte führen"));
  EXPECT_TRUE(has(app.get(Who::kessler, href("druck/einwilligung?sprache=en")).body, "☐ Keeping a case file"));
  EXPECT_TRUE(has(app.get(Who::kessler, href("druck/nachweis")).body, "Fallakte führen, bis zum 25.11.2027"));
  EXPECT_EQ(app.get(Who::kessler, href("druck/nichts")).status, 404);
  EXPECT_EQ(app.get(Who::kessler, href("druck/widerruf")).status, 404);
}

TEST_P(ConsentWeb, Every_page_is_sound_markup) {
  ASSERT_EQ(app.post(Who::kessler, href("neu"), consent_form({{"valid_until", "10.12.2026"}})).status, 303);
  const ReleaseId release = allowed(world.release(parwin, towards(world.jobcenter, today)));
  ASSERT_EQ(app.post(Who::kessler, href("weitergabe"), disclosure_form()).status, 303);
  const auto withdrawal = std::to_string(allowed(world.withdraw(parwin, of_release(release))));
  for (const std::string& act :
       {std::string(), std::string("neu"), std::string("entbindung"), std::string("weitergabe"),
        std::string("widerruf"), "widerruf/" + withdrawal, std::string("druck/einwilligung"),
        std::string("druck/nachweis"), std::string("druck/information?sprache=en")}) {
    const std::string page = app.get(Who::kessler, href(act)).body;
    EXPECT_EQ(markup::tag_fault(page), "") << act;
    EXPECT_EQ(markup::id_fault(page), "") << act;
  }
  const std::string wrong =
      app.post(Who::kessler, href("neu"), consent_form({{"purposes", ""}, {"given_on", "x"}})).body;
  EXPECT_EQ(markup::id_fault(wrong), "");
}

// ---- JSON ----

TEST_P(ConsentWeb, Other_systems_meet_the_same_gate) {
  const PersonId other = world.add_person();  // nobody answers for her yet
  const std::string bearer = token(), base = "/api/v1/persons/" + std::to_string(other.value()) + "/";
  const std::string signed_today =
      R"({"purposes": ["case_file"], "text_version": "2026-01", "text_language": "de", "given_on": "2026-11-25", "channel": "paper", "given_by": "self"})";
  EXPECT_EQ(call(http::Method::get, base + "consents", "falsch").status, 401);
  EXPECT_EQ(call(http::Method::post, api("consents"), bearer, signed_today).status,
            403);  // Kessler answers for Parwin Rahimi
  EXPECT_EQ(call(http::Method::get, "/api/v1/persons/999/consents", bearer).status, 404);
  EXPECT_EQ(call(http::Method::post, base + "consents", bearer, signed_today).status, 201);
  const std::string release =
      R"({"recipient_id": ")" + std::to_string(world.jobcenter.value()) +
      R"(", "direction": "mutual", "contents": ["identity"], "purpose": "Termin", "given_on": "2026-11-25", "channel": "paper"})";
  EXPECT_EQ(call(http::Method::post, base + "releases", bearer, release).status, 201);
  const std::string out =
      R"({"recipient_id": ")" + std::to_string(world.jobcenter.value()) +
      R"(", "contents": ["identity"], "legal_basis": "consent", "purpose": "Termin", "disclosed_on": "2026-11-25"})";
  EXPECT_EQ(call(http::Method::post, base + "disclosures", bearer, out).status, 201);
  for (const char* what : {"consents", "releases", "disclosures"}) {
    const auto list = call(http::Method::get, base + what, bearer);
    EXPECT_EQ(list.status, 200) << what;
    EXPECT_TRUE(json::well_formed(list.body) && list.body.size() > 2) << list.body;
  }
  EXPECT_EQ(call(http::Method::post, base + "withdrawals", bearer, R"({"scope": "all", "withdrawn_on": "2026-11-25"})")
                .status,
            201);
  EXPECT_EQ(call(http::Method::post, base + "disclosures", bearer, out).status, 423);
  EXPECT_EQ(call(http::Method::post, base + "releases", bearer, release).status, 423);
  EXPECT_EQ(
      call(http::Method::post, base + "withdrawals", bearer, R"({"scope": "purpose", "withdrawn_on": "2026-11-25"})")
          .status,
      422);
  EXPECT_EQ(
      call(http::Method::post, base + "consents", bearer, R"({"purposes": ["case_file"], "withdrawn_purposes": []})")
          .status,
      422);
  EXPECT_EQ(call(http::Method::post, base + "consents", bearer, "[").status, 400);
}

}  // namespace
}  // namespace kim::consent
