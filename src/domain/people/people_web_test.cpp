// The pages and JSON routes of persons: who may, what is stored, what happens to wrong and stale input.
#include <gtest/gtest.h>

#include "app/people_app.h"
#include "domain/access/session.h"
#include "domain/people/people_store.h"
#include "platform/json/json.h"

namespace kim::people {
namespace {

using test::Who;
using testing::hoevelhof;
using testing::parwin;
using testing::somebody;

class PeopleRoutes : public testing::PeopleApp {
 protected:
  void SetUp() override { id_ = add(parwin()); }
  std::string href(std::string_view path = {}) const {
    return "/personen/" + std::to_string(id_.value()) + (path.empty() ? "" : "/" + std::string(path));
  }
  std::string api(std::string_view path = {}) const {
    return "/api/v1/persons/" + std::to_string(id_.value()) + std::string(path);
  }
  std::string page(std::string_view path = {}, Who who = Who::kessler) { return app_.get(who, href(path)).body; }
  /// The whole form as the page sends it, with some answers changed.
  http::Pairs form(http::Pairs changed = {}, std::string version = "1") {
    http::Form all({{"family_name", "Rahimi"},
                    {"given_names", "Parwin"},
                    {"birth", "24.05.1991"},
                    {"gender", "female"},
                    {"phone", "05258 11111"},
                    {"municipality_id", "301"},
                    {"languages", "prs"},
                    {"german_level", "b1"},
                    {"interpreter", "unknown"},
                    {"original_script", "پروین رحیمی"},
                    {"nationalities", "AFG"}});
    all.set("version", std::move(version));
    for (auto& [name, value] : changed) all.set(name, value);
    return all.pairs();
  }
  std::string token() { return app_.integration().token; }
  http::Response call(http::Method method, std::string_view target, const std::string& bearer, std::string body = {}) {
    return app_.call(method, target, bearer, std::move(body));
  }
  PersonId id_;
};
KIM_BOTH_ENGINES(PeopleRoutes);

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// ---- who may ----

const char* const read_pages[] = {"", "bearbeiten", "angehoerige/neu", "aufenthalt/neu", "rechtskreis/neu"};
const char* const write_pages[] = {"bearbeiten", "angehoerige", "aufenthalt", "rechtskreis"};

TEST_P(PeopleRoutes, Need_a_session) {
  for (const char* path : read_pages) EXPECT_EQ(app_.get(Who::nobody, href(path)).status, 303) << path;
  for (const char* path : write_pages) EXPECT_EQ(app_.post(Who::nobody, href(path), form()).status, 303) << path;
  EXPECT_EQ(app_.get(Who::nobody, "/suche?q=Rahimi").status, 303);
  EXPECT_EQ(app_.request(http::Method::get, api(), "", {}).status, 401);
}

TEST_P(PeopleRoutes, Refuse_roles_without_casework) {
  for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter}) {
    for (const char* path : read_pages) EXPECT_EQ(app_.get(who, href(path)).status, 403) << path;
    for (const char* path : write_pages) EXPECT_EQ(app_.post(who, href(path), form()).status, 403) << path;
    EXPECT_EQ(app_.get(who, "/suche?q=Rahimi").status, 403);
  }
  EXPECT_EQ(load(id_).version, 1);
}

TEST_P(PeopleRoutes, Open_for_the_own_team_and_look_like_not_found_for_others) {
  for (const char* path : read_pages) {
    EXPECT_EQ(app_.get(Who::kessler, href(path)).status, 200) << path;
    EXPECT_EQ(app_.get(Who::wittkamp, href(path)).status, 200) << path;
    EXPECT_EQ(app_.get(Who::sommer, href(path)).status, 404) << path;
    EXPECT_EQ(app_.get(Who::lange, href(path)).status, 404) << path;
  }
  for (const char* path : write_pages) EXPECT_EQ(app_.post(Who::sommer, href(path), form()).status, 404) << path;
  EXPECT_EQ(app_.get(Who::kessler, "/personen/4711").status, 404);
  EXPECT_EQ(app_.get(Who::kessler, "/personen/abc").status, 404);
  EXPECT_EQ(load(id_).version, 1);
}

TEST_P(PeopleRoutes, Are_closed_while_the_consent_is_withdrawn) {
  open_case(id_);
  block(id_);
  for (const char* path : read_pages) EXPECT_EQ(app_.get(Who::kessler, href(path)).status, 423) << path;
  for (const char* path : write_pages) EXPECT_EQ(app_.post(Who::kessler, href(path), form()).status, 423) << path;
  const std::string found = app_.get(Who::kessler, "/suche?q=Rahimi").body;
  EXPECT_TRUE(has(found, "Rahimi, Parwin"));
  EXPECT_TRUE(has(found, "Gesperrt"));
  EXPECT_FALSE(has(found, "24.05.1991"));
}

TEST_P(PeopleRoutes, Refuse_a_form_without_its_token) {
  for (const char* path : write_pages)
    EXPECT_EQ(app_.post_without_csrf(Who::kessler, href(path), form()).status, 400) << path;
  EXPECT_EQ(load(id_).version, 1);
}

// ---- the person's page ----

TEST_P(PeopleRoutes, Show_who_the_person_is_and_write_the_read_entry) {
  const std::string html = page();
  for (const char* part :
       {"Parwin Rahimi", "lang=\"prs\"", "dir=\"rtl\"", "35 Jahre · Dari, Deutsch, Deutsch B1 · Salzkotten",
        "24.05.1991", "Afghanistan", "href=\"tel:0525811111\"", "Noch kein Status erfasst", "Wer hat was geändert?"})
    EXPECT_TRUE(has(html, part)) << part;
  const auto opened = app_.audit_entries("opened");
  ASSERT_FALSE(opened.empty());
  EXPECT_EQ(opened.front().what, "person");
  EXPECT_EQ(opened.front().subject_id, id_.value());
  EXPECT_EQ(opened.front().purpose, "person_page");
  EXPECT_EQ(opened.front().actor, app_.account(Who::kessler));
}

TEST_P(PeopleRoutes, Warn_of_an_ending_status_on_top) {
  Context ctx = app_.context(Who::kessler);
  const ResidenceStatus ending{"D60A", day_from_iso("2025-02-01"), day_from_iso("2027-02-01"), "Beschäftigung erlaubt"};
  ASSERT_TRUE(add_residence_status(ctx, id_, ending).has_value());
  const std::string html = page();
  EXPECT_TRUE(has(html, "Der Aufenthaltsstatus läuft in 68 Tagen ab (01.02.2027)"));
  EXPECT_TRUE(has(html, "Die Verlängerung sollte bis 07.12.2026 beantragt sein."));
  EXPECT_TRUE(has(html, "Beschäftigung erlaubt"));
}

TEST_P(PeopleRoutes, Tell_a_change_of_the_rechtskreis_with_what_was_before) {
  Context ctx = app_.context(Who::kessler);
  const auto first = add_legal_area(ctx, id_, {"asylblg", day_from_iso("2024-09-14"), {}}).value();
  ASSERT_TRUE(add_legal_area(ctx, id_, {"sgb2", day_from_iso("2026-03-01"), {}}, first).has_value());
  const std::string html = page();
  EXPECT_TRUE(has(html, "davor AsylbLG"));
  EXPECT_TRUE(has(html, "2026-02-28"));
}

TEST_P(PeopleRoutes, Escape_what_people_typed) {
  const PersonId other = add(somebody("<script>alert(1)</script>", "O'Neill \"&"));
  const std::string html = app_.get(Who::kessler, "/personen/" + std::to_string(other.value())).body;
  EXPECT_FALSE(has(html, "<script>alert"));
  EXPECT_TRUE(has(html, "&lt;script&gt;"));
}

// ---- changing ----

TEST_P(PeopleRoutes, Save_a_change_with_state_entry_and_actor) {
  const auto saved =
      app_.post(Who::wittkamp, href("bearbeiten"), form({{"family_name", "Karimi"}, {"municipality_id", "302"}}));
  EXPECT_EQ(saved.status, 303);
  EXPECT_EQ(saved.header("Location"), href());
  const auto stored = load(id_);
  EXPECT_EQ(stored.value.family_name, "Karimi");
  EXPECT_EQ(stored.value.municipality, hoevelhof);
  EXPECT_EQ(stored.value.birth_year, 1991);
  EXPECT_EQ(stored.changed_by, app_.account(Who::wittkamp));
  const auto entry = app_.audit_entries("changed").front();
  EXPECT_EQ(entry.what, "person");
  EXPECT_EQ(entry.actor, app_.account(Who::wittkamp));
  EXPECT_FALSE(has(entry.sealed, "Karimi"));
  const std::string html = page();
  EXPECT_TRUE(has(html, "Rahimi"));
  EXPECT_TRUE(has(html, "Hövelhof"));  // in the history, by name
  EXPECT_TRUE(has(html, "Jonas Wittkamp"));
}

TEST_P(PeopleRoutes, Keep_the_languages_of_repeated_selects_once) {
  auto sent = form();
  sent.emplace_back("languages", "");
  sent.emplace_back("languages", "de");
  sent.emplace_back("languages", "prs");
  ASSERT_EQ(app_.post(Who::kessler, href("bearbeiten"), sent).status, 303);
  EXPECT_EQ(load(id_).value.languages, (std::vector<std::string>{"prs", "de"}));
}

TEST_P(PeopleRoutes, Answer_wrong_input_with_the_field_and_what_was_typed) {
  const struct {
    const char* field;
    std::string typed;
    const char* says;
  } cases[] = {
      {"family_name", "", "Familienname"},      {"family_name", std::string(121, 'x'), "120"},
      {"family_name", "Rah\x01imi", "Zeichen"}, {"given_names", "Par\xE2\x80\xAEwin", "Zeichen"},
      {"birth", "30.02.1991", "30.02.1991"},    {"birth", "24.05.2031", "Zukunft"},
      {"birth", "irgendwann", "irgendwann"},    {"email", "keine Adresse", "E-Mail"},
      {"gender", "quatsch", "Geschlecht"},      {"languages", "klingonisch", "Sprachen"},
      {"municipality_id", "999", "Kommune"},    {"municipality_id", "xyz", "Kommune"},
      {"german_level", "z9", "Sprachniveau"},
  };
  for (const auto& one : cases) {
    const auto answer =
        app_.post(Who::kessler, href("bearbeiten"), form({{one.field, one.typed}, {"street", "Lange Str. 12"}}));
    EXPECT_EQ(answer.status, 422) << one.field << " " << one.typed;
    EXPECT_TRUE(has(answer.body, "Die Angaben sind noch nicht gespeichert.")) << one.field;
    EXPECT_TRUE(has(answer.body, one.says)) << one.field << " " << one.typed;
    EXPECT_TRUE(has(answer.body, "href=\"#" + std::string(one.field) + "\"")) << one.field;
    EXPECT_TRUE(has(answer.body, "Lange Str. 12")) << one.field;
  }
  EXPECT_EQ(load(id_).version, 1);
}

TEST_P(PeopleRoutes, Show_both_versions_of_a_stale_change_and_keep_what_was_typed) {
  ASSERT_EQ(app_.post(Who::wittkamp, href("bearbeiten"), form({{"phone", "05258 22222"}, {"street", "Lange Str. 12"}}))
                .status,
            303);
  const auto answer =
      app_.post(Who::kessler, href("bearbeiten"), form({{"phone", "05258 33333"}, {"german_level", "b2"}}));
  EXPECT_EQ(answer.status, 409);
  for (const char* part : {"05258 22222", "05258 33333", "Jonas Wittkamp", "Lange Str. 12"})
    EXPECT_TRUE(has(answer.body, part)) << part;
  EXPECT_EQ(test::input_value(answer.body, "version"), "2");
  EXPECT_EQ(load(id_).value.phone, "05258 22222");
}

// ---- lines ----

TEST_P(PeopleRoutes, Add_and_change_a_residence_status) {
  EXPECT_EQ(app_.post(Who::kessler, href("aufenthalt"),
                      {{"status", "D60A"}, {"valid_from", "01.02.2026"}, {"valid_until", "01.02.2027"}})
                .status,
            303);
  const auto line = app_.count("SELECT id FROM residence_status");
  EXPECT_EQ(app_.audit_entries("created").front().what, "residence_status");
  EXPECT_EQ(app_.audit_entries("created").front().actor, app_.account(Who::kessler));
  const std::string path = "aufenthalt/" + std::to_string(line);
  EXPECT_TRUE(has(page(path), "01.02.2027"));
  const http::Pairs ended{
      {"status", "D60A"}, {"valid_from", "01.02.2026"}, {"valid_until", "30.11.2026"}, {"version", "1"}};
  EXPECT_EQ(app_.post(Who::kessler, href(path), ended).status, 303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM residence_status WHERE valid_until = '2026-11-30' AND version = 2"), 1);
  const auto stale =
      app_.post(Who::wittkamp, href(path),
                {{"status", "D60A"}, {"valid_until", "24.12.2026"}, {"note", "neu beantragt"}, {"version", "1"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(has(stale.body, "neu beantragt"));
  EXPECT_EQ(app_.get(Who::sommer, href(path)).status, 404);
}

TEST_P(PeopleRoutes, Refuse_a_status_that_ends_before_it_begins) {
  const auto answer = app_.post(
      Who::kessler, href("aufenthalt"),
      {{"status", "D60A"}, {"valid_from", "01.02.2026"}, {"valid_until", "31.01.2026"}, {"note", "Papier liegt vor"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer.body, "Das Ende liegt vor dem Beginn am 01.02.2026."));
  EXPECT_TRUE(has(answer.body, "Papier liegt vor"));
  EXPECT_EQ(app_.post(Who::kessler, href("aufenthalt"), {{"status", ""}}).status, 422);
  EXPECT_EQ(app_.post(Who::kessler, href("aufenthalt"), {{"status", "XX"}, {"valid_until", "30.02.2027"}}).status, 422);
  EXPECT_EQ(app_.count("SELECT count(*) FROM residence_status"), 0);
}

TEST_P(PeopleRoutes, Offer_to_replace_a_rechtskreis_and_end_it) {
  ASSERT_EQ(app_.post(Who::kessler, href("rechtskreis"), {{"area", "asylblg"}, {"valid_from", "14.09.2024"}}).status,
            303);
  const auto line = std::to_string(app_.count("SELECT id FROM legal_area"));
  const std::string html = page("rechtskreis/neu");
  EXPECT_TRUE(has(html, "Welchen Rechtskreis löst er ab?"));
  EXPECT_TRUE(has(html, "AsylbLG seit 14.09.2024"));
  EXPECT_EQ(
      app_.post(Who::kessler, href("rechtskreis"), {{"area", "sgb2"}, {"valid_from", "01.03.2026"}, {"replaces", line}})
          .status,
      303);
  EXPECT_EQ(app_.count("SELECT count(*) FROM legal_area WHERE valid_until = '2026-02-28'"), 1);
  EXPECT_EQ(app_.post(Who::kessler, href("rechtskreis"), {{"area", ""}}).status, 422);
  const auto stale = app_.post(Who::kessler, href("rechtskreis/" + line), {{"area", "sgb12"}, {"version", "1"}});
  EXPECT_EQ(stale.status, 409);
}

TEST_P(PeopleRoutes, Add_and_change_a_relative) {
  const http::Pairs farid{{"name", "Farid Rahimi"}, {"relation", "spouse"}, {"birth", "1988"}, {"also_advised", "yes"}};
  EXPECT_EQ(app_.post(Who::kessler, href("angehoerige"), farid).status, 303);
  EXPECT_TRUE(has(page(), "Ehe, 38 Jahre · mitberaten"));
  const std::string path = "angehoerige/" + std::to_string(app_.count("SELECT id FROM relative"));
  EXPECT_TRUE(has(page(path), "Farid Rahimi"));
  EXPECT_EQ(app_.post(Who::kessler, href(path), {{"name", ""}, {"version", "1"}}).status, 422);
  EXPECT_EQ(app_.post(Who::kessler, href(path), {{"name", "Farid Rahimi"}, {"version", "1"}}).status, 303);
  EXPECT_EQ(app_.count("SELECT also_advised FROM relative"), 0);
  EXPECT_EQ(app_.get(Who::kessler, href("angehoerige/4711")).status, 404);
}

TEST_P(PeopleRoutes, Do_not_show_a_line_under_another_person) {
  ASSERT_EQ(app_.post(Who::kessler, href("angehoerige"), {{"name", "Farid Rahimi"}}).status, 303);
  const PersonId other = add(somebody("Oksana", "Bondar"));
  const std::string path = "/angehoerige/" + std::to_string(app_.count("SELECT id FROM relative"));
  EXPECT_EQ(app_.get(Who::kessler, "/personen/" + std::to_string(other.value()) + path).status, 404);
}

// ---- search ----

TEST_P(PeopleRoutes, Search_and_lead_to_the_person) {
  const std::string html = app_.get(Who::kessler, "/suche?q=rahim").body;
  EXPECT_TRUE(has(html, "1 Treffer für „rahim“"));
  EXPECT_TRUE(has(html, "href=\"" + href() + "\""));
  EXPECT_TRUE(has(html, "geboren 24.05.1991 · Salzkotten"));
  EXPECT_EQ(app_.audit_entries("searched").size(), 1U);
}

TEST_P(PeopleRoutes, Say_what_was_searched_and_offer_an_inquiry_when_nobody_is_found) {
  const std::string html = app_.get(Who::kessler, "/suche?q=Schneider").body;
  EXPECT_TRUE(has(html, "Keine Treffer für „Schneider“"));
  EXPECT_TRUE(has(html, "Gesucht wurde „Schneider“ in Namen"));
  EXPECT_TRUE(has(html, "Region 1"));
  EXPECT_TRUE(has(html, "href=\"/anfragen/neu\""));
}

TEST_P(PeopleRoutes, Ask_for_more_when_there_is_nothing_to_search) {
  EXPECT_TRUE(has(app_.get(Who::kessler, "/suche").body, "Wen suchen Sie?"));
  for (const char* query : {"x", "%E2%80%AEabc", "%01%02"})
    EXPECT_TRUE(has(app_.get(Who::kessler, std::string("/suche?q=") + query).body, "mindestens zwei Buchstaben"))
        << query;
  EXPECT_EQ(app_.get(Who::kessler, "/suche?q=" + std::string(3000, 'a')).status, 200);
  EXPECT_EQ(app_.audit_entries("searched").size(), 1U);
}

TEST_P(PeopleRoutes, Show_twenty_hits_first_and_more_on_demand) {
  for (int n = 0; n < 60; ++n) add(somebody("Mohammad", "Ahmadi"));
  const std::string html = app_.get(Who::kessler, "/suche?q=Ahmadi").body;
  EXPECT_TRUE(has(html, "Mehr als 20 Treffer für „Ahmadi“"));
  EXPECT_TRUE(has(html, "Ergänzen Sie den Vornamen"));
  EXPECT_TRUE(has(html, "href=\"/suche?q=Ahmadi&amp;alle=1\""));
  const std::string all = app_.get(Who::kessler, "/suche?q=Ahmadi&alle=1").body;
  EXPECT_TRUE(has(all, "Mehr als 50 Treffer für „Ahmadi“"));
  EXPECT_FALSE(has(all, "alle=1"));
}

/// A slice above: knows the open case of everybody and one case number.
void cases_found(Context&, const access::Scope&, std::string_view query, std::vector<SearchHit>& hits) {
  for (SearchHit& hit : hits) hit.href = "/faelle/" + std::to_string(hit.person.value());
  if (query == "KIM-2026-0417") hits.push_back({"Bondar, Oksana", "KIM-2026-0417", "/faelle/417", 100, PersonId(), ""});
}

class SearchWithCases : public ::testing::TestWithParam<db::Engine> {
 protected:
  static std::vector<Slice> slices() {
    auto list = testing::slices();
    Slice above{.name = "cases", .purpose = "Fälle der Tests", .rank = 5};
    above.search = cases_found;
    list.push_back(above);
    return list;
  }
  test::TestApp app_{GetParam(), slices()};
};
KIM_BOTH_ENGINES(SearchWithCases);

TEST_P(SearchWithCases, Leads_to_the_open_case_and_finds_case_numbers) {
  Context ctx = app_.context(Who::kessler);
  const auto added = ctx.transact([&](db::Tx& tx) { return add_person(ctx, tx, parwin()); });
  const std::string id = std::to_string(added.value().subject().value());
  EXPECT_TRUE(has(app_.get(Who::kessler, "/suche?q=Rahimi").body, "href=\"/faelle/" + id + "\""));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/personen/" + id).body, "href=\"/faelle/" + id + "\""));
  const std::string numbers = app_.get(Who::kessler, "/suche?q=KIM-2026-0417").body;
  EXPECT_TRUE(has(numbers, "href=\"/faelle/417\""));
  EXPECT_TRUE(app_.audit_entries("searched").front().note.starts_with("hits=1 "));
}

// ---- JSON ----

TEST_P(PeopleRoutes, Give_and_take_json_with_a_token) {
  const std::string bearer = token();
  const auto given = call(http::Method::get, api(), bearer);
  EXPECT_EQ(given.status, 200);
  EXPECT_TRUE(json::well_formed(given.body));
  EXPECT_TRUE(has(given.body, "\"family_name\":\"Rahimi\""));
  EXPECT_EQ(call(http::Method::patch, api("?version=1"), bearer, R"({"family_name":"Karimi"})").status, 204);
  EXPECT_EQ(load(id_).value.family_name, "Karimi");
  EXPECT_EQ(load(id_).value.phone, "05258 11111");
  EXPECT_EQ(call(http::Method::patch, api("?version=1"), bearer, R"({"family_name":"Noor"})").status, 409);
  EXPECT_EQ(call(http::Method::patch, api("?version=2"), bearer, R"({"birth":"1991-02-30"})").status, 422);
  EXPECT_EQ(call(http::Method::patch, api("?version=2"), bearer, R"({"birth_year":1970})").status, 422);
  EXPECT_EQ(call(http::Method::patch, api("?version=2"), bearer, "[").status, 400);
  EXPECT_EQ(call(http::Method::get, "/api/v1/persons/4711", bearer).status, 404);
  EXPECT_EQ(call(http::Method::get, api(), "falsch").status, 401);
}

TEST_P(PeopleRoutes, Search_by_json) {
  const std::string bearer = token();
  const auto found = call(http::Method::get, "/api/v1/persons?q=karim", bearer);
  EXPECT_EQ(found.body, "[]");
  EXPECT_TRUE(has(call(http::Method::get, "/api/v1/persons?q=rahimi", bearer).body, "\"name\":\"Parwin Rahimi\""));
  EXPECT_EQ(call(http::Method::get, "/api/v1/persons?q=", bearer).status, 422);
}

TEST_P(PeopleRoutes, Keep_the_lines_below_a_person_by_json) {
  const std::string bearer = token();
  const struct {
    const char* path;
    const char* body;
    const char* wrong;
    const char* changed;
  } cases[] = {
      {"/relatives", R"({"name":"Farid Rahimi","relation":"spouse"})", R"({"name":""})", R"({"also_advised":true})"},
      {"/residence-statuses", R"({"status":"D60A","valid_from":"2026-02-01"})",
       R"({"status":"D60A","valid_from":"2026-02-01","valid_until":"2026-01-01"})", R"({"valid_until":"2027-02-01"})"},
      {"/legal-areas", R"({"area":"sgb2","valid_from":"2026-03-01"})", R"({"area":"quatsch"})",
       R"({"valid_until":"2026-12-31"})"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(call(http::Method::post, api(one.path), bearer, one.wrong).status, 422) << one.path;
    const auto created = call(http::Method::post, api(one.path), bearer, one.body);
    ASSERT_EQ(created.status, 201) << created.body;
    const std::string line = created.body.substr(7, created.body.size() - 9);  // {"id":"..."}
    const auto list = call(http::Method::get, api(one.path), bearer);
    EXPECT_TRUE(has(list.body, line)) << list.body;
    EXPECT_EQ(
        call(http::Method::patch, api(std::string(one.path) + "/" + line + "?version=1"), bearer, one.changed).status,
        204);
    EXPECT_EQ(
        call(http::Method::patch, api(std::string(one.path) + "/" + line + "?version=1"), bearer, one.changed).status,
        409);
    EXPECT_EQ(call(http::Method::patch, api(std::string(one.path) + "/4711?version=1"), bearer, one.changed).status,
              404);
  }
}

}  // namespace
}  // namespace kim::people
