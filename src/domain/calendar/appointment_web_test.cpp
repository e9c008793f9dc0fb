// Every route of the appointments of a case: who may, what is written, what wrong input says.
#include <gtest/gtest.h>

#include "domain/access/session.h"
#include "domain/calendar/calendar_slice.h"
#include "domain/calendar/calendar_world_test.h"

namespace kim::calendar {
namespace {

using test::OpenCase;
using test::Who;

using AppointmentWeb = CalendarTest;
KIM_BOTH_ENGINES(AppointmentWeb);

TEST_P(AppointmentWeb, The_list_needs_sign_in_a_role_and_the_own_team) {
  const std::string list = rahimi.href("termine");
  EXPECT_EQ(app.get(Who::nobody, list).status, 303);
  EXPECT_EQ(app.get(Who::brandt, list).status, 403);
  EXPECT_EQ(app.get(Who::sommer, list).status, 404);
  EXPECT_TRUE(has(app.get(Who::wittkamp, list), "Kein Termin vereinbart"));
  EXPECT_EQ(app.audit_entries("opened").front().actor, app.account(Who::wittkamp));
}

TEST_P(AppointmentWeb, An_appointment_is_made_by_the_team_and_leaves_an_audit_entry) {
  const std::string here = rahimi.href("termine/neu");
  EXPECT_EQ(app.get(Who::kessler, here).status, 200);
  EXPECT_EQ(app.get(Who::sommer, here).status, 404);
  EXPECT_EQ(app.post(Who::nobody, here, form()).status, 303);
  EXPECT_EQ(app.post(Who::albers, here, form()).status, 403);
  EXPECT_EQ(app.post(Who::sommer, here, form()).status, 404);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, here, form()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 0);
  EXPECT_EQ(app.post(Who::wittkamp, here, form()).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'planned' AND from_time = '09:30' "
                      "AND on_day = '2026-11-27'"),
            1);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "appointment");
  EXPECT_EQ(entry.actor, app.account(Who::wittkamp));
  EXPECT_EQ(entry.case_id, rahimi.id.value());
  const auto list = app.get(Who::kessler, rahimi.href("termine"));
  EXPECT_TRUE(has(list, "Beratung zum Bescheid"));
  EXPECT_TRUE(has(list, "Jonas Wittkamp"));
}

TEST_P(AppointmentWeb, What_it_is_about_is_nowhere_to_be_read_in_the_table) {
  auto fields = form();
  fields.emplace_back("others", "Frau Ott");
  fields.emplace_back("note", "Akte mitbringen");
  planned(fields);
  app.database().read()->each("SELECT subject, others, note FROM appointment", {}, [](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find("Bescheid"), std::string_view::npos);
    EXPECT_EQ(row.bytes(1).find("Ott"), std::string_view::npos);
    EXPECT_EQ(row.bytes(2).find("Akte"), std::string_view::npos);
  });
}

struct Bad {
  const char* field;
  std::string value;
  const char* message;
};

TEST_P(AppointmentWeb, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const Bad table[] = {
      {"subject", "", "Worum geht es?"},
      {"subject", std::string(161, 'x'), "1 Zeichen zu lang"},
      {"subject", "Gespräch \xE2\x80\xAE gedreht", "Zeichen"},
      {"subject", "Gespräch \x01", "Zeichen"},
      {"on_day", "30.02.2027", "30.02.2027"},
      {"on_day", "", "Tag"},
      {"on_day", "01.01.2040", "mehr als fünf Jahre"},
      {"from_time", "25:00", "ist keine Uhrzeit"},
      {"from_time", "", "Von"},
      {"until_time", "08:00", "nicht nach dem Anfang"},
      {"kind", "nonsense", "Art"},
      {"room_id", "4711", "Diesen Raum gibt es nicht mehr"},
      {"owner_id", "abc", "Wer führt den Termin?"},
      {"owner_id", number(Who::sommer), "aus dem Team dieses Falls"},
      {"second_id", "999", "aus dem Team dieses Falls"},
      {"interpreter", "nonsense", "Sprachmittlung"},
      {"interpreter_minutes", "3", "Sprachmittlung"},
      {"repeat", "nonsense", "Wiederholen"},
      {"repeat", "weekly", "wie viele Termine es sind"},
      {"repeat_count", "99", "Wie viele Termine?"},
  };
  for (const Bad& row : table) {
    auto fields = form();
    for (const char* name : {"until_time", "room_id", "owner_id", "second_id", "interpreter", "interpreter_minutes",
                             "repeat", "repeat_count"})
      fields.emplace_back(name, "");
    fields.emplace_back("note", "Bitte vormittags anrufen");
    for (auto& [name, value] : fields)
      if (name == row.field) value = row.value;
    const auto answer = app.post(Who::kessler, rahimi.href("termine/neu"), fields);
    EXPECT_EQ(answer.status, 422) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, row.message)) << row.field << "=" << row.value;
    EXPECT_TRUE(has(answer, "Bitte vormittags anrufen")) << "typed text lost: " << row.field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 0);
}

TEST_P(AppointmentWeb, A_series_is_one_appointment_a_week_without_holidays) {
  auto fields = form("18.12.2026");
  fields.emplace_back("repeat", "weekly");
  fields.emplace_back("repeat_count", "5");
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"), fields).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE series_id IS NOT NULL"), 3);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment_series WHERE left_out = '2026-12-25,2027-01-01' "
                      "AND rule = 'FREQ=WEEKLY;COUNT=5;BYDAY=FR'"),
            1);
}

TEST_P(AppointmentWeb, The_rest_of_a_series_is_cancelled_at_once) {
  auto fields = form("30.11.2026");
  fields.emplace_back("repeat", "weekly");
  fields.emplace_back("repeat_count", "4");
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"), fields).status, 303);
  const std::string second = href(app.count("SELECT id FROM appointment WHERE on_day = '2026-12-07'"));
  EXPECT_EQ(app.post(Who::sommer, second + "/absage-reihe", {{"cancel_reason", "person"}}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, second + "/absage-reihe", {}).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'planned'"), 4);
  EXPECT_EQ(app.post(Who::kessler, second + "/absage-reihe", {{"cancel_reason", "person"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'cancelled' AND cancel_reason = 'person'"), 3);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'planned' AND on_day = '2026-11-30'"), 1);
}

TEST_P(AppointmentWeb, Its_state_is_set_in_one_click_and_taken_back) {
  const std::string today = href(planned(form("25.11.2026")));
  EXPECT_EQ(app.post(Who::sommer, today + "/stand", {{"state", "came"}}).status, 404);
  EXPECT_EQ(app.post(Who::albers, today + "/stand", {{"state", "came"}}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, today + "/stand", {{"state", "came"}}).status, 400);
  EXPECT_EQ(app.post(Who::kessler, today + "/stand", {{"state", "nonsense"}}).status, 422);
  const auto came = app.post(Who::kessler, today + "/stand?weiter=/kalender", {{"state", "came"}});
  EXPECT_EQ(came.status, 303);
  EXPECT_EQ(came.header("Location"), "/kalender");
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'came'"), 1);
  EXPECT_EQ(app.audit_entries("changed").front().what, "appointment");
  EXPECT_TRUE(has(app.get(Who::kessler, today), "Kontakt erfassen"));
  EXPECT_EQ(app.post(Who::kessler, today + "/stand?weiter=//boese.example", {{"state", "no_show"}}).header("Location"),
            today);
  EXPECT_EQ(app.post(Who::kessler, today + "/stand", {{"state", "planned"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'planned'"), 1);
}

TEST_P(AppointmentWeb, What_is_still_to_come_cannot_have_taken_place) {
  const std::string friday = href(planned(form("27.11.2026")));
  EXPECT_EQ(app.post(Who::kessler, friday + "/stand", {{"state", "came"}}).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'planned'"), 1);
}

TEST_P(AppointmentWeb, A_cancellation_needs_its_reason) {
  const std::string one = href(planned(form()));
  const auto refused = app.post(Who::kessler, one + "/absage", {{"cancel_reason", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "Geben Sie den Grund der Absage an."));
  EXPECT_EQ(app.post(Who::sommer, one + "/absage", {{"cancel_reason", "person"}}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, one + "/absage", {{"cancel_reason", "interpreter"}}).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'cancelled' AND cancel_reason = 'interpreter'"),
            1);
  EXPECT_TRUE(has(app.get(Who::kessler, one), "Sprachmittlung fehlte"));
}

TEST_P(AppointmentWeb, A_change_keeps_the_state_and_two_versions_are_shown_to_the_later) {
  const std::string one = href(planned(form("25.11.2026")));
  EXPECT_EQ(app.get(Who::sommer, one + "/aendern").status, 404);
  EXPECT_EQ(app.get(Who::kessler, one + "/aendern").status, 200);
  EXPECT_EQ(app.post(Who::kessler, one + "/stand", {{"state", "came"}}).status, 303);
  auto mine = form("25.11.2026");
  mine[0].second = "Beratung zur Wohnung";
  mine.emplace_back("version", "1");
  const auto clash = app.post(Who::wittkamp, one + "/aendern", mine);
  EXPECT_EQ(clash.status, 409);
  EXPECT_TRUE(has(clash, "Beratung zur Wohnung"));
  mine.back().second = "2";
  EXPECT_EQ(app.post(Who::wittkamp, one + "/aendern", mine).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'came' AND version = 3"), 1);
  mine.back().second = "3";
  mine[3].second = "irgendwann";
  EXPECT_EQ(app.post(Who::wittkamp, one + "/aendern", mine).status, 422);
}

TEST_P(AppointmentWeb, One_of_another_case_looks_like_not_found) {
  const std::int64_t id = planned(form());
  const OpenCase other = test::open_case(app, Who::kessler, "Samir", "Haddad");
  const std::string foreign = other.href("termine/" + std::to_string(id));
  EXPECT_EQ(app.get(Who::kessler, href(id)).status, 200);
  EXPECT_EQ(app.get(Who::kessler, foreign).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign + "/stand", {{"state", "came"}}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign + "/absage", {{"cancel_reason", "person"}}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, foreign + "/aendern", form()).status, 404);
}

TEST_P(AppointmentWeb, The_case_page_names_the_next_ones_and_closing_what_is_open) {
  planned(form());
  EXPECT_TRUE(has(app.get(Who::wittkamp, rahimi.href()), "Beratung zum Bescheid"));
  Context ctx = app.context(Who::kessler);
  const auto permit = access::permit_case(ctx, rahimi.id, access::Right::case_read);
  std::vector<std::string> open;
  calendar_slice().open_items(ctx, *permit, open);
  EXPECT_EQ(open, std::vector<std::string>{"Termin „Beratung zum Bescheid“ am 27.11.2026, 09:30 Uhr"});
}

TEST_P(AppointmentWeb, The_history_names_what_took_place) {
  const std::int64_t id = planned(form("25.11.2026"));
  EXPECT_FALSE(has(app.get(Who::kessler, rahimi.href("verlauf")), "Beratung zum Bescheid"));
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/stand", {{"state", "no_show"}}).status, 303);
  const auto page = app.get(Who::kessler, rahimi.href("verlauf"));
  EXPECT_TRUE(has(page, "Beratung zum Bescheid"));
  EXPECT_TRUE(has(page, "Nicht erschienen"));
}

TEST_P(AppointmentWeb, My_day_shows_todays_and_asks_for_what_is_past) {
  planned(form("25.11.2026"));
  planned(form("24.11.2026"));
  planned(form("26.11.2026"));
  const auto items = due_of(Who::kessler);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].group, "appointments");
  EXPECT_EQ(items[0].title, "Parwin Rahimi");
  EXPECT_EQ(items[0].badge, "09:30 Uhr");
  EXPECT_EQ(items[0].meta, "Beratung zum Bescheid · Bürgerhaus");
  EXPECT_EQ(items[0].responsible, app.account(Who::kessler));
  EXPECT_EQ(items[1].group, "tasks");
  EXPECT_EQ(items[1].title, "Fand der Termin mit Parwin Rahimi statt?");
  EXPECT_TRUE(due_of(Who::sommer).empty());
}

TEST_P(AppointmentWeb, Who_takes_part_has_it_in_the_own_day) {
  auto fields = form("25.11.2026");
  fields.emplace_back("second_id", number(Who::wittkamp));
  planned(fields);
  const auto items = due_of(Who::wittkamp);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].responsible, app.account(Who::wittkamp));
}

TEST_P(AppointmentWeb, After_a_withdrawal_it_can_be_neither_read_nor_written) {
  const std::int64_t id = planned(form("25.11.2026"));
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(app.get(Who::kessler, rahimi.href("termine")).status, 423);
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"), form()).status, 423);
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/stand", {{"state", "came"}}).status, 423);
  EXPECT_FALSE(has(app.get(Who::kessler, "/kalender"), "Rahimi"));
  EXPECT_TRUE(due_of(Who::kessler).empty());
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE state = 'planned'"), 1);
}

// ---- JSON ----

class AppointmentApi : public CalendarTest {
 protected:
  std::string path(std::string_view more = "appointments") {
    return "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/" + std::string(more);
  }
};
KIM_BOTH_ENGINES(AppointmentApi);

constexpr std::string_view sample =
    R"({"subject":"Beratung","kind":"office","on_day":"2026-11-25","from_time":"9 Uhr","until_time":"10:00"})";

TEST_P(AppointmentApi, Plans_changes_sets_the_state_and_lists) {
  EXPECT_EQ(call(http::Method::get, path(), "").status, 401);
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::post, path(), bearer, std::string(sample)).status, 201);
  const std::string id = std::to_string(app.count("SELECT max(id) FROM appointment"));
  EXPECT_EQ(
      call(http::Method::put, path("appointments/" + id + "?version=1"), bearer, R"({"until_time":"10:30"})").status,
      204);
  EXPECT_EQ(
      call(http::Method::put, path("appointments/" + id + "?version=1"), bearer, R"({"until_time":"11:00"})").status,
      409);
  EXPECT_EQ(call(http::Method::post, path("appointments/" + id + "/state?state=came"), bearer).status, 204);
  const auto list = call(http::Method::get, path(), bearer);
  EXPECT_TRUE(has(list, R"("from_time":"09:00")"));
  EXPECT_TRUE(has(list, R"("until_time":"10:30")"));
  EXPECT_TRUE(has(list, R"("state":"came")"));
  EXPECT_EQ(app.audit_entries("opened").front().purpose, "api");
}

TEST_P(AppointmentApi, Plans_a_series_from_a_rule) {
  const std::string bearer = token();
  const auto made =
      call(http::Method::post, path("appointment-series?rule=FREQ%3DWEEKLY%3BBYDAY%3DWE%2CFR%3BCOUNT%3D4"), bearer,
           std::string(sample));
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 4);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment WHERE on_day = '2026-12-04'"), 1);
  for (const char* rule : {"", "FREQ%3DYEARLY", "FREQ%3DWEEKLY", "FREQ%3DDAILY%3BCOUNT%3D61"})
    EXPECT_EQ(
        call(http::Method::post, path("appointment-series?rule=" + std::string(rule)), bearer, std::string(sample))
            .status,
        422)
        << rule;
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 4);
}

TEST_P(AppointmentApi, Says_what_is_wrong) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::post, path(), bearer, R"({"subject":"x"})").status, 422);
  EXPECT_EQ(call(http::Method::post, path(), bearer, "[").status, 400);
  EXPECT_EQ(call(http::Method::get, "/api/v1/cases/4711/appointments", bearer).status, 404);
  EXPECT_EQ(call(http::Method::post, path("appointments/4711/state?state=came"), bearer).status, 404);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 0);
}

}  // namespace
}  // namespace kim::calendar
