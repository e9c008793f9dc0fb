// Appointments at the same time: rules without a database, then the warning and the badge on both engines.
#include "domain/calendar/overlap.h"

#include <gtest/gtest.h>

#include "domain/calendar/calendar_world_test.h"
#include "domain/calendar/open_hours.h"

namespace kim::calendar {
namespace {

using test::Who;

const Day monday = *day_from_iso("2026-11-30"), tuesday = *day_from_iso("2026-12-01");
const AccountId me(1), you(2), third(3);
const RoomId room_1(11), room_2(12);

store::Taken taken(std::int64_t id, Day day, std::string from, std::string until, RoomId room,
                   std::vector<AccountId> accounts) {
  return {id, day, std::move(from), std::move(until), room, std::move(accounts)};
}

TEST(OverlapRules, Touching_is_not_overlapping_and_an_open_end_lasts_45_minutes) {
  struct {
    const char *from, *until, *other_from, *other_until;
    bool overlap;
  } const table[] = {
      {"09:00", "10:00", "10:00", "11:00", false},
      {"09:00", "10:01", "10:00", "11:00", true},
      {"09:00", "", "09:44", "", true},
      {"09:00", "", "09:45", "", false},
      {"09:00", "12:00", "10:00", "10:30", true},
      {"10:00", "10:30", "09:00", "12:00", true},
      {"09:00", "09:30", "14:00", "", false},
  };
  for (const auto& row : table) {
    EXPECT_EQ(same_time(row.from, row.until, row.other_from, row.other_until), row.overlap)
        << row.from << row.other_from;
    EXPECT_EQ(same_time(row.other_from, row.other_until, row.from, row.until), row.overlap)
        << row.from << row.other_from;
  }
}

TEST(OverlapRules, Accounts_and_rooms_clash_on_the_days_asked_and_never_with_itself) {
  Appointment mine;
  mine.from = "09:00";
  mine.owner = me;
  mine.eighth = third;
  mine.room = room_1;
  const std::vector<store::Taken> list{
      taken(1, monday, "09:30", "", {}, {third}), taken(2, monday, "09:00", "", room_1, {you}),
      taken(3, monday, "09:00", "", room_2, {you}), taken(4, tuesday, "09:00", "", room_1, {me}),
      taken(5, monday, "08:00", "08:30", room_1, {me})};
  const Clashes clashes = clashes_with(list, mine, {monday}, {});
  ASSERT_EQ(clashes.size(), 2U);
  EXPECT_EQ(clashes[0].account, third);
  EXPECT_EQ(clashes[1].room, room_1);
  EXPECT_EQ(clashes_with(list, mine, {monday}, AppointmentId(2)).size(), 1U);
  EXPECT_EQ(clashes_with(list, mine, {monday, tuesday}, {}).size(), 4U);
  EXPECT_EQ(overlapping_ids(list), (std::set<std::int64_t>{2, 3}));
}

TEST(OverlapRules, Nobody_takes_part_twice_and_eight_can) {
  Appointment all;
  std::int64_t id = 1;
  for (const Participant& one : participants) all.*one.account = AccountId(id++);
  EXPECT_EQ(accounts_of(all).size(), 8U);
  EXPECT_TRUE(takes_part(all, AccountId(8)));
  EXPECT_FALSE(takes_part(all, AccountId(9)));
  all.from = "09:00";
  EXPECT_TRUE(check(all, monday).empty());
  all.eighth = AccountId(1);
  ASSERT_EQ(check(all, monday).size(), 1U);
  EXPECT_EQ(check(all, monday).front().field, "eighth_id");
}

using OverlapWeb = CalendarTest;
KIM_BOTH_ENGINES(OverlapWeb);

TEST_P(OverlapWeb, An_overlap_is_told_once_and_then_saved_if_wanted) {
  planned(form());
  auto second = form();
  second.front().second = "Zweites Gespräch";
  const auto warned = app.post(Who::kessler, rahimi.href("termine/neu"), second);
  EXPECT_EQ(warned.status, 200);
  for (const char* part : {"Zur selben Zeit ist schon etwas eingetragen", "Miriam Kessler hat schon einen Termin",
                           "27.11.2026, 09:30 Uhr", "Trotzdem eintragen", "Zweites Gespräch"})
    EXPECT_TRUE(has(warned, part)) << part;
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 1);
  second.emplace_back("trotzdem", "1");
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"), second).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 2);
  EXPECT_TRUE(has(app.get(Who::kessler, "/kalender?ansicht=tag&tag=2026-11-27"), "Überschneidung"));
  EXPECT_TRUE(has(app.get(Who::kessler, rahimi.href("termine")), "Überschneidung"));
}

TEST_P(OverlapWeb, Without_an_overlap_nothing_is_asked_and_no_badge_is_shown) {
  planned(form());
  auto later = form();
  for (auto& [name, value] : later)
    if (name == "from_time") value = "10:15";
  planned(later);
  EXPECT_FALSE(has(app.get(Who::kessler, "/kalender?ansicht=tag&tag=2026-11-27"), "Überschneidung"));
}

TEST_P(OverlapWeb, A_change_asks_only_if_it_moves_into_an_overlap) {
  planned(form());
  auto later = form();
  for (auto& [name, value] : later)
    if (name == "from_time") value = "11:00";
  const std::string here = href(planned(later)) + "/aendern";
  later.emplace_back("version", "1");
  later.emplace_back("note", "Akte mitbringen");
  EXPECT_EQ(app.post(Who::kessler, here, later).status, 303);
  for (auto& [name, value] : later) {
    if (name == "from_time") value = "09:45";
    if (name == "version") value = "2";
  }
  const auto warned = app.post(Who::kessler, here, later);
  EXPECT_EQ(warned.status, 200);
  EXPECT_TRUE(has(warned, "Trotzdem eintragen"));
  EXPECT_EQ(test::input_value(warned.body, "version"), "2");
  later.emplace_back("trotzdem", "1");
  EXPECT_EQ(app.post(Who::kessler, here, later).status, 303);
  for (auto& [name, value] : later)
    if (name == "version") value = "3";
  std::erase_if(later, [](const auto& pair) { return pair.first == "trotzdem"; });
  EXPECT_EQ(app.post(Who::kessler, here, later).status, 303) << "the same overlap is not told again";
}

TEST_P(OverlapWeb, A_room_taken_by_another_team_is_told_without_a_name) {
  const auto theirs = test::open_case(app, Who::sommer, "Oksana", "Kovalenko");
  Context ctx = app.context(Who::kessler);
  const auto room = add_room(ctx, {"Rathaus, Raum 107", "", std::nullopt}).value();
  auto fields = form();
  fields.emplace_back("room_id", std::to_string(room.value()));
  EXPECT_EQ(app.post(Who::sommer, theirs.href("termine/neu"), fields).status, 303);
  const auto warned = app.post(Who::kessler, rahimi.href("termine/neu"), fields);
  EXPECT_TRUE(has(warned, "Der Raum „Rathaus, Raum 107“ ist schon belegt"));
  EXPECT_FALSE(has(warned, "Kovalenko"));
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 1);
}

TEST_P(OverlapWeb, The_same_interpreter_on_site_is_told_a_telephone_service_not) {
  const auto with = [&](const char* kind, const std::string& who) {
    auto fields = form();
    for (const char* name : {"interpreter", "interpreter_service", "owner_id"}) fields.emplace_back(name, "");
    for (auto& [name, value] : fields) {
      if (name == "interpreter") value = kind;
      if (name == "interpreter_service") value = "Frau Nazari";
      if (name == "owner_id") value = who;
    }
    return fields;
  };
  planned(with("volunteer", number(Who::kessler)));
  EXPECT_TRUE(has(app.post(Who::kessler, rahimi.href("termine/neu"), with("service", number(Who::wittkamp))),
                  "Die Sprachmittlung „Frau Nazari“ ist schon eingeplant"));
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"), with("phone", number(Who::wittkamp))).status, 303);
}

TEST_P(OverlapWeb, A_series_names_the_first_days_that_overlap) {
  planned(form("04.12.2026"));
  auto series = form();
  series.emplace_back("repeat", "weekly");
  series.emplace_back("repeat_count", "3");
  const auto warned = app.post(Who::kessler, rahimi.href("termine/neu"), series);
  EXPECT_TRUE(has(warned, "04.12.2026, 09:30 Uhr"));
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 1);
  series.emplace_back("trotzdem", "1");
  EXPECT_EQ(app.post(Who::kessler, rahimi.href("termine/neu"), series).status, 303);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 4);
}

TEST_P(OverlapWeb, A_further_person_is_offered_without_saving_and_takes_part) {
  auto fields = form();
  fields.emplace_back("second_id", number(Who::wittkamp));
  fields.emplace_back("weitere_person", "1");
  const auto more = app.post(Who::kessler, rahimi.href("termine/neu"), fields);
  EXPECT_EQ(more.status, 200);
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 0);
  auto saved = form();
  saved.emplace_back("eighth_id", number(Who::wittkamp));
  planned(saved);
  EXPECT_TRUE(has(app.get(Who::wittkamp, "/kalender?ansicht=tag&tag=2026-11-27"), "Beratung zum Bescheid"));
  EXPECT_FALSE(has(app.get(Who::sommer, "/kalender?ansicht=tag&tag=2026-11-27"), "Beratung zum Bescheid"));
}

TEST_P(OverlapWeb, The_interface_tells_overlaps_and_plans_nothing) {
  planned(form());
  const std::string here = "/api/v1/cases/" + std::to_string(rahimi.id.value()) + "/appointment-overlaps";
  const std::string body = R"({"subject":"x","kind":"office","on_day":"2026-11-27","from_time":"09:40","owner_id":")" +
                           number(Who::kessler) + "\"}";
  EXPECT_EQ(call(http::Method::post, here, "", body).status, 401);
  const auto told = call(http::Method::post, here, token(), body);
  EXPECT_EQ(told.status, 200) << told.body;
  EXPECT_TRUE(has(told, "\"what\":\"account\""));
  EXPECT_EQ(app.count("SELECT count(*) FROM appointment"), 1);
}

}  // namespace
}  // namespace kim::calendar
