// Pages and JSON lists of the organisation: who may, what is shown on a Stichtag, what happens to wrong and stale input.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/access/access_slice.h"
#include "domain/access/session.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/organisation/organisation_store.h"
#include "platform/assets.h"
#include "platform/html/markup_test.h"
#include "platform/json/json.h"

namespace kim::organisation {
namespace {

using test::Who;

class OrganisationPages : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    Context ctx(app_.services(), {});
    ASSERT_TRUE(install_template(ctx, assets::bytes("data/templates/paderborn.toml")).has_value());
  }
  db::Lease db() { return app_.database().read(); }
  std::int64_t id_of(std::string_view title) {
    for (const auto& post : posts(*db()))
      if (post.value.title == title) return post.id;
    return 0;
  }
  std::int64_t body_id(std::string_view name) {
    for (const auto& body : bodies(*db()))
      if (body.value.name == name) return body.id;
    return 0;
  }
  std::string post_page(std::string_view act = {}) {
    return "/organisation/planstellen/" + std::to_string(id_of(open_post)) + std::string(act);
  }
  http::Pairs post_form(http::Pairs changed = {}) {
    http::Form form({{"title", std::string(open_post)},
                     {"building_block", "b2"},
                     {"volume_percent", "100"},
                     {"valid_from", "01.01.2025"},
                     {"version", "1"}});
    for (auto& [name, value] : changed) form.set(name, value);
    return form.pairs();
  }
  static constexpr std::string_view open_post = "Case Management, noch nicht zugeordnet";

  test::TestApp app_{GetParam(), {access::access_slice(), organisation_slice()}};
};
KIM_BOTH_ENGINES(OrganisationPages);

bool has(const http::Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

constexpr const char* read_pages[] = {"/organisation", "/organisation/verzeichnis"};
constexpr const char* write_pages[] = {"/organisation/planstellen/neu", "/organisation/verzeichnis/neu",
                                       "/organisation/teams/neu"};
constexpr const char* write_posts[] = {"/organisation/planstellen", "/organisation/verzeichnis", "/organisation/teams"};

TEST_P(OrganisationPages, Without_signing_in_every_page_leads_to_the_sign_in) {
  for (const char* page : read_pages) EXPECT_EQ(303, app_.get(Who::nobody, page).status) << page;
  for (const char* page : write_pages)
    EXPECT_EQ("/anmeldung?weiter=" + http::percent_encode(page), app_.get(Who::nobody, page).header("Location"));
  for (const char* page : write_posts) EXPECT_EQ(303, app_.post(Who::nobody, page, {}).status) << page;
}

TEST_P(OrganisationPages, Everybody_reads_and_only_coordination_and_management_write) {
  for (const Who who : {Who::kessler, Who::albers, Who::vogt, Who::yildiz}) {
    for (const char* page : read_pages) EXPECT_EQ(200, app_.get(who, page).status) << page;
    for (const char* page : write_pages) EXPECT_EQ(403, app_.get(who, page).status) << page;
    for (const char* page : write_posts) EXPECT_EQ(403, app_.post(who, page, {}).status) << page;
    EXPECT_EQ(403, app_.get(who, post_page("/bearbeiten")).status);
  }
  for (const Who who : {Who::brandt, Who::reuter})
    for (const char* page : write_pages) EXPECT_EQ(200, app_.get(who, page).status) << page;
}

TEST_P(OrganisationPages, The_open_post_of_case_management_is_said_in_a_sentence) {
  const auto page = app_.get(Who::vogt, "/organisation?stichtag=25.11.2026");
  EXPECT_TRUE(has(page, "In Baustein 2 sind 13 von 14 Stellen besetzt. Offen: 1 Stelle (" + std::string("„") +
                            std::string(open_post) + "“)."));
  EXPECT_TRUE(has(page, "Besetzt am 25.11.2026: 21,5 von 23 Stellen"));
  EXPECT_TRUE(has(page, "ohne Case Management"));
  EXPECT_TRUE(has(page, "Sozialbezirk 1, Sozialbezirk 2, Sozialbezirk 3, Sozialbezirk 4"));
}

TEST_P(OrganisationPages, The_stichtag_decides) {
  const auto before = app_.get(Who::vogt, "/organisation?stichtag=31.12.2024");
  EXPECT_TRUE(has(before, "Besetzt am 31.12.2024: 1 von 1 Stelle"));
  const auto wrong = app_.get(Who::vogt, "/organisation?stichtag=30.02.2026");
  EXPECT_EQ(422, wrong.status);
  EXPECT_TRUE(has(wrong, "value=\"30.02.2026\""));
  EXPECT_TRUE(has(wrong, "kein gültiges Datum"));
}

TEST_P(OrganisationPages, Markup_is_sound_on_every_page) {
  const std::string post = post_page(),
                    body = "/organisation/verzeichnis/" + std::to_string(body_id("Jobcenter Kreis Paderborn"));
  const std::string occupancy = "/organisation/besetzungen/" + std::to_string(occupancies(*db()).front().id);
  for (const std::string& page :
       {std::string("/organisation"), std::string("/organisation?stichtag=x"),
        std::string("/organisation/verzeichnis?q=caritas"), std::string("/organisation/verzeichnis?q=zzz"),
        std::string("/organisation/planstellen/neu"), std::string("/organisation/teams/neu"), post,
        post + "/bearbeiten", post + "/besetzungen/neu", occupancy, body, body + "/bearbeiten"}) {
    const auto response = app_.get(Who::brandt, page);
    EXPECT_TRUE(response.status == 200 || response.status == 422) << page << response.status;
    EXPECT_EQ("", markup::tag_fault(response.body)) << page;
    EXPECT_EQ("", markup::id_fault(response.body)) << page;
  }
}

TEST_P(OrganisationPages, The_register_finds_by_name_and_kind) {
  const auto found = app_.get(Who::kessler, "/organisation/verzeichnis?q=caritas");
  EXPECT_TRUE(has(found, "MBE Caritas Paderborn"));
  EXPECT_FALSE(has(found, "Jobcenter Kreis"));
  EXPECT_TRUE(has(found, "2 Stellen"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/organisation/verzeichnis?art=jobcenter"), "1 Stelle"));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/organisation/verzeichnis?q=zzz"), "Gesucht wurde nach „zzz“."));
}

TEST_P(OrganisationPages, A_new_body_is_stored_and_recorded) {
  const auto answer =
      app_.post(Who::brandt, "/organisation/verzeichnis",
                {{"name", "Familienzentrum Hövelhof"}, {"kind", "advice"}, {"email", "post@example.org"}});
  EXPECT_EQ(303, answer.status) << answer.body;
  const auto id = body_id("Familienzentrum Hövelhof");
  ASSERT_NE(0, id);
  const auto entry = app_.audit_entries("created").front();
  EXPECT_EQ("body", entry.what);
  EXPECT_EQ(id, entry.record_id);
  EXPECT_EQ(app_.account(Who::brandt), entry.actor);
  EXPECT_TRUE(has(app_.get(Who::kessler, "/organisation/verzeichnis/" + std::to_string(id)), "post@example.org"));
}

TEST_P(OrganisationPages, Wrong_input_is_named_and_kept) {
  struct Case {
    const char *what, *field;
    std::string value;
    const char* says;
  };
  const Case cases[] = {
      {"missing", "title", "", "href=\"#title\""},
      {"too long", "title", std::string(161, 'x'), "href=\"#title\""},
      {"not a number", "volume_percent", "viel", "href=\"#volume_percent\""},
      {"too much", "volume_percent", "401", "href=\"#volume_percent\""},
      {"no such day", "valid_from", "30.02.2025", "kein gültiges Datum"},
      {"end before beginning", "valid_until", "31.12.2024", "Das Ende liegt vor dem Beginn"},
      {"unknown code", "building_block", "b9", "href=\"#building_block\""},
      {"unknown body", "employer_id", "4711", "Diese Auswahl gibt es nicht mehr"},
      {"control characters", "note", "a\x01z", "href=\"#note\""},
      {"bidi characters", "note", "a\u202Ez", "href=\"#note\""},
  };
  for (const Case& c : cases) {
    const auto answer = app_.post(
        Who::brandt, post_page(),
        post_form({{c.field, c.value}, {"note", c.field == std::string("note") ? c.value : "bleibt stehen"}}));
    EXPECT_EQ(422, answer.status) << c.what;
    EXPECT_TRUE(has(answer, c.says)) << c.what;
    EXPECT_TRUE(c.field == std::string("note") || has(answer, "bleibt stehen")) << c.what;
    EXPECT_EQ("", markup::id_fault(answer.body)) << c.what;
  }
  EXPECT_EQ(400, app_.post_without_csrf(Who::brandt, post_page(), post_form()).status);
  EXPECT_EQ(1, records::one<Post>(*db(), store::post_table(), records::nobody(), id_of(open_post))->version);
}

TEST_P(OrganisationPages, A_post_is_changed_filled_and_shows_its_history) {
  const std::string kreis = std::to_string(body_id("Kreis Paderborn"));
  ASSERT_EQ(303,
            app_.post(Who::brandt, post_page(), post_form({{"employer_id", kreis}, {"supervision_id", kreis}})).status);
  const std::string account = std::to_string(app_.account(Who::kessler).value());
  const auto filled = app_.post(Who::reuter, post_page("/besetzungen"),
                                {{"account_id", account}, {"volume_percent", "50"}, {"valid_from", "01.11.2026"}});
  ASSERT_EQ(303, filled.status) << filled.body;
  EXPECT_EQ("occupancy", app_.audit_entries("created").front().what);
  const auto page = app_.get(Who::brandt, post_page());
  EXPECT_TRUE(has(page, "Miriam Kessler"));
  EXPECT_TRUE(has(page, "0,5 Stellen"));
  EXPECT_TRUE(has(page, "Ulrich Brandt"));                                // in the history
  EXPECT_FALSE(has(app_.get(Who::vogt, post_page()), "Miriam Kessler"));  // a steering member sees that, not who
  EXPECT_TRUE(has(app_.get(Who::vogt, "/organisation"), "13,5 von 14"));
}

TEST_P(OrganisationPages, Of_two_versions_one_is_chosen) {
  ASSERT_EQ(303, app_.post(Who::brandt, post_page(), post_form({{"note", "Ausschreibung läuft"}})).status);
  const auto late = app_.post(Who::reuter, post_page(), post_form({{"note", "Gespräch mit Bad Wünnenberg"}}));
  EXPECT_EQ(409, late.status);
  EXPECT_TRUE(has(late, "Ausschreibung"));
  EXPECT_TRUE(has(late, "Bad Wünnenberg"));
  EXPECT_TRUE(has(late, "Ulrich Brandt"));
  EXPECT_EQ("2", test::input_value(late.body, "version"));
  EXPECT_EQ("", markup::id_fault(late.body));
  const auto chosen =
      app_.post(Who::reuter, post_page(), post_form({{"note", "Gespräch mit Bad Wünnenberg"}, {"version", "2"}}));
  EXPECT_EQ(303, chosen.status);
}

TEST_P(OrganisationPages, Two_versions_name_what_they_point_to) {
  const std::string kreis = std::to_string(body_id("Kreis Paderborn")),
                    stadt = std::to_string(body_id("Stadt Paderborn"));
  ASSERT_EQ(303, app_.post(Who::brandt, post_page(), post_form({{"employer_id", kreis}})).status);
  const auto late = app_.post(Who::reuter, post_page(), post_form({{"employer_id", stadt}}));
  EXPECT_EQ(409, late.status);
  EXPECT_TRUE(has(late, "Kreis Paderborn") && has(late, "Stadt Paderborn"));
  EXPECT_FALSE(has(late, ">" + stadt + "<"));
}

TEST_P(OrganisationPages, What_does_not_exist_is_not_found) {
  for (const char* page :
       {"/organisation/planstellen/4711", "/organisation/planstellen/x", "/organisation/verzeichnis/4711",
        "/organisation/teams/4711", "/organisation/kommunen/4711", "/organisation/besetzungen/4711"})
    EXPECT_EQ(404, app_.get(Who::brandt, page).status) << page;
}

// ---- JSON ----

class OrganisationApi : public OrganisationPages {
 protected:
  std::string token(std::string role) { return app_.integration(std::move(role), {}).token; }
  http::Response call(const std::string& path, const std::string& bearer) {
    return app_.call(http::Method::get, path, bearer);
  }
};
KIM_BOTH_ENGINES(OrganisationApi);

TEST_P(OrganisationApi, Lists_need_a_token_that_may_use_the_interface) {
  const std::string good = token("case_management"), without = token("steering_member");
  for (const char* list : {"/api/v1/bodies", "/api/v1/municipalities", "/api/v1/teams", "/api/v1/posts"}) {
    EXPECT_EQ(401, app_.request(http::Method::get, list, {}, {}).status) << list;
    EXPECT_EQ(403, call(list, without).status) << list;
    const auto answer = call(list, good);
    EXPECT_EQ(200, answer.status) << list;
    EXPECT_TRUE(json::well_formed(answer.body)) << list;
  }
}

TEST_P(OrganisationApi, A_municipality_names_its_team_by_id) {
  const auto answer = call("/api/v1/municipalities", token("case_management"));
  EXPECT_TRUE(has(answer, "\"ags\":\"05774036\""));
  EXPECT_TRUE(has(answer, "\"team_id\":\""));
}

}  // namespace
}  // namespace kim::organisation
