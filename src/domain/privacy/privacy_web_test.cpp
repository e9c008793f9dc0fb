// Pages of data protection: who may look, what the trail shows and does not show, and that the check finds what was changed.
#include <gtest/gtest.h>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/people/people_slice.h"
#include "domain/privacy/privacy_slice.h"
#include "world/case_world.h"

namespace kim::privacy {
namespace {

using test::TestApp;
using test::Who;

constexpr Who everybody[] = {Who::kessler, Who::wittkamp, Who::sommer, Who::lange, Who::brandt,
                             Who::albers,  Who::peters,   Who::yildiz, Who::vogt,  Who::reuter};

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class PrivacyWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), privacy_slice()}};

  void expect_only(const std::vector<Who>& allowed, std::string_view page) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    for (const Who who : everybody) {
      const bool may = std::find(allowed.begin(), allowed.end(), who) != allowed.end();
      EXPECT_EQ(app.get(who, page).status, may ? 200 : 403) << page << ", account " << static_cast<int>(who);
    }
  }
  /// As somebody with access to the database would do it.
  void tamper(db::Sql sql) {
    const auto done = app.database().transact([&](db::Tx& tx) -> Result<void> {
      tx->run(sql);
      tx.technical("test: tampering");
      return {};
    });
    ASSERT_TRUE(done.has_value());
  }
};
KIM_BOTH_ENGINES(PrivacyWeb);

TEST_P(PrivacyWeb, Only_data_protection_sees_the_trail) {
  expect_only({Who::peters}, "/protokoll");
  expect_only({Who::peters}, "/protokoll/pruefung");
}

TEST_P(PrivacyWeb, Registers_are_for_data_protection_administration_and_coordination) {
  for (const char* page : {"/datenschutz", "/datenschutz/rechte", "/datenschutz/verarbeitung", "/datenschutz/adressen",
                           "/datenschutz/codelisten"})
    expect_only({Who::peters, Who::albers, Who::brandt}, page);
}

TEST_P(PrivacyWeb, The_way_to_the_trail_is_shown_to_those_who_may_go_it) {
  EXPECT_TRUE(has(app.get(Who::peters, "/datenschutz"), "href=\"/protokoll\""));
  EXPECT_FALSE(has(app.get(Who::albers, "/datenschutz"), "href=\"/protokoll\""));
}

TEST_P(PrivacyWeb, The_trail_shows_who_opened_a_case_but_nothing_of_its_content) {
  const auto rahimi = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  EXPECT_EQ(app.get(Who::wittkamp, rahimi.href()).status, 200);
  const auto trail = app.get(Who::peters, "/protokoll?vorgang=opened");
  EXPECT_TRUE(has(trail, ">Jonas Wittkamp</td>"));
  EXPECT_TRUE(has(trail, "KIM-2026-0001"));
  const auto everything = app.get(Who::peters, "/protokoll");
  EXPECT_FALSE(has(everything, "Rahimi"));
  EXPECT_FALSE(has(everything, "Parwin"));
}

TEST_P(PrivacyWeb, The_trail_shows_at_once_what_somebody_opened_just_before) {
  const auto rahimi = test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  const http::Pairs peters{{"cookie", app.cookie(Who::peters)}}, wittkamp{{"cookie", app.cookie(Who::wittkamp)}};
  // Nothing else may be read in between: a reader's moment goes on from page to page as long as only the trail grows.
  EXPECT_EQ(app.request(http::Method::get, "/protokoll?vorgang=opened", {}, peters).status, 200);
  EXPECT_EQ(app.request(http::Method::get, rahimi.href(), {}, wittkamp).status, 200);
  const auto trail = app.request(http::Method::get, "/protokoll?vorgang=opened", {}, peters);
  EXPECT_TRUE(has(trail, "KIM-2026-0001"));
}

TEST_P(PrivacyWeb, Who_looks_at_the_trail_stands_in_it) {
  EXPECT_EQ(app.get(Who::peters, "/protokoll").status, 200);
  const auto entry = app.audit_entries("listed").front();
  EXPECT_EQ(entry.what, "audit_entry");
  EXPECT_EQ(entry.actor, app.account(Who::peters));
  EXPECT_TRUE(entry.note.starts_with("rows="));
}

TEST_P(PrivacyWeb, The_trail_is_narrowed_by_act_account_and_day) {
  (void)test::open_case(app, Who::kessler);
  const std::string kessler = std::to_string(app.account(Who::kessler).value());
  const std::string wittkamp = std::to_string(app.account(Who::wittkamp).value());
  EXPECT_TRUE(has(app.get(Who::peters, "/protokoll?vorgang=created&konto=" + kessler), ">Fall<"));
  EXPECT_FALSE(has(app.get(Who::peters, "/protokoll?vorgang=created&konto=" + wittkamp), ">Fall<"));
  EXPECT_TRUE(has(app.get(Who::peters, "/protokoll?vorgang=created&von=25.11.2026&bis=25.11.2026"), ">Fall<"));
  EXPECT_TRUE(has(app.get(Who::peters, "/protokoll?von=26.11.2026"), "Keine Einträge"));
  EXPECT_EQ(app.get(Who::peters, "/protokoll?von=gestern&bis=unsinn&konto=x&fall=-1&vor=abc").status, 200);
}

TEST_P(PrivacyWeb, One_case_is_followed_by_its_number_and_narrowed_further) {
  (void)test::open_case(app, Who::kessler, "Parwin", "Rahimi");
  const auto other = test::open_case(app, Who::kessler, "Samuel", "Tesfay");
  EXPECT_EQ(app.get(Who::wittkamp, other.href()).status, 200);
  for (const char* typed : {"KIM-2026-0002", "2026/2", "2"}) {
    const auto trail = app.get(Who::peters, "/protokoll?fall=" + std::string(typed));
    EXPECT_TRUE(has(trail, "KIM-2026-0002</a>")) << typed;
    EXPECT_FALSE(has(trail, "KIM-2026-0001</a>")) << typed;
  }
  EXPECT_FALSE(has(app.get(Who::peters, "/protokoll?fall=2&vorgang=opened"), "angelegt</td>"));
  EXPECT_TRUE(has(app.get(Who::peters, "/protokoll?fall=2&vorgang=opened"), "geöffnet</td>"));
  EXPECT_TRUE(has(app.get(Who::peters, "/protokoll?fall=KIM-2026-0999"), "Keine Einträge"));
}

TEST_P(PrivacyWeb, Older_entries_are_one_link_away_and_none_is_lost_between) {
  while (app.count("SELECT count(*) FROM audit_entry") < 120) (void)test::open_case(app, Who::kessler);
  const auto first = app.get(Who::peters, "/protokoll");
  const auto link = first.body.find("/protokoll?vor=");
  ASSERT_NE(link, std::string::npos);
  const auto before = std::stoll(first.body.substr(link + 15));
  EXPECT_TRUE(has(first, "Nr. " + std::to_string(before)));
  const auto second = app.get(Who::peters, "/protokoll?vor=" + std::to_string(before));
  EXPECT_TRUE(has(second, "Nr. " + std::to_string(before - 1)));
  EXPECT_FALSE(has(second, "Nr. " + std::to_string(before) + "<"));
}

TEST_P(PrivacyWeb, The_check_says_that_every_entry_is_unchanged) {
  (void)test::open_case(app, Who::kessler);
  const auto page = app.get(Who::peters, "/protokoll/pruefung");
  EXPECT_TRUE(has(page, "Einträge sind unverändert."));
  EXPECT_TRUE(has(page, "kim audit verify"));
}

TEST_P(PrivacyWeb, The_check_names_the_entry_that_was_changed) {
  (void)test::open_case(app, Who::kessler);
  tamper("UPDATE audit_entry SET actor = 1 WHERE sequence = 3");
  const auto page = app.get(Who::peters, "/protokoll/pruefung");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Ab Eintrag 3 ist das Protokoll verändert worden."));
  EXPECT_FALSE(has(page, "sind unverändert"));
}

TEST_P(PrivacyWeb, The_register_of_fields_names_every_record_of_the_running_program) {
  const auto page = app.get(Who::peters, "/datenschutz/verarbeitung");
  for (const Slice& slice : app.services().slices)
    for (const record::Record* record : slice.records)
      EXPECT_TRUE(has(page, "(" + std::string(record->name) + ")")) << record->name;
}

}  // namespace
}  // namespace kim::privacy
