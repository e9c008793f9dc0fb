// Every route of the UmA path: who may, what is written, what wrong input says, and that the provider's area is closed.
#include <gtest/gtest.h>

#include "domain/access/session.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/contacts/contacts_slice.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/tasks_slice.h"
#include "domain/uma/uma.h"
#include "domain/uma/uma_slice.h"
#include "domain/uma/uma_store.h"
#include "world/case_world.h"

namespace kim::uma {
namespace {

using http::Method;
using http::Pairs;
using test::OpenCase;
using test::TestApp;
using test::Who;

/// One kind of row: where its form is, an input that is accepted, and one that is not.
struct Kind {
  const char* path;
  const char* table;
  const char* api;
  Pairs good;
  const char* must;       // a field that cannot be empty
  const char* kept_text;  // typed text that stays on the page
  std::string json;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"gespraeche",
       "uma_talk",
       "talks",
       {{"kind", "coordination"},
        {"held_on", "20.11.2026"},
        {"participants", "Frau Brand, UmA-Hilfe"},
        {"agreed", "KIM begleitet die Suche nach Arbeit."}},
       "agreed",
       "Frau Brand, UmA-Hilfe",
       R"({"kind":"coordination","held_on":"2026-11-20","participants":"Frau Brand","agreed":"Übergang"})"},
      {"zielgruppe",
       "uma_target_check",
       "target-check",
       {{"checked_on", "21.11.2026"}, {"adult", "yes"}, {"adult_reason", "laut Ausweis"}, {"care_ended", "unknown"}},
       "checked_on",
       "laut Ausweis",
       R"({"checked_on":"2026-11-21","adult":"yes","adult_reason":"Ausweis"})"},
      {"zustaendigkeiten",
       "uma_duty",
       "duties",
       {{"matter", "Termine beim Jobcenter"}, {"owner", "kim"}, {"owner_name", "Karin Lange"}},
       "matter",
       "Karin Lange",
       R"({"matter":"Termine beim Jobcenter","owner":"kim"})"},
      {"schwerpunkte",
       "uma_focus",
       "focus-areas",
       {{"kind", "work"}, {"aim", "Eine Ausbildung im Handwerk"}, {"state", "running"}, {"note", "Zwei Betriebe"}},
       "aim",
       "Zwei Betriebe",
       R"({"kind":"work","aim":"Ausbildung","state":"running"})"},
      {"arbeit",
       "uma_work",
       "work",
       {{"kind", "job"}, {"employer", "Tischlerei Holz"}, {"started_on", "02.11.2026"}, {"interval_weeks", "3"}},
       "started_on",
       "Tischlerei Holz",
       R"({"kind":"job","employer":"Tischlerei","started_on":"2026-11-02","interval_weeks":3})"},
      {"ende",
       "uma_ending",
       "ending",
       {{"kind", "handback"}, {"ended_on", "24.11.2026"}, {"receiver", "Frau Brand"}, {"reason", "Arbeit gefunden"}},
       "reason",
       "Frau Brand",
       R"({"kind":"closure","ended_on":"2026-11-24","reason":"Arbeit gefunden"})"},
  };
  return all;
}

Pairs with(Pairs form, std::string_view name, std::string value) {
  for (auto& [field, old] : form)
    if (field == name) {
      old = std::move(value);
      return form;
    }
  form.emplace_back(std::string(name), std::move(value));
  return form;
}

class UmaWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {people::people_slice(), consent::consent_slice(), cases::cases_slice(), tasks::tasks_slice(),
               contacts::contacts_slice(), uma_slice()}};
  OpenCase noori = test::open_case(app, Who::lange, "Hamza", "Noori");

  std::int64_t rows(const Kind& kind) {
    const std::string sql = std::string("SELECT count(*) FROM ") + kind.table;
    return app.count(db::Sql::built(sql));
  }
  std::string new_href(const Kind& kind, const OpenCase& where) {
    return where.href("uma/" + std::string(kind.path) + "/neu");
  }
  std::string row_href(const Kind& kind, const OpenCase& where) {
    const std::string sql = std::string("SELECT max(id) FROM ") + kind.table;
    return where.href("uma/" + std::string(kind.path) + "/" + std::to_string(app.count(db::Sql::built(sql))));
  }
  void save(const Kind& kind) { ASSERT_EQ(app.post(Who::lange, new_href(kind, noori), kind.good).status, 303); }
  struct Program {
    AccountId account;
    std::string token;
  };
  /// An account of another program in an area, with its token.
  Program program_in(std::string role, TeamId team) {
    Context ctx(app.services(), {});
    access::Account account;
    account.login = "anbindung-" + role;
    account.name = "Anbindung";
    account.role = std::move(role);
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
  std::string page(Who who = Who::lange) { return app.get(who, noori.href("uma")).body; }
};
KIM_BOTH_ENGINES(UmaWeb);

TEST_P(UmaWeb, The_path_needs_sign_in_a_role_and_the_own_area) {
  const std::string href = noori.href("uma");
  EXPECT_EQ(app.get(Who::nobody, href).status, 303);
  EXPECT_EQ(app.get(Who::brandt, href).status, 403);
  EXPECT_EQ(app.get(Who::kessler, href).status, 404);
  EXPECT_EQ(app.get(Who::lange, href).status, 200);
}

TEST_P(UmaWeb, The_area_of_the_provider_is_closed_in_both_directions) {
  const OpenCase regional = test::open_case(app, Who::kessler, "Rami", "Haddad");
  for (const char* path : {"", "verlauf", "einwilligung", "uma", "kontakte/neu"}) {
    EXPECT_EQ(app.get(Who::lange, regional.href(path)).status, 404) << path;
    EXPECT_EQ(app.get(Who::kessler, noori.href(path)).status, 404) << path;
  }
  EXPECT_EQ(app.get(Who::lange, "/personen/" + std::to_string(regional.person.value())).status, 404);
  EXPECT_EQ(app.get(Who::kessler, "/personen/" + std::to_string(noori.person.value())).status, 404);
  EXPECT_EQ(app.get(Who::lange, "/suche?q=Haddad").body.find("Haddad, Rami"), std::string::npos);
  EXPECT_EQ(app.get(Who::kessler, "/suche?q=Noori").body.find("Noori, Hamza"), std::string::npos);
  EXPECT_EQ(app.get(Who::lange, "/faelle").body.find("Haddad"), std::string::npos);
  EXPECT_NE(app.get(Who::lange, "/faelle").body.find("Noori"), std::string::npos);
}

TEST_P(UmaWeb, A_regional_case_has_no_such_path) {
  const OpenCase regional = test::open_case(app, Who::kessler, "Rami", "Haddad");
  EXPECT_EQ(app.get(Who::kessler, regional.href("uma")).status, 404);
  EXPECT_EQ(app.get(Who::kessler, regional.href()).body.find("UmA-Weg"), std::string::npos);
  EXPECT_NE(app.get(Who::lange, noori.href()).body.find("UmA-Weg"), std::string::npos);
  for (const Kind& kind : kinds()) {
    EXPECT_EQ(app.get(Who::kessler, new_href(kind, regional)).status, 404) << kind.path;
    EXPECT_EQ(app.post(Who::kessler, new_href(kind, regional), kind.good).status, 404) << kind.path;
    EXPECT_EQ(rows(kind), 0) << kind.path;
  }
}

TEST_P(UmaWeb, Only_who_is_responsible_writes_and_it_is_on_record) {
  for (const Kind& kind : kinds()) {
    const std::string href = new_href(kind, noori);
    EXPECT_EQ(app.post(Who::nobody, href, kind.good).status, 303) << kind.path;
    EXPECT_EQ(app.post(Who::albers, href, kind.good).status, 403) << kind.path;
    EXPECT_EQ(app.post(Who::kessler, href, kind.good).status, 404) << kind.path;
    EXPECT_EQ(app.post_without_csrf(Who::lange, href, kind.good).status, 400) << kind.path;
    EXPECT_EQ(rows(kind), 0) << kind.path;
    EXPECT_EQ(app.get(Who::lange, href).status, 200) << kind.path;
    EXPECT_EQ(app.post(Who::lange, href, kind.good).status, 303) << kind.path;
    EXPECT_EQ(rows(kind), 1) << kind.path;
    const auto entry = app.audit_entries("created").front();
    EXPECT_EQ(entry.what, kind.table);
    EXPECT_EQ(entry.actor, app.account(Who::lange));
    EXPECT_EQ(entry.case_id, noori.id.value());
    EXPECT_NE(page().find(kind.kept_text), std::string::npos) << kind.path;
  }
}

TEST_P(UmaWeb, Opening_the_path_is_on_record) {
  page();
  const auto entry = app.audit_entries("opened").front();
  EXPECT_EQ(entry.case_id, noori.id.value());
  EXPECT_EQ(entry.actor, app.account(Who::lange));
  EXPECT_EQ(entry.purpose, "uma");
}

TEST_P(UmaWeb, Empty_and_wrong_fields_get_a_sentence_and_keep_what_was_typed) {
  for (const Kind& kind : kinds()) {
    for (const std::string& value : {std::string(), std::string(5000, 'x'), std::string("\xE2\x80\xAE gedreht")}) {
      const auto answer = app.post(Who::lange, new_href(kind, noori), with(kind.good, kind.must, value));
      EXPECT_EQ(answer.status, 422) << kind.path << " " << value.size();
      EXPECT_NE(answer.body.find(kind.kept_text), std::string::npos) << kind.path << ": typed text lost";
    }
    EXPECT_EQ(rows(kind), 0) << kind.path;
  }
}

struct BadInput {
  std::size_t kind;
  const char* field;
  const char* value;
  const char* message;
};

TEST_P(UmaWeb, Each_rule_is_said_at_its_field) {
  const BadInput table[] = {
      {0, "held_on", "26.11.2026", "Zukunft"},
      {0, "held_on", "30.02.2026", "30.02.2026"},
      {0, "next_on", "20.11.2026", "nach diesem"},
      {0, "kind", "dance", "Gespräch"},
      {1, "adult", "no", "Laut Geburtsdatum"},
      {1, "adult_reason", "", "Nennen Sie den Grund"},
      {2, "owner", "nobody", "zuständig"},
      {3, "kind", "dance", "Schwerpunkt"},
      {4, "interval_weeks", "0", "Wochen"},
      {4, "interval_weeks", "oft", "Wochen"},
      {4, "stopped_on", "01.11.2026", "nicht vor ihrem Beginn"},
      {5, "receiver", "", "wer übernimmt"},
      {5, "ended_on", "01.01.2027", "Zukunft"},
  };
  for (const BadInput& row : table) {
    const Kind& kind = kinds()[row.kind];
    const auto answer = app.post(Who::lange, new_href(kind, noori), with(kind.good, row.field, row.value));
    EXPECT_EQ(answer.status, 422) << kind.path << " " << row.field << "=" << row.value;
    EXPECT_NE(answer.body.find(row.message), std::string::npos) << kind.path << " " << row.field << "=" << row.value;
    EXPECT_EQ(rows(kind), 0) << kind.path;
  }
}

TEST_P(UmaWeb, Check_ending_and_each_focus_exist_once) {
  for (const std::size_t index : {1U, 3U, 5U}) {
    const Kind& kind = kinds()[index];
    save(kind);
    EXPECT_EQ(app.post(Who::lange, new_href(kind, noori), kind.good).status, 422) << kind.path;
    EXPECT_EQ(rows(kind), 1) << kind.path;
  }
}

TEST_P(UmaWeb, Who_saves_second_is_asked_and_loses_nothing) {
  for (const Kind& kind : kinds()) {
    save(kind);
    const std::string href = row_href(kind, noori);
    EXPECT_EQ(app.get(Who::lange, href).status, 200) << kind.path;
    const bool a_day = std::string_view(kind.must).ends_with("_on");
    const std::string first = a_day ? "03.11.2026" : "Zuerst gesagt", second = a_day ? "04.11.2026" : "Danach gesagt";
    EXPECT_EQ(app.post(Who::lange, href, with(with(kind.good, kind.must, first), "version", "1")).status, 303);
    const auto late = app.post(Who::lange, href, with(with(kind.good, kind.must, second), "version", "1"));
    EXPECT_EQ(late.status, 409) << kind.path;
    EXPECT_NE(late.body.find(first), std::string::npos) << kind.path;
    EXPECT_NE(late.body.find(second), std::string::npos) << kind.path;
    const auto wrong = app.post(Who::lange, href, with(with(kind.good, kind.must, ""), "version", "2"));
    EXPECT_EQ(wrong.status, 422) << kind.path;
  }
}

TEST_P(UmaWeb, A_row_of_another_case_looks_like_not_found) {
  const OpenCase diallo = test::open_case(app, Who::lange, "Abdoulaye", "Diallo");
  for (const Kind& kind : kinds()) {
    save(kind);
    EXPECT_EQ(app.get(Who::lange, row_href(kind, diallo)).status, 404) << kind.path;
    EXPECT_EQ(app.post(Who::lange, row_href(kind, diallo), with(kind.good, "version", "1")).status, 404) << kind.path;
    EXPECT_EQ(app.get(Who::lange, diallo.href("uma/" + std::string(kind.path) + "/77")).status, 404) << kind.path;
  }
}

TEST_P(UmaWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  test::withdraw_everything(app, Who::lange, noori.person);
  EXPECT_EQ(app.get(Who::lange, noori.href("uma")).status, 423);
  for (const Kind& kind : kinds()) {
    EXPECT_EQ(app.post(Who::lange, new_href(kind, noori), kind.good).status, 423) << kind.path;
    EXPECT_EQ(rows(kind), 0) << kind.path;
  }
}

// ---- the clock ----

TEST_P(UmaWeb, The_clock_runs_on_the_path_and_on_the_case_page) {
  save(kinds()[4]);
  for (const std::string& body : {page(), app.get(Who::lange, noori.href()).body}) {
    EXPECT_NE(body.find("Woche 4 von 26"), std::string::npos);
    EXPECT_NE(body.find("02.05.2027"), std::string::npos);
    EXPECT_NE(body.find("23.11.2026"), std::string::npos) << "three weeks after the first day";
  }
}

TEST_P(UmaWeb, A_talk_about_work_moves_the_next_one_along) {
  save(kinds()[4]);
  EXPECT_EQ(app.count("SELECT count(*) FROM uma_work WHERE next_talk_on = '2026-11-23'"), 1);
  EXPECT_EQ(app.post(Who::lange, new_href(kinds()[0], noori), with(kinds()[0].good, "kind", "work")).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM uma_work WHERE next_talk_on = '2026-12-11'"), 1);
  const auto entry = app.audit_entries("changed").front();
  EXPECT_EQ(entry.what, "uma_work");
}

TEST_P(UmaWeb, A_second_start_of_work_waits_for_the_end_of_the_first) {
  save(kinds()[4]);
  const Pairs second = with(kinds()[4].good, "started_on", "20.11.2026");
  EXPECT_EQ(app.post(Who::lange, new_href(kinds()[4], noori), second).status, 422);
  Pairs stopped = with(with(kinds()[4].good, "stopped_on", "13.11.2026"), "stop_reason", "Probezeit");
  EXPECT_EQ(app.post(Who::lange, row_href(kinds()[4], noori), with(stopped, "version", "1")).status, 303);
  EXPECT_EQ(app.post(Who::lange, new_href(kinds()[4], noori), second).status, 303);
  EXPECT_NE(page().find("Woche 1 von 26"), std::string::npos);
}

std::vector<std::string> due_titles(TestApp& app, Who who) {
  Context ctx = app.context(who);
  const auto scope = access::scope_for(ctx, access::Right::case_list);
  std::vector<DueItem> items;
  uma_slice().due(ctx, *scope, {{}, ctx.now}, items);
  std::vector<std::string> titles;
  for (const DueItem& item : items) titles.push_back(item.title + " " + german(item.day));
  return titles;
}

TEST_P(UmaWeb, My_day_names_talks_due_and_the_end_of_the_six_months_in_the_own_area_only) {
  using Titles = std::vector<std::string>;
  save(kinds()[4]);
  EXPECT_EQ(due_titles(app, Who::lange), Titles{"Gespräch zur Arbeit mit Hamza Noori 23.11.2026"});
  EXPECT_EQ(due_titles(app, Who::kessler), Titles{});
  const Pairs talk = with(with(kinds()[0].good, "kind", "work"), "next_on", "30.11.2026");
  EXPECT_EQ(app.post(Who::lange, new_href(kinds()[0], noori), talk).status, 303);
  EXPECT_EQ(due_titles(app, Who::lange), Titles{"Gespräch mit der UmA-Hilfe zu Hamza Noori 30.11.2026"});
  EXPECT_EQ(app.post(Who::lange, row_href(kinds()[4], noori),
                     with(with(kinds()[4].good, "started_on", "01.06.2026"), "version", "2"))
                .status,
            303);
  const Titles both{"Gespräch mit der UmA-Hilfe zu Hamza Noori 30.11.2026",
                    "Sechs Monate Arbeit: Rückgabe oder Abschluss für Hamza Noori 01.12.2026"};
  EXPECT_EQ(due_titles(app, Who::lange), both);
  save(kinds()[5]);
  EXPECT_EQ(due_titles(app, Who::lange), Titles{}) << "after the end nothing is due";
}

TEST_P(UmaWeb, Closing_names_what_is_open_on_the_path) {
  save(kinds()[3]);
  save(kinds()[4]);
  const std::string body = app.get(Who::lange, noori.href("abschluss")).body;
  EXPECT_NE(body.find("Schwerpunkt „Integration in den Arbeitsmarkt"), std::string::npos);
  EXPECT_NE(body.find("laufen noch bis zum 02.05.2027"), std::string::npos);
  EXPECT_NE(body.find("noch nicht festgehalten"), std::string::npos);
  save(kinds()[5]);
  EXPECT_EQ(app.get(Who::lange, noori.href("abschluss")).body.find("noch nicht festgehalten"), std::string::npos);
}

TEST_P(UmaWeb, The_timeline_tells_talks_work_and_the_end) {
  for (const Kind& kind : kinds()) save(kind);
  const std::string body = app.get(Who::lange, noori.href("verlauf")).body;
  for (const char* text : {"Abstimmungsgespräch", "Beginn der Arbeit", "Zielgruppe geprüft", "Rückgabe an das Team"})
    EXPECT_NE(body.find(text), std::string::npos) << text;
}

TEST_P(UmaWeb, Entrusted_notes_show_day_and_author_but_not_their_text) {
  EXPECT_EQ(app.post(Who::lange, noori.href("kontakte/neu"),
                     {{"form", "office"},
                      {"contact_on", "24.11.2026"},
                      {"minutes", "30"},
                      {"note", "Er sorgt sich um seine Mutter."},
                      {"entrusted", "yes"}})
                .status,
            303);
  const std::string body = page();
  EXPECT_NE(body.find("24.11.2026"), std::string::npos);
  EXPECT_EQ(body.find("Er sorgt sich"), std::string::npos);
  const std::string form = app.get(Who::lange, noori.href("kontakte/neu?anvertraut=1")).body;
  EXPECT_NE(form.find("checked"), std::string::npos);
}

// ---- JSON ----

TEST_P(UmaWeb, The_interface_does_the_same_acts) {
  const auto token = program_in("uma_provider", test::team_uma).token;
  const std::string base = "/api/v1/cases/" + std::to_string(noori.id.value()) + "/uma";
  EXPECT_EQ(call(Method::get, base, "").status, 401);
  EXPECT_EQ(call(Method::get, base, program_in("case_management", test::team_1).token).status, 404) << "another area";
  const auto path = call(Method::get, base, token);
  EXPECT_EQ(path.status, 200);
  EXPECT_NE(path.body.find(R"({"stage":"coordination","state":"now"})"), std::string::npos) << path.body;
  for (const Kind& kind : kinds()) {
    const std::string href = base + "/" + kind.api;
    EXPECT_EQ(call(Method::get, href, token).body, "[]") << kind.api;
    EXPECT_EQ(call(Method::post, href, token, kind.json).status, 403) << "not responsible: " << kind.api;
    EXPECT_EQ(rows(kind), 0) << kind.api;
  }
}

/// The program's own account is responsible: then the same acts write.
TEST_P(UmaWeb, A_responsible_integration_writes_and_changes) {
  const Program program = program_in("uma_provider", test::team_uma);
  app.database().transact([&](db::Tx& tx) -> Result<void> {
    tx.witness();
    tx->run("UPDATE access_assignment SET account_id = $1 WHERE case_id = $2", {program.account, noori.id});
    tx->run("UPDATE access_case SET responsible = $1 WHERE id = $2", {program.account, noori.id});
    return {};
  });
  const std::string base = "/api/v1/cases/" + std::to_string(noori.id.value()) + "/uma";
  for (const Kind& kind : kinds()) {
    const std::string href = base + "/" + kind.api;
    EXPECT_EQ(call(Method::post, href, program.token, R"({"unknown":1})").status, 422) << kind.api;
    EXPECT_EQ(call(Method::post, href, program.token, kind.json).status, 201) << kind.api;
    EXPECT_EQ(rows(kind), 1) << kind.api;
    const std::string row = row_href(kind, noori);
    const std::string one = href + row.substr(row.rfind('/'));
    EXPECT_EQ(call(Method::put, one + "?version=1", program.token, kind.json).status, 204) << kind.api;
    EXPECT_EQ(call(Method::put, one + "?version=7", program.token, kind.json).status, 409) << kind.api;
    EXPECT_EQ(call(Method::put, href + "/77?version=1", program.token, kind.json).status, 404) << kind.api;
    EXPECT_NE(call(Method::get, href, program.token).body.find("\"version\""), std::string::npos) << kind.api;
  }
  const auto path = call(Method::get, base, program.token);
  EXPECT_NE(path.body.find(R"("clock":{"state":"handed_back")"), std::string::npos) << path.body;
}

}  // namespace
}  // namespace kim::uma
