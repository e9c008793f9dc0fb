// What the tests of the calendar's routes share: a case, an appointment's form, an API token.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/access/session.h"
#include "domain/calendar/calendar_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/cases/frame.h"
#include "domain/consent/consent_slice.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::calendar {

inline bool has(const http::Response& answer, std::string_view text) {
  return answer.body.find(text) != std::string::npos;
}

class CalendarTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  test::TestApp app{GetParam(),
                    {people::people_slice(), inquiries::inquiries_slice(), consent::consent_slice(),
                     cases::cases_slice(), calendar_slice()}};
  test::OpenCase rahimi = test::open_case(app, test::Who::kessler);

  static http::Pairs form(std::string on = "27.11.2026") {
    return {{"subject", "Beratung zum Bescheid"},
            {"kind", "office"},
            {"on_day", std::move(on)},
            {"from_time", "9.30"},
            {"place", "Bürgerhaus"}};
  }
  std::string number(test::Who who) { return std::to_string(app.account(who).value()); }
  /// Plans an appointment as Kessler; gives its id.
  std::int64_t planned(const http::Pairs& fields) {
    EXPECT_EQ(app.post(test::Who::kessler, rahimi.href("termine/neu"), fields).status, 303);
    return app.count("SELECT max(id) FROM appointment");
  }
  std::string href(std::int64_t id) { return rahimi.href("termine/" + std::to_string(id)); }
  std::vector<DueItem> due_of(test::Who who) {
    Context ctx = app.context(who);
    std::vector<DueItem> items;
    calendar_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {{}, ctx.now}, items);
    return items;
  }
  std::string token() {
    Context program(app.services(), {});
    access::Account account;
    account.login = "anbindung";
    account.name = "Anbindung";
    account.team = test::team_1;
    account.employer = test::body_kreis;
    account.integration = true;
    const auto id = access::create_account(program, account, "Wiesenweg-Laterne-42", access::FirstPassword::keep);
    Context ctx = app.context(test::Who::albers);
    return access::create_api_token(ctx, id.value(), "Test").value();
  }
  http::Response call(http::Method method, const std::string& target, const std::string& bearer,
                      std::string body = {}) {
    http::Pairs headers{{"content-type", "application/json"}};
    if (!bearer.empty()) headers.emplace_back("authorization", "Bearer " + bearer);
    return app.request(method, target, std::move(body), std::move(headers));
  }
};

}  // namespace kim::calendar
