// "/" for every role.
#include <gtest/gtest.h>

#include "domain/access/access_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/home/home_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::home {
namespace {

using test::Who;

std::vector<Slice> needed_slices() {
  return {access::access_slice(), people::people_slice(), consent::consent_slice(), cases::cases_slice(), home_slice()};
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

}  // namespace
}  // namespace kim::home
