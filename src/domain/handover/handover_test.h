// For the tests of this slice: a case of Kessler (region 1, Kreis) and offers made by the real acts. Wittkamp shares team and
// employer, Sommer works in region 2 for the Stadt: another team and another controller.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "domain/access/access_slice.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/handover/handover_slice.h"
#include "domain/handover/handover_store.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/organisation/organisation_store.h"
#include "domain/people/people_slice.h"
#include "domain/tasks/task.h"
#include "domain/tasks/tasks_slice.h"
#include "world/case_world.h"

namespace kim::handover {

using test::OpenCase;
using test::TestApp;
using test::Who;

inline const std::vector<std::string> whole_list{"situation", "urgent",   "appointments", "goals",
                                                 "bodies",    "language", "protection",   "papers"};

class HandoverWorld : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app;
  OpenCase rahimi = test::open_case(app, Who::kessler);

  /// `more` are slices of higher rank that a test needs beside those of a handover.
  explicit HandoverWorld(const std::vector<Slice>& more = {}) : app(GetParam(), slices(more)) {
    add_body(test::body_kreis, "Kreis Paderborn");
    add_body(test::body_stadt, "Stadt Paderborn");
    app.advance(std::chrono::minutes(1));
  }
  static std::vector<Slice> slices(const std::vector<Slice>& more) {
    std::vector<Slice> all{access::access_slice(), organisation::organisation_slice(),
                           people::people_slice(), consent::consent_slice(),
                           cases::cases_slice(),   tasks::tasks_slice(),
                           handover_slice()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  void add_body(BodyId id, std::string name) {
    organisation::Body body;
    body.name = std::move(name);
    body.kind = "office";
    body.controller = true;
    Context ctx = app.context(Who::brandt);
    const auto added = ctx.transact([&](db::Tx& tx) -> Result<void> {
      records::add_as(ctx, tx, organisation::store::body_table(), records::nobody(), id.value(), body);
      return {};
    });
    CHECK(added.has_value());
  }
  void release_towards(BodyId body, const OpenCase& open) {
    Context ctx = app.context(Who::kessler);
    consent::Release release;
    release.recipient = body;
    release.direction = "mutual";
    release.contents = handed_contents(false);
    release.purpose = "Übergabe der Begleitung";
    release.given_on = ctx.today();
    release.valid_until = ctx.today() + std::chrono::days(30);
    release.channel = "paper";
    EXPECT_TRUE(consent::add_release(ctx, open.person, release).has_value());
  }
  Handover to(Who who) {
    Handover handover;
    handover.to = app.account(who);
    handover.reason = "moved";
    handover.told = whole_list;
    handover.informed_on = app.today();
    handover.note = "Frau Rahimi kommt am liebsten vormittags.";
    return handover;
  }
  HandoverId offered(Who who) {
    if (who == Who::sommer) release_towards(test::body_stadt, rahimi);
    Context ctx = app.context(Who::kessler);
    const auto id = propose(ctx, rahimi.id, to(who));
    EXPECT_TRUE(id.has_value()) << id.error().message;
    app.advance(std::chrono::minutes(1));
    return id.value_or(HandoverId());
  }
  void take(Who who, HandoverId id) {
    Context ctx = app.context(who);
    const auto taken = accept(ctx, id, test::case_file_consent(app.today()));
    ASSERT_TRUE(taken.has_value()) << taken.error().message;
    app.advance(std::chrono::minutes(1));
  }
  tasks::Task task(Who owner) {
    tasks::Task one;
    one.title = "Zeugnis nachfordern";
    one.owner = app.account(owner);
    one.due_on = app.today();
    return one;
  }
  std::vector<DueItem> due_of(Who who) {
    Context ctx = app.context(who);
    std::vector<DueItem> items;
    handover_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {{}, ctx.now}, items);
    return items;
  }
  std::string state_of(HandoverId id) {
    Context ctx = app.context(Who::kessler);
    const auto line = store::line(ctx.db(), id);
    return line ? line->state : std::string();
  }
  http::Pairs form(Who who) {
    http::Pairs pairs{{"to_account_id", std::to_string(app.account(who).value())},
                      {"reason", "moved"},
                      {"informed_on", "25.11.2026"},
                      {"note", "Kommt vormittags"}};
    for (const std::string& item : whole_list) pairs.emplace_back("told", item);
    return pairs;
  }
  static bool has(const http::Response& answer, std::string_view text) {
    return answer.body.find(text) != std::string::npos;
  }
};

}  // namespace kim::handover
