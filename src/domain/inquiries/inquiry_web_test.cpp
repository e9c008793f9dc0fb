// Pages and JSON routes of inquiries and short advice: who may, what is stored, what happens to wrong and stale input.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/access/session.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/inquiries/inquiry.h"
#include "platform/html/markup_test.h"
#include "platform/json/json.h"

namespace kim::inquiries {
namespace {

using test::TestApp;
using test::Who;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class InquiryWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), {inquiries_slice()}};

  static http::Pairs form(http::Pairs changed = {}) {
    http::Form all({{"name", "Haddad, Rami"},
                    {"call_back", "05258 2222"},
                    {"received_on", "24.11.2026"},
                    {"access_route", "social_office"},
                    {"concern", "Wohnung bis Januar"}});
    for (auto& [name, value] : changed) all.set(name, value);
    return all.pairs();
  }
  std::string href(std::string_view act = {}) {
    if (href_.empty()) href_ = app.post(Who::kessler, "/anfragen/neu", form()).header("location");
    return act.empty() ? href_ : href_ + "/" + std::string(act);
  }
  std::string token() { return app.integration().token; }
  http::Response call(http::Method method, std::string_view target, const std::string& bearer, std::string body = {}) {
    return app.call(method, target, bearer, std::move(body));
  }

 private:
  std::string href_;
};
KIM_BOTH_ENGINES(InquiryWeb);

TEST_P(InquiryWeb, Every_page_needs_sign_in_and_a_role) {
  for (const std::string& page : {std::string("/anfragen"), std::string("/anfragen/neu"), std::string("/kurzberatung"),
                                  href(), href("bearbeiten"), href("beenden"), href("kurzberatung")}) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    EXPECT_EQ(app.get(Who::brandt, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::peters, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::kessler, page).status, 200) << page;
    EXPECT_EQ(app.get(Who::wittkamp, page).status, 200) << page;
  }
}

TEST_P(InquiryWeb, A_foreign_inquiry_looks_like_none) {
  for (const char* act : {"", "bearbeiten", "beenden", "kurzberatung"}) {
    EXPECT_EQ(app.get(Who::sommer, href(act)).status, 404) << act;
    EXPECT_EQ(app.get(Who::kessler, "/anfragen/999/" + std::string(act)).status, 404) << act;
  }
  for (const char* act : {"bearbeiten", "beenden", "kurzberatung"}) {
    EXPECT_EQ(app.post(Who::sommer, href(act), form()).status, 404) << act;
    EXPECT_EQ(app.post(Who::nobody, href(act), form()).status, 303) << act;
    EXPECT_EQ(app.post(Who::albers, href(act), form()).status, 403) << act;
    EXPECT_EQ(app.post_without_csrf(Who::kessler, href(act), form()).status, 400) << act;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry WHERE state = 'open' AND version = 1"), 1);
}

TEST_P(InquiryWeb, Saving_tells_who_and_writes_an_entry) {
  const std::string page = app.get(Who::kessler, href()).body;
  EXPECT_TRUE(has(page, "Haddad, Rami"));
  EXPECT_TRUE(has(page, "/faelle/neu?anfrage="));
  EXPECT_TRUE(has(page, "24.12.2026"));
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "inquiry");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(app.audit_entries("opened").front().what, "inquiry");
}

TEST_P(InquiryWeb, The_list_shows_open_inquiries_and_helps_when_there_are_none) {
  EXPECT_TRUE(has(app.get(Who::kessler, "/anfragen").body, "Keine offenen Anfragen"));
  (void)href();
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/anfragen").body, "Haddad, Rami"));
  EXPECT_FALSE(has(app.get(Who::sommer, "/anfragen").body, "Haddad"));
  EXPECT_EQ(app.audit_entries("listed").size(), 3U);
}

struct Bad {
  const char* field;
  std::string value;
  const char* says;
};

TEST_P(InquiryWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const Bad table[] = {
      {"name", "", "Füllen Sie „Name“ aus."},
      {"name", std::string(161, 'x'), "1 Zeichen zu lang"},
      {"name", "Rami \xE2\x80\xAE Haddad", "Steuerzeichen"},
      {"name", "Rami \x01 Haddad", "Steuerzeichen"},
      {"call_back", "", "Geben Sie an, wie wir die Person erreichen."},
      {"concern", std::string(601, 'x'), "1 Zeichen zu lang"},
      {"received_on", "30.02.2026", "30.02.2026"},
      {"received_on", "26.11.2026", "Zukunft"},
      {"received_on", "01.01.2026", "mehr als 30 Tage"},
      {"received_on", "bald", "bald"},
      {"access_route", "erfunden", "gibt es bei"},
      {"municipality_id", "999", "Diese Kommune gibt es nicht"},
      {"municipality_id", "abc", "gibt es bei"},
  };
  for (const Bad& row : table) {
    const auto answer = app.post(Who::kessler, "/anfragen/neu", form({{row.field, row.value}}));
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer.body, row.says)) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer.body, "<title>Fehler: ")) << row.field;
    EXPECT_TRUE(std::string_view(row.field) == "concern" || has(answer.body, "Wohnung bis Januar")) << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry"), 0);
}

TEST_P(InquiryWeb, A_stale_version_keeps_both_texts) {
  ASSERT_EQ(app.post(Who::wittkamp, href("bearbeiten"), form({{"version", "1"}, {"call_back", "0170 111"}})).status,
            303);
  const auto clash = app.post(Who::kessler, href("bearbeiten"), form({{"version", "1"}, {"call_back", "0170 222"}}));
  EXPECT_EQ(clash.status, 409);
  EXPECT_TRUE(has(clash.body, "0170 111"));
  EXPECT_TRUE(has(clash.body, "0170 222"));
  EXPECT_TRUE(has(clash.body, "Jonas Wittkamp"));
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry WHERE version = 2"), 1);
  EXPECT_EQ(app.audit_entries("changed").size(), 1U);
}

TEST_P(InquiryWeb, Ending_asks_first_and_then_erases) {
  EXPECT_TRUE(has(app.get(Who::kessler, href("beenden")).body, "werden gelöscht"));
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry WHERE state = 'open'"), 1);
  EXPECT_EQ(app.post(Who::kessler, href("beenden"), {}).status, 303);
  EXPECT_EQ(app.get(Who::kessler, href()).status, 404);
  EXPECT_EQ(app.audit_entries("removed").front().actor, app.account(Who::kessler));
}

TEST_P(InquiryWeb, Short_advice_ends_the_inquiry_and_is_counted) {
  EXPECT_EQ(app.post(Who::kessler, href("kurzberatung"), {{"advised_on", "heute"}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, href("kurzberatung"), {{"advised_on", "heute"}, {"topic", "housing"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice WHERE topic = 'housing'"), 1);
  EXPECT_EQ(app.get(Who::kessler, href()).status, 404);
}

TEST_P(InquiryWeb, Counting_takes_one_answer_and_can_be_taken_back) {
  for (const Who who : {Who::brandt, Who::albers, Who::vogt})
    EXPECT_EQ(app.post(who, "/kurzberatung", {{"topic", "work"}, {"advised_on", "heute"}}).status, 403);
  EXPECT_EQ(app.post(Who::nobody, "/kurzberatung", {{"topic", "work"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 0);
  ASSERT_EQ(
      app.post(Who::kessler, "/kurzberatung", {{"topic", "work"}, {"advised_on", "heute"}, {"minutes", "15"}}).status,
      303);
  const std::string page = app.get(Who::kessler, "/kurzberatung").body;
  EXPECT_TRUE(has(page, "Zuletzt gezählt"));
  EXPECT_TRUE(has(page, "November 2026"));
  EXPECT_TRUE(has(page, "23.11.2026 bis 29.11.2026"));
  const auto begin = page.find("action=\"/kurzberatung/") + 8;
  const std::string undo = page.substr(begin, page.find('"', begin) - begin);
  EXPECT_EQ(app.post(Who::wittkamp, undo, {}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, undo, {}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 0);
  EXPECT_EQ(app.audit_entries("removed").front().what, "short_advice");
}

TEST_P(InquiryWeb, Wrong_counts_are_refused) {
  const Bad table[] = {{"topic", "", "Worum ging es?"},
                       {"topic", "erfunden", "gibt es bei"},
                       {"minutes", "601", "zwischen"},
                       {"minutes", "viel", "ganze Zahl"},
                       {"advised_on", "30.02.2026", "30.02.2026"},
                       {"advised_on", "26.11.2026", "Zukunft"}};
  for (const Bad& row : table) {
    http::Form form({{"topic", "work"}, {"advised_on", "heute"}, {"minutes", "15"}});
    form.set(row.field, row.value);
    const auto answer = app.post(Who::kessler, "/kurzberatung", form.pairs());
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer.body, row.says)) << row.field << "=" << row.value;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 0);
}

TEST_P(InquiryWeb, The_month_before_is_one_link_away) {
  ASSERT_EQ(app.post(Who::kessler, "/kurzberatung", {{"topic", "work"}, {"advised_on", "30.10.2026"}}).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, "/kurzberatung").body, "noch nichts gezählt"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/kurzberatung?monat=2026-10").body, "Oktober 2026"));
  EXPECT_FALSE(has(app.get(Who::kessler, "/kurzberatung?monat=2026-10").body, "noch nichts gezählt"));
  for (const char* odd : {"2026-13", "x", "2030-01", ""})
    EXPECT_TRUE(has(app.get(Who::kessler, std::string("/kurzberatung?monat=") + odd).body, "November 2026")) << odd;
}

TEST_P(InquiryWeb, Every_page_is_sound_markup) {
  ASSERT_EQ(app.post(Who::kessler, "/kurzberatung", {{"topic", "work"}, {"advised_on", "heute"}}).status, 303);
  for (const std::string& page :
       {href(), href("bearbeiten"), href("beenden"), href("kurzberatung"), std::string("/anfragen"),
        std::string("/anfragen/neu"), std::string("/kurzberatung")}) {
    const std::string html = app.get(Who::kessler, page).body;
    EXPECT_EQ(markup::tag_fault(html), "") << page;
    EXPECT_EQ(markup::id_fault(html), "") << page;
  }
}

TEST_P(InquiryWeb, Other_systems_use_the_same_acts) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::get, "/api/v1/inquiries", "falsch").status, 401);
  const auto created = call(http::Method::post, "/api/v1/inquiries", bearer,
                            R"({"name": "Rami Haddad", "comes_back": true, "received_on": "2026-11-24"})");
  EXPECT_EQ(created.status, 201) << created.body;
  const auto list = call(http::Method::get, "/api/v1/inquiries", bearer);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(json::well_formed(list.body));
  EXPECT_TRUE(has(list.body, "Rami Haddad"));
  for (const char* bad : {R"({"name": "", "comes_back": true, "received_on": "2026-11-24"})",
                          R"({"name": "A", "received_on": "2026-11-24"})",
                          R"({"name": "A", "comes_back": true, "received_on": "2026-02-30"})", R"({"state": "open"})"})
    EXPECT_EQ(call(http::Method::post, "/api/v1/inquiries", bearer, bad).status, 422) << bad;
  EXPECT_EQ(call(http::Method::post, "/api/v1/inquiries", bearer, "nichts").status, 400);
  EXPECT_EQ(call(http::Method::post, "/api/v1/short-advice", bearer, R"({"topic": "work", "advised_on": "2026-11-25"})")
                .status,
            201);
  EXPECT_EQ(call(http::Method::post, "/api/v1/short-advice", bearer, R"({"topic": "nope", "advised_on": "2026-11-25"})")
                .status,
            422);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 1);
}

TEST_P(InquiryWeb, Open_inquiries_are_due_for_the_team) {
  (void)href();
  Context ctx = app.context(Who::wittkamp);
  std::vector<DueItem> items;
  inquiries_slice().due(ctx, access::scope_for(ctx, access::Right::inquiry_read).value(), {{}, ctx.now}, items);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items.front().href, href());
  EXPECT_EQ(items.front().badge, "Anfrage");
}

}  // namespace
}  // namespace kim::inquiries
