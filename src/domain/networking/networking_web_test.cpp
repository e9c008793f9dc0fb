// Every route of network contacts: who may, what is written, what wrong and stale input says, what is counted.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/networking/networking_slice.h"
#include "domain/networking/networking_store.h"
#include "domain/organisation/organisation.h"
#include "domain/organisation/organisation_slice.h"
#include "platform/json/json.h"

namespace kim::networking {
namespace {

using test::TestApp;
using test::Who;

bool has(const http::Response& answer, std::string_view part) { return answer.body.find(part) != std::string::npos; }

class NetworkWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {organisation::organisation_slice(), networking_slice()}};
  BodyId jobcenter = body("Jobcenter Kreis Paderborn"), school = body("Berufskolleg Schloß Neuhaus");

  BodyId body(std::string name) {
    Context ctx = app.context(Who::brandt);
    organisation::Body made;
    made.name = std::move(name);
    made.kind = "jobcenter";
    return ctx.transact([&](db::Tx& tx) { return organisation::add_body(ctx, tx, made); }).value();
  }
  http::Pairs form(const http::Pairs& changed = {}) {
    http::Form all({{"held_on", "24.11.2026"},
                    {"kind", "round_table"},
                    {"topic", "work"},
                    {"minutes", "90"},
                    {"outcome", "Nächstes Treffen im Januar"},
                    {"partner", std::to_string(jobcenter.value())},
                    {"partner_2", std::to_string(school.value())}});
    for (const auto& [name, value] : changed) all.set(name, value);
    return all.pairs();
  }
  std::string noted(Who who = Who::kessler, const http::Pairs& changed = {}) {
    const auto answer = app.post(who, "/netzwerk/neu", form(changed));
    EXPECT_EQ(answer.status, 303) << answer.body;
    return std::string(answer.header("location"));
  }
  std::int64_t rows() { return app.count("SELECT count(*) FROM network_contact"); }
};
KIM_BOTH_ENGINES(NetworkWeb);

TEST_P(NetworkWeb, Every_page_needs_sign_in_and_the_right) {
  const std::string one = noted();
  for (const std::string& page : {std::string("/netzwerk"), std::string("/netzwerk/neu"),
                                  std::string("/netzwerk/zahlen"), one, one + "/aendern", one + "/entfernen"}) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    EXPECT_EQ(app.get(Who::albers, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::vogt, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::kessler, page).status, 200) << page;
  }
}

TEST_P(NetworkWeb, A_contact_is_noted_with_its_partners_and_leaves_an_audit_entry) {
  EXPECT_EQ(app.post(Who::nobody, "/netzwerk/neu", form()).status, 303);
  EXPECT_EQ(app.post(Who::reuter, "/netzwerk/neu", form()).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, "/netzwerk/neu", form()).status, 400);
  EXPECT_EQ(rows(), 0);
  const auto page = app.get(Who::kessler, noted());
  for (const char* part : {"Runder Tisch", "Jobcenter Kreis Paderborn", "Berufskolleg Schloß Neuhaus", "90",
                           "Nächstes Treffen im Januar", "Dienstag, 24. November 2026", "Miriam Kessler"})
    EXPECT_TRUE(has(page, part)) << part;
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "network_contact");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
}

TEST_P(NetworkWeb, The_team_reads_others_do_not_find_it_and_coordinating_bodies_see_everything) {
  const std::string one = noted();
  EXPECT_EQ(app.get(Who::wittkamp, one).status, 200);
  EXPECT_FALSE(has(app.get(Who::wittkamp, one), "/aendern"));
  EXPECT_EQ(app.get(Who::sommer, one).status, 404);
  EXPECT_EQ(app.get(Who::kessler, "/netzwerk/4711").status, 404);
  EXPECT_EQ(app.get(Who::brandt, one).status, 200);
  const std::string theirs = noted(Who::brandt, {{"kind", "working_group"}});
  EXPECT_EQ(app.get(Who::kessler, theirs).status, 404);
  EXPECT_TRUE(has(app.get(Who::brandt, "/netzwerk"), "2 Netzwerkkontakte"));
  EXPECT_TRUE(has(app.get(Who::sommer, "/netzwerk"), "Noch kein Netzwerkkontakt"));
}

TEST_P(NetworkWeb, Only_who_noted_it_corrects_it) {
  const std::string one = noted();
  const auto changed = form({{"version", "1"}, {"minutes", "45"}, {"partner_2", ""}});
  EXPECT_EQ(app.get(Who::wittkamp, one + "/aendern").status, 403);
  EXPECT_EQ(app.post(Who::wittkamp, one + "/aendern", changed).status, 403);
  EXPECT_EQ(app.post(Who::sommer, one + "/aendern", changed).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_contact WHERE version = 1 AND minutes = 90"), 1);
  EXPECT_TRUE(has(app.get(Who::kessler, one + "/aendern"), "Nächstes Treffen im Januar"));
  EXPECT_EQ(app.post(Who::kessler, one + "/aendern", changed).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_contact WHERE version = 2 AND minutes = 45"), 1);
  EXPECT_FALSE(has(app.get(Who::kessler, one), "Berufskolleg"));
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::kessler));
}

TEST_P(NetworkWeb, A_stale_version_keeps_what_was_typed_and_shows_what_is_stored) {
  const std::string one = noted();
  ASSERT_EQ(app.post(Who::kessler, one + "/aendern", form({{"version", "1"}, {"minutes", "45"}})).status, 303);
  const auto clash =
      app.post(Who::kessler, one + "/aendern", form({{"version", "1"}, {"outcome", "Doch erst im Februar"}}));
  EXPECT_EQ(clash.status, 409);
  EXPECT_TRUE(has(clash, "inzwischen geändert"));
  EXPECT_TRUE(has(clash, "Doch erst im Februar"));
  EXPECT_TRUE(has(clash, "45"));
  EXPECT_EQ(test::input_value(clash.body, "version"), "2");
  EXPECT_EQ(app.post(Who::kessler, one + "/entfernen", {{"version", "1"}}).status, 409);
  EXPECT_EQ(rows(), 1);
}

TEST_P(NetworkWeb, Removing_asks_first_and_leaves_an_entry) {
  const std::string one = noted();
  EXPECT_TRUE(has(app.get(Who::kessler, one + "/entfernen"), "wird gelöscht"));
  EXPECT_EQ(app.post(Who::wittkamp, one + "/entfernen", {{"version", "1"}}).status, 403);
  EXPECT_EQ(app.post(Who::sommer, one + "/entfernen", {{"version", "1"}}).status, 404);
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(app.post(Who::kessler, one + "/entfernen", {{"version", "1"}}).status, 303);
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(app.audit_entries("removed").front().what, "network_contact");
}

struct Bad {
  const char* field;
  std::string value;
  const char* says;
};

TEST_P(NetworkWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const Bad table[] = {
      {"held_on", "", "Tag"},
      {"held_on", "30.02.2026", "30.02.2026"},
      {"held_on", "26.11.2026", "Zukunft"},
      {"kind", "", "Art"},
      {"kind", "erfunden", "gibt es bei"},
      {"topic", "erfunden", "gibt es bei"},
      {"minutes", "0", "Minuten"},
      {"minutes", "1441", "Minuten"},
      {"minutes", "viel", "Minuten"},
      {"outcome", std::string(601, 'x'), "1 Zeichen zu lang"},
      {"note", "Text \xE2\x80\xAE gedreht", "Steuerzeichen"},
      {"others", "Text \x01", "Steuerzeichen"},
      {"partner", "4711", "aus dem Verzeichnis"},
      {"partner", "abc", "gibt es bei"},
      {"partner", std::to_string(school.value()), "doppelt"},
  };
  for (const Bad& row : table) {
    const auto answer =
        app.post(Who::kessler, "/netzwerk/neu", form({{"note", "Protokoll folgt"}, {row.field, row.value}}));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.says)) << row.field << "=" << row.value;
    EXPECT_TRUE(std::string_view(row.field) == "note" || has(answer, "Protokoll folgt")) << row.field;
  }
  const auto nobody = app.post(Who::kessler, "/netzwerk/neu", form({{"partner", ""}, {"partner_2", ""}}));
  EXPECT_EQ(nobody.status, 422);
  EXPECT_TRUE(has(nobody, "wer beteiligt war"));
  EXPECT_EQ(rows(), 0);
}

TEST_P(NetworkWeb, A_further_body_is_offered_without_saving_and_ten_are_kept) {
  const auto more = app.post(Who::kessler, "/netzwerk/neu", form({{"weitere_stelle", "1"}, {"minutes", "viel"}}));
  EXPECT_EQ(more.status, 200);
  EXPECT_TRUE(has(more, "name=\"partner_3\""));
  EXPECT_FALSE(has(more, "name=\"partner_4\""));
  EXPECT_TRUE(has(more, "Nächstes Treffen im Januar"));
  EXPECT_EQ(rows(), 0);
  http::Pairs many;
  for (int i = 3; i <= 10; ++i)
    many.emplace_back("partner_" + std::to_string(i), std::to_string(body("Stelle " + std::to_string(i)).value()));
  const std::string one = noted(Who::kessler, many);
  for (int i = 3; i <= 10; ++i) EXPECT_TRUE(has(app.get(Who::kessler, one), "Stelle " + std::to_string(i))) << i;
}

TEST_P(NetworkWeb, The_list_is_narrowed_ordered_and_paged) {
  static_cast<void>(noted(Who::kessler, {{"held_on", "05.10.2026"}, {"kind", "working_group"}, {"partner_2", ""}}));
  static_cast<void>(noted(Who::wittkamp, {{"topic", "housing"}, {"minutes", "10"}}));
  const auto count = [&](const std::string& query) {
    const auto answer = app.get(Who::kessler, "/netzwerk" + query);
    EXPECT_EQ(answer.status, 200) << query;
    for (const int n : {1, 2})
      if (has(answer, std::to_string(n) + (n == 1 ? " Netzwerkkontakt<" : " Netzwerkkontakte<"))) return n;
    EXPECT_TRUE(has(answer, "passt")) << query;
    return 0;
  };
  EXPECT_EQ(count(""), 2);
  EXPECT_EQ(count("?art=working_group"), 1);
  EXPECT_EQ(count("?thema=housing"), 1);
  EXPECT_EQ(count("?monat=2026-10"), 1);
  EXPECT_EQ(count("?monat=2026-09"), 0);
  EXPECT_EQ(count("?wer=ich"), 1);
  EXPECT_EQ(count("?stelle=" + std::to_string(school.value())), 1);
  EXPECT_EQ(count("?stelle=" + std::to_string(jobcenter.value())), 2);
  EXPECT_EQ(count("?art=nonsense&monat=nonsense"), 0);
  const std::string by_minutes = app.get(Who::kessler, "/netzwerk?sortierung=minuten").body;
  const std::string table = by_minutes.substr(by_minutes.find("<tbody"));
  EXPECT_LT(table.find("Wohnen"), table.find("Arbeitskreis"));
  for (int i = 0; i < 24; ++i) static_cast<void>(noted());
  EXPECT_TRUE(has(app.get(Who::kessler, "/netzwerk"), "seite=2"));
  EXPECT_EQ(app.get(Who::kessler, "/netzwerk?seite=2").status, 200);
}

TEST_P(NetworkWeb, Contacts_are_counted_per_month_and_kind) {
  static_cast<void>(noted());
  static_cast<void>(noted(Who::wittkamp));
  static_cast<void>(noted(Who::kessler, {{"held_on", "05.10.2026"}, {"kind", "working_group"}}));
  static_cast<void>(noted(Who::kessler, {{"held_on", "05.10.2025"}}));
  static_cast<void>(noted(Who::sommer));
  auto db = app.database().read();
  const auto day = [](const char* text) { return *day_from_iso(text); };
  const auto figures = store::figures(*db, {test::team_1, false}, day("2026-01-01"), day("2026-12-31"));
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures[0].month, "2026-10");
  EXPECT_EQ(figures[1].kind, "round_table");
  EXPECT_EQ(figures[1].count, 2);
  EXPECT_EQ(figures[1].minutes, 180);
  EXPECT_EQ(store::figures(*db, {{}, true}, day("2026-11-01"), day("2026-11-30")).front().count, 3);
  EXPECT_EQ(sum_since(*db, app.account(Who::kessler), day("2026-10-01")).minutes, 180);
  const auto page = app.get(Who::kessler, "/netzwerk/zahlen");
  EXPECT_TRUE(has(page, "November 2026"));
  EXPECT_TRUE(has(page, "Arbeitskreis"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/netzwerk/zahlen?jahr=2024"), "In diesem Jahr ist nichts erfasst"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/netzwerk/zahlen?jahr=nonsense"), "2026"));
}

TEST_P(NetworkWeb, The_interface_notes_and_lists) {
  const std::string token = app.integration().token;
  const std::string query = "?body=" + std::to_string(jobcenter.value());
  const std::string body = R"({"held_on":"2026-11-24","kind":"cooperation_talk","minutes":30})";
  EXPECT_EQ(app.call(http::Method::post, "/api/v1/network-contacts" + query, "", body).status, 401);
  EXPECT_EQ(app.call(http::Method::post, "/api/v1/network-contacts", token, body).status, 422);
  EXPECT_EQ(app.call(http::Method::post, "/api/v1/network-contacts?body=99", token, body).status, 422);
  EXPECT_EQ(app.call(http::Method::post, "/api/v1/network-contacts?body=x", token, body).status, 422);
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(app.call(http::Method::post, "/api/v1/network-contacts" + query, token, body).status, 201);
  const auto list = app.call(http::Method::get, "/api/v1/network-contacts?kind=cooperation_talk", token);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list, "cooperation_talk"));
  EXPECT_TRUE(has(list, std::to_string(jobcenter.value())));
  EXPECT_FALSE(
      has(app.call(http::Method::get, "/api/v1/network-contacts?until=2026-11-01", token), "cooperation_talk"));
}

}  // namespace
}  // namespace kim::networking
