// The calendar over all cases, open hours, rooms, the walk-in desk and the subscription: every route.
#include <libical/ical.h>

#include <memory>

#include "domain/calendar/calendar_world_test.h"
#include "platform/ical/calendar.h"

namespace kim::calendar {
namespace {

using test::Who;

using CalendarWeb = CalendarTest;
KIM_BOTH_ENGINES(CalendarWeb);

// ---- day, week, list ----

TEST_P(CalendarWeb, The_calendar_needs_sign_in_and_a_role) {
  EXPECT_EQ(app.get(Who::nobody, "/kalender").status, 303);
  EXPECT_EQ(app.get(Who::vogt, "/kalender").status, 403);
  EXPECT_EQ(app.get(Who::kessler, "/kalender").status, 200);
}

TEST_P(CalendarWeb, Shows_the_week_the_day_and_the_list) {
  planned(form("27.11.2026"));
  planned(form("30.11.2026"));
  const auto week = app.get(Who::kessler, "/kalender");
  EXPECT_TRUE(has(week, "Woche vom 23.11. bis 29.11.2026"));
  EXPECT_TRUE(has(week, "Parwin Rahimi"));
  EXPECT_TRUE(has(week, "Beratung zum Bescheid · Bürgerhaus"));
  EXPECT_EQ(app.audit_entries("listed").front().note, "rows=1");
  EXPECT_EQ(app.audit_entries("listed").front().what, "appointment");
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender?ansicht=tag&tag=2026-11-27"), "Parwin Rahimi"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender?ansicht=tag&tag=2026-11-26"), "Hier ist nichts eingetragen"));
  const auto list = app.get(Who::kessler, "/kalender?ansicht=liste&tag=2026-11-25");
  EXPECT_TRUE(has(list, "Freitag, 27. November 2026"));
  EXPECT_TRUE(has(list, "Montag, 30. November 2026"));
}

TEST_P(CalendarWeb, Nonsense_in_the_address_is_this_week) {
  for (const char* query : {"?tag=gestern", "?tag=2026-02-30", "?tag=9999-01-01", "?ansicht=jahr", "?umfang=alle"})
    EXPECT_TRUE(has(app.get(Who::kessler, "/kalender" + std::string(query)), "Woche vom 23.11. bis 29.11.2026"))
        << query;
}

TEST_P(CalendarWeb, Own_appointments_stand_apart_from_the_teams) {
  planned(form());
  EXPECT_FALSE(has(app.get(Who::wittkamp, "/kalender"), "Parwin Rahimi"));
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/kalender?umfang=team"), "Parwin Rahimi"));
  EXPECT_FALSE(has(app.get(Who::sommer, "/kalender?umfang=team"), "Parwin Rahimi"));
}

TEST_P(CalendarWeb, A_new_appointment_begins_with_the_choice_of_a_case) {
  EXPECT_EQ(app.get(Who::nobody, "/kalender/neu").status, 303);
  EXPECT_EQ(app.get(Who::vogt, "/kalender/neu").status, 403);
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender/neu?tag=2026-12-01"), rahimi.href("termine/neu?tag=2026-12-01")));
  EXPECT_TRUE(has(app.get(Who::sommer, "/kalender/neu"), "für keinen offenen Fall zuständig"));
  EXPECT_EQ(test::input_value(app.get(Who::kessler, rahimi.href("termine/neu?tag=2026-12-01")).body, "on_day"),
            "01.12.2026");
}

// ---- rooms ----

class Rooms : public CalendarTest {
 protected:
  std::int64_t room(std::string name = "Rathaus, Raum 107") {
    EXPECT_EQ(app.post(Who::kessler, "/kalender/raeume", {{"name", std::move(name)}, {"address", "Markt 1"}}).status,
              303);
    return app.count("SELECT max(id) FROM room");
  }
};
KIM_BOTH_ENGINES(Rooms);

TEST_P(Rooms, Are_kept_by_case_management) {
  const http::Pairs fields{{"name", "Raum 1"}};
  EXPECT_EQ(app.get(Who::vogt, "/kalender/raeume").status, 403);
  EXPECT_EQ(app.post(Who::vogt, "/kalender/raeume", fields).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, "/kalender/raeume", fields).status, 400);
  EXPECT_EQ(app.post(Who::kessler, "/kalender/raeume", {{"name", ""}}).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM room"), 0);
  const std::string one = "/kalender/raeume/" + std::to_string(room());
  EXPECT_EQ(app.audit_entries("created").front().what, "room");
  EXPECT_EQ(app.get(Who::kessler, one).status, 200);
  EXPECT_EQ(app.get(Who::kessler, "/kalender/raeume/4711").status, 404);
  EXPECT_EQ(app.post(Who::kessler, one, {{"version", "1"}, {"name", "Raum 108"}}).status, 303);
  EXPECT_EQ(app.post(Who::wittkamp, one, {{"version", "1"}, {"name", "Raum 109"}}).status, 409);
  EXPECT_EQ(app.post(Who::wittkamp, one, {{"version", "2"}, {"name", ""}}).status, 422);
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender/raeume"), "Raum 108"));
}

TEST_P(Rooms, That_are_no_longer_used_are_not_offered) {
  const std::string id = std::to_string(room());
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("termine/neu")), "Rathaus, Raum 107"));
  EXPECT_EQ(app.post(Who::kessler, "/kalender/raeume/" + id,
                     {{"version", "1"}, {"name", "Rathaus, Raum 107"}, {"valid_until", "24.11.2026"}})
                .status,
            303);
  EXPECT_FALSE(has(app.get(Who::kessler, rahimi.href("termine/neu")), "Rathaus, Raum 107"));
}

// ---- open hours ----

class OpenHours : public CalendarTest {
 protected:
  static http::Pairs hour(std::string first = "26.11.2026") {
    return {{"title", "Offene Sprechstunde"},
            {"first_on", std::move(first)},
            {"from_time", "9"},
            {"until_time", "12"},
            {"repeat", "weekly"},
            {"place", "Unterkunft Am Bahnhof"}};
  }
  std::string added(std::string first = "26.11.2026") {
    EXPECT_EQ(app.post(Who::kessler, "/kalender/sprechstunden/neu", hour(std::move(first))).status, 303);
    return "/kalender/sprechstunden/" + std::to_string(app.count("SELECT max(id) FROM open_hour"));
  }
};
KIM_BOTH_ENGINES(OpenHours);

TEST_P(OpenHours, Are_kept_by_case_management_for_the_own_team) {
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender/sprechstunden"), "Noch keine Sprechstunde"));
  EXPECT_EQ(app.get(Who::kessler, "/kalender/sprechstunden/neu").status, 200);
  EXPECT_EQ(app.post(Who::vogt, "/kalender/sprechstunden/neu", hour()).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, "/kalender/sprechstunden/neu", hour()).status, 400);
  EXPECT_EQ(app.count("SELECT count(*) FROM open_hour"), 0);
  const std::string one = added();
  EXPECT_EQ(app.audit_entries("created").front().what, "open_hour");
  EXPECT_EQ(app.audit_entries("created").front().actor, app.account(Who::kessler));
  EXPECT_EQ(app.get(Who::wittkamp, one).status, 200);
  EXPECT_EQ(app.get(Who::sommer, one).status, 404);
  EXPECT_EQ(app.get(Who::sommer, one + "/aendern").status, 404);
  EXPECT_EQ(app.post(Who::sommer, one + "/aendern", hour()).status, 404);
  EXPECT_EQ(app.post(Who::sommer, one + "/ausfall", {{"off_on", "26.11.2026"}}).status, 404);
}

TEST_P(OpenHours, Wrong_input_gets_a_sentence_and_keeps_what_was_typed) {
  const std::tuple<const char*, const char*, const char*> table[] = {
      {"title", "", "Bezeichnung"},
      {"first_on", "31.11.2026", "kein gültiges Datum"},
      {"from_time", "mittags", "Uhrzeit"},
      {"until_time", "8", "nicht nach dem Anfang"},
      {"repeat", "nonsense", "Wiederholen"},
      {"place", "", "Wählen Sie einen Raum"},
      {"ends_on", "01.11.2026", "vor dem ersten"},
      {"room_id", "4711", "Diesen Raum gibt es nicht mehr"}};
  for (const auto& [field, value, message] : table) {
    auto fields = hour();
    fields.emplace_back("ends_on", "");
    fields.emplace_back("room_id", "");
    fields.emplace_back("note", "Klingel defekt");
    for (auto& [name, typed] : fields)
      if (name == field) typed = value;
    const auto answer = app.post(Who::kessler, "/kalender/sprechstunden/neu", fields);
    EXPECT_EQ(answer.status, 422) << field;
    EXPECT_TRUE(has(answer, message)) << field;
    EXPECT_TRUE(has(answer, "Klingel defekt")) << field;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM open_hour"), 0);
}

TEST_P(OpenHours, Stand_in_the_calendar_and_leave_out_holidays) {
  added("18.12.2026");
  const auto week = app.get(Who::wittkamp, "/kalender?tag=2026-12-18");
  EXPECT_TRUE(has(week, "Offene Sprechstunde"));
  EXPECT_TRUE(has(week, "09:00 bis 12:00"));
  EXPECT_FALSE(has(app.get(Who::sommer, "/kalender?tag=2026-12-18"), "Offene Sprechstunde"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender?tag=2026-12-25"), "Entfällt: Erster Weihnachtstag"));
}

TEST_P(OpenHours, A_day_is_taken_out_and_put_back) {
  const std::string one = added();
  EXPECT_EQ(app.post(Who::kessler, one + "/ausfall", {{"off_on", "27.11.2026"}}).status, 422) << "not a day of it";
  EXPECT_EQ(app.post(Who::kessler, one + "/ausfall", {{"off_on", ""}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, one + "/ausfall", {{"off_on", "03.12.2026"}, {"reason", "Fortbildung"}}).status,
            303);
  EXPECT_EQ(app.post(Who::kessler, one + "/ausfall", {{"off_on", "03.12.2026"}}).status, 422) << "already";
  EXPECT_TRUE(has(app.get(Who::kessler, one), "Entfällt: Fortbildung"));
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender?tag=2026-12-03"), "Entfällt: Fortbildung"));
  const std::string back =
      one + "/ausfall/" + std::to_string(app.count("SELECT max(id) FROM open_hour_exception")) + "/zurueck";
  EXPECT_EQ(app.post(Who::sommer, back, {}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, back, {}).status, 303);
  EXPECT_EQ(app.post(Who::kessler, back, {}).status, 404);
  EXPECT_EQ(app.audit_entries("removed").front().what, "open_hour_exception");
  EXPECT_EQ(app.count("SELECT count(*) FROM open_hour_exception"), 0);
}

TEST_P(OpenHours, Two_versions_are_shown_to_the_later) {
  const std::string one = added();
  auto mine = hour();
  mine[0].second = "Sprechstunde am Bahnhof";
  mine.emplace_back("version", "1");
  EXPECT_EQ(app.post(Who::kessler, one + "/aendern", mine).status, 303);
  mine[0].second = "Sprechstunde West";
  const auto clash = app.post(Who::wittkamp, one + "/aendern", mine);
  EXPECT_EQ(clash.status, 409);
  EXPECT_TRUE(has(clash, "Sprechstunde West"));
  mine[0].second = "";
  EXPECT_EQ(app.post(Who::wittkamp, one + "/aendern", mine).status, 422);
}

// ---- the desk ----

class Desk : public CalendarTest {
 protected:
  static constexpr const char* here = "/kalender/sprechstunde";
  std::string visit() {
    EXPECT_EQ(app.post(Who::kessler, here, {}).status, 303);
    return std::to_string(app.count("SELECT max(id) FROM walk_in"));
  }
  std::int64_t visits(const char* outcome) {
    std::int64_t found = 0;
    app.database().read()->each("SELECT count(*) FROM walk_in WHERE outcome = $1", {outcome},
                                [&](const db::Row& row) { found = row.integer(0); });
    return found;
  }
};
KIM_BOTH_ENGINES(Desk);

TEST_P(Desk, Needs_sign_in_and_a_role) {
  EXPECT_EQ(app.get(Who::nobody, here).status, 303);
  EXPECT_EQ(app.get(Who::vogt, here).status, 403);
  EXPECT_EQ(app.post(Who::vogt, here, {}).status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, here, {}).status, 400);
  EXPECT_TRUE(has(app.get(Who::kessler, here), "Niemand wartet."));
}

TEST_P(Desk, A_visitor_waits_and_is_counted_without_a_name) {
  visit();
  app.advance(std::chrono::minutes(20));
  const auto page = app.get(Who::wittkamp, here);
  EXPECT_TRUE(has(page, "Besuch 1"));
  EXPECT_TRUE(has(page, "seit 09:00 Uhr, 20 Minuten"));
  EXPECT_FALSE(has(app.get(Who::sommer, here), "Besuch 1"));
  EXPECT_EQ(app.audit_entries("created").front().what, "walk_in");
  EXPECT_EQ(app.audit_entries("created").front().subject_id, 0);
}

TEST_P(Desk, Short_advice_counts_the_visit_and_the_advice_together) {
  const std::string id = visit();
  const http::Pairs fields{{"besuch", id}, {"topic", "housing"}, {"language", "ar"}, {"minutes", "15"}};
  EXPECT_TRUE(has(app.get(Who::kessler, std::string(here) + "?besuch=" + id), "Für Besuch 1. Ohne Namen."));
  EXPECT_EQ(app.post(Who::kessler, std::string(here) + "/kurzberatung", fields).status, 303);
  EXPECT_EQ(visits("advised"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM walk_in WHERE served_at IS NOT NULL"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice WHERE topic = 'housing' AND language = 'ar' AND minutes = 15 "
                      "AND advised_on = '2026-11-25'"),
            1);
}

TEST_P(Desk, Somebody_who_did_not_wait_is_counted_in_one_step) {
  EXPECT_EQ(app.post(Who::kessler, std::string(here) + "/kurzberatung", {{"topic", "housing"}}).status, 303);
  EXPECT_EQ(visits("advised"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 1);
}

TEST_P(Desk, Wrong_input_counts_nothing) {
  const std::string id = visit();
  const std::string advice = std::string(here) + "/kurzberatung";
  EXPECT_EQ(app.post(Who::kessler, advice, {{"besuch", id}, {"topic", ""}}).status, 422);
  EXPECT_EQ(app.post(Who::kessler, advice, {{"besuch", id}, {"topic", "nonsense"}}).status, 422);
  const auto minutes = app.post(Who::kessler, advice, {{"besuch", id}, {"topic", "housing"}, {"minutes", "999"}});
  EXPECT_EQ(minutes.status, 422);
  EXPECT_EQ(test::input_value(minutes.body, "besuch"), id) << "still the same visitor";
  EXPECT_EQ(app.post(Who::sommer, advice, {{"besuch", id}, {"topic", "housing"}}).status, 404);
  EXPECT_EQ(app.post(Who::kessler, std::string(here) + "/" + id + "/ausgang", {{"outcome", "nonsense"}}).status, 422);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 0);
  EXPECT_EQ(visits("waiting"), 1);
}

TEST_P(Desk, Outcomes_are_counted_per_day_and_taken_back) {
  const std::string first = visit(), second = visit(), third = visit();
  const auto end = [&](const std::string& id, const char* outcome) {
    return app.post(Who::kessler, std::string(here) + "/" + id + "/ausgang", {{"outcome", outcome}});
  };
  EXPECT_EQ(end(first, "contact").header("Location"), "/kontakte/neu");
  EXPECT_EQ(end(second, "turned_away").header("Location"), here);
  EXPECT_EQ(end(third, "left").status, 303);
  EXPECT_EQ(end(third, "left").status, 303) << "twice changes nothing";
  EXPECT_EQ(visits("contact") + visits("turned_away") + visits("left"), 3);
  EXPECT_EQ(end(third, "waiting").status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM walk_in WHERE outcome = 'waiting' AND served_at IS NULL"), 1);
  const auto page = app.get(Who::kessler, here);
  EXPECT_TRUE(has(page, "Die letzten zwei Wochen"));
  EXPECT_EQ(app.post(Who::sommer, std::string(here) + "/" + first + "/ausgang", {{"outcome", "left"}}).status, 404);
}

TEST_P(Desk, Visits_of_yesterday_are_settled) {
  const std::string id = visit();
  app.advance(std::chrono::hours(24));
  EXPECT_EQ(app.post(Who::kessler, std::string(here) + "/" + id + "/ausgang", {{"outcome", "left"}}).status, 404);
  EXPECT_TRUE(has(app.get(Who::kessler, here), "Niemand wartet."));
}

TEST_P(Desk, Has_an_interface_for_other_programs) {
  const std::string bearer = token();
  EXPECT_EQ(call(http::Method::post, "/api/v1/walk-ins", bearer).status, 201);
  const std::string id = std::to_string(app.count("SELECT max(id) FROM walk_in"));
  EXPECT_EQ(call(http::Method::post, "/api/v1/walk-ins/" + id + "/outcome?outcome=turned_away", bearer).status, 204);
  EXPECT_EQ(call(http::Method::post, "/api/v1/walk-ins/" + id + "/outcome?outcome=x", bearer).status, 422);
  EXPECT_EQ(visits("turned_away"), 1);
  EXPECT_EQ(call(http::Method::post, "/api/v1/rooms", bearer, R"({"name":"Raum 1"})").status, 201);
  EXPECT_TRUE(has(call(http::Method::get, "/api/v1/rooms", bearer), "Raum 1"));
  const std::string hour =
      R"({"title":"Sprechstunde","first_on":"2026-11-26","from_time":"09:00","until_time":"12:00","repeat":"weekly","place":"x"})";
  EXPECT_EQ(call(http::Method::post, "/api/v1/open-hours", bearer, hour).status, 201);
  EXPECT_EQ(call(http::Method::post, "/api/v1/open-hours", bearer, "{}").status, 422);
  EXPECT_TRUE(has(call(http::Method::get, "/api/v1/open-hours", bearer), "2026-11-26"));
  const std::string day =
      "/api/v1/open-hours/" + std::to_string(app.count("SELECT max(id) FROM open_hour")) + "/days-off";
  EXPECT_EQ(call(http::Method::post, day, bearer, R"({"off_on":"2026-12-03"})").status, 204);
  EXPECT_EQ(call(http::Method::post, day, bearer, R"({"off_on":"2026-12-04"})").status, 422);
}

// ---- the subscription ----

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

class Subscription : public CalendarTest {
 protected:
  /// Creates an address as `who`; gives its path.
  std::string address(Who who = Who::kessler) {
    const auto page = app.post(who, "/kalender/abo", {});
    const auto from = page.body.find("/kalender/abo/"), end = page.body.find("/kim.ics", from);
    return page.body.substr(from, end - from) + "/kim.ics";
  }
  http::Response fetch(const std::string& path, http::Pairs headers = {}) {
    return app.request(http::Method::get, path, {}, std::move(headers));
  }
};
KIM_BOTH_ENGINES(Subscription);

TEST_P(Subscription, Is_made_and_ended_by_its_owner) {
  EXPECT_EQ(app.get(Who::nobody, "/kalender/abo").status, 303);
  EXPECT_EQ(app.get(Who::vogt, "/kalender/abo").status, 403);
  EXPECT_EQ(app.post_without_csrf(Who::kessler, "/kalender/abo", {}).status, 400);
  EXPECT_EQ(app.post(Who::kessler, "/kalender/abo/beenden", {}).status, 404) << "there is none";
  const std::string path = address();
  EXPECT_EQ(app.audit_entries("granted").front().what, "calendar_feed");
  EXPECT_EQ(fetch(path).status, 200);
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender/abo"), "Zuletzt abgerufen"));
  EXPECT_EQ(app.post(Who::kessler, "/kalender/abo/beenden", {}).status, 303);
  EXPECT_EQ(app.audit_entries("withdrawn").front().what, "calendar_feed");
  EXPECT_EQ(fetch(path).status, 404);
}

TEST_P(Subscription, A_new_address_ends_the_old_one_and_the_secret_is_nowhere_stored) {
  const std::string first = address(), second = address();
  EXPECT_NE(first, second);
  EXPECT_EQ(fetch(first).status, 404);
  EXPECT_EQ(fetch(second).status, 200);
  const std::string secret = second.substr(14, second.find("/kim.ics") - 14);
  EXPECT_EQ(secret.size(), 43U) << "256 bits";
  app.database().read()->each("SELECT token_hash FROM calendar_feed", {}, [&](const db::Row& row) {
    EXPECT_EQ(row.bytes(0).find(secret), std::string_view::npos);
  });
  EXPECT_EQ(fetch("/kalender/abo/" + secret.substr(1) + "x/kim.ics").status, 404);
}

TEST_P(Subscription, Says_when_and_in_which_own_room_but_never_with_whom_or_why) {
  EXPECT_EQ(app.post(Who::kessler, "/kalender/raeume", {{"name", "Rathaus, Raum 107"}}).status, 303);
  auto fields = form("27.11.2026");
  fields.emplace_back("room_id", std::to_string(app.count("SELECT max(id) FROM room")));
  fields.emplace_back("others", "Frau Ott");
  planned(fields);
  planned(form("28.11.2026"));
  const auto feed = fetch(address());
  EXPECT_EQ(feed.header("Content-Type"), "text/calendar; charset=utf-8");
  for (const char* word : {"Rahimi", "Parwin", "Beratung", "Bescheid", "Ott", "rgerhaus", "KIM-2026"})
    EXPECT_FALSE(has(feed, word)) << word;
  const std::unique_ptr<icalcomponent, Free> calendar(icalparser_parse_string(feed.body.c_str()));
  ASSERT_NE(calendar, nullptr);
  EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 2);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_STREQ(icalcomponent_get_summary(event), "Termin KIM");
  EXPECT_STREQ(icalcomponent_get_location(event), "Rathaus, Raum 107");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20261127T083000Z");
  event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_EQ(icalcomponent_get_location(event), nullptr) << "the place is not an own room";
}

TEST_P(Subscription, Holds_own_appointments_and_open_hours_only) {
  planned(form());
  const std::string kessler = address(), sommer = address(Who::sommer), wittkamp = address(Who::wittkamp);
  EXPECT_TRUE(has(fetch(kessler), "Termin KIM"));
  EXPECT_FALSE(has(fetch(wittkamp), "Termin KIM"));
  EXPECT_EQ(app.post(Who::wittkamp, "/kalender/sprechstunden/neu",
                     {{"title", "Offene Sprechstunde"},
                      {"first_on", "26.11.2026"},
                      {"from_time", "9"},
                      {"until_time", "12"},
                      {"repeat", "weekly"},
                      {"place", "Unterkunft"}})
                .status,
            303);
  EXPECT_TRUE(has(fetch(kessler), "Sprechstunde KIM"));
  EXPECT_FALSE(has(fetch(sommer), "Sprechstunde KIM"));
  EXPECT_TRUE(has(fetch(kessler), "DTSTART:20261231T080000Z"));
  EXPECT_FALSE(has(fetch(kessler), "DTSTART:20271225T")) << "a year ahead, not more";
}

TEST_P(Subscription, Marks_what_is_cancelled_and_hides_a_blocked_case) {
  const std::int64_t id = planned(form());
  const std::string path = address();
  EXPECT_EQ(app.post(Who::kessler, href(id) + "/absage", {{"cancel_reason", "person"}}).status, 303);
  EXPECT_TRUE(has(fetch(path), "STATUS:CANCELLED"));
  EXPECT_FALSE(has(fetch(path), "SEQUENCE:0"));
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_FALSE(has(fetch(path), "Termin KIM"));
}

TEST_P(Subscription, Is_not_sent_again_while_nothing_changed) {
  planned(form());
  const std::string path = address();
  const auto first = fetch(path);
  const std::string tag(first.header("ETag"));
  EXPECT_EQ(first.header("Cache-Control"), "private, no-cache");
  app.advance(std::chrono::minutes(10));
  const auto again = fetch(path, {{"if-none-match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  planned(form("30.11.2026"));
  EXPECT_EQ(fetch(path, {{"if-none-match", tag}}).status, 200);
}

TEST_P(Subscription, Leaves_one_audit_entry_a_day) {
  const std::string path = address();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(fetch(path).status, 200);
  ASSERT_EQ(app.audit_entries("disclosed").size(), 1U);
  EXPECT_EQ(app.audit_entries("disclosed").front().actor, app.account(Who::kessler));
  app.advance(std::chrono::hours(24));
  EXPECT_EQ(fetch(path).status, 200);
  EXPECT_EQ(app.audit_entries("disclosed").size(), 2U);
}

// ---- protected persons ----

TEST_P(CalendarWeb, Appointments_of_a_protected_person_stand_in_no_calendar_of_the_team) {
  http::Pairs with_colleague = form();
  with_colleague.emplace_back("second_id", number(Who::wittkamp));
  planned(with_colleague);
  const auto open = test::open_case(app, Who::kessler, "Aylin", "Aksoy");
  ASSERT_EQ(app.post(Who::kessler, open.href("termine/neu"), form("26.11.2026")).status, 303);
  const char* const views[] = {"/kalender?umfang=team", "/kalender?umfang=team&ansicht=tag&tag=2026-11-27",
                               "/kalender?umfang=team&ansicht=liste", "/kalender"};
  const auto seen = [&](Who who, const char* view) {
    const auto page = app.get(who, view);
    return has(page, "Rahimi") || has(page, rahimi.href("termine"));
  };
  for (const char* view : views) EXPECT_TRUE(seen(Who::wittkamp, view)) << view << " before";
  Context ctx = app.context(Who::kessler);
  people::Protection protection;
  protection.reason = "violence";
  protection.review_on = app.today() + std::chrono::days(100);
  ASSERT_TRUE(people::protect(ctx, rahimi.person, protection).has_value());
  for (const char* view : views) EXPECT_FALSE(seen(Who::wittkamp, view)) << view;
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/kalender?umfang=team"), "Aylin Aksoy")) << "the others stay";
  for (const DueItem& item : due_of(Who::wittkamp)) EXPECT_EQ(item.title.find("Rahimi"), std::string::npos);
  EXPECT_TRUE(seen(Who::kessler, "/kalender?umfang=team")) << "who answers for her goes on as before";
}

}  // namespace
}  // namespace kim::calendar
