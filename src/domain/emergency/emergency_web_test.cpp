// Emergency access: who may, what it opens and for how long, what is noted, who is told, what the check says.
#include <gtest/gtest.h>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/contacts/contacts_slice.h"
#include "domain/emergency/emergency.h"
#include "domain/emergency/emergency_slice.h"
#include "domain/home/home_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::emergency {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

constexpr std::string_view reason = "Die Klinik ruft an: Frau Rahimi liegt in der Notaufnahme und versteht niemanden.";

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class EmergencyWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {people::people_slice(), consent::consent_slice(), cases::cases_slice(), contacts::contacts_slice(),
               emergency_slice(), home::home_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);  // team 1; Sommer works in team 2

  std::string number() {
    Context ctx = app.context(Who::kessler);
    return cases::load_case(ctx.db(), access::permit_case(ctx, rahimi.id, access::Right::case_read).value())
        .value()
        .value.number;
  }
  http::Response call(std::string typed_number, std::string name = "Rahimi", std::string why = std::string(reason),
                      Who who = Who::sommer) {
    return app.post(
        who, "/notfallzugriff",
        {{"number", std::move(typed_number)}, {"family_name", std::move(name)}, {"reason", std::move(why)}});
  }
  std::string access_href(std::string_view act = {}) {
    const std::string id = std::to_string(app.count("SELECT max(id) FROM emergency_access"));
    return "/notfallzugriffe/" + id + (act.empty() ? std::string() : "/" + std::string(act));
  }
};
KIM_BOTH_ENGINES(EmergencyWeb);

TEST_P(EmergencyWeb, Opens_a_case_of_another_team_for_two_hours) {
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 404);
  const auto opened = call(number());
  EXPECT_EQ(opened.status, 303) << opened.body;
  EXPECT_EQ(opened.header("Location"), rahimi.href());
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 200);
  app.advance(std::chrono::minutes(119));
  EXPECT_EQ(app.get(Who::sommer, rahimi.href("verlauf")).status, 200);
  app.advance(std::chrono::minutes(1));
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 404);
}

TEST_P(EmergencyWeb, Opens_a_protected_person_to_the_own_team_too) {
  const std::string person = "/personen/" + std::to_string(rahimi.person.value());
  ASSERT_EQ(app.post(Who::kessler, person + "/schutz",
                     {{"reason", "violence"}, {"review_on", "25.05.2027"}, {"version", "0"}})
                .status,
            303);
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 404);
  EXPECT_EQ(call(number(), "Rahimi", std::string(reason), Who::wittkamp).status, 303);
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 200);
  app.advance(std::chrono::hours(2));
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 404);
}

TEST_P(EmergencyWeb, Reads_and_notes_a_contact_but_changes_nothing_else) {
  EXPECT_EQ(call(number()).status, 303);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href("kontakte/neu")).status, 200);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href("abschluss")).status, 403);
  EXPECT_EQ(app.post(Who::sommer, rahimi.href("zustaendig"), {}).status, 403);
  const std::string person = "/personen/" + std::to_string(rahimi.person.value());
  EXPECT_EQ(app.get(Who::sommer, person + "/bearbeiten").status, 403);
  Context sommer = app.context(Who::sommer);
  EXPECT_FALSE(access::tied_to(sommer, *app.database().read(), SubjectId(rahimi.person.value())));
}

TEST_P(EmergencyWeb, Every_page_opened_is_marked_in_the_trail_and_on_the_page) {
  EXPECT_EQ(call(number()).status, 303);
  const auto page = app.get(Who::sommer, rahimi.href("verlauf"));
  EXPECT_TRUE(has(page, "Notfallzugriff"));
  const auto entry = app.audit_entries("opened").front();
  EXPECT_EQ(entry.purpose, "emergency");
  EXPECT_EQ(entry.actor, app.account(Who::sommer));
  EXPECT_EQ(app.audit_entries("granted").front().note, "emergency");
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("verlauf")).status, 200);
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "verlauf");
}

TEST_P(EmergencyWeb, The_case_says_to_its_team_who_opened_it) {
  EXPECT_EQ(call(number()).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("zustaendig")), "Notfallzugriff"));
}

TEST_P(EmergencyWeb, Only_case_managers_call_and_only_data_protection_checks) {
  for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
    EXPECT_EQ(app.get(who, "/notfallzugriff").status, 403);
  for (const Who who : {Who::kessler, Who::brandt, Who::albers, Who::yildiz, Who::vogt, Who::reuter})
    EXPECT_EQ(app.get(who, "/notfallzugriffe").status, 403);
  EXPECT_EQ(app.get(Who::nobody, "/notfallzugriff").status, 303);
  EXPECT_EQ(app.get(Who::lange, "/notfallzugriff").status, 200);
  EXPECT_EQ(app.get(Who::peters, "/notfallzugriffe").status, 200);
}

TEST_P(EmergencyWeb, Wrong_calls_say_what_to_do_and_keep_what_was_typed) {
  const std::string right = number();
  const struct {
    std::string number, name, why, message;
  } table[] = {{"", "Rahimi", std::string(reason), "Fallnummer"},
               {"KIM-2026-9999", "Rahimi", std::string(reason), "gibt es keinen Fall"},
               {right, "Schmidt", std::string(reason), "gibt es keinen Fall"},
               {"1", "Rahimi", std::string(reason), "gibt es keinen Fall"},  // of which year?
               {right, "Rahimi", "dringend", "Beschreiben Sie den Notfall"},
               {right, "Rahimi", std::string(601, 'x'), "Zeichen"},
               {right, "", std::string(reason), "Familienname"}};
  for (const auto& line : table) {
    const auto answer = call(line.number, line.name, line.why);
    EXPECT_EQ(answer.status, 422) << line.message;
    EXPECT_TRUE(has(answer, line.message)) << line.message;
    EXPECT_TRUE(has(answer, line.why)) << line.message;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM emergency_access"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM access_assignment WHERE kind = 'emergency'"), 0);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 404);
}

TEST_P(EmergencyWeb, Finds_the_name_in_another_spelling) { EXPECT_EQ(call(number(), "rahími").status, 303); }

TEST_P(EmergencyWeb, After_five_wrong_calls_the_next_waits_an_hour) {
  for (int i = 0; i < attempts_most; ++i) EXPECT_EQ(call("KIM-2026-9999").status, 422);
  EXPECT_EQ(app.audit_entries("refused").size(), 5U);
  EXPECT_EQ(call(number()).status, 403);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 404);
  app.advance(std::chrono::minutes(61));
  EXPECT_EQ(call(number()).status, 303);
}

TEST_P(EmergencyWeb, Who_may_open_the_case_anyway_needs_no_emergency) {
  const auto answer = call(number(), "Rahimi", std::string(reason), Who::wittkamp);
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "auch ohne Notfall"));
  EXPECT_EQ(app.count("SELECT count(*) FROM emergency_access"), 0);
}

TEST_P(EmergencyWeb, A_withdrawn_consent_blocks_the_emergency_too_and_is_not_told) {
  const std::string known = number();
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  const auto answer = call(known), other = call("KIM-2026-9999");
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "gibt es keinen Fall"));
  EXPECT_TRUE(has(other, "gibt es keinen Fall"));
  EXPECT_FALSE(has(answer, "widerrufen"));
  EXPECT_EQ(app.count("SELECT count(*) FROM emergency_attempt"), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM emergency_access"), 0);
}

TEST_P(EmergencyWeb, A_withdrawal_ends_a_running_emergency) {
  EXPECT_EQ(call(number()).status, 303);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::sommer, rahimi.href()).status, 423);
}

TEST_P(EmergencyWeb, Who_opened_the_case_finds_it_again_on_mein_tag) {
  EXPECT_EQ(call(number()).status, 303);
  const auto day = app.get(Who::sommer, "/");
  EXPECT_TRUE(has(day, rahimi.href()));
  EXPECT_TRUE(has(day, "geöffnet bis 11:00 Uhr"));
  app.advance(std::chrono::minutes(121));
  EXPECT_FALSE(has(app.get(Who::sommer, "/"), rahimi.href()));
}

TEST_P(EmergencyWeb, Who_is_responsible_is_told_until_it_is_noted) {
  EXPECT_EQ(call(number()).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, "/"), "im Notfall geöffnet"));
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/"), "im Notfall geöffnet"));
  EXPECT_TRUE(has(app.get(Who::kessler, access_href("hinweis")), "Notaufnahme"));
  EXPECT_EQ(app.get(Who::wittkamp, access_href("hinweis")).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, access_href("gesehen"), {}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, access_href("gesehen"), {}).status, 303);
  EXPECT_FALSE(has(app.get(Who::kessler, "/"), "im Notfall geöffnet"));
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::kessler));
}

TEST_P(EmergencyWeb, Data_protection_reads_the_reason_and_notes_a_result) {
  EXPECT_TRUE(has(app.get(Who::peters, "/notfallzugriffe"), "Noch kein Notfallzugriff"));
  EXPECT_EQ(call(number()).status, 303);
  EXPECT_TRUE(has(app.get(Who::peters, "/"), "1 Notfallzugriff ist zu prüfen."));
  const auto page = app.get(Who::peters, access_href());
  EXPECT_TRUE(has(page, "Notaufnahme"));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "emergency_check");
  EXPECT_EQ(app.post(Who::peters, access_href("pruefung"), {{"version", "1"}, {"remark", "angerufen"}}).status, 422);
  const http::Pairs form{{"version", "1"}, {"result", "justified"}, {"remark", "Die Klinik hat es bestätigt."}};
  EXPECT_EQ(app.post(Who::peters, access_href("pruefung"), form).status, 303);
  EXPECT_TRUE(has(app.get(Who::peters, "/"), "Kein Notfallzugriff ist zu prüfen."));
  EXPECT_TRUE(has(app.get(Who::peters, access_href()), "Die Klinik hat es bestätigt."));
  const http::Pairs stale{{"version", "1"}, {"result", "unjustified"}, {"remark", "Anders gesehen."}};
  const auto conflict = app.post(Who::peters, access_href("pruefung"), stale);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_TRUE(has(conflict, "Anders gesehen."));
  EXPECT_EQ(app.get(Who::peters, "/notfallzugriffe/4711").status, 404);
}

TEST_P(EmergencyWeb, The_reason_is_not_readable_in_the_database) {
  EXPECT_EQ(call(number()).status, 303);
  const std::string stored = app.database()
                                 .read()
                                 ->first("SELECT reason FROM emergency_access", {},
                                         [](const db::Row& row) { return std::string(row.bytes(0)); })
                                 .value();
  EXPECT_FALSE(stored.empty());
  EXPECT_EQ(stored.find("Notaufnahme"), std::string::npos);
}

}  // namespace
}  // namespace kim::emergency
