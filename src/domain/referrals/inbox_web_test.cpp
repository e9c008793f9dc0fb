// The inbox of an addressed body: only what was sent to it, only as long as consent and release hold, and its answers.
#include "domain/referrals/referrals_test.h"

namespace kim::referrals {
namespace {

class Inbox : public ReferralWorld {
 protected:
  void withdraw_release_of(BodyId body) {
    Context ctx = app.context(Who::kessler);
    consent::Withdrawal withdrawal;
    withdrawal.scope = "release";
    for (const auto& one : consent::releases_of(ctx.db(), SubjectId(rahimi.person.value()), ctx.today()))
      if (one.recipient == body) withdrawal.release = one.id;
    withdrawal.on = ctx.today();
    ASSERT_TRUE(consent::withdraw(ctx, rahimi.person, withdrawal).has_value());
  }
  std::vector<DueItem> due_of(Who who) {
    Context ctx = app.context(who);
    std::vector<DueItem> items;
    referrals_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {{}, ctx.now}, items);
    return items;
  }
  std::string home_of(Who who) {
    Context ctx = app.context(who);
    return referrals_slice().home_panel(ctx).str();
  }
};
KIM_BOTH_ENGINES(Inbox);

TEST_P(Inbox, Is_for_addressed_bodies_only) {
  const ReferralId id = sent(test::body_abh);
  for (const std::string& page : {std::string("/eingang"), inbox(id)}) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    for (const Who who :
         {Who::kessler, Who::wittkamp, Who::lange, Who::brandt, Who::albers, Who::peters, Who::vogt, Who::reuter})
      EXPECT_EQ(app.get(who, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::yildiz, page).status, 200) << page;
  }
}

TEST_P(Inbox, Lists_what_was_sent_to_the_own_body_without_names) {
  EXPECT_TRUE(has(app.get(Who::yildiz, "/eingang"), "Noch keine Verweisungen"));
  const ReferralId mine = sent(test::body_abh);
  const ReferralId other = sent(body_mbe);
  const ReferralId unsent = prepared(rahimi, to(test::body_abh));
  const auto list = app.get(Who::yildiz, "/eingang");
  EXPECT_TRUE(has(list, inbox(mine)));
  EXPECT_FALSE(has(list, inbox(other)));
  EXPECT_FALSE(has(list, inbox(unsent)));
  EXPECT_TRUE(has(list, "Verweisung vom 25.11.2026 von Miriam Kessler"));
  EXPECT_FALSE(has(list, "Rahimi"));
}

TEST_P(Inbox, A_referral_to_another_body_or_not_sent_yet_looks_like_not_found) {
  const ReferralId other = sent(body_mbe);
  const ReferralId unsent = prepared(rahimi, to(test::body_abh));
  for (const ReferralId id : {other, unsent, ReferralId(4711)}) {
    EXPECT_EQ(app.get(Who::yildiz, inbox(id)).status, 404);
    EXPECT_EQ(app.post(Who::yildiz, inbox(id) + "/antwort", {{"state", "accepted"}}).status, 404);
  }
  EXPECT_EQ(state_of(other), "sent");
  EXPECT_EQ(state_of(unsent), "prepared");
}

TEST_P(Inbox, Opening_shows_what_was_disclosed_is_recorded_and_marks_it_seen_once) {
  const ReferralId id = sent(test::body_abh, {"identity", "housing"});
  const auto page = app.get(Who::yildiz, inbox(id));
  for (const char* words :
       {"Parwin Rahimi", "24.05.1991", "Bitte prüfen Sie, ob der Titel", "Wohnen", "Miriam Kessler", "Antwort senden"})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_EQ(state_of(id), "seen");
  const auto entry = app.audit_entries("opened").front();
  EXPECT_EQ(entry.what, "referral");
  EXPECT_EQ(entry.purpose, "inbox");
  EXPECT_EQ(entry.actor, app.account(Who::yildiz));
  EXPECT_EQ(entry.subject_id, rahimi.person.value());
  const auto version = version_of(id);
  app.get(Who::yildiz, inbox(id));
  EXPECT_EQ(version_of(id), version);
}

TEST_P(Inbox, Without_the_name_among_the_contents_no_name_is_shown) {
  const ReferralId id = sent(test::body_abh, {"housing"});
  const auto page = app.get(Who::yildiz, inbox(id));
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(has(page, "Rahimi"));
  EXPECT_FALSE(has(page, "1991"));
}

TEST_P(Inbox, The_body_answers_and_the_case_manager_takes_note) {
  const ReferralId id = sent(test::body_abh);
  const std::string page = inbox(id) + "/antwort";
  const http::Pairs answer{{"state", "accepted"}, {"note", "Termin am 03.12., 10 Uhr"}};
  EXPECT_EQ(app.post(Who::nobody, page, answer).status, 303);
  EXPECT_EQ(app.post(Who::kessler, page, answer).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::yildiz, page, answer).status, 400);
  EXPECT_EQ(state_of(id), "sent");
  EXPECT_EQ(app.post(Who::yildiz, page, answer).status, 303);
  EXPECT_EQ(state_of(id), "accepted");
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::yildiz));
  ASSERT_EQ(due_of(Who::kessler).size(), 1U);
  const DueItem item = due_of(Who::kessler).front();
  EXPECT_EQ(item.group, "answers");
  EXPECT_EQ(item.title, "Ausländerbehörde Kreis Paderborn: Angenommen");
  EXPECT_TRUE(has(app.get(Who::kessler, href(id)), "Termin am 03.12., 10 Uhr"));
  EXPECT_EQ(app.post(Who::wittkamp, item.done_action, {}).status, 403);
  EXPECT_EQ(app.post(Who::kessler, item.done_action, {}).header("Location"), "/");
  EXPECT_TRUE(due_of(Who::kessler).empty());
}

TEST_P(Inbox, A_wrong_answer_gets_a_sentence_and_keeps_the_note) {
  const ReferralId id = sent(test::body_abh);
  const struct {
    http::Pairs fields;
    const char* message;
  } table[] = {{{{"state", "declined"}, {"note", "Kein Termin frei"}}, "warum die Stelle abgelehnt hat"},
               {{{"state", "no_reply"}, {"note", "Kein Termin frei"}}, "Wählen Sie eine andere Antwort"},
               {{{"state", "withdrawn"}, {"note", "Kein Termin frei"}}, "Wählen Sie eine andere Antwort"},
               {{{"note", "Kein Termin frei"}}, "geantwortet"}};
  for (const auto& row : table) {
    const auto page = app.post(Who::yildiz, inbox(id) + "/antwort", row.fields);
    EXPECT_EQ(page.status, 422) << row.message;
    EXPECT_TRUE(has(page, row.message)) << row.message;
    EXPECT_TRUE(has(page, "Kein Termin frei")) << row.message;
  }
}

TEST_P(Inbox, A_body_does_not_move_the_day_the_case_manager_asks_again) {
  const ReferralId id = sent(test::body_abh);
  app.post(Who::yildiz, inbox(id) + "/antwort", {{"state", "waiting"}, {"ask_again_on", "01.01.2030"}});
  EXPECT_EQ(app.count("SELECT count(*) FROM referral WHERE state = 'waiting' AND answer_by = '2026-12-09'"), 1);
}

TEST_P(Inbox, A_withdrawn_referral_shows_only_that_it_is_withdrawn) {
  const ReferralId id = sent(test::body_abh);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  const auto page = app.get(Who::yildiz, inbox(id));
  EXPECT_EQ(page.status, 423);
  EXPECT_FALSE(has(page, "Rahimi"));
  EXPECT_FALSE(has(page, "Titel verlängert"));
  EXPECT_TRUE(has(app.get(Who::yildiz, "/eingang"), "Zurückgezogen"));
  EXPECT_EQ(app.post(Who::yildiz, inbox(id) + "/antwort", {{"state", "accepted"}}).status, 423);
  EXPECT_EQ(state_of(id), "withdrawn");
}

TEST_P(Inbox, What_was_accepted_closes_too_when_the_release_is_taken_back) {
  const ReferralId id = sent(test::body_abh);
  EXPECT_EQ(app.post(Who::yildiz, inbox(id) + "/antwort", {{"state", "accepted"}}).status, 303);
  withdraw_release_of(test::body_abh);
  EXPECT_EQ(state_of(id), "accepted");
  const auto page = app.get(Who::yildiz, inbox(id));
  EXPECT_EQ(page.status, 423);
  EXPECT_FALSE(has(page, "Rahimi"));
}

TEST_P(Inbox, What_was_declined_is_not_shown_any_more) {
  const ReferralId id = sent(test::body_abh);
  EXPECT_EQ(
      app.post(Who::yildiz, inbox(id) + "/antwort", {{"state", "declined"}, {"decline_reason", "not_responsible"}})
          .status,
      303);
  EXPECT_EQ(state_of(id), "declined");
  EXPECT_EQ(app.get(Who::yildiz, inbox(id)).status, 423);
}

TEST_P(Inbox, The_role_reaches_nothing_else_of_the_person_or_the_case) {
  const ReferralId id = sent(test::body_abh);
  for (const std::string& page :
       {rahimi.href(), rahimi.href("verlauf"), href(id), href(id, "brief"),
        "/personen/" + std::to_string(rahimi.person.value()), std::string("/faelle"), std::string("/verweisungen")})
    EXPECT_EQ(app.get(Who::yildiz, page).status, 403) << page;
}

TEST_P(Inbox, The_start_page_counts_open_referrals_for_bodies_only) {
  sent(test::body_abh);
  EXPECT_NE(home_of(Who::yildiz).find("1 offene Verweisung"), std::string::npos);
  EXPECT_EQ(home_of(Who::yildiz).find("Rahimi"), std::string::npos);
  EXPECT_EQ(home_of(Who::kessler), "");
}

}  // namespace
}  // namespace kim::referrals
