// Every route of contacts: who may, what is written, what wrong input says, who reads entrusted notes.
#include <gtest/gtest.h>

#include "domain/access/session.h"
#include "domain/calendar/calendar_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts_slice.h"
#include "domain/drafts/draft.h"
#include "domain/drafts/drafts_slice.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/tasks_slice.h"
#include "world/case_world.h"

namespace kim::contacts {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

bool has(const http::Response& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

class ContactWeb : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(),
              {people::people_slice(), drafts::drafts_slice(), consent::consent_slice(), cases::cases_slice(),
               tasks::tasks_slice(), calendar::calendar_slice(), contacts_slice()}};
  OpenCase rahimi = test::open_case(app, Who::kessler);
  const std::string new_href = rahimi.href("kontakte/neu");

  static http::Pairs form(std::string note = "Zeugnis-Übersetzung ist da.") {
    return {{"form", "office"}, {"contact_on", "25.11.2026"}, {"minutes", "45"}, {"note", std::move(note)}};
  }
  static http::Pairs with(http::Pairs fields, std::string name, std::string value) {
    http::Form changed(std::move(fields));
    changed.set(std::move(name), std::move(value));
    return changed.pairs();
  }
  std::string noted(Who who, const http::Pairs& fields) {
    EXPECT_EQ(app.post(who, new_href, fields).status, 303);
    return rahimi.href("kontakte/" + std::to_string(app.count("SELECT max(id) FROM contact")));
  }
  void make_deputy(Who who) {
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(cases::add_deputy(ctx, rahimi.id, app.account(who), *day_from_iso("2026-11-30")).has_value());
  }
};
KIM_BOTH_ENGINES(ContactWeb);

TEST_P(ContactWeb, The_form_needs_sign_in_a_role_and_the_own_team) {
  EXPECT_EQ(app.get(Who::nobody, new_href).status, 303);
  EXPECT_EQ(app.get(Who::brandt, new_href).status, 403);
  EXPECT_EQ(app.get(Who::sommer, new_href).status, 404);
  const auto page = app.get(Who::wittkamp, new_href);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Wie fand der Kontakt statt?"));
  EXPECT_EQ(test::input_value(page.body, "contact_on"), "25.11.2026");
  EXPECT_EQ(app.audit_entries("opened").front().actor, app.account(Who::wittkamp));
}

TEST_P(ContactWeb, A_contact_is_noted_by_the_team_and_lands_on_the_case) {
  EXPECT_EQ(app.post(Who::nobody, new_href, form()).status, 303);
  EXPECT_EQ(app.post(Who::albers, new_href, form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, new_href, form()).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, new_href, form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact"), 0);
  const auto answer = app.post(Who::wittkamp, new_href, form());
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("Location"), rahimi.href());
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE contact_on = '2026-11-25' AND minutes = 45"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE last_contact_on = '2026-11-25'"), 1);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "contact");
  EXPECT_EQ(entry.actor, app.account(Who::wittkamp));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
}

TEST_P(ContactWeb, An_older_contact_does_not_turn_the_last_one_back) {
  noted(Who::kessler, form());
  noted(Who::kessler, with(form(), "contact_on", "17.11.2026"));
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE last_contact_on = '2026-11-25'"), 1);
}

TEST_P(ContactWeb, The_note_is_nowhere_to_be_read_in_the_table) {
  noted(Who::kessler, with(form("Zeugnis da"), "place", "Rathaus"));
  app.database().read()->each("SELECT note, place FROM contact", {}, [](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find("Zeugnis"), std::string_view::npos);
    EXPECT_EQ(row.bytes(1).find("Rathaus"), std::string_view::npos);
  });
}

struct Bad {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(ContactWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const Bad table[] = {
      {"form", "", "Kontaktform"},
      {"form", "pigeon", "Kontaktform"},
      {"contact_on", "", "Wann?"},
      {"contact_on", "26.11.2026", "Zukunft"},
      {"contact_on", "30.02.2026", "30.02.2026"},
      {"contact_on", "neulich", "neulich"},
      {"minutes_other", "viele", "ganze Zahl"},
      {"minutes_other", "0", "Minuten"},
      {"minutes_other", "601", "600"},
      {"note", std::string(4001, 'x'), "1 Zeichen zu lang"},
      {"note", "Text \xE2\x80\xAE gedreht", "Zeichen"},
      {"note", "Text \x01", "Zeichen"},
      {"fields", "nonsense", "Worum ging es?"},
      {"interpreter", "robot", "Sprachmittlung"},
      {"interpreter_language", "xx-nonsense", "Sprache"},
      {"step_title", std::string(201, 'x'), "1 Zeichen zu lang"},
      {"step_due", "31.11.2026", "31.11.2026"},
      {"step_due", "04.12.2026", "was bis dahin zu tun ist"},
  };
  for (const Bad& row : table) {
    const auto fields = with(with(form(), "present", "Frau Lohmann (MBE)"), row.field, row.value);
    const auto answer = app.post(Who::kessler, new_href, fields);
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.message)) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, "Frau Lohmann (MBE)")) << "typed text lost: " << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM contact"), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM task"), 0);
}

TEST_P(ContactWeb, The_next_step_becomes_a_task_of_the_author) {
  noted(Who::wittkamp, with(with(form(), "step_title", "Antrag abschicken"), "step_due", "27.11.2026"));
  EXPECT_EQ(app.count("SELECT count(*) FROM task WHERE due_on = '2026-11-27'"), 1);
  EXPECT_EQ(app.count("SELECT owner_id FROM task"), app.account(Who::wittkamp).value());
  EXPECT_EQ(app.count("SELECT count(*) FROM case_file WHERE next_due_on = '2026-11-27'"), 1);
}

TEST_P(ContactWeb, Saving_discards_the_draft_and_failing_keeps_it) {
  const std::string key = "contact:" + std::to_string(rahimi.id.value());
  EXPECT_EQ(
      app.post(Who::kessler, "/entwuerfe/" + key, {{"_titel", "Kontakt"}, {"_ort", new_href}, {"note", "Angefangen"}})
          .status,
      204);
  EXPECT_TRUE(has(app.get(Who::kessler, new_href), "Weiterschreiben"));
  EXPECT_TRUE(has(app.get(Who::kessler, new_href + "?entwurf=1"), "Angefangen"));
  EXPECT_EQ(app.post(Who::kessler, new_href, with(form(), "contact_on", "")).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM draft"), 1);
  noted(Who::kessler, form());
  EXPECT_EQ(app.count("SELECT count(*) FROM draft"), 0);
}

TEST_P(ContactWeb, Todays_appointment_fills_in_the_place) {
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"),
                     {{"subject", "Beratung"},
                      {"kind", "office"},
                      {"on_day", "heute"},
                      {"from_time", "9:00"},
                      {"place", "Raum 107"},
                      {"interpreter", "phone"}})
                .status,
            303);
  const auto page = app.get(Who::kessler, new_href);
  EXPECT_TRUE(has(page, "Vorausgefüllt aus Ihrem Termin um 09:00 Uhr."));
  EXPECT_EQ(test::input_value(page.body, "place"), "Raum 107");
}

TEST_P(ContactWeb, The_history_shows_note_author_and_duration) {
  noted(Who::wittkamp, with(with(form(), "interpreter", "phone"), "interpreter_language", "fa"));
  const auto page = app.get(Who::kessler, rahimi.href("verlauf"));
  EXPECT_TRUE(has(page, "Zeugnis-Übersetzung ist da."));
  EXPECT_TRUE(has(page, "Mi, 25.11. · 45 Minuten"));
  EXPECT_TRUE(has(page, "Jonas Wittkamp"));
  EXPECT_TRUE(has(page, "Telefondienst"));
}

// ---- correcting ----

TEST_P(ContactWeb, A_correction_is_for_the_author_and_the_responsible) {
  const std::string by_colleague = noted(Who::wittkamp, form());
  const auto fixed = with(form("Übersetzung und Lebenslauf sind da."), "version", "1");
  EXPECT_EQ(app.get(Who::nobody, by_colleague).status, 303);
  EXPECT_EQ(app.get(Who::sommer, by_colleague).status, 404);
  EXPECT_EQ(app.get(Who::kessler, by_colleague).status, 200);
  EXPECT_EQ(app.post(Who::kessler, by_colleague, fixed).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE version = 2"), 1);
  EXPECT_EQ(app.audit_entries("changed").front().actor, app.account(Who::kessler));
  const std::string by_responsible = noted(Who::kessler, form());
  EXPECT_EQ(app.get(Who::wittkamp, by_responsible).status, 403);
  EXPECT_EQ(app.post(Who::wittkamp, by_responsible, fixed).status, 403);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE version = 2"), 1);
}

TEST_P(ContactWeb, A_correction_with_wrong_input_keeps_what_was_typed) {
  const std::string href = noted(Who::kessler, form());
  const auto answer =
      app.post(Who::kessler, href, with(with(form("Neuer Text"), "version", "1"), "contact_on", "31.11.2026"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(has(answer, "Neuer Text"));
  EXPECT_EQ(app.post_without_csrf(Who::kessler, href, form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE version = 1"), 1);
}

TEST_P(ContactWeb, Who_saves_second_is_asked_and_loses_nothing) {
  const std::string href = noted(Who::wittkamp, form());
  EXPECT_EQ(app.post(Who::wittkamp, href, with(form("Übersetzung abgeholt."), "version", "1")).status, 303);
  const auto answer = app.post(Who::kessler, href, with(form("Übersetzung verschickt."), "version", "1"));
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(has(answer, "abgeholt"));
  EXPECT_TRUE(has(answer, "verschickt"));
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE version = 2"), 1);
}

TEST_P(ContactWeb, A_contact_of_another_case_looks_like_not_found) {
  const std::string href = noted(Who::kessler, form());
  const OpenCase other = test::open_case(app, Who::kessler, "Samir", "Haddad");
  const std::string foreign = other.href("kontakte/" + href.substr(href.rfind('/') + 1));
  EXPECT_EQ(app.get(Who::kessler, foreign).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign, with(form(), "version", "1")).status, 404);
}

// ---- entrusted notes ----

TEST_P(ContactWeb, An_entrusted_note_is_read_by_its_author_and_the_deputy_only) {
  const std::string href =
      noted(Who::kessler, with(with(form("Sie hat Angst."), "entrusted", "yes"), "place", "Zu Hause"));
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verlauf")), "Sie hat Angst."));
  for (const std::string& page : {rahimi.href("verlauf"), rahimi.href(), new_href}) {
    const auto colleague = app.get(Who::wittkamp, page);
    EXPECT_EQ(colleague.status, 200);
    EXPECT_FALSE(has(colleague, "Sie hat Angst.")) << page;
    EXPECT_FALSE(has(colleague, "Zu Hause")) << page;
  }
  EXPECT_TRUE(has(app.get(Who::wittkamp, rahimi.href("verlauf")), "Anvertrauter Kontakt"));
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 403);
  make_deputy(Who::wittkamp);
  EXPECT_TRUE(has(app.get(Who::wittkamp, rahimi.href("verlauf")), "Sie hat Angst."));
  app.advance(std::chrono::days(7));
  EXPECT_FALSE(has(app.get(Who::wittkamp, rahimi.href("verlauf")), "Sie hat Angst.")) << "the deputy's time is over";
}

TEST_P(ContactWeb, Handing_the_case_over_does_not_hand_over_what_was_entrusted) {
  const std::string href = noted(Who::kessler, with(form("Sie hat Angst."), "entrusted", "yes"));
  Context ctx = app.context(Who::kessler);
  ASSERT_TRUE(cases::hand_over(ctx, rahimi.id, app.account(Who::wittkamp)).has_value());
  EXPECT_FALSE(has(app.get(Who::wittkamp, rahimi.href("verlauf")), "Sie hat Angst."));
  EXPECT_EQ(app.get(Who::wittkamp, href).status, 403);
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("verlauf")), "Sie hat Angst."));
}

TEST_P(ContactWeb, Only_the_author_decides_what_is_entrusted) {
  const std::string href = noted(Who::wittkamp, form());
  EXPECT_EQ(app.post(Who::kessler, href, with(with(form("Berichtigt."), "version", "1"), "entrusted", "yes")).status,
            303);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE entrusted = 0 AND version = 2"), 1);
  EXPECT_EQ(app.post(Who::wittkamp, href, with(with(form("Berichtigt."), "version", "2"), "entrusted", "yes")).status,
            303);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact WHERE entrusted = 1"), 1);
}

// ---- withdrawal ----

TEST_P(ContactWeb, After_a_withdrawal_nothing_can_be_read_or_written) {
  const std::string href = noted(Who::kessler, form());
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, new_href).status, 423);
  EXPECT_EQ(app.get(Who::kessler, href).status, 423);
  EXPECT_EQ(app.post(Who::kessler, new_href, form()).status, 423);
  EXPECT_EQ(app.post(Who::kessler, href, with(form(), "version", "1")).status, 423);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact"), 1);
}

// ---- choosing the case ----

TEST_P(ContactWeb, Without_a_case_the_own_ones_are_offered_and_can_be_searched) {
  const OpenCase other = test::open_case(app, Who::kessler, "Emre", "Öztürk");
  EXPECT_EQ(app.get(Who::nobody, "/kontakte/neu").status, 303);
  EXPECT_EQ(app.get(Who::reuter, "/kontakte/neu").status, 403);
  const auto all = app.get(Who::kessler, "/kontakte/neu");
  EXPECT_TRUE(has(all, "Parwin Rahimi"));
  EXPECT_TRUE(has(all, "href=\"" + new_href + "\""));
  EXPECT_TRUE(has(all, "href=\"" + other.href("kontakte/neu") + "\""));
  EXPECT_TRUE(has(app.get(Who::kessler, "/kontakte/neu?q=ozturk"), "Emre Öztürk"));
  EXPECT_FALSE(has(app.get(Who::kessler, "/kontakte/neu?q=ozturk"), "Parwin Rahimi"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/kontakte/neu?q=nobody"), "Keiner Ihrer offenen Fälle passt zu „nobody“"));
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/kontakte/neu"), "Parwin Rahimi")) << "a colleague's case is not an own one";
  EXPECT_EQ(app.audit_entries("listed").front().purpose, "choose_for_contact");
}

TEST_P(ContactWeb, What_is_due_is_offered_before_what_was_seen_last) {
  const OpenCase haddad = test::open_case(app, Who::kessler, "Samir", "Haddad");
  const std::string me = std::to_string(app.account(Who::kessler).value());
  noted(Who::kessler, form());
  EXPECT_EQ(app.post(Who::kessler, haddad.href("aufgaben"),
                     {{"title", "Anrufen"}, {"kind", "task"}, {"due_on", "heute"}, {"owner_id", me}})
                .status,
            303);
  const auto page = app.get(Who::kessler, "/kontakte/neu");
  EXPECT_LT(page.body.find("Samir Haddad"), page.body.find("Parwin Rahimi"));
  EXPECT_TRUE(has(page, "Aufgabe heute"));
  EXPECT_TRUE(has(page, "Ihr letzter Kontakt: Mi, 25.11."));
}

TEST_P(ContactWeb, My_day_counts_the_contacts_since_monday) {
  noted(Who::kessler, with(form(), "contact_on", "22.11.2026"));
  noted(Who::kessler, with(form(), "contact_on", "23.11.2026"));
  noted(Who::kessler, form());
  Context ctx = app.context(Who::kessler);
  const std::string panel = contacts_slice().home_panel(ctx).str();
  EXPECT_NE(panel.find("Kontakte seit Montag"), std::string::npos);
  EXPECT_NE(panel.find(">2<"), std::string::npos) << panel;
  Context vogt = app.context(Who::vogt);
  EXPECT_TRUE(contacts_slice().home_panel(vogt).empty());
}

// ---- API ----

class ContactApi : public ContactWeb {
 protected:
  std::string token() { return app.integration().token; }
  http::Response call(http::Method method, const std::string& bearer, std::string body = {}) {
    return app.call(method, "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/contacts", bearer,
                    std::move(body));
  }
};
KIM_BOTH_ENGINES(ContactApi);

TEST_P(ContactApi, Notes_and_lists_contacts) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::get, "wrong").status, 401);
  EXPECT_EQ(
      call(http::Method::post, bearer, R"({"form":"phone","contact_on":"2026-11-24","minutes":15,"note":"Rückruf"})")
          .status,
      201);
  const auto list = call(http::Method::get, bearer);
  EXPECT_TRUE(has(list, "\"note\":\"Rückruf\""));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "api");
}

TEST_P(ContactApi, Gives_no_entrusted_text) {
  noted(Who::kessler, with(form("Sie hat Angst."), "entrusted", "yes"));
  const auto list = call(http::Method::get, token());
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list, "\"entrusted\":true"));
  EXPECT_FALSE(has(list, "Sie hat Angst."));
}

TEST_P(ContactApi, Says_what_is_wrong) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::post, bearer, R"({"form":"phone"})").status, 422);
  EXPECT_EQ(call(http::Method::post, bearer, R"({"form":"phone","contact_on":"2026-11-26"})").status, 422);
  EXPECT_EQ(call(http::Method::post, bearer, R"({"form":"phone","contact_on":"2026-11-25","minutes":0})").status, 422);
  EXPECT_EQ(call(http::Method::post, bearer, "{").status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM contact"), 0);
}

}  // namespace
}  // namespace kim::contacts
