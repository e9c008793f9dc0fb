// Reply links for bodies without an account, and reminders: what they show, when they end, and that they cannot be guessed.
#include "domain/referrals/referrals_test.h"
#include "domain/referrals/reply.h"

namespace kim::referrals {
namespace {

using std::chrono::minutes;

class Reply : public ReferralWorld {
 protected:
  std::string link_of(ReferralId id) {
    Context ctx = app.context(Who::kessler);
    const auto token = make_link(ctx, rahimi.id, id);
    EXPECT_TRUE(token.has_value()) << token.error().message;
    return "/antwort/" + token.value_or("");
  }
  std::int64_t running_links() { return app.count("SELECT count(*) FROM referral_link WHERE ended_at IS NULL"); }
  http::Pairs accepted() { return {{"state", "accepted"}, {"note", "Termin am 03.12."}}; }
};
KIM_BOTH_ENGINES(Reply);

TEST_P(Reply, A_link_shows_without_account_what_the_letter_shows_and_marks_it_seen) {
  const ReferralId id = sent(body_mbe, {"identity"});
  const std::string link = link_of(id);
  const auto page = app.get(Who::nobody, link);
  EXPECT_EQ(page.status, 200);
  for (const char* words : {"Parwin Rahimi", "24.05.1991", "Bitte prüfen Sie, ob der Titel", "Antwort senden"})
    EXPECT_TRUE(has(page, words)) << words;
  for (const char* words : {"/faelle", "KIM-2026", "/suche", "Goals"}) EXPECT_FALSE(has(page, words)) << words;
  EXPECT_EQ(page.header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(state_of(id), "seen");
  const auto entry = app.audit_entries("opened").front();
  EXPECT_EQ(entry.purpose, "reply_link");
  EXPECT_EQ(entry.actor, AccountId());
  EXPECT_EQ(app.count("SELECT opened FROM referral_link"), 1);
}

TEST_P(Reply, What_was_not_released_is_not_shown) {
  const auto page = app.get(Who::nobody, link_of(sent(body_mbe, {"housing"})));
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(has(page, "Rahimi"));
  EXPECT_FALSE(has(page, "1991"));
}

TEST_P(Reply, The_page_speaks_german_and_english) {
  const std::string link = link_of(sent(body_mbe));
  EXPECT_TRUE(has(app.get(Who::nobody, link), "Verweisung an Ihre Stelle"));
  const auto english = app.get(Who::nobody, link + "?sprache=en");
  EXPECT_TRUE(has(english, "You need no account"));
  EXPECT_TRUE(has(english, "lang=\"en\""));
  const auto thanks = app.post(Who::nobody, link + "?sprache=en", accepted());
  EXPECT_EQ(thanks.header("Location"), "/antwort/danke?sprache=en");
  EXPECT_TRUE(has(app.get(Who::nobody, "/antwort/danke?sprache=en"), "Your answer has arrived"));
}

TEST_P(Reply, Answers_lead_from_accepted_to_done_and_then_the_link_is_over) {
  const ReferralId id = sent(body_mbe);
  const std::string link = link_of(id);
  EXPECT_EQ(app.post(Who::nobody, link, accepted()).status, 303);
  EXPECT_EQ(state_of(id), "accepted");
  EXPECT_EQ(app.audit_entries("changed").front().actor, AccountId());
  EXPECT_EQ(app.post(Who::nobody, link, {{"state", "waiting"}}).status, 303);
  EXPECT_EQ(app.post(Who::nobody, link, {{"state", "done"}, {"outcome", "served"}}).status, 303);
  EXPECT_EQ(state_of(id), "done");
  EXPECT_EQ(running_links(), 0);
  EXPECT_EQ(app.get(Who::nobody, link).status, 404);
  EXPECT_EQ(app.post(Who::nobody, link, accepted()).status, 404);
}

TEST_P(Reply, A_wrong_answer_gets_a_sentence_and_keeps_the_note) {
  const std::string link = link_of(sent(body_mbe));
  for (const http::Pairs& wrong :
       {http::Pairs{{"state", "declined"}, {"note", "Kein Platz frei"}}, http::Pairs{{"note", "Kein Platz frei"}},
        http::Pairs{{"state", "withdrawn"}, {"note", "Kein Platz frei"}},
        http::Pairs{{"state", "gibt_es_nicht"}, {"note", "Kein Platz frei"}}}) {
    const auto page = app.post(Who::nobody, link, wrong);
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(has(page, "Kein Platz frei"));
  }
  EXPECT_EQ(app.post(Who::nobody, link, {{"state", "accepted"}, {"note", std::string(1001, 'x')}}).status, 422);
}

TEST_P(Reply, Only_the_hash_of_the_token_is_stored) {
  const std::string token = link_of(sent(body_mbe)).substr(9);
  EXPECT_EQ(token.size(), 40U);
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(ctx.db().number("SELECT count(*) FROM referral_link WHERE token_hash = $1", {db::Bytes{token}}), 0);
  EXPECT_EQ(
      ctx.db().number("SELECT count(*) FROM referral_link WHERE token_hash = $1", {db::Bytes{crypto::sha256(token)}}),
      1);
}

TEST_P(Reply, A_new_link_ends_the_one_before_and_the_last_can_be_taken_back) {
  const ReferralId id = sent(body_mbe);
  const std::string first = link_of(id), second = link_of(id);
  EXPECT_EQ(app.get(Who::nobody, first).status, 404);
  EXPECT_EQ(app.get(Who::nobody, second).status, 200);
  EXPECT_TRUE(has(app.get(Who::kessler, href(id)), "Link zurücknehmen"));
  const std::string end = href(id, "antwortlink/beenden");
  EXPECT_EQ(app.post(Who::nobody, end, {}).status, 303);
  EXPECT_EQ(app.post(Who::wittkamp, end, {}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, end, {}).status, 400);
  EXPECT_EQ(running_links(), 1);
  EXPECT_EQ(app.post(Who::kessler, end, {}).status, 303);
  EXPECT_EQ(app.audit_entries("withdrawn").front().what, "referral_link");
  EXPECT_EQ(app.get(Who::nobody, second).status, 404);
}

TEST_P(Reply, A_link_ends_by_itself) {
  const std::string link = link_of(sent(body_mbe, {"identity", "contact"}));
  app.advance(minutes(60 * 24 * 44));
  EXPECT_EQ(app.get(Who::nobody, link).status, 200);  // asked for until 09.12., 30 days more
  app.advance(minutes(60 * 24));
  EXPECT_EQ(app.get(Who::nobody, link).status, 404);
}

TEST_P(Reply, A_withdrawal_kills_links_at_once_also_of_what_was_accepted) {
  const ReferralId open = sent(body_mbe), taken = sent(test::body_abh);
  const std::string open_link = link_of(open), taken_link = link_of(taken);
  EXPECT_EQ(app.post(Who::nobody, taken_link, accepted()).status, 303);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(state_of(open), "withdrawn");
  EXPECT_EQ(running_links(), 0);
  for (const std::string& link : {open_link, taken_link}) {
    const auto page = app.get(Who::nobody, link);
    EXPECT_EQ(page.status, 404);
    EXPECT_FALSE(has(page, "Rahimi"));
    EXPECT_EQ(app.post(Who::nobody, link, accepted()).status, 404);
  }
  Context ctx = app.context(Who::kessler);
  EXPECT_FALSE(make_link(ctx, rahimi.id, taken).has_value());
}

TEST_P(Reply, Taking_the_referral_back_ends_its_link) {
  const ReferralId id = sent(body_mbe);
  const std::string link = link_of(id);
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(recall(ctx, rahimi.id, id).has_value());
  EXPECT_EQ(app.get(Who::nobody, link).status, 404);
  EXPECT_EQ(make_link(ctx, rahimi.id, id).error().code, ErrorCode::conflict);
}

TEST_P(Reply, Guessing_is_slowed_down_and_noted) {
  const std::string link = link_of(sent(body_mbe));
  for (int i = 0; i < 21; ++i) EXPECT_EQ(app.get(Who::nobody, "/antwort/" + std::string(40, 'a')).status, 404);
  const auto slow = app.get(Who::nobody, "/antwort/" + std::string(40, 'b'));
  EXPECT_EQ(slow.status, 429);
  EXPECT_TRUE(has(slow, "Zu viele Versuche"));
  EXPECT_EQ(app.get(Who::nobody, link).status, 429);
  EXPECT_EQ(app.audit_entries("sign_in_failed").size(), 21U);
  app.advance(minutes(2));
  EXPECT_EQ(app.get(Who::nobody, link).status, 200);
}

TEST_P(Reply, Whoever_is_signed_in_reads_nothing_through_a_link) {
  const std::string link = link_of(sent(body_mbe));
  EXPECT_EQ(app.get(Who::albers, link).status, 404);
}

TEST_P(Reply, The_letter_carries_the_link_once) {
  const ReferralId id = sent(body_mbe);
  const std::string make = href(id, "antwortlink");
  EXPECT_EQ(app.post(Who::wittkamp, make, {}).status, 403);
  EXPECT_EQ(app.post(Who::sommer, make, {}).status, 404);
  EXPECT_EQ(running_links(), 0);
  const auto letter = app.post(Who::kessler, make, {});
  EXPECT_EQ(letter.status, 200);
  const auto at = letter.body.find("/antwort/");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(app.get(Who::nobody, letter.body.substr(at, 49)).status, 200);
  EXPECT_FALSE(has(app.get(Who::kessler, href(id, "brief")), "/antwort/"));
}

// ---- reminders ----

TEST_P(Reply, A_reminder_is_noted_and_moves_the_day_to_ask_again) {
  const ReferralId id = sent(body_mbe);
  const std::string page = href(id, "erinnerung");
  const http::Pairs form{{"reminded_on", "25.11.2026"},
                         {"channel", "phone"},
                         {"note", "Rückruf versprochen"},
                         {"ask_again_on", "16.12.2026"}};
  EXPECT_EQ(app.get(Who::nobody, page).status, 303);
  EXPECT_EQ(app.get(Who::wittkamp, page).status, 403);
  EXPECT_EQ(app.get(Who::sommer, page).status, 404);
  EXPECT_EQ(app.get(Who::kessler, page).status, 200);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, page, form).status, 400);
  EXPECT_EQ(app.post(Who::kessler, page, form).status, 303);
  EXPECT_TRUE(has(app.get(Who::kessler, href(id)), "Rückruf versprochen"));
  EXPECT_EQ(app.count("SELECT count(*) FROM referral WHERE answer_by = '2026-12-16'"), 1);
  const auto entries = app.audit_entries("created");
  EXPECT_EQ(entries.front().what, "referral_reminder");
  EXPECT_EQ(entries.front().actor, app.account(Who::kessler));
}

TEST_P(Reply, A_wrong_reminder_is_told_and_kept) {
  const ReferralId id = sent(body_mbe);
  const struct {
    const char *on, *channel, *again;
  } table[] = {{"", "phone", "16.12.2026"},           {"26.11.2026", "phone", "16.12.2026"},
               {"30.02.2026", "phone", "16.12.2026"}, {"25.11.2026", "taube", "16.12.2026"},
               {"25.11.2026", "", "16.12.2026"},      {"25.11.2026", "phone", "25.11.2026"}};
  for (const auto& row : table) {
    const auto page = app.post(
        Who::kessler, href(id, "erinnerung"),
        {{"reminded_on", row.on}, {"channel", row.channel}, {"note", "Niemand erreicht"}, {"ask_again_on", row.again}});
    EXPECT_EQ(page.status, 422) << row.on << row.channel << row.again;
    EXPECT_TRUE(has(page, "Niemand erreicht"));
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM referral_reminder"), 0);
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(recall(ctx, rahimi.id, id).has_value());
  EXPECT_EQ(remind(ctx, rahimi.id, id, {app.today(), "phone", {}, {}}).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace kim::referrals
