// Every act is all or nothing: the n-th statement on the writer fails, for all n, and the database stays as it was.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "app/slices.h"
#include "domain/assessment/assessment.h"
#include "domain/calendar/appointment.h"
#include "domain/contacts/contact.h"
#include "domain/family/family.h"
#include "domain/family/network.h"
#include "domain/goals/goal.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral.h"
#include "domain/tasks/task.h"
#include "domain/uma/uma.h"
#include "platform/db/testing.h"
#include "world/case_world.h"

namespace kim {
namespace {

using test::OpenCase;
using test::TestApp;
using test::Who;

/// Rows of every table that an act may touch, and the head of the audit chain: equal before and after = nothing happened.
std::map<std::string, std::int64_t> picture(TestApp& app) {
  std::map<std::string, std::int64_t> rows;
  auto db = app.database().read();
  const auto count = [&](const char* name, db::Sql sql) { rows[name] = db->number(sql); };
  count("audit", "SELECT count(*) FROM audit_entry");
  count("subject", "SELECT count(*) FROM access_subject WHERE wrapped_key IS NOT NULL");
  count("person", "SELECT count(*) FROM person");
  count("token", "SELECT count(*) FROM person_token");
  count("consent", "SELECT count(*) FROM consent");
  count("release", "SELECT count(*) FROM release");
  count("withdrawal", "SELECT count(*) FROM withdrawal");
  count("disclosure", "SELECT count(*) FROM disclosure");
  count("case", "SELECT count(*) FROM case_file");
  count("case states", "SELECT count(*) FROM access_case WHERE state = 'open'");
  count("case versions", "SELECT CAST(coalesce(sum(version), 0) AS bigint) FROM case_file");
  count("contact", "SELECT count(*) FROM contact");
  count("task", "SELECT count(*) FROM task");
  count("appointment", "SELECT count(*) FROM appointment");
  count("series", "SELECT count(*) FROM appointment_series");
  count("goal", "SELECT count(*) FROM goal");
  count("referral", "SELECT count(*) FROM referral");
  count("referral versions", "SELECT CAST(coalesce(sum(version), 0) AS bigint) FROM referral");
  count("relative", "SELECT count(*) FROM relative");
  count("household times", "SELECT count(*) FROM household_member WHERE left_on IS NULL");
  count("earlier household times", "SELECT count(*) FROM household_member WHERE left_on IS NOT NULL");
  count("network entry", "SELECT count(*) FROM network_node");
  count("network map", "SELECT count(*) FROM network_map");
  count("uma talk", "SELECT count(*) FROM uma_talk");
  count("uma work versions", "SELECT CAST(coalesce(sum(version), 0) AS bigint) FROM uma_work");
  count("inquiry", "SELECT count(*) FROM inquiry");
  count("closure", "SELECT count(*) FROM closure");
  count("assignment", "SELECT count(*) FROM access_assignment WHERE until_at IS NULL");
  return rows;
}

class NthStatement : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), app::slices()};
  OpenCase rahimi = test::open_case(app, Who::kessler);

  /// Runs `act` with the n-th statement failing, n = 1, 2, ... until it gets through. Each failure must leave no trace.
  void all_or_nothing(const std::function<bool(Context&)>& act, Who who = Who::kessler) {
    int failures = 0;
    for (int n = 1; n < 200; ++n) {
      const auto before = picture(app);
      bool done = false, fault = false;
      db::testing::fail_statement(n);
      try {
        Context ctx = app.context(who);
        done = act(ctx);
      } catch (const Fault&) {
        fault = true;
      }
      db::testing::fail_statement(0);
      if (!fault) {
        EXPECT_TRUE(done);
        EXPECT_GT(failures, 1) << "the act reached the writer";
        EXPECT_NE(picture(app), before);
        return;
      }
      ++failures;
      EXPECT_EQ(picture(app), before) << "half a change after statement " << n;
    }
    FAIL() << "the act never got through";
  }

  BodyId some_body() {
    Context program(app.services(), {});
    const auto id = program.transact([&](db::Tx& tx) -> Result<BodyId> {
      organisation::Body body;
      body.name = "MBE Caritas Paderborn";
      body.kind = "advice";
      return organisation::add_body(program, tx, body);
    });
    CHECK(id.has_value());
    return *id;
  }
};
KIM_BOTH_ENGINES(NthStatement);

TEST_P(NthStatement, Opening_a_case_with_person_and_consent_is_all_or_nothing) {
  all_or_nothing([](Context& ctx) {
    people::Person person;
    person.family_name = "Haddad";
    person.given_names = "Rami";
    return ctx
        .transact([&](db::Tx& tx) -> Result<CaseId> {
          const auto subject = TRY(people::add_person(ctx, tx, person));
          TRY(consent::record_consent(ctx, tx, subject, test::case_file_consent(ctx.today()), person.birth));
          return cases::open_case(ctx, tx, subject, person, access::Path::regional, {});
        })
        .has_value();
  });
}

TEST_P(NthStatement, Noting_a_contact_with_a_next_step_is_all_or_nothing) {
  all_or_nothing([this](Context& ctx) {
    contacts::Contact contact;
    contact.on = ctx.today();
    contact.note = "Zeugnis übersetzt.";
    tasks::Task next;
    next.title = "Antrag abschicken";
    next.kind = "follow_up";
    next.due_on = ctx.today();
    return contacts::note_contact(ctx, rahimi.id, contact, next).has_value();
  });
}

TEST_P(NthStatement, Planning_a_series_of_appointments_is_all_or_nothing) {
  all_or_nothing([this](Context& ctx) {
    calendar::Appointment appointment;
    appointment.subject = "Beratung";
    appointment.on = ctx.today();
    appointment.from = "09:00";
    const auto rule = calendar::rule_of(calendar::Repeat{"weekly", 3, {}}, ctx.today());
    return calendar::plan_series(ctx, rahimi.id, appointment, *rule).has_value();
  });
}

TEST_P(NthStatement, Setting_a_goal_is_all_or_nothing) {
  all_or_nothing([this](Context& ctx) {
    goals::Goal goal;
    goal.words = "Ich will arbeiten.";
    return goals::set_goal(ctx, rahimi.id, goal).has_value();
  });
}

TEST_P(NthStatement, Sending_a_referral_with_its_disclosure_is_all_or_nothing) {
  const BodyId body = some_body();
  ReferralId referral;
  {
    Context ctx = app.context(Who::kessler);
    consent::Release release;
    release.recipient = body;
    release.direction = "mutual";
    release.contents = {"identity", "contact"};
    release.purpose = "Anerkennung";
    release.given_on = ctx.today();
    release.channel = "paper";
    ASSERT_TRUE(consent::add_release(ctx, rahimi.person, release).has_value());
    referrals::Referral data;
    data.recipient = body;
    data.reason = "Bitte um Beratung.";
    data.contents = {"identity", "contact"};
    const auto id = referrals::prepare(ctx, rahimi.id, data);
    ASSERT_TRUE(id.has_value());
    referral = *id;
  }
  all_or_nothing([&](Context& ctx) { return referrals::send(ctx, rahimi.id, referral).has_value(); });
}

TEST_P(NthStatement, A_talk_that_moves_the_clock_of_the_first_months_is_all_or_nothing) {
  const OpenCase noori = test::open_case(app, Who::lange, "Hamza", "Noori");
  Context ctx = app.context(Who::lange);
  uma::Work work;
  work.started_on = ctx.today() - std::chrono::days(40);
  ASSERT_TRUE(uma::add(ctx, noori.id, work).has_value());
  all_or_nothing(
      [&](Context& acting) {
        const uma::Talk talk{"work", acting.today(), "Frau Brand", "Es läuft gut.", {}};
        return uma::add(acting, noori.id, talk).has_value();
      },
      Who::lange);
}

TEST_P(NthStatement, Connecting_two_who_move_together_is_all_or_nothing) {
  const OpenCase farid = test::open_case(app, Who::kessler, "Farid", "Rahimi");
  all_or_nothing([&](Context& ctx) {
    return family::connect(ctx, rahimi.id, {farid.person, "spouse", {}, true, ctx.today()}).has_value();
  });
}

TEST_P(NthStatement, Splitting_a_household_is_all_or_nothing) {
  const OpenCase farid = test::open_case(app, Who::kessler, "Farid", "Rahimi");
  {
    Context ctx = app.context(Who::kessler);
    ASSERT_TRUE(family::connect(ctx, rahimi.id, {farid.person, "spouse", {}, true, ctx.today()}).has_value());
  }
  all_or_nothing([&](Context& ctx) {
    return family::split(ctx, rahimi.id, {rahimi.person, farid.person}, ctx.today()).has_value();
  });
}

TEST_P(NthStatement, A_new_version_of_the_network_map_is_all_or_nothing) {
  {
    Context ctx = app.context(Who::kessler);
    const auto map = family::draw(ctx, rahimi.id, {ctx.today(), {}}, false);
    ASSERT_TRUE(map.has_value());
    family::NetworkNode node;
    node.name = "Tante Mina";
    ASSERT_TRUE(family::add_node(ctx, rahimi.id, *map, node).has_value());
  }
  all_or_nothing([&](Context& ctx) { return family::draw(ctx, rahimi.id, {ctx.today(), {}}, true).has_value(); });
}

TEST_P(NthStatement, Closing_a_case_is_all_or_nothing) {
  all_or_nothing([this](Context& ctx) {
    cases::Closure closure;
    closure.reason = "reached";
    closure.on = ctx.today();
    return cases::close_case(ctx, rahimi.id, closure).has_value();
  });
}

TEST_P(NthStatement, A_withdrawal_is_all_or_nothing) {
  all_or_nothing([this](Context& ctx) {
    consent::Withdrawal withdrawal;
    withdrawal.scope = "all";
    withdrawal.on = ctx.today();
    return consent::withdraw(ctx, rahimi.person, withdrawal).has_value();
  });
}

}  // namespace
}  // namespace kim
