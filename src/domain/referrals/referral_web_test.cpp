// Every page of referrals inside a case and over all cases: who may, what is written, what wrong input says.
#include "domain/access/session.h"
#include "domain/drafts/draft.h"
#include "domain/referrals/referrals_test.h"
#include "platform/json/json.h"

namespace kim::referrals {
namespace {

class ReferralWeb : public ReferralWorld {
 protected:
  http::Pairs form(BodyId body = body_mbe) {
    return {{"recipient_id", std::to_string(body.value())},
            {"reason", "Bitte prüfen Sie die Anerkennung als Hebamme."},
            {"contents", "identity"},
            {"contents", "contact"},
            {"legal_basis", "consent"},
            {"answer_by", "09.12.2026"},
            {"warm", "yes"}};
  }
  static http::Pairs with(http::Pairs fields, std::string_view name, std::string value) {
    for (auto& [field, text] : fields)
      if (field == name) text = value;
    return fields;
  }
  ReferralId newest() { return ReferralId(app.count("SELECT max(id) FROM referral")); }
  http::Pairs version(ReferralId id) { return {{"version", std::to_string(version_of(id))}}; }
  std::vector<DueItem> due_of(Who who) {
    Context ctx = app.context(who);
    std::vector<DueItem> items;
    referrals_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {{}, ctx.now}, items);
    return items;
  }
};
KIM_BOTH_ENGINES(ReferralWeb);

TEST_P(ReferralWeb, Reading_pages_need_sign_in_a_role_and_the_own_team) {
  const ReferralId id = sent(body_mbe);
  for (const std::string& page : {rahimi.href("verweisungen"), href(id), href(id, "brief")}) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter})
      EXPECT_EQ(app.get(who, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::sommer, page).status, 404) << page;
    EXPECT_EQ(app.get(Who::lange, page).status, 404) << page;
    EXPECT_EQ(app.get(Who::wittkamp, page).status, 200) << page;
    EXPECT_EQ(app.get(Who::kessler, page).status, 200) << page;
  }
}

TEST_P(ReferralWeb, Forms_are_for_who_is_responsible) {
  const ReferralId id = prepared(rahimi, to(body_mbe));
  for (const std::string& page : {rahimi.href("verweisungen/neu"), href(id, "aendern"), href(id, "pruefen"),
                                  href(id, "antwort"), href(id, "zurueckziehen")}) {
    EXPECT_EQ(app.get(Who::nobody, page).status, 303) << page;
    EXPECT_EQ(app.get(Who::brandt, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::sommer, page).status, 404) << page;
    EXPECT_EQ(app.get(Who::wittkamp, page).status, 403) << page;
    EXPECT_EQ(app.get(Who::kessler, page).status, 200) << page;
  }
}

TEST_P(ReferralWeb, Only_who_is_responsible_prepares_and_it_leaves_an_audit_entry) {
  const std::string page = rahimi.href("verweisungen/neu");
  EXPECT_EQ(app.post(Who::nobody, page, form()).status, 303);
  EXPECT_EQ(app.post(Who::yildiz, page, form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, page, form()).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, page, form()).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, page, form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM referral"), 0);
  const auto answer = app.post(Who::kessler, page, form());
  EXPECT_EQ(answer.status, 303) << answer.body;
  EXPECT_EQ(answer.header("Location"), href(newest(), "pruefen"));
  EXPECT_EQ(state_of(newest()), "prepared");
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "referral");
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
  EXPECT_EQ(disclosures(), 0);
}

struct Bad {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(ReferralWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const Bad table[] = {
      {"recipient_id", "", "An welche Stelle?"},
      {"recipient_id", "4711", "Wählen Sie eine andere"},
      {"reason", "", "Worum geht es?"},
      {"reason", std::string(1501, 'x'), "1 Zeichen zu lang"},
      {"reason", "Bitte \xE2\x80\xAE gedreht", "Zeichen"},
      {"contents", "everything", "Welche Angaben"},
      {"legal_basis", "because", "Rechtsgrundlage"},
      {"legal_basis", "sgb8_8a", "Begründen Sie"},
      {"answer_by", "30.02.2027", "30.02.2027"},
      {"answer_by", "24.11.2026", "ist schon vorbei"},
      {"answer_by", "bald", "bald"},
  };
  for (const Bad& bad : table) {
    const auto answer = app.post(Who::kessler, rahimi.href("verweisungen/neu"), with(form(), bad.field, bad.value));
    EXPECT_EQ(answer.status, 422) << bad.field << "=" << bad.value;
    EXPECT_TRUE(has(answer, bad.message)) << bad.field << "=" << bad.value;
    if (std::string_view(bad.field) != "reason") {
      EXPECT_TRUE(has(answer, "Anerkennung als Hebamme")) << bad.field;
    }
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM referral"), 0);
}

TEST_P(ReferralWeb, The_reason_is_nowhere_to_be_read_in_the_table) {
  app.post(Who::kessler, rahimi.href("verweisungen/neu"), form());
  app.database().read()->each("SELECT reason FROM referral", {}, [](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find("Hebamme"), std::string_view::npos);
  });
}

TEST_P(ReferralWeb, The_form_says_what_is_released_and_where_to_record_what_is_not) {
  const std::string page = rahimi.href("verweisungen/neu");
  EXPECT_TRUE(has(app.get(Who::kessler, page), "Noch keine Entbindung"));
  release(rahimi.person, body_mbe, {"identity", "housing"});
  const auto with_body = app.get(Who::kessler, page + "?stelle=205");
  EXPECT_TRUE(has(with_body, "Entbindung bis 24.05.2027"));
  EXPECT_TRUE(has(with_body, "MBE Caritas (Entbindung bis 24.05.2027)"));
  EXPECT_TRUE(has(with_body, "09.12.2026")) << "answer in two weeks";
  const auto other = app.get(Who::kessler, page + "?stelle=204");
  EXPECT_TRUE(has(other, "Gegenüber dieser Stelle gibt es keine Entbindung."));
  EXPECT_TRUE(has(other, "/personen/" + std::to_string(rahimi.person.value()) + "/einwilligung/entbindung?stelle=204"));
}

TEST_P(ReferralWeb, The_check_names_what_leaves_and_what_is_missing) {
  const ReferralId id = prepared(rahimi, to(body_mbe));
  const auto missing = app.get(Who::kessler, href(id, "pruefen"));
  EXPECT_TRUE(has(missing, "So kann die Verweisung noch nicht hinaus"));
  EXPECT_TRUE(has(missing, "Entbindung aufnehmen"));
  EXPECT_FALSE(has(missing, "Verweisung senden"));
  release(rahimi.person, body_mbe, {"identity", "contact"});
  const auto ready = app.get(Who::kessler, href(id, "pruefen"));
  for (const char* words : {"Verweisung senden", "MBE Caritas", "Bitte prüfen Sie, ob der Titel",
                            "Name und Geburtsdatum, Erreichbarkeit", "gültig bis 24.05.2027"})
    EXPECT_TRUE(has(ready, words)) << words;
}

TEST_P(ReferralWeb, Sending_needs_the_right_the_token_and_the_checked_version) {
  release(rahimi.person, body_mbe, {"identity", "contact"});
  const ReferralId id = prepared(rahimi, to(body_mbe));
  const std::string page = href(id, "senden");
  EXPECT_EQ(app.post(Who::nobody, page, version(id)).status, 303);
  EXPECT_EQ(app.post(Who::brandt, page, version(id)).status, 403);
  EXPECT_EQ(app.post(Who::sommer, page, version(id)).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, page, version(id)).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, page, version(id)).status, 400);
  EXPECT_EQ(app.post(Who::kessler, page, {}).status, 409);
  EXPECT_EQ(app.post(Who::kessler, page, {{"version", "7"}}).status, 409);
  EXPECT_EQ(disclosures(), 0);
  EXPECT_EQ(app.post(Who::kessler, page, version(id)).status, 303);
  EXPECT_EQ(state_of(id), "sent");
  EXPECT_EQ(disclosures(), 1);
}

TEST_P(ReferralWeb, A_referral_that_was_changed_after_the_check_is_checked_again) {
  release(rahimi.person, body_mbe, {"identity", "contact"});
  const ReferralId id = prepared(rahimi, to(body_mbe));
  auto changed = with(form(), "reason", "Bitte rufen Sie zuerst an.");
  changed.emplace_back("version", "1");
  EXPECT_EQ(app.post(Who::kessler, href(id, "aendern"), changed).status, 303);
  const auto answer = app.post(Who::kessler, href(id, "senden"), {{"version", "1"}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "Bitte rufen Sie zuerst an."));
  EXPECT_EQ(state_of(id), "prepared");
}

TEST_P(ReferralWeb, Who_saves_second_is_asked_and_loses_nothing) {
  const ReferralId id = prepared(rahimi, to(body_mbe));
  auto first = with(form(), "reason", "Erste Fassung");
  first.emplace_back("version", "1");
  EXPECT_EQ(app.post(Who::kessler, href(id, "aendern"), first).status, 303);
  auto second = with(form(), "reason", "Zweite Fassung");
  second.emplace_back("version", "1");
  const auto answer = app.post(Who::kessler, href(id, "aendern"), second);
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "Erste"));
  EXPECT_TRUE(has(answer, "Zweite"));
  EXPECT_EQ(version_of(id), 2);
}

TEST_P(ReferralWeb, What_was_sent_is_not_changed_any_more) {
  const ReferralId id = sent(body_mbe);
  auto late = form();
  late.emplace_back("version", std::to_string(version_of(id)));
  EXPECT_EQ(app.get(Who::kessler, href(id, "aendern")).status, 409);
  EXPECT_EQ(app.post(Who::kessler, href(id, "aendern"), late).status, 409);
  EXPECT_EQ(app.get(Who::kessler, href(id, "pruefen")).status, 409);
  EXPECT_EQ(version_of(id), 2);
}

TEST_P(ReferralWeb, A_referral_of_another_case_looks_like_not_found) {
  const ReferralId id = sent(body_mbe);
  const OpenCase haddad = test::open_case(app, Who::kessler, "Rami", "Haddad");
  const std::string base = haddad.href("verweisungen/" + std::to_string(id.value()));
  for (const char* act : {"", "/brief", "/antwort", "/aendern", "/pruefen", "/zurueckziehen"})
    EXPECT_EQ(app.get(Who::kessler, base + act).status, 404) << act;
  for (const char* act : {"/senden", "/zurueckziehen", "/gelesen"})
    EXPECT_EQ(app.post(Who::kessler, base + act, version(id)).status, 404) << act;
  EXPECT_EQ(app.post(Who::kessler, base + "/antwort", {{"state", "accepted"}}).status, 404);
  EXPECT_EQ(state_of(id), "sent");
}

TEST_P(ReferralWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  const ReferralId id = sent(body_mbe);
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  for (const std::string& page :
       {rahimi.href("verweisungen"), href(id), href(id, "brief"), href(id, "antwort"), rahimi.href("verweisungen/neu")})
    EXPECT_EQ(app.get(Who::kessler, page).status, 423) << page;
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("verweisungen/neu"), form()).status, 423);
  EXPECT_EQ(app.post(Who::kessler, href(id, "antwort"), {{"state", "accepted"}, {"version", "3"}}).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM referral"), 1);
}

// ---- letter ----

TEST_P(ReferralWeb, The_letter_is_printed_after_sending_and_each_print_is_in_the_audit_trail) {
  const ReferralId id = prepared(rahimi, to(body_mbe, {"identity"}));
  EXPECT_EQ(app.get(Who::kessler, href(id, "brief")).status, 409);
  EXPECT_EQ(app.audit_entries("printed").size(), 0U);
  release(rahimi.person, body_mbe, {"identity"});
  EXPECT_EQ(app.post(Who::kessler, href(id, "senden"), version(id)).status, 303);
  const auto letter = app.get(Who::kessler, href(id, "brief"));
  EXPECT_EQ(letter.status, 200);
  for (const char* words :
       {"kim-sheet", "MBE Caritas", "Aldegreverstraße 10", "Rahimi", "Antwort zu KIM-2026-", "Miriam Kessler"})
    EXPECT_TRUE(has(letter, words)) << words;
  const auto entry = app.audit_entries("printed").front();
  EXPECT_EQ(entry.what, "referral");
  EXPECT_EQ(entry.record_id, id.value());
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
}

TEST_P(ReferralWeb, No_letter_is_printed_once_the_release_has_ended) {
  release(rahimi.person, body_mbe, {"identity", "contact"}, 5);
  const ReferralId id = prepared(rahimi, to(body_mbe));
  EXPECT_EQ(app.post(Who::kessler, href(id, "senden"), version(id)).status, 303);
  app.advance(std::chrono::hours(24 * 6));
  EXPECT_EQ(app.get(Who::kessler, href(id, "brief")).status, 423);
}

// ---- answers ----

http::Pairs answer(std::string state, std::string version, std::string reason = {}, std::string outcome = {}) {
  return {{"state", std::move(state)},
          {"decline_reason", std::move(reason)},
          {"outcome", std::move(outcome)},
          {"note", "Rückruf von Frau Brinkmann"},
          {"version", std::move(version)}};
}

TEST_P(ReferralWeb, The_answer_is_noted_until_an_outcome) {
  const ReferralId id = sent(body_mbe);
  const std::string page = href(id, "antwort");
  EXPECT_EQ(app.post(Who::nobody, page, answer("accepted", "2")).status, 303);
  EXPECT_EQ(app.post(Who::albers, page, answer("accepted", "2")).status, 403);
  EXPECT_EQ(app.post(Who::sommer, page, answer("accepted", "2")).status, 404);
  EXPECT_EQ(app.post(Who::wittkamp, page, answer("accepted", "2")).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, page, answer("accepted", "2")).status, 400);
  EXPECT_EQ(app.post(Who::kessler, page, answer("accepted", "2")).status, 303);
  EXPECT_EQ(state_of(id), "accepted");
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::kessler));
  EXPECT_EQ(app.post(Who::kessler, page, answer("done", "3", "", "served")).status, 303);
  EXPECT_EQ(
      app.count(
          "SELECT count(*) FROM referral WHERE state = 'done' AND outcome = 'served' AND answered_on = '2026-11-25'"),
      1);
  const auto shown = app.get(Who::kessler, href(id));
  EXPECT_TRUE(has(shown, "Anliegen erledigt"));
  EXPECT_TRUE(has(shown, "Rückruf von Frau Brinkmann"));
}

TEST_P(ReferralWeb, A_wrong_answer_gets_a_sentence_and_keeps_the_note) {
  const ReferralId id = sent(body_mbe);
  const struct {
    http::Pairs fields;
    const char* message;
  } table[] = {{answer("", "2"), "Was hat die Stelle geantwortet?"},
               {answer("declined", "2"), "warum die Stelle abgelehnt hat"},
               {answer("done", "2"), "was aus der Verweisung geworden ist"},
               {answer("prepared", "2"), "Wählen Sie eine andere Antwort"},
               {answer("lost", "2"), "geantwortet"},
               {with(answer("accepted", "2"), "note", std::string(1001, 'x')), "1 Zeichen zu lang"}};
  for (const auto& row : table) {
    const auto page = app.post(Who::kessler, href(id, "antwort"), row.fields);
    EXPECT_EQ(page.status, 422) << row.message;
    EXPECT_TRUE(has(page, row.message)) << row.message;
    EXPECT_TRUE(has(page, "Rückruf von Frau Brinkmann") || has(page, "xxxxxxx")) << row.message;
  }
  EXPECT_EQ(state_of(id), "sent");
}

TEST_P(ReferralWeb, An_answer_after_another_one_is_asked_for_again) {
  const ReferralId id = sent(body_mbe);
  EXPECT_EQ(app.post(Who::kessler, href(id, "antwort"), answer("waiting", "2")).status, 303);
  const auto late = app.post(Who::kessler, href(id, "antwort"), answer("accepted", "2"));
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(has(late, "Rückruf von Frau Brinkmann"));
  EXPECT_EQ(test::input_value(late.body, "version"), "3");
  EXPECT_EQ(state_of(id), "waiting");
}

TEST_P(ReferralWeb, It_can_be_taken_back_until_it_is_over) {
  const ReferralId id = sent(body_mbe);
  const std::string page = href(id, "zurueckziehen");
  EXPECT_EQ(app.post(Who::wittkamp, page, {}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, page, {}).status, 400);
  EXPECT_TRUE(has(app.get(Who::kessler, page), "Das geschieht sofort"));
  EXPECT_EQ(app.post(Who::kessler, page, {}).status, 303);
  EXPECT_EQ(state_of(id), "withdrawn");
  EXPECT_EQ(app.post(Who::kessler, page, {}).status, 409);
  EXPECT_EQ(disclosures(), 1);
}

// ---- what the rest of the program sees ----

TEST_P(ReferralWeb, The_empty_list_says_what_it_is_for_and_the_full_one_shows_the_state) {
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verweisungen")), "Noch keine Verweisungen"));
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verweisungen")), "Entbindung aufnehmen"));
  sent(body_mbe);
  const auto list = app.get(Who::kessler, rahimi.href("verweisungen"));
  EXPECT_TRUE(has(list, "MBE Caritas"));
  EXPECT_TRUE(has(list, "Gesendet"));
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href()), "MBE Caritas")) << "section of the case page";
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verlauf")), "Verweisung an MBE Caritas gesendet"));
}

TEST_P(ReferralWeb, Of_a_protected_person_the_team_is_not_told_the_body) {
  (void)sent(body_mbe);
  app.advance(std::chrono::hours(24 * 15));
  ASSERT_TRUE(has(app.get(Who::wittkamp, "/verweisungen?ansicht=team"), "MBE Caritas</td>"));
  const std::string person = "/personen/" + std::to_string(rahimi.person.value());
  ASSERT_EQ(app.post(Who::kessler, person + "/schutz",
                     {{"reason", "violence"}, {"review_on", "25.05.2027"}, {"version", "0"}})
                .status,
            303);
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/verweisungen?ansicht=team"), "MBE Caritas</td>"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/verweisungen?ansicht=team"), "MBE Caritas</td>"));
  EXPECT_TRUE(due_of(Who::wittkamp).empty());
  EXPECT_FALSE(due_of(Who::kessler).empty());
}

TEST_P(ReferralWeb, Overdue_ones_stand_on_Mein_Tag_from_the_day_the_answer_is_asked_for) {
  const ReferralId id = sent(body_mbe);
  EXPECT_TRUE(due_of(Who::kessler).empty());
  app.advance(std::chrono::hours(24 * 14));
  ASSERT_EQ(due_of(Who::kessler).size(), 1U);
  EXPECT_EQ(due_of(Who::kessler).front().level, DueItem::Level::soon);
  app.advance(std::chrono::hours(24));
  const DueItem item = due_of(Who::kessler).front();
  EXPECT_EQ(item.level, DueItem::Level::late);
  EXPECT_EQ(item.group, "deadlines");
  EXPECT_EQ(item.badge, "Verweisung");
  EXPECT_EQ(item.title, "MBE Caritas hat noch nicht geantwortet");
  EXPECT_EQ(item.meta, "Parwin Rahimi");
  EXPECT_EQ(item.href, href(id));
  EXPECT_EQ(item.responsible, app.account(Who::kessler));
  EXPECT_TRUE(due_of(Who::sommer).empty());
  EXPECT_EQ(app.post(Who::kessler, href(id, "antwort"), answer("no_reply", "2")).status, 303);
  EXPECT_TRUE(due_of(Who::kessler).empty());
}

TEST_P(ReferralWeb, The_list_over_all_cases_shows_overdue_ones_first_and_can_be_narrowed) {
  const auto early = sent(test::body_abh);
  Referral later = to(body_mbe);
  later.answer_by = app.today() + std::chrono::days(30);
  prepared(rahimi, later);
  app.advance(std::chrono::hours(24 * 15));
  EXPECT_EQ(app.get(Who::nobody, "/verweisungen").status, 303);
  EXPECT_EQ(app.get(Who::yildiz, "/verweisungen").status, 403);
  const auto list = app.get(Who::kessler, "/verweisungen");
  ASSERT_EQ(list.status, 200);
  EXPECT_TRUE(has(list, "Rahimi, Parwin"));
  EXPECT_TRUE(has(list, "überfällig"));
  EXPECT_LT(list.body.find(href(early)), list.body.find("verweisungen/" + std::to_string(newest().value())));
  EXPECT_EQ(app.audit_entries("listed").front().what, "referral");
  EXPECT_FALSE(has(app.get(Who::kessler, "/verweisungen?stelle=205"), href(early)));
  EXPECT_FALSE(has(app.get(Who::kessler, "/verweisungen?stand=prepared"), href(early)));
  EXPECT_TRUE(has(app.get(Who::kessler, "/verweisungen?stand=sent&stelle=204"), href(early)));
  EXPECT_TRUE(has(app.get(Who::kessler, "/verweisungen?stand=done"), "Keine Verweisung passt"));
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/verweisungen"), "Rahimi")) << "not a case of hers";
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/verweisungen?ansicht=team"), "Rahimi"));
  EXPECT_FALSE(has(app.get(Who::sommer, "/verweisungen?ansicht=team"), "Rahimi"));
}

TEST_P(ReferralWeb, Running_ones_are_named_before_the_case_is_closed) {
  sent(body_mbe);
  Context ctx = app.context(Who::kessler);
  std::vector<std::string> items;
  referrals_slice().open_items(ctx, access::permit_case(ctx, rahimi.id, access::Right::case_read).value(), items);
  EXPECT_EQ(items, (std::vector<std::string>{"Verweisung an MBE Caritas: Gesendet"}));
}

TEST_P(ReferralWeb, A_draft_is_offered_again_and_gone_once_it_is_saved) {
  {
    Context ctx = app.context(Who::kessler);
    const drafts::Key key{"referral", rahimi.id.value()};
    const http::Form typed(http::Pairs{{"reason", "Angefangener Text"}});
    ASSERT_TRUE(drafts::keep(ctx, {key, {}, "Verweisung für Parwin Rahimi", rahimi.href("verweisungen/neu"), typed})
                    .has_value());
  }
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verweisungen/neu")), "Weiterschreiben"));
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verweisungen/neu?entwurf=1")), "Angefangener Text"));
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("verweisungen/neu"), form()).status, 303);
  EXPECT_FALSE(has(app.get(Who::kessler, rahimi.href("verweisungen/neu")), "Weiterschreiben"));
}

// ---- API ----

class ReferralApi : public ReferralWeb {
 protected:
  std::string token = integration_token("case_management", test::team_1, {});

  std::string integration_token(std::string role, TeamId team, BodyId body) {
    return app.integration(std::move(role), team, body).token;
  }
  http::Response call(http::Method method, const std::string& target, std::string body, const std::string& with_token) {
    return app.call(method, target, with_token, std::move(body));
  }
  std::string base() { return "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/referrals"; }
};
KIM_BOTH_ENGINES(ReferralApi);

TEST_P(ReferralApi, The_list_is_read_by_the_team_and_leaves_an_entry) {
  sent(body_mbe);
  EXPECT_EQ(app.request(http::Method::get, base(), "", {}).status, 401);
  const auto list = call(http::Method::get, base(), "", token);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(json::well_formed(list.body));
  EXPECT_TRUE(has(list, "\"state\":\"sent\""));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "api");
}

TEST_P(ReferralApi, An_integration_without_responsibility_prepares_sends_and_answers_nothing) {
  const ReferralId id = sent(body_mbe);
  const std::string one = base() + "/" + std::to_string(id.value());
  EXPECT_EQ(call(http::Method::post, base(),
                 R"({"recipient_id":"205","reason":"Bitte","contents":["identity"],"legal_basis":"consent"})", token)
                .status,
            403);
  EXPECT_EQ(call(http::Method::post, one + "/send?version=2", "{}", token).status, 403);
  EXPECT_EQ(call(http::Method::post, one + "/answer", R"({"state":"accepted"})", token).status, 403);
  EXPECT_EQ(call(http::Method::post, one + "/answer", R"({"state":7})", token).status, 422);
  EXPECT_EQ(state_of(id), "sent");
}

TEST_P(ReferralApi, Links_and_reminders_need_responsibility) {
  const ReferralId id = sent(body_mbe);
  const std::string one = base() + "/" + std::to_string(id.value());
  const std::string reminder = R"({"reminded_on":"2026-11-25","channel":"phone"})";
  EXPECT_EQ(call(http::Method::post, one + "/reply-link", "", token).status, 403);
  EXPECT_EQ(call(http::Method::post, one + "/reminders", reminder, token).status, 403);
  Context ctx = app.context(Who::kessler);
  const AccountId program(app.count("SELECT id FROM account WHERE integration = 1 AND role = 'case_management'"));
  const auto deputy = ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(access::permit_case(ctx, tx, rahimi.id, access::Right::case_write));
    tx->run("UPDATE access_case SET responsible = $2 WHERE id = $1", {rahimi.id, program});
    tx->run("UPDATE access_assignment SET account_id = $2 WHERE case_id = $1", {rahimi.id, program});
    tx.technical("test world");
    return {};
  });
  ASSERT_TRUE(deputy.has_value());
  const auto made = call(http::Method::post, one + "/reply-link", "", token);
  EXPECT_EQ(made.status, 201);
  EXPECT_TRUE(has(made, "\"path\":\"/antwort/"));
  EXPECT_EQ(call(http::Method::post, one + "/reply-link/end", "", token).status, 204);
  EXPECT_EQ(call(http::Method::post, one + "/reminders", R"({"channel":"phone"})", token).status, 422);
  EXPECT_EQ(call(http::Method::post, one + "/reminders", reminder, token).status, 204);
  EXPECT_EQ(app.count("SELECT count(*) FROM referral_reminder"), 1);
}

TEST_P(ReferralApi, The_inbox_shows_states_and_takes_answers_of_the_own_body_only) {
  const ReferralId id = sent(test::body_abh);
  const std::string abh = integration_token("authority_post", {}, test::body_abh);
  const std::string mbe = integration_token("management", {}, body_mbe);
  const auto list = call(http::Method::get, "/api/v1/inbox", "", abh);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list, "\"state\":\"sent\""));
  EXPECT_FALSE(has(list, "Rahimi"));
  EXPECT_FALSE(has(list, "Titel"));
  EXPECT_EQ(call(http::Method::get, "/api/v1/inbox", "", token).status, 403);
  EXPECT_EQ(call(http::Method::get, "/api/v1/inbox", "", mbe).status, 403);
  EXPECT_EQ(call(http::Method::post, "/api/v1" + inbox(id).replace(0, 8, "/inbox") + "/answer",
                 R"({"state":"accepted"})", abh)
                .status,
            204);
  EXPECT_EQ(state_of(id), "accepted");
}

}  // namespace
}  // namespace kim::referrals
