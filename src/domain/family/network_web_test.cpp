// Every route of the Netzwerkkarte and the JSON routes of the slice: who may, what is written, versions, print.
#include <gtest/gtest.h>

#include "domain/access/session.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/family/family_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::family {
namespace {

using http::Method;
using http::Pairs;
using test::OpenCase;
using test::TestApp;
using test::Who;

const Pairs good_node{{"name", "Tante Mina"}, {"kind", "person"},    {"sector", "family"},
                      {"closeness", "near"},  {"quality", "strong"}, {"helps", "Sie kocht und hört zu."}};

Pairs with(Pairs form, std::string_view name, std::string value) {
  for (auto& [field, old] : form)
    if (field == name) {
      old = std::move(value);
      return form;
    }
  form.emplace_back(std::string(name), std::move(value));
  return form;
}

class NetworkWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), family_slice()}};
  OpenCase parwin = test::open_case(app, Who::kessler);

  std::string href(const std::string& path = {}) { return parwin.href(path.empty() ? "netzwerk" : "netzwerk/" + path); }
  int draw(std::string day = "01.06.2026", bool copy = false) {
    Pairs form{{"drawn_on", std::move(day)}, {"note", "Wenig im Ort"}};
    if (copy) form.emplace_back("copy", "yes");
    return app.post(Who::kessler, href("neu"), form).status;
  }
  std::string newest() { return std::to_string(app.count("SELECT max(id) FROM network_map")); }
  std::string last_node() { return std::to_string(app.count("SELECT max(id) FROM network_node")); }
  int add(const Pairs& node = good_node) { return app.post(Who::kessler, href(newest() + "/neu"), node).status; }
  std::string page(const std::string& path = {}) { return app.get(Who::kessler, href() + path).body; }
};
KIM_BOTH_ENGINES(NetworkWeb);

TEST_P(NetworkWeb, The_card_needs_sign_in_a_role_and_the_own_area_and_is_on_record) {
  EXPECT_EQ(app.get(Who::nobody, href()).status, 303);
  EXPECT_EQ(app.get(Who::brandt, href()).status, 403);
  EXPECT_EQ(app.get(Who::sommer, href()).status, 404);
  EXPECT_EQ(app.get(Who::wittkamp, href()).status, 200);
  EXPECT_NE(page().find("Noch keine Netzwerkkarte"), std::string::npos);
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "netzwerk");
}

TEST_P(NetworkWeb, Only_who_is_responsible_draws) {
  const Pairs form{{"drawn_on", "01.06.2026"}};
  EXPECT_EQ(app.post(Who::nobody, href("neu"), form).status, 303);
  EXPECT_EQ(app.post(Who::albers, href("neu"), form).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href("neu"), form).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, href("neu"), form).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href("neu"), form).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_map"), 0);
  EXPECT_EQ(app.get(Who::kessler, href("neu")).status, 200);
  EXPECT_EQ(draw(), 303);
  EXPECT_EQ(app.audit_entries("created").front().what, "network_map");
  EXPECT_EQ(app.post(Who::wittkamp, href(newest() + "/neu"), good_node).status, 403);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_node"), 0);
}

TEST_P(NetworkWeb, An_entry_stands_in_the_picture_and_in_the_table) {
  ASSERT_EQ(draw(), 303);
  EXPECT_EQ(app.get(Who::kessler, href(newest() + "/neu")).status, 200);
  ASSERT_EQ(add(), 303);
  const std::string body = page();
  EXPECT_NE(body.find("Tante Mina: nah, stärkt</desc>"), std::string::npos);
  EXPECT_NE(body.find("Sie kocht und hört zu."), std::string::npos);
  EXPECT_NE(body.find("Wenig im Ort"), std::string::npos);
}

struct Bad {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(NetworkWeb, Wrong_entries_are_named_at_their_field_and_keep_what_was_typed) {
  ASSERT_EQ(draw(), 303);
  const Bad table[] = {{"name", "", "Wer oder was?"},
                       {"name", std::string(121, 'x'), "1 Zeichen zu lang"},
                       {"name", "Tante \xE2\x80\xAE Mina", "Zeichen"},
                       {"kind", "ghost", "Was ist es"},
                       {"sector", "", "Bereich"},
                       {"closeness", "inside", "Wie nah"},
                       {"quality", "", "Beziehung"}};
  for (const Bad& row : table) {
    const auto answer = app.post(Who::kessler, href(newest() + "/neu"), with(good_node, row.field, row.value));
    EXPECT_EQ(answer.status, 422) << row.field;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << row.field;
    EXPECT_NE(answer.body.find("Sie kocht und hört zu."), std::string::npos) << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM network_node"), 0);
  for (const char* day : {"", "26.11.2026", "30.02.2026"}) EXPECT_EQ(draw(day), 422) << day;
  EXPECT_EQ(app.count("SELECT count(*) FROM network_map"), 1);
}

TEST_P(NetworkWeb, What_is_taken_off_can_be_put_back) {
  ASSERT_EQ(draw(), 303);
  ASSERT_EQ(add(), 303);
  const std::string node = href(newest() + "/" + last_node());
  EXPECT_EQ(app.post(Who::wittkamp, node + "/entfernen", {}).status, 403);
  EXPECT_EQ(app.post(Who::kessler, node + "/entfernen", {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_node WHERE removed_on = '2026-11-25'"), 1);
  EXPECT_EQ(page().find("Tante Mina: nah"), std::string::npos);
  EXPECT_NE(page().find("Zurücklegen"), std::string::npos);
  EXPECT_EQ(app.post(Who::wittkamp, node + "/zurueck", {}).status, 403);
  EXPECT_EQ(app.post(Who::kessler, node + "/zurueck", {}).status, 303);
  EXPECT_NE(page().find("Tante Mina: nah"), std::string::npos);
}

TEST_P(NetworkWeb, Who_saves_second_is_asked_and_loses_nothing) {
  ASSERT_EQ(draw(), 303);
  ASSERT_EQ(add(), 303);
  const std::string node = href(newest() + "/" + last_node());
  EXPECT_EQ(app.get(Who::kessler, node).status, 200);
  EXPECT_EQ(app.post(Who::kessler, node, with(with(good_node, "helps", "Zuerst gesagt"), "version", "1")).status, 303);
  const auto late = app.post(Who::kessler, node, with(with(good_node, "helps", "Danach gesagt"), "version", "1"));
  EXPECT_EQ(late.status, 409);
  for (const char* text : {"Zuerst gesagt", "Danach gesagt"})
    EXPECT_NE(late.body.find(text), std::string::npos) << text;
  EXPECT_EQ(app.post(Who::kessler, node, with(with(good_node, "name", ""), "version", "2")).status, 422);
  const std::string map = href(newest() + "/karte");
  EXPECT_EQ(app.get(Who::kessler, map).status, 200);
  EXPECT_EQ(app.post(Who::kessler, map, {{"drawn_on", "02.06.2026"}, {"note", "a"}, {"version", "1"}}).status, 303);
  EXPECT_EQ(app.post(Who::kessler, map, {{"drawn_on", "03.06.2026"}, {"note", "b"}, {"version", "1"}}).status, 409);
  EXPECT_EQ(app.post(Who::kessler, map, {{"drawn_on", ""}, {"version", "2"}}).status, 422);
}

TEST_P(NetworkWeb, A_card_of_another_case_looks_like_not_found) {
  ASSERT_EQ(draw(), 303);
  ASSERT_EQ(add(), 303);
  const OpenCase other = test::open_case(app, Who::kessler, "Rami", "Haddad");
  const std::string map = newest(), node = last_node();
  const std::string base = other.href("netzwerk/" + map);
  EXPECT_EQ(app.get(Who::kessler, other.href("netzwerk?karte=" + map)).status, 404);
  EXPECT_EQ(app.get(Who::kessler, base + "/neu").status, 404);
  EXPECT_EQ(app.get(Who::kessler, base + "/karte").status, 404);
  EXPECT_EQ(app.get(Who::kessler, base + "/" + node).status, 404);
  EXPECT_EQ(app.post(Who::kessler, base + "/neu", good_node).status, 404);
  EXPECT_EQ(app.post(Who::kessler, base + "/karte", {{"drawn_on", "01.06.2026"}, {"version", "1"}}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, base + "/" + node, with(good_node, "version", "1")).status, 404);
  EXPECT_EQ(app.post(Who::kessler, base + "/" + node + "/entfernen", {}).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_node WHERE removed_on IS NULL AND version = 1"), 1);
}

TEST_P(NetworkWeb, A_new_version_begins_with_the_last_one_and_both_are_compared) {
  ASSERT_EQ(draw(), 303);
  EXPECT_EQ(app.get(Who::kessler, href("vergleich")).status, 404) << "one version has nothing to compare with";
  ASSERT_EQ(add(), 303);
  const std::string first = newest();
  ASSERT_EQ(draw("20.11.2026", true), 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_node"), 2);
  const std::string copy = href(newest() + "/" + last_node());
  ASSERT_EQ(app.post(Who::kessler, copy, with(with(good_node, "closeness", "far"), "version", "1")).status, 303);
  ASSERT_EQ(add(with(good_node, "name", "Sprachkurs")), 303);
  const std::string body = page("/vergleich");
  for (const char* text : {"01.06.2026", "20.11.2026", "ferner", "neu", "Sprachkurs"})
    EXPECT_NE(body.find(text), std::string::npos) << text;
  const std::string back = page("/vergleich?von=" + newest() + "&bis=" + first);
  EXPECT_NE(back.find("näher"), std::string::npos);
  EXPECT_NE(back.find("nicht mehr auf der Karte"), std::string::npos);
  EXPECT_NE(page("?karte=" + first).find("Tante Mina: nah"), std::string::npos);
  EXPECT_NE(page().find("Tante Mina: fern"), std::string::npos);
  EXPECT_EQ(draw("21.11.2026", false), 303);
  EXPECT_NE(page().find("Noch nichts auf der Karte"), std::string::npos) << "without copying it is empty";
}

TEST_P(NetworkWeb, Printing_is_on_record) {
  ASSERT_EQ(draw(), 303);
  ASSERT_EQ(add(), 303);
  const std::string body = page("?druck=1");
  EXPECT_NE(body.find("Netzwerkkarte vom 01.06.2026"), std::string::npos);
  EXPECT_NE(body.find("kim-sheet"), std::string::npos);
  const auto entry = app.audit_entries("printed").front();
  EXPECT_EQ(entry.what, "network_map");
  EXPECT_EQ(entry.case_id, parwin.id.value());
}

TEST_P(NetworkWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  ASSERT_EQ(draw(), 303);
  test::withdraw_everything(app, Who::kessler, parwin.person);
  EXPECT_EQ(app.get(Who::kessler, href()).status, 423);
  EXPECT_EQ(add(), 423);
  EXPECT_EQ(draw(), 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM network_map"), 1);
}

// ---- JSON ----

class FamilyApi : public NetworkWeb {
 protected:
  struct Program {
    AccountId account;
    std::string token;
  };
  Program program_in(TeamId team, const std::string& name) {
    Context ctx(app.services(), {});
    access::Account account;
    account.login = "anbindung-" + name;
    account.name = "Anbindung";
    account.role = "case_management";
    account.team = team;
    account.integration = true;
    const auto id = access::create_account(ctx, account, "Leuchtturm-Wiese-77", access::FirstPassword::keep);
    CHECK(id.has_value());
    return {*id, access::create_api_token(ctx, *id, "Test").value()};
  }
  http::Response call(Method method, const std::string& target, const std::string& token, std::string body = {}) {
    Pairs headers{{"content-type", "application/json"}};
    if (!token.empty()) headers.emplace_back("authorization", "Bearer " + token);
    return app.request(method, target, std::move(body), headers);
  }
  void make_responsible(AccountId account) {
    (void)app.database().transact([&](db::Tx& tx) -> Result<void> {
      tx.witness();
      tx->run("UPDATE access_assignment SET account_id = $1", {account});
      tx->run("UPDATE access_case SET responsible = $1", {account});
      return {};
    });
  }
  std::string base() { return "/api/v1/cases/" + std::to_string(parwin.id.value()) + "/"; }
};
KIM_BOTH_ENGINES(FamilyApi);

TEST_P(FamilyApi, The_network_map_by_its_own_routes) {
  const Program program = program_in(test::team_1, "a");
  const std::string maps = base() + "network-maps", drawn = R"({"drawn_on":"2026-06-01"})";
  EXPECT_EQ(call(Method::get, maps, "").status, 401);
  EXPECT_EQ(call(Method::get, maps, program_in(test::team_2, "b").token).status, 404);
  EXPECT_EQ(call(Method::get, maps, program.token).body, "[]");
  EXPECT_EQ(call(Method::post, maps, program.token, drawn).status, 403) << "not responsible";
  make_responsible(program.account);
  EXPECT_EQ(call(Method::post, maps, program.token, R"({"drawn_on":"2027-06-01"})").status, 422);
  EXPECT_EQ(call(Method::post, maps, program.token, drawn).status, 201);
  const std::string map = maps + "/" + newest();
  EXPECT_EQ(call(Method::put, map + "?version=1", program.token, R"({"note":"Viel Familie"})").status, 204);
  EXPECT_EQ(call(Method::put, map + "?version=1", program.token, R"({"note":"Anders"})").status, 409);
  const std::string node = R"({"name":"Mina","kind":"person","sector":"family","closeness":"near","quality":"strong"})";
  EXPECT_EQ(call(Method::post, map + "/nodes", program.token, R"({"name":"Mina","kind":"ghost"})").status, 422);
  EXPECT_EQ(call(Method::post, map + "/nodes", program.token, node).status, 201);
  EXPECT_NE(call(Method::get, map + "/nodes", program.token).body.find("\"Mina\""), std::string::npos);
  const std::string one = map + "/nodes/" + last_node();
  EXPECT_EQ(call(Method::put, one + "?version=1", program.token, R"({"closeness":"far"})").status, 204);
  EXPECT_EQ(call(Method::put, one + "?version=1", program.token, R"({"closeness":"near"})").status, 409);
  EXPECT_EQ(call(Method::get, maps + "/77/nodes", program.token).status, 404);
}

TEST_P(FamilyApi, Household_connections_and_consents_by_their_own_routes) {
  const OpenCase farid = test::open_case(app, Who::kessler, "Farid", "Rahimi");
  const Program program = program_in(test::team_1, "a");
  const std::string other = std::to_string(farid.person.value());
  const std::string connection =
      R"({"person_id":")" + other + R"(","relation":"spouse","moves_in":true,"moved_on":"2026-03-01"})";
  EXPECT_EQ(call(Method::post, base() + "connections", program.token, connection).status, 403);
  make_responsible(program.account);
  EXPECT_EQ(call(Method::post, base() + "connections", program.token, R"({"relation":"spouse"})").status, 422);
  EXPECT_EQ(call(Method::post, base() + "connections", program.token, connection).status, 204);
  const auto household = call(Method::get, base() + "household", program.token);
  EXPECT_NE(household.body.find("\"others\":1"), std::string::npos) << household.body;
  EXPECT_NE(household.body.find("Farid Rahimi"), std::string::npos);
  const std::string line = std::to_string(app.count("SELECT min(id) FROM relative"));
  const std::string consents = base() + "relatives/" + line + "/consents";
  const std::string consent = R"({"given_on":"2026-11-20","given_by":"self","channel":"paper"})";
  EXPECT_EQ(call(Method::get, consents, program.token).body, "[]");
  EXPECT_EQ(call(Method::post, consents, program.token, R"({"given_by":"self"})").status, 422);
  EXPECT_EQ(call(Method::post, consents, program.token, consent).status, 201);
  const std::string row = consents + "/" + std::to_string(app.count("SELECT id FROM relative_consent"));
  EXPECT_EQ(call(Method::put, row + "?version=1", program.token, R"({"valid_until":"2027-11-20"})").status, 204);
  EXPECT_EQ(call(Method::put, row + "?version=1", program.token, R"({"valid_until":"2027-11-21"})").status, 409);
  EXPECT_EQ(call(Method::get, base() + "relatives/77/consents", program.token).status, 404);
  const std::string split = base() + "household/split";
  EXPECT_EQ(call(Method::post, split, program.token, R"({"split_on":"2026-10-01"})").status, 422) << "nobody named";
  EXPECT_EQ(call(Method::post, split + "?person=" + other, program.token, R"({"split_on":"2026-10-01"})").status, 204);
  EXPECT_NE(call(Method::get, base() + "household", program.token).body.find("\"others\":0"), std::string::npos);
}

}  // namespace
}  // namespace kim::family
