// Rules of a conference, and its acts and pages on both engines.
#include "domain/conference/conference.h"

#include <gtest/gtest.h>

#include "domain/access/session.h"
#include "domain/cases/cases_slice.h"
#include "domain/conference/conference_slice.h"
#include "domain/conference/conference_store.h"
#include "domain/consent/consent_slice.h"
#include "domain/goals/goal.h"
#include "domain/goals/goals_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/organisation/organisation_store.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/tasks_slice.h"
#include "platform/assets.h"
#include "world/case_world.h"

namespace kim::conference {
namespace {

using std::chrono::days;
using test::OpenCase;
using test::TestApp;
using test::Who;

constexpr BodyId school{301}, clinic{302};

people::Person rahimi_as_person() {
  people::Person person;
  person.family_name = "Rahimi";
  person.given_names = "Parwin Li";
  person.birth = PartialDate{1991, 5, 24};
  return person;
}

TEST(Conference_rules, Words_that_tell_who_it_is_are_found_as_words) {
  const struct {
    const char* text;
    std::size_t found;
  } table[] = {{"Es geht um eine Frau mit zwei Kindern.", 0},
               {"Frau Rahimi sucht Arbeit", 1},
               {"RAHIMI, parwin", 2},
               {"geboren am 24.05.1991", 1},
               {"Rahimiya ist ein Ort", 0},
               {"Li ist zu kurz", 0},
               {"am 25.05.1991", 0},
               {"", 0}};
  for (const auto& row : table) EXPECT_EQ(row.found, telling_words(row.text, rahimi_as_person()).size()) << row.text;
}

TEST(Conference_rules, Anonymised_means_no_name_unless_somebody_has_looked) {
  assets::install_texts();
  Conference conference;
  conference.contents = {"housing"};
  conference.purpose = "Wohnung für Frau Rahimi";
  EXPECT_TRUE(check(conference, rahimi_as_person(), false).empty());
  conference.mode = anonymised;
  ASSERT_EQ(1U, check(conference, rahimi_as_person(), false).size());
  EXPECT_EQ("purpose", check(conference, rahimi_as_person(), false).front().field);
  EXPECT_TRUE(check(conference, rahimi_as_person(), true).empty());
  conference.contents.emplace_back("identity");
  EXPECT_EQ("contents", check(conference, rahimi_as_person(), true).front().field);
  conference.time = "25:00";
  EXPECT_EQ("at_time", check(conference, rahimi_as_person(), true).front().field);
}

TEST(Conference_rules, A_body_comes_only_if_one_release_covers_everything) {
  consent::ReleaseState release;
  release.recipient = school;
  release.contents = {"identity", "housing"};
  release.standing = consent::Standing::active;
  EXPECT_TRUE(missing({release}, school, {"housing"}).empty());
  EXPECT_EQ(std::vector<std::string>{"health"}, missing({release}, school, {"housing", "health"}));
  EXPECT_EQ(1U, missing({release}, clinic, {"housing"}).size());
  release.standing = consent::Standing::withdrawn;
  EXPECT_EQ(1U, missing({release}, school, {"housing"}).size());
  EXPECT_EQ("left_out", part_state(named, false));
  EXPECT_EQ("invited", part_state(named, true));
  EXPECT_EQ("invited", part_state(anonymised, false));
}

class Conferences : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {organisation::organisation_slice(), people::people_slice(), consent::consent_slice(),
               cases::cases_slice(), tasks::tasks_slice(), goals::goals_slice(), conference_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  Conferences() {
    add_body_record(school, "Grundschule Salzkotten");
    add_body_record(clinic, "Gesundheitsamt");
  }
  void add_body_record(BodyId id, std::string name) {
    organisation::Body body;
    body.name = std::move(name);
    body.kind = "office";
    Context ctx = app.context(Who::brandt);
    const auto added = ctx.transact([&](db::Tx& tx) -> Result<void> {
      records::add_as(ctx, tx, organisation::store::body_table(), records::nobody(), id.value(), body);
      return {};
    });
    CHECK(added.has_value());
  }
  ReleaseId release(BodyId body) {
    Context ctx = app.context(Who::kessler);
    consent::Release release;
    release.recipient = body;
    release.direction = "mutual";
    release.contents = {"identity", "school_childcare"};
    release.purpose = "Schulplatz";
    release.given_on = ctx.today();
    release.valid_until = ctx.today() + days(60);
    release.channel = "paper";
    const auto id = consent::add_release(ctx, rahimi.person, release);
    EXPECT_TRUE(id.has_value());
    return id.value_or(ReleaseId());
  }
  Conference about_school() {
    Conference conference;
    conference.on = app.today() + days(7);
    conference.time = "9.30";
    conference.purpose = "Wechsel der Schule";
    conference.contents = {"identity", "school_childcare"};
    conference.agenda = "Stand\nNächste Schritte";
    return conference;
  }
  ConferenceId planned(const Conference& conference) {
    Context ctx = app.context(Who::kessler);
    const auto id = plan(ctx, rahimi.id, conference, false);
    EXPECT_TRUE(id.has_value()) << id.error().message;
    return id.value_or(ConferenceId());
  }
  std::string invite(ConferenceId id, BodyId body) {
    Context ctx = app.context(Who::kessler);
    return add_body(ctx, rahimi.id, id, {body, "Frau Klein", {}, {}}).value_or("refused");
  }
  std::vector<PartId> parts(ConferenceId id) {
    Context ctx = app.context(Who::kessler);
    const auto permit = access::permit_case(ctx, rahimi.id, access::Right::case_read);
    std::vector<PartId> ids;
    for (const auto& part : store::parts_of(ctx.db(), *permit, id)) ids.emplace_back(part.id);
    return ids;
  }
  std::int64_t in_state(std::string_view table, std::string_view state) {
    Context ctx = app.context(Who::kessler);
    return table == "conference" ? ctx.db().number("SELECT count(*) FROM conference WHERE state = $1", {state})
                                 : ctx.db().number("SELECT count(*) FROM conference_body WHERE state = $1", {state});
  }
  Minutes minutes() { return {app.today(), "Alle sind sich einig."}; }
  std::string page(std::string_view act = {}) {
    std::string path = "konferenzen";
    if (!act.empty()) path.append("/").append(act);
    return rahimi.href(path);
  }
  std::string page(ConferenceId id, std::string_view act = {}) {
    std::string path = std::to_string(id.value());
    if (!act.empty()) path.append("/").append(act);
    return page(path);
  }
  http::Pairs form() {
    return {{"planned_on", "02.12.2026"},      {"at_time", "9.30"},
            {"purpose", "Wechsel der Schule"}, {"contents", "identity"},
            {"contents", "school_childcare"},  {"mode", "named"}};
  }
  static bool has(const http::Response& answer, std::string_view text) {
    return answer.body.find(text) != std::string::npos;
  }
};
KIM_BOTH_ENGINES(Conferences);

TEST_P(Conferences, With_the_name_a_body_without_release_stays_out_and_each_other_gets_its_disclosure) {
  release(school);
  const ConferenceId id = planned(about_school());
  EXPECT_EQ("invited", invite(id, school));
  EXPECT_EQ("left_out", invite(id, clinic));
  const auto all_parts = parts(id);
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ("parts", hold(ctx, rahimi.id, id, minutes(), all_parts).error().fields.front().field);
  EXPECT_EQ(0, app.count("SELECT count(*) FROM disclosure"));
  ASSERT_TRUE(hold(ctx, rahimi.id, id, minutes(), {all_parts.front()}).has_value());
  EXPECT_EQ(1, app.count("SELECT count(*) FROM disclosure WHERE recipient_id = 301"));
  EXPECT_EQ(1, app.count("SELECT count(*) FROM disclosure"));
  EXPECT_EQ(1, in_state("conference_body", "attended"));
  EXPECT_EQ(1, in_state("conference_body", "left_out"));
  EXPECT_EQ(app.account(Who::kessler), app.audit_entries("disclosed").front().actor);
}

TEST_P(Conferences, Anonymised_all_bodies_come_and_nothing_is_disclosed) {
  Conference conference = about_school();
  conference.mode = anonymised;
  conference.contents = {"school_childcare"};
  const ConferenceId id = planned(conference);
  EXPECT_EQ("invited", invite(id, school));
  EXPECT_EQ("invited", invite(id, clinic));
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(hold(ctx, rahimi.id, id, minutes(), parts(id)).has_value());
  EXPECT_EQ(0, app.count("SELECT count(*) FROM disclosure"));
  EXPECT_EQ(2, in_state("conference_body", "attended"));
  const auto sheet = app.get(Who::kessler, page(id, "druck"));
  const auto from = sheet.body.find("kim-sheet\"");
  ASSERT_NE(from, std::string::npos);
  const std::string paper = sheet.body.substr(from, sheet.body.find("</article>", from) - from);
  EXPECT_EQ(paper.find("Rahimi"), std::string::npos);
  EXPECT_EQ(paper.find("KIM-2026"), std::string::npos);
  EXPECT_NE(paper.find("Grundschule Salzkotten"), std::string::npos);
  EXPECT_EQ("conference", app.audit_entries("printed").front().what);
}

TEST_P(Conferences, Changing_the_mode_settles_anew_who_may_come) {
  release(school);
  Conference conference = about_school();
  const ConferenceId id = planned(conference);
  invite(id, school);
  invite(id, clinic);
  Context ctx = app.context(Who::kessler);
  conference.mode = anonymised;
  conference.contents = {"school_childcare"};
  ASSERT_TRUE(change(ctx, rahimi.id, id, 1, conference, false).has_value());
  EXPECT_EQ(2, in_state("conference_body", "invited"));
  EXPECT_EQ(ErrorCode::conflict, change(ctx, rahimi.id, id, 1, conference, false).error().code);
  conference.mode = named;
  ASSERT_TRUE(change(ctx, rahimi.id, id, 2, conference, false).has_value());
  EXPECT_EQ(1, in_state("conference_body", "left_out"));
  release(clinic);
  ASSERT_TRUE(check_bodies(ctx, rahimi.id, id).has_value());
  EXPECT_EQ(2, in_state("conference_body", "invited"));
}

TEST_P(Conferences, A_release_taken_back_puts_the_body_out_and_a_withdrawal_cancels) {
  const ReleaseId given = release(school);
  const ConferenceId id = planned(about_school());
  invite(id, school);
  Context ctx = app.context(Who::kessler);
  consent::Withdrawal withdrawal;
  withdrawal.scope = "release";
  withdrawal.release = given;
  withdrawal.on = app.today();
  ASSERT_TRUE(consent::withdraw(ctx, rahimi.person, withdrawal).has_value());
  EXPECT_EQ(1, in_state("conference_body", "left_out"));
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(1, in_state("conference", "cancelled"));
  EXPECT_EQ(423, app.get(Who::kessler, page(id)).status);
}

TEST_P(Conferences, What_is_agreed_becomes_a_task_or_a_step) {
  release(school);
  const ConferenceId id = planned(about_school());
  invite(id, school);
  Context ctx = app.context(Who::kessler);
  Agreement agreement{"Schule meldet sich", "body", "Grundschule", {}, {}, app.today() + days(9), {}};
  EXPECT_EQ(ErrorCode::conflict, agree(ctx, rahimi.id, id, agreement).error().code);
  ASSERT_TRUE(hold(ctx, rahimi.id, id, minutes(), parts(id)).has_value());
  ASSERT_TRUE(agree(ctx, rahimi.id, id, agreement).has_value());
  EXPECT_EQ(1, app.count("SELECT count(*) FROM task WHERE kind = 'follow_up' AND due_on = '2026-12-04'"));
  goals::Goal goal;
  goal.words = "Mein Sohn geht gern zur Schule";
  agreement.goal = goals::set_goal(ctx, rahimi.id, goal).value();
  ASSERT_TRUE(agree(ctx, rahimi.id, id, agreement).has_value());
  EXPECT_EQ(1, app.count("SELECT count(*) FROM task"));
  EXPECT_EQ(1, app.count("SELECT count(*) FROM goal_step WHERE who = 'body'"));
  agreement.goal = GoalId(4711);
  EXPECT_EQ(ErrorCode::not_found, agree(ctx, rahimi.id, id, agreement).error().code);
  agreement.goal = {};
  agreement.owner = app.account(Who::sommer);
  EXPECT_EQ("owner_id", agree(ctx, rahimi.id, id, agreement).error().fields.front().field);
  EXPECT_EQ(2, app.count("SELECT count(*) FROM conference_agreement"));
}

// ---- pages ----

TEST_P(Conferences, Pages_are_for_the_team_and_acts_for_who_is_responsible) {
  const ConferenceId id = planned(about_school());
  for (const std::string& path : {page(), page(id), page("neu"), page(id, "aendern"), page(id, "absagen"),
                                  page(id, "protokoll"), page(id, "druck")}) {
    EXPECT_EQ(app.get(Who::nobody, path).status, 303) << path;
    EXPECT_EQ(app.get(Who::sommer, path).status, 404) << path;
    EXPECT_EQ(app.get(Who::brandt, path).status, 403) << path;
    EXPECT_EQ(app.get(Who::kessler, path).status, 200) << path;
  }
  EXPECT_EQ(app.get(Who::wittkamp, page(id)).status, 200);
  EXPECT_EQ(app.audit_entries("opened").front().actor, app.account(Who::wittkamp));
  EXPECT_EQ(app.get(Who::wittkamp, page("neu")).status, 403);
  for (const char* act : {"aendern", "absagen", "stellen", "pruefen", "protokoll", "vereinbarungen"}) {
    EXPECT_EQ(app.post(Who::wittkamp, page(id, act), form()).status, 403) << act;
    EXPECT_EQ(app.post_without_csrf(Who::kessler, page(id, act), form()).status, 400) << act;
  }
  EXPECT_EQ(app.get(Who::kessler, page(ConferenceId(4711))).status, 404);
}

TEST_P(Conferences, One_is_planned_filled_held_and_printed_on_the_pages) {
  release(school);
  const auto planned_one = app.post(Who::kessler, page("neu"), form());
  EXPECT_EQ(planned_one.status, 303);
  const ConferenceId id(app.count("SELECT id FROM conference WHERE at_time = '09:30'"));
  EXPECT_EQ(planned_one.header("Location"), page(id));
  for (const BodyId body : {school, clinic})
    EXPECT_EQ(app.post(Who::kessler, page(id, "stellen"), {{"body_id", std::to_string(body.value())}}).status, 303);
  const auto shown = app.get(Who::kessler, page(id));
  EXPECT_TRUE(has(shown, "Entbindung deckt alles ab"));
  EXPECT_TRUE(has(shown, "nicht dabei, es fehlt"));
  EXPECT_EQ(app.post(Who::kessler, page(id, "stellen"), {{"body_id", "301"}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, page(id, "stellen"), {{"body_id", "4711"}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, page(id, "pruefen"), {}).status, 303);
  http::Pairs held{{"held_on", "25.11.2026"}, {"minutes", "Alle einig"}};
  const auto nobody_came = app.post(Who::kessler, page(id, "protokoll"), held);
  EXPECT_EQ(nobody_came.status, 422);
  EXPECT_TRUE(has(nobody_came, "Alle einig"));
  held.emplace_back("parts", std::to_string(parts(id).front().value()));
  EXPECT_EQ(app.post(Who::kessler, page(id, "protokoll"), held).status, 303);
  EXPECT_EQ(app.post(Who::kessler, page(id, "protokoll"), held).status, 409);
  EXPECT_EQ(app.post(Who::kessler, page(id, "vereinbarungen"), {{"what", "Termin"}, {"who", "staff"}}).status, 303);
  EXPECT_EQ(app.post(Who::kessler, page(id, "vereinbarungen"), {{"what", ""}, {"who", "staff"}}).status, 422);
  EXPECT_TRUE(has(app.get(Who::kessler, page(id, "druck")), "Protokoll der Fallkonferenz"));
  EXPECT_EQ(app.post(Who::kessler, page(id, "absagen"), {}).status, 409);
}

TEST_P(Conferences, A_name_in_an_anonymised_text_is_told_and_can_be_explained) {
  http::Pairs pairs{{"planned_on", "02.12.2026"},
                    {"purpose", "Frau Rahimi zieht um"},
                    {"contents", "housing"},
                    {"mode", "anonymised"}};
  const auto told = app.post(Who::kessler, page("neu"), pairs);
  EXPECT_EQ(told.status, 422);
  EXPECT_TRUE(has(told, "Der Text nennt „Rahimi“"));
  EXPECT_TRUE(has(told, "Frau Rahimi zieht um"));
  EXPECT_TRUE(has(told, "name=\"looked\""));
  pairs.emplace_back("looked", "yes");
  EXPECT_EQ(app.post(Who::kessler, page("neu"), pairs).status, 303);
}

TEST_P(Conferences, Bad_input_and_a_stale_version_are_told_and_kept) {
  const struct {
    const char *name, *value;
  } table[] = {{"planned_on", ""}, {"planned_on", "30.02.2026"}, {"at_time", "25:00"},
               {"purpose", ""},    {"mode", "gibt_es_nicht"},    {"contents", "gibt_es_nicht"}};
  for (const auto& row : table) {
    http::Pairs pairs = form();
    for (auto& [name, value] : pairs)
      if (name == row.name) value = row.value;
    pairs.emplace_back("agenda", "Tagesordnung bleibt");
    const auto answer = app.post(Who::kessler, page("neu"), pairs);
    EXPECT_EQ(answer.status, 422) << row.name << "=" << row.value;
    EXPECT_TRUE(has(answer, "Tagesordnung bleibt")) << row.name << "=" << row.value;
  }
  const ConferenceId id = planned(about_school());
  http::Pairs first = form(), second = form();
  first.emplace_back("version", "1");
  second.emplace_back("version", "1");
  first.emplace_back("place", "Rathaus");
  second.emplace_back("place", "Schule");
  EXPECT_EQ(app.post(Who::kessler, page(id, "aendern"), first).status, 303);
  const auto stale = app.post(Who::kessler, page(id, "aendern"), second);
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(has(stale, "Schule"));
  EXPECT_TRUE(has(stale, "Rathaus"));
}

TEST_P(Conferences, The_interface_does_the_same) {
  Context program(app.services(), {});
  access::Account account;
  account.login = "anbindung";
  account.name = "Anbindung";
  account.team = test::team_1;
  account.employer = test::body_kreis;
  account.integration = true;
  const auto made = access::create_account(program, account, "Wiesenweg-Laterne-42", access::FirstPassword::keep);
  ASSERT_TRUE(made.has_value());
  const http::Pairs key{{"authorization", "Bearer " + access::create_api_token(program, *made, "Test").value()}};
  const ConferenceId id = planned(about_school());
  const std::string api = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/conferences";
  const std::string one = api + "/" + std::to_string(id.value());
  EXPECT_EQ(app.request(http::Method::get, api, "", {}).status, 401);
  const auto list = app.request(http::Method::get, api, "", key);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list, "\"state\":\"planned\""));
  EXPECT_EQ(app.request(http::Method::get, one + "/bodies", "", key).body, "[]");
  const std::string body = R"({"planned_on":"2026-12-02","purpose":"Schule","contents":["identity"],"mode":"named"})";
  EXPECT_EQ(app.request(http::Method::post, api, body, key).status, 403);  // not responsible
  EXPECT_EQ(app.request(http::Method::post, api, R"({"mode":7})", key).status, 422);
  EXPECT_EQ(app.request(http::Method::post, one + "/bodies", R"({"body_id":"301"})", key).status, 403);
  EXPECT_EQ(app.request(http::Method::post, one + "/hold", R"({"held_on":"2026-11-25","minutes":"x"})", key).status,
            403);
  EXPECT_EQ(app.request(http::Method::post, one + "/agreements", R"({"what":"x","who":"staff"})", key).status, 403);
  EXPECT_EQ(app.request(http::Method::post, one + "/cancel", "", key).status, 403);
  EXPECT_EQ(1, in_state("conference", "planned"));
}

}  // namespace
}  // namespace kim::conference
