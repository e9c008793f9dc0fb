// Hints for coordinating bodies: who sees them, taking up, answering, on both engines.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"
#include "domain/hints/hint_store.h"
#include "domain/hints/hints_slice.h"
#include "domain/organisation/organisation_slice.h"

namespace kim::hints {
namespace {

using test::TestApp;
using test::Who;

class HintWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {organisation::organisation_slice(), hints_slice()}};
  std::int64_t hint = given("no_place", "Es gibt keinen Kitaplatz vor dem Sommer.");

  std::int64_t given(const std::string& obstacle, const std::string& text) {
    Context ctx = app.context(Who::kessler);
    const auto id = ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
      Hint one;
      one.obstacle = obstacle;
      one.field = "childcare";
      one.text = text;
      return raise(ctx, tx, one, {{"Rahimi"}, {}, {}});
    });
    EXPECT_TRUE(id.has_value());
    return id.value_or(0);
  }
  std::string href(std::string_view act = {}) const {
    return "/hinweise/" + std::to_string(hint) + (act.empty() ? "" : "/" + std::string(act));
  }
  http::Pairs answer(const std::string& text = "Ab August gibt es in Thüle 20 Plätze.", int version = 1) {
    return {{"answer", text}, {"version", std::to_string(version)}};
  }
};
KIM_BOTH_ENGINES(HintWeb);

TEST_P(HintWeb, Only_coordinating_bodies_and_the_management_see_them) {
  for (const std::string& path : {std::string("/hinweise"), href()}) {
    EXPECT_EQ(app.get(Who::nobody, path).status, 303);
    for (const Who who : {Who::kessler, Who::lange, Who::albers, Who::peters, Who::yildiz, Who::vogt})
      EXPECT_EQ(app.get(who, path).status, 403) << path;
    for (const Who who : {Who::brandt, Who::reuter}) EXPECT_EQ(app.get(who, path).status, 200) << path;
  }
  EXPECT_EQ(app.get(Who::brandt, "/hinweise/1").status, 404);
  EXPECT_EQ(app.get(Who::brandt, "/hinweise/x").status, 404);
}

TEST_P(HintWeb, The_pages_tell_neither_author_nor_case) {
  for (const std::string& path : {std::string("/hinweise"), href()}) {
    const auto page = app.get(Who::brandt, path).body;
    EXPECT_NE(page.find("Kitaplatz vor dem Sommer"), std::string::npos);
    EXPECT_EQ(page.find("Kessler"), std::string::npos) << path;
    EXPECT_EQ(page.find("/faelle"), std::string::npos) << path;
  }
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "hint");
  EXPECT_EQ(entry.case_id, 0);
  EXPECT_EQ(entry.subject_id, 0);
}

TEST_P(HintWeb, The_list_shows_open_ones_first_and_can_be_narrowed) {
  given("interpreting", "Am Nachmittag dolmetscht niemand.");
  const auto has = [&](const std::string& query, const char* text) {
    return app.get(Who::brandt, "/hinweise" + query).body.find(text) != std::string::npos;
  };
  EXPECT_TRUE(has("", "2 Hinweise"));
  EXPECT_TRUE(has("?hindernis=interpreting", "dolmetscht niemand"));
  EXPECT_FALSE(has("?hindernis=interpreting", "Kitaplatz"));
  EXPECT_FALSE(has("?feld=work", "Kitaplatz"));
  EXPECT_FALSE(has("?stand=closed", "Kitaplatz"));
  EXPECT_TRUE(has("?stand=closed", "Hier steht kein Hinweis"));
  EXPECT_TRUE(has("?stand=alle", "Kitaplatz"));
  EXPECT_TRUE(has("?stand=unfug&feld=%27", "Hier steht kein Hinweis"));
}

TEST_P(HintWeb, It_is_taken_up_and_closed_with_an_answer) {
  ASSERT_EQ(app.post(Who::brandt, href("aufgreifen"), {{"version", "1"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM hint WHERE state = 'taken_up' AND taken_up_on = '2026-11-25'"), 1);
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::brandt));
  EXPECT_EQ(app.get(Who::brandt, href()).body.find("/aufgreifen"), std::string::npos);
  ASSERT_EQ(app.post(Who::brandt, href("antwort"), answer("Ab August gibt es 20 Plätze.", 2)).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM hint WHERE state = 'closed' AND closed_on = '2026-11-25'"), 1);
  const auto page = app.get(Who::brandt, href()).body;
  EXPECT_NE(page.find("Ab August gibt es 20 Plätze."), std::string::npos);
  EXPECT_EQ(page.find("<textarea"), std::string::npos);
  EXPECT_EQ(app.post(Who::brandt, href("antwort"), answer("Noch einmal", 3)).status, 409);
}

TEST_P(HintWeb, An_open_one_can_be_closed_at_once) {
  EXPECT_EQ(app.post(Who::reuter, href("antwort"), answer()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM hint WHERE state = 'closed' AND taken_up_on IS NULL"), 1);
}

TEST_P(HintWeb, Nobody_else_answers) {
  for (const char* act : {"aufgreifen", "antwort"}) {
    EXPECT_EQ(app.post(Who::nobody, href(act), answer()).status, 303);
    EXPECT_EQ(app.post(Who::kessler, href(act), answer()).status, 403);
    EXPECT_EQ(app.post(Who::vogt, href(act), answer()).status, 403);
    EXPECT_EQ(app.post_without_csrf(Who::brandt, href(act), answer()).status, 400);
    EXPECT_EQ(app.post(Who::brandt, "/hinweise/1/" + std::string(act), answer()).status, 404);
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM hint WHERE state = 'open'"), 1);
}

TEST_P(HintWeb, What_somebody_did_meanwhile_is_shown_and_the_answer_typed_is_kept) {
  ASSERT_EQ(app.post(Who::reuter, href("aufgreifen"), {{"version", "1"}}).status, 303);
  EXPECT_EQ(app.post(Who::brandt, href("aufgreifen"), {{"version", "1"}}).status, 409);
  const auto stale = app.post(Who::brandt, href("antwort"), answer("Meine Antwort", 1));
  EXPECT_EQ(stale.status, 409);
  EXPECT_NE(stale.body.find("inzwischen jemand anderes"), std::string::npos);
  EXPECT_NE(stale.body.find("Meine Antwort</textarea>"), std::string::npos);
  EXPECT_EQ(app.post(Who::brandt, href("antwort"), answer("Meine Antwort", 2)).status, 303);
}

TEST_P(HintWeb, A_wrong_answer_says_so_at_its_field_and_keeps_what_was_typed) {
  const struct {
    std::string text;
    const char* says;
  } table[] = {{"", "Antwort an die Fallarbeit"},
               {std::string(601, 'x'), "zu lang"},
               {"Rufen Sie 05251 3081234 an", "Telefon oder andere Nummer"},
               {"an frau@post.example", "E-Mail „frau@post.example“"},
               {"Fall KIM-2026-0417", "Fallnummer"},
               {"x\u202Ey", "Zeichen"}};
  for (const auto& row : table) {
    const auto page = app.post(Who::brandt, href("antwort"), answer(row.text));
    EXPECT_EQ(page.status, 422) << row.says;
    EXPECT_NE(page.body.find(row.says), std::string::npos) << row.says << page.body;
    EXPECT_NE(page.body.find("href=\"#answer\""), std::string::npos) << row.says;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM hint WHERE state = 'open' AND answer IS NULL"), 1);
}

TEST_P(HintWeb, What_names_a_person_is_not_raised) {
  Context ctx = app.context(Who::kessler);
  const auto raised = ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    Hint one;
    one.obstacle = "no_place";
    one.text = "Frau Rahimi wartet.";
    return raise(ctx, tx, one, {{"Parwin Rahimi"}, {}, {}});
  });
  ASSERT_FALSE(raised);
  EXPECT_EQ(raised.error().fields.front().field, "text");
  EXPECT_EQ(app.count("SELECT count(*) FROM hint"), 1);
}

TEST_P(HintWeb, Open_ones_are_counted_on_the_first_page) {
  Context brandt = app.context(Who::brandt), kessler = app.context(Who::kessler);
  EXPECT_NE(hints_slice().home_panel(brandt).str().find("1 offener Hinweis"), std::string::npos);
  EXPECT_TRUE(hints_slice().home_panel(kessler).empty());
}

}  // namespace
}  // namespace kim::hints
