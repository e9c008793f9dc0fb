// Signing on the screen through its routes: what is kept, what is refused, who sees it.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/goals/goal_store.h"
#include "domain/goals/goals_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::goals {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

const std::string line = "100,100 300,200 500,60;600,60";

class SignatureWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {people::people_slice(), consent::consent_slice(), cases::cases_slice(), goals_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);
  std::string href = rahimi.href("ziele/vereinbarung");

  void SetUp() override {
    ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/neu"), {{"words", "Hebamme"}, {"state", "open"}}).status, 303);
  }
  /// The form as the page sends it, with these fields changed.
  http::Pairs form(const http::Pairs& changed = {}) {
    const auto page = app.get(Who::kessler, href).body;
    http::Form all({{"agreed_on", "25.11.2026"},
                    {"review_on", "25.02.2027"},
                    {"channel", "drawn"},
                    {"language", "fa"},
                    {"shown", test::input_value(page, "shown")},
                    {"strokes_person", line},
                    {"strokes_staff", line}});
    for (const auto& [name, value] : changed) all.set(name, value);
    return all.pairs();
  }
  std::string version() {
    return rahimi.href("ziele/fassungen/" + std::to_string(app.count("SELECT max(id) FROM agreement")));
  }
};
KIM_BOTH_ENGINES(SignatureWeb);

TEST_P(SignatureWeb, The_page_has_fields_to_draw_in_and_names_the_way_without_them) {
  const auto page = app.get(Who::kessler, href).body;
  for (const char* part :
       {"name=\"strokes_person\"", "name=\"strokes_guardian\"", "name=\"strokes_staff\"", "<canvas",
        "Unterschrift: Parwin Rahimi", "Auf Papier unterschrieben", "braucht der Browser JavaScript", "/static/sign."})
    EXPECT_NE(page.find(part), std::string::npos) << part;
}

TEST_P(SignatureWeb, What_is_drawn_is_kept_sealed_with_the_hash_of_the_text_and_shown_on_its_version) {
  ASSERT_EQ(app.post(Who::kessler, href, form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement WHERE channel = 'drawn'"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement_signature s JOIN agreement a ON a.id = s.agreement_id "
                      "WHERE s.text_hash = a.text_hash AND s.signed_on = '2026-11-25'"),
            2);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement_signature WHERE signer = 'staff'"), 1);
  const auto page = app.get(Who::wittkamp, version()).body;
  EXPECT_NE(page.find("<path d=\"M100 100L300 200L500 60M600 60L600 60\">"), std::string::npos) << page;
  EXPECT_NE(page.find("Gezeichnete Unterschrift von Parwin Rahimi"), std::string::npos);
  EXPECT_NE(page.find("Fachkraft · 25.11.2026"), std::string::npos);
  EXPECT_EQ(page.find("ein anderer Text"), std::string::npos);
  const auto entries = app.audit_entries("created");
  EXPECT_EQ(std::ranges::count(entries, "agreement_signature", [](const auto& entry) { return entry.what; }), 2);
  EXPECT_EQ(entries.front().actor, app.account(Who::kessler));
  EXPECT_EQ(entries.front().case_id, rahimi.id.value());
}

TEST_P(SignatureWeb, A_version_signed_on_paper_shows_no_drawing) {
  ASSERT_EQ(
      app.post(Who::kessler, href, form({{"channel", "paper"}, {"strokes_person", ""}, {"strokes_staff", ""}})).status,
      303);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement_signature"), 0);
  EXPECT_EQ(app.get(Who::kessler, version()).body.find("kim-signature"), std::string::npos);
}

TEST_P(SignatureWeb, Who_represents_a_minor_signs_with_a_name) {
  ASSERT_EQ(app.post(Who::kessler, href,
                     form({{"strokes_person", ""}, {"guardian_name", "Sara Rahimi"}, {"strokes_guardian", line}}))
                .status,
            303);
  EXPECT_NE(app.get(Who::kessler, version()).body.find("Sara Rahimi"), std::string::npos);
}

struct Bad {
  http::Pairs changed;
  const char* field;
  const char* says;
};

TEST_P(SignatureWeb, Wrong_input_says_so_at_its_field_and_keeps_what_was_drawn) {
  const std::string too_long(strokes_text_max + 1, '1');
  const Bad table[] = {
      {{{"strokes_person", "abc"}}, "strokes_person", "nicht lesbar"},
      {{{"strokes_person", "1,1 1,2"}}, "strokes_person", "zu kurz"},
      {{{"strokes_person", "901,1 90,90"}}, "strokes_person", "nicht lesbar"},
      {{{"strokes_person", "1,1 90,90;"}}, "strokes_person", "nicht lesbar"},
      {{{"strokes_person", "\"><script>alert(1)</script>"}}, "strokes_person", "nicht lesbar"},
      {{{"strokes_person", too_long}}, "strokes_person", "zu lang"},
      {{{"strokes_staff", "1,1 -1,1"}}, "strokes_staff", "nicht lesbar"},
      {{{"strokes_person", ""}}, "strokes_person", "noch niemand unterschrieben"},
      {{{"channel", "paper"}}, "channel", "löschen Sie die Zeichnung"},
      {{{"strokes_guardian", line}}, "guardian_name", "Wie heißt"},
      {{{"guardian_name", "x\u202Ey"}}, "guardian_name", "Zeichen"},
      {{{"channel", "brieftaube"}}, "channel", "gibt es bei"},
      {{{"shown", ""}}, "channel", "der gezeigt wurde"},
      {{{"agreed_on", "26.11.2026"}}, "agreed_on", "Zukunft"},
  };
  for (const Bad& row : table) {
    const auto answer = app.post(Who::kessler, href, form(row.changed));
    EXPECT_EQ(answer.status, 422) << row.says;
    EXPECT_NE(answer.body.find("href=\"#" + std::string(row.field) + "\""), std::string::npos) << row.says;
    EXPECT_NE(answer.body.find(row.says), std::string::npos) << row.says << answer.body;
    EXPECT_EQ(answer.body.find("<script>alert"), std::string::npos);
    const bool kept = row.changed.front().first == "strokes_staff" ||
                      answer.body.find("name=\"strokes_staff\" value=\"" + line + "\"") != std::string::npos;
    EXPECT_TRUE(kept) << row.says;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement_signature"), 0);
}

TEST_P(SignatureWeb, A_drawing_does_not_go_along_to_another_text) {
  auto stale = form();
  ASSERT_EQ(app.post(Who::kessler, rahimi.href("ziele/neu"), {{"words", "Wohnung"}, {"state", "open"}}).status, 303);
  const auto answer = app.post(Who::kessler, href, stale);
  EXPECT_EQ(answer.status, 409);
  EXPECT_NE(answer.body.find("Die Ziele wurden inzwischen geändert"), std::string::npos);
  EXPECT_NE(answer.body.find("25.02.2027"), std::string::npos) << "typed day lost";
  EXPECT_EQ(answer.body.find(line), std::string::npos);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement_signature"), 0);
}

TEST_P(SignatureWeb, Only_who_is_responsible_signs) {
  const auto sent = form();
  EXPECT_EQ(app.post(Who::nobody, href, sent).status, 303);
  EXPECT_EQ(app.post(Who::brandt, href, sent).status, 403);
  EXPECT_EQ(app.post(Who::wittkamp, href, sent).status, 403);
  EXPECT_EQ(app.post(Who::sommer, href, sent).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, sent).status, 400);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.post(Who::kessler, href, sent).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM agreement_signature"), 0);
}

TEST_P(SignatureWeb, A_drawing_whose_hash_is_not_that_of_the_text_is_marked) {
  ASSERT_EQ(app.post(Who::kessler, href, form()).status, 303);
  ASSERT_TRUE(app.database()
                  .transact([&](db::Tx& tx) -> Result<void> {
                    tx.technical("test");
                    tx->run("UPDATE agreement_signature SET text_hash = $1 WHERE signer = 'person'",
                            {std::string(64, '0')});
                    return {};
                  })
                  .has_value());
  EXPECT_NE(app.get(Who::kessler, version()).body.find("ein anderer Text"), std::string::npos);
}

TEST_P(SignatureWeb, Other_programs_sign_and_read_the_same) {
  using enum http::Method;
  const std::string bearer = test::leading_integration(app, rahimi);
  const std::string base = "/api/v1/cases/" + std::to_string(rahimi.id.value());
  const std::string body = R"({"agreed_on": "2026-11-25", "channel": "drawn", "strokes_person": ")" + line + "\"}";
  const auto text = app.call(get, base + "/agreement-text", bearer).body;
  EXPECT_NE(text.find("Zielvereinbarung zwischen Parwin Rahimi"), std::string::npos) << text;
  const std::string mark = "\"text_hash\":\"";
  ASSERT_NE(text.find(mark), std::string::npos) << text;
  const std::string sign = base + "/agreements?shown=" + text.substr(text.find(mark) + mark.size(), 64);
  EXPECT_EQ(app.call(get, base + "/agreement-text", {}).status, 401);
  EXPECT_EQ(app.call(post, sign, {}, body).status, 401);
  EXPECT_EQ(app.call(post, base + "/agreements", bearer, body).status, 422) << "nothing was shown";
  EXPECT_EQ(app.call(post, base + "/agreements?shown=" + std::string(64, '0'), bearer, body).status, 409);
  const std::string dot = R"({"agreed_on": "2026-11-25", "channel": "drawn", "strokes_person": "1,1"})";
  EXPECT_EQ(app.call(post, sign, bearer, dot).status, 422);
  ASSERT_EQ(app.call(post, sign, bearer, body).status, 201);
  const std::string id = std::to_string(app.count("SELECT max(id) FROM agreement"));
  const auto list = app.call(get, base + "/agreements/" + id + "/signatures", bearer);
  EXPECT_NE(list.body.find(line), std::string::npos) << list.body;
  EXPECT_EQ(app.call(get, base + "/agreements/1/signatures", bearer).status, 404);
  EXPECT_EQ(app.call(get, base + "/agreements/" + id + "/signatures", {}).status, 401);
  EXPECT_EQ(app.audit_entries("opened").front().what, "agreement_signature");
}

}  // namespace
}  // namespace kim::goals
