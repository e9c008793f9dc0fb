// "/" for every role.
#include <gtest/gtest.h>

#include "domain/access/access_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/contacts/contacts_slice.h"
#include "domain/home/home_slice.h"
#include "domain/home/week.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/networking/networking_slice.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/task.h"
#include "domain/tasks/tasks_slice.h"
#include "world/case_world.h"

namespace kim::home {
namespace {

using test::Who;

std::vector<Slice> needed_slices() {
  return {access::access_slice(),         people::people_slice(),
          inquiries::inquiries_slice(),   organisation::organisation_slice(),
          networking::networking_slice(), consent::consent_slice(),
          cases::cases_slice(),           tasks::tasks_slice(),
          contacts::contacts_slice(),     home_slice()};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class Home : public ::testing::TestWithParam<db::Engine> {
 protected:
  Home() : app_(GetParam(), needed_slices()) {}
  test::TestApp app_;
};
KIM_BOTH_ENGINES(Home);

TEST_P(Home, Needs_a_session) { EXPECT_EQ(app_.get(Who::nobody, "/").status, 303); }

TEST_P(Home, Is_there_for_every_role) {
  for (const Who who : {Who::kessler, Who::wittkamp, Who::sommer, Who::lange, Who::brandt, Who::albers, Who::peters,
                        Who::yildiz, Who::vogt, Who::reuter})
    EXPECT_EQ(app_.get(who, "/").status, 200);
}

TEST_P(Home, Shows_sections_and_first_acts_to_case_managers) {
  const std::string html = app_.get(Who::kessler, "/").body;
  for (const char* part : {"Mein Tag", "Mittwoch, 25. November 2026", "Termine heute", "Zu erledigen", "Fristen",
                           "Kontakt erfassen", "Neue Anfrage"})
    EXPECT_TRUE(has(html, part)) << part;
}

TEST_P(Home, Shows_no_case_acts_to_other_roles_but_what_they_may_open) {
  const std::string admin = app_.get(Who::albers, "/").body;
  EXPECT_FALSE(has(admin, "Kontakt erfassen"));
  EXPECT_FALSE(has(admin, "Fristen"));
  EXPECT_TRUE(has(admin, "Ihre Bereiche"));
  EXPECT_TRUE(has(admin, "href=\"/konten\""));
  EXPECT_FALSE(has(app_.get(Who::vogt, "/").body, "href=\"/konten\""));
}

TEST_P(Home, Names_own_cases_without_contact_and_the_teams_on_demand) {
  static_cast<void>(test::open_case(app_, Who::kessler));
  app_.advance(std::chrono::days(31));
  EXPECT_TRUE(has(app_.get(Who::kessler, "/").body, "kein Kontakt mit Parwin Rahimi"));
  EXPECT_FALSE(has(app_.get(Who::wittkamp, "/").body, "Rahimi"));
  EXPECT_TRUE(has(app_.get(Who::wittkamp, "/?umfang=team").body, "Rahimi"));
  EXPECT_FALSE(has(app_.get(Who::sommer, "/?umfang=team").body, "Rahimi"));
}

TEST_P(Home, Is_recorded_when_it_shows_names) {
  static_cast<void>(app_.get(Who::kessler, "/"));
  EXPECT_TRUE(app_.audit_entries("listed").empty());
  static_cast<void>(test::open_case(app_, Who::kessler));
  app_.advance(std::chrono::days(31));
  static_cast<void>(app_.get(Who::kessler, "/"));
  const auto listed = app_.audit_entries("listed");
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed.front().purpose, "home");
  EXPECT_EQ(listed.front().actor, app_.account(Who::kessler));
}

TEST_P(Home, A_deputy_sees_the_cases_stood_in_for) {
  const auto opened = test::open_case(app_, Who::kessler);
  app_.advance(std::chrono::days(31));
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(
      cases::add_deputy(ctx, opened.id, app_.account(Who::wittkamp), app_.today() + std::chrono::days(3)).has_value());
  EXPECT_TRUE(has(app_.get(Who::wittkamp, "/").body, "Rahimi"));
}

TEST_P(Home, The_week_is_there_for_those_who_work_with_cases) {
  EXPECT_EQ(app_.get(Who::nobody, "/meine-woche").status, 303);
  EXPECT_EQ(app_.get(Who::brandt, "/meine-woche").status, 403);
  EXPECT_EQ(app_.get(Who::albers, "/meine-woche").status, 403);
  const std::string html = app_.get(Who::kessler, "/meine-woche").body;
  for (const char* part : {"23.11.2026 bis 29.11.2026", "KW 48", "KW 37", "Nichts ist überfällig",
                           "Sie sind für keinen offenen Fall zuständig", "/netzwerk/neu"})
    EXPECT_TRUE(has(html, part)) << part;
  EXPECT_TRUE(has(app_.get(Who::kessler, "/").body, "href=\"/meine-woche\""));
}

TEST_P(Home, The_week_counts_contacts_short_advice_and_network_contacts_of_ones_own) {
  const auto opened = test::open_case(app_, Who::kessler);
  const auto note = [&](Who who, Day on) {
    Context ctx = app_.context(who);
    contacts::Contact contact;
    contact.on = on;
    contact.form = "phone";
    ASSERT_TRUE(contacts::note_contact(ctx, opened.id, contact).has_value());
  };
  note(Who::kessler, app_.today());
  note(Who::kessler, app_.today() - std::chrono::days(7));
  note(Who::wittkamp, app_.today());
  Context ctx = app_.context(Who::kessler);
  inquiries::ShortAdvice advice;
  advice.on = app_.today();
  advice.topic = "work";
  advice.minutes = 20;
  ASSERT_TRUE(inquiries::count_advice(ctx, advice).has_value());
  networking::NetworkContact network;
  network.on = app_.today();
  network.kind = "round_table";
  network.others = "Elterncafé";
  network.minutes = 90;
  ASSERT_TRUE(networking::note_contact(ctx, network, {}).has_value());
  const std::string html = app_.get(Who::kessler, "/meine-woche").body;
  EXPECT_TRUE(has(html, "1 (20 Minuten)"));
  EXPECT_TRUE(has(html, "1 (90 Minuten)"));
  EXPECT_TRUE(has(html, "1 offener Fall"));
  const auto days = contacts::my_days_since(ctx, app_.today() - std::chrono::days(30));
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days.front().second, 1);
  EXPECT_EQ(days.back().second, 1);
}

TEST_P(Home, The_week_names_what_is_overdue_and_records_it) {
  const auto opened = test::open_case(app_, Who::kessler);
  Context ctx = app_.context(Who::kessler);
  tasks::Task task;
  task.title = "Zeugnis nachfordern";
  task.due_on = app_.today();
  ASSERT_TRUE(tasks::create_task(ctx, opened.id, task).has_value());
  app_.advance(std::chrono::days(2));
  static_cast<void>(app_.get(Who::wittkamp, "/meine-woche"));
  EXPECT_TRUE(app_.audit_entries("listed").empty());
  EXPECT_TRUE(has(app_.get(Who::kessler, "/meine-woche").body, "Zeugnis nachfordern"));
  EXPECT_EQ(app_.audit_entries("listed").front().actor, app_.account(Who::kessler));
}

}  // namespace
}  // namespace kim::home
