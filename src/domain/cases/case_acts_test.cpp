// Acts on cases on both engines: opening, moving on, closing, handing over, with state, audit entry and history.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <tuple>

#include "domain/cases/case_store.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/inquiries/inquiry.h"
#include "domain/people/people_slice.h"
#include "platform/db/testing.h"
#include "world/case_world.h"

namespace kim::cases {
namespace {

using access::Right;
using test::Who;

std::vector<Slice> needed_slices() { return {people::people_slice(), consent::consent_slice(), cases_slice()}; }

class CaseActs : public ::testing::TestWithParam<db::Engine> {
 protected:
  CaseActs() : app_(GetParam(), needed_slices()) {}
  records::Stored<Case> load(CaseId id, Who who = Who::kessler) {
    Context ctx = app_.context(who);
    const auto permit = access::permit_case(ctx, id, Right::case_read);
    return load_case(ctx.db(), permit.value()).value();
  }
  access::CaseState state(CaseId id) {
    Context ctx = app_.context(Who::kessler);
    return access::permit_case(ctx, id, Right::case_read).value().state();
  }
  Closure closure() {
    Closure closure;
    closure.reason = "reached";
    closure.on = app_.today();
    return closure;
  }
  Result<void> close(CaseId id, Closure with, Who who = Who::kessler) {
    Context ctx = app_.context(who);
    return close_case(ctx, id, std::move(with));
  }
  void move(CaseId id, Milestone milestone, std::string_view decision = {}) {
    Context ctx = app_.context(Who::kessler);
    const auto result = ctx.transact([&](db::Tx& tx) -> Result<void> {
      const auto permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
      return reach(ctx, tx, permit, milestone, ctx.today(), decision);
    });
    ASSERT_TRUE(result.has_value());
  }
  test::TestApp app_;
};
KIM_BOTH_ENGINES(CaseActs);

TEST_P(CaseActs, Opening_gives_number_phase_and_responsible) {
  const auto opened = test::open_case(app_, Who::kessler);
  const Case file = load(opened.id).value;
  EXPECT_EQ(file.number, "KIM-2026-0001");
  EXPECT_EQ(file.phase, "intake");
  EXPECT_EQ(file.opened_on, app_.today());
  EXPECT_EQ(file.access_route, "self");
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ(access::permit_case(ctx, opened.id, Right::case_read).value().responsible(), app_.account(Who::kessler));
  const auto entries = app_.audit_entries("created");
  const auto entry = std::ranges::find(entries, "case_file", &audit::Stored::what);
  ASSERT_NE(entry, entries.end());
  EXPECT_EQ(entry->case_id, opened.id.value());
  EXPECT_EQ(entry->actor, app_.account(Who::kessler));
}

TEST_P(CaseActs, Opening_needs_consent_for_the_case_file) {
  Context ctx = app_.context(Who::kessler);
  people::Person person;
  person.family_name = "Tesfay";
  const auto result = ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
    const auto subject = TRY(people::add_person(ctx, tx, person));
    return open_case(ctx, tx, subject, person, access::Path::regional, {});
  });
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::blocked);
  EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), 0);
  EXPECT_EQ(app_.count("SELECT count(*) FROM person"), 0);
}

TEST_P(CaseActs, A_failed_opening_leaves_no_gap_in_the_numbers) {
  static_cast<void>(test::open_case(app_, Who::kessler));
  Context ctx = app_.context(Who::kessler);
  const auto failed = ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    (void)store::take_number(tx, 2026);
    return failure(ErrorCode::invalid);
  });
  EXPECT_FALSE(failed.has_value());
  EXPECT_EQ(load(test::open_case(app_, Who::kessler, "Dawit", "Tesfay").id).value.number, "KIM-2026-0002");
}

TEST_P(CaseActs, Opening_a_file_is_all_or_nothing_whichever_statement_fails) {
  int failed = 0;
  for (bool came = true; came; ++failed) {
    Opening opening;
    opening.person.family_name = "Tesfay";
    opening.consent = test::case_file_consent(app_.today());
    Context ctx = app_.context(Who::kessler);
    db::testing::fail_statement(failed + 1);
    try {
      static_cast<void>(open_file(ctx, opening));
    } catch (const Fault&) {
    }
    came = !db::testing::fault_pending();
    db::testing::fail_statement(0);
    const auto persons = app_.count("SELECT count(*) FROM person");
    EXPECT_EQ(app_.count("SELECT count(*) FROM consent"), persons) << failed;
    EXPECT_EQ(app_.count("SELECT count(*) FROM case_file"), persons) << failed;
    EXPECT_EQ(app_.count("SELECT count(*) FROM access_assignment"), persons) << failed;
    EXPECT_EQ(app_.count("SELECT COALESCE(max(last), 0) FROM case_counter"), persons) << failed;
    EXPECT_EQ(persons, came ? 0 : 1) << failed;
  }
  EXPECT_GT(failed, 10);
}

TEST_P(CaseActs, Numbers_begin_anew_each_year) {
  static_cast<void>(test::open_case(app_, Who::kessler));
  app_.advance(std::chrono::days(40));
  EXPECT_EQ(load(test::open_case(app_, Who::kessler, "Dawit", "Tesfay").id).value.number, "KIM-2027-0001");
}

TEST_P(CaseActs, A_person_has_one_open_case_on_a_path) {
  const auto opened = test::open_case(app_, Who::kessler);
  Context ctx = app_.context(Who::kessler);
  const auto second = ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
    const auto subject = TRY(access::permit_person(ctx, tx, opened.person, Right::person_write));
    return open_case(ctx, tx, subject, {}, access::Path::regional, {});
  });
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

TEST_P(CaseActs, Milestones_move_the_phase_and_keep_the_decision) {
  const auto id = test::open_case(app_, Who::kessler).id;
  move(id, Milestone::intake_done);
  move(id, Milestone::assessment_done);
  move(id, Milestone::decided_case_management, "case_management");
  const Case file = load(id).value;
  EXPECT_EQ(file.phase, "agreement");
  EXPECT_EQ(file.decision, "case_management");
  EXPECT_EQ(file.decided_on, app_.today());
}

TEST_P(CaseActs, A_closed_case_is_read_only_and_keeps_what_it_was) {
  const auto id = test::open_case(app_, Who::kessler).id;
  move(id, Milestone::intake_done);
  ASSERT_TRUE(close(id, closure()).has_value());
  EXPECT_EQ(state(id), access::CaseState::closed);
  EXPECT_EQ(load(id).value.phase, "closed");
  EXPECT_EQ(load(id).value.closed_on, app_.today());
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ(access::permit_case(ctx, id, Right::case_write).error().code, ErrorCode::refused);
  EXPECT_EQ(close(id, closure()).error().code, ErrorCode::refused);
}

TEST_P(CaseActs, A_reopened_case_goes_on_where_it_stood) {
  const auto id = test::open_case(app_, Who::kessler).id;
  move(id, Milestone::intake_done);
  ASSERT_TRUE(close(id, closure()).has_value());
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(reopen_case(ctx, id).has_value());
  EXPECT_EQ(state(id), access::CaseState::open);
  EXPECT_EQ(load(id).value.phase, "assessment");
  EXPECT_FALSE(load(id).value.closed_on.has_value());
  EXPECT_EQ(reopen_case(ctx, id).error().code, ErrorCode::conflict);
}

TEST_P(CaseActs, Reopening_needs_consent_and_no_other_open_case) {
  const auto first = test::open_case(app_, Who::kessler);
  ASSERT_TRUE(close(first.id, closure()).has_value());
  Context ctx = app_.context(Who::kessler);
  const auto second = ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
    const auto subject = TRY(access::permit_person(ctx, tx, first.person, Right::person_write));
    return open_case(ctx, tx, subject, {}, access::Path::regional, {});
  });
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(reopen_case(ctx, first.id).error().code, ErrorCode::conflict);
  ASSERT_TRUE(close(*second, closure()).has_value());
  test::withdraw_everything(app_, Who::kessler, first.person);
  EXPECT_EQ(reopen_case(ctx, first.id).error().code, ErrorCode::blocked);
}

TEST_P(CaseActs, Only_the_responsible_closes) {
  const auto id = test::open_case(app_, Who::kessler).id;
  EXPECT_EQ(close(id, closure(), Who::wittkamp).error().code, ErrorCode::refused);
  EXPECT_EQ(close(id, closure(), Who::sommer).error().code, ErrorCode::not_found);
  EXPECT_EQ(state(id), access::CaseState::open);
}

struct WrongClosure {
  std::string_view field;
  void (*spoil)(Closure& closure, Day today);
};

TEST_P(CaseActs, Closing_names_every_wrong_field) {
  const WrongClosure table[] = {
      {"reason", [](Closure& c, Day) { c.reason.clear(); }},
      {"reason", [](Closure& c, Day) { c.reason = "nonsense"; }},
      {"closed_on", [](Closure& c, Day) { c.on.reset(); }},
      {"closed_on", [](Closure& c, Day today) { c.on = today + std::chrono::days(1); }},
      {"closed_on", [](Closure& c, Day today) { c.on = today - std::chrono::days(1); }},
      {"summary", [](Closure& c, Day) { c.summary = std::string(2001, 'x'); }},
      {"follow_up_on", [](Closure& c, Day today) { c.follow_up_on = today; }},
  };
  const auto id = test::open_case(app_, Who::kessler).id;
  for (const WrongClosure& line : table) {
    Closure wrong = closure();
    line.spoil(wrong, app_.today());
    const auto result = close(id, wrong);
    ASSERT_FALSE(result.has_value()) << line.field;
    ASSERT_FALSE(result.error().fields.empty());
    EXPECT_EQ(result.error().fields.front().field, line.field);
  }
  EXPECT_EQ(app_.count("SELECT count(*) FROM closure"), 0);
}

TEST_P(CaseActs, The_latest_contact_is_kept) {
  const auto id = test::open_case(app_, Who::kessler).id;
  Context ctx = app_.context(Who::kessler);
  const auto note = [&](Day day) {
    const auto result = ctx.transact([&](db::Tx& tx) -> Result<void> {
      note_contact(ctx, tx, id, day);
      tx.technical("test");
      return {};
    });
    ASSERT_TRUE(result.has_value());
  };
  note(app_.today());
  note(app_.today() - std::chrono::days(3));
  EXPECT_EQ(load(id).value.last_contact_on, app_.today());
}

TEST_P(CaseActs, A_case_without_contact_for_thirty_days_is_due) {
  const auto id = test::open_case(app_, Who::kessler).id;
  const auto due_count = [&] {
    Context ctx = app_.context(Who::wittkamp);
    std::vector<DueItem> items;
    cases_slice().due(ctx, access::scope_for(ctx, Right::case_list).value(), {{}, ctx.now}, items);
    return std::ranges::count(items, "Kontakt", &DueItem::badge);
  };
  app_.advance(std::chrono::days(29));
  EXPECT_EQ(due_count(), 0);
  app_.advance(std::chrono::days(1));
  EXPECT_EQ(due_count(), 1);
  ASSERT_TRUE(close(id, closure()).has_value());
  EXPECT_EQ(due_count(), 0);
}

TEST_P(CaseActs, A_consent_that_ends_is_due_for_whoever_is_responsible_or_stands_in) {
  const auto opened = test::open_case(app_, Who::kessler);
  const auto due_count = [&](Who reader, Who whose) {
    Context ctx = app_.context(reader);
    std::vector<DueItem> items;
    cases_slice().due(ctx, access::scope_for(ctx, Right::case_list).value(), {app_.account(whose), ctx.now}, items);
    return std::ranges::count(items, "Einwilligung von Parwin Rahimi endet", &DueItem::title);
  };
  app_.advance(std::chrono::days(365 - consent::ending_days - 1));
  EXPECT_EQ(due_count(Who::kessler, Who::kessler), 0);
  app_.advance(std::chrono::days(1));
  EXPECT_EQ(due_count(Who::kessler, Who::kessler), 1);
  EXPECT_EQ(due_count(Who::wittkamp, Who::wittkamp), 0);
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(add_deputy(ctx, opened.id, app_.account(Who::wittkamp), app_.today() + std::chrono::days(3)).has_value());
  EXPECT_EQ(due_count(Who::wittkamp, Who::wittkamp), 1);
  const auto renewed = ctx.transact([&](db::Tx& tx) -> Result<void> {
    const auto person = TRY(access::permit_person(ctx, tx, opened.person, Right::consent_write));
    TRY(consent::record_consent(ctx, tx, person, test::case_file_consent(ctx.today()), {}));
    return {};
  });
  ASSERT_TRUE(renewed.has_value());
  EXPECT_EQ(due_count(Who::kessler, Who::kessler), 0);
}

TEST_P(CaseActs, A_list_of_ones_own_matters_has_no_others_in_it) {
  std::ignore = test::open_case(app_, Who::kessler);
  std::ignore = test::open_case(app_, Who::wittkamp, "Samuel", "Tesfay");
  app_.advance(std::chrono::days(quiet_days));
  const auto names = [&](AccountId mine) {
    Context ctx = app_.context(Who::kessler);
    std::vector<std::string> found;
    for (const auto& row :
         store::quiet_cases(ctx.db(), access::scope_for(ctx, Right::case_list).value(), {mine, ctx.now}, ctx.today()))
      found.push_back(row.full_name);
    return found;
  };
  EXPECT_EQ(names(app_.account(Who::wittkamp)), std::vector<std::string>{"Samuel Tesfay"});
  EXPECT_EQ(names({}).size(), 2U);
}

TEST_P(CaseActs, An_agreed_follow_up_is_due_until_it_is_noted) {
  const auto id = test::open_case(app_, Who::kessler).id;
  Closure with = closure();
  with.follow_up_on = app_.today() + std::chrono::days(90);
  ASSERT_TRUE(close(id, with).has_value());
  const auto due_count = [&] {
    Context ctx = app_.context(Who::kessler);
    std::vector<DueItem> items;
    cases_slice().due(ctx, access::scope_for(ctx, Right::case_list).value(), {{}, ctx.now}, items);
    return items.size();
  };
  EXPECT_EQ(due_count(), 0U);
  app_.advance(std::chrono::days(80));
  EXPECT_EQ(due_count(), 1U);
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(note_follow_up(ctx, id).has_value());
  EXPECT_EQ(due_count(), 0U);
}

TEST_P(CaseActs, Handing_over_moves_the_right_to_write) {
  const auto id = test::open_case(app_, Who::kessler).id;
  Context kessler = app_.context(Who::kessler);
  app_.advance(std::chrono::minutes(5));
  Context later = app_.context(Who::kessler);
  ASSERT_TRUE(hand_over(later, id, app_.account(Who::wittkamp)).has_value());
  Context wittkamp = app_.context(Who::wittkamp);
  EXPECT_TRUE(access::permit_case(wittkamp, id, Right::case_write).has_value());
  EXPECT_EQ(access::permit_case(later, id, Right::case_write).error().code, ErrorCode::refused);
  EXPECT_EQ(app_.audit_entries("granted").front().actor, app_.account(Who::kessler));
}

TEST_P(CaseActs, Only_colleagues_of_the_team_take_over_or_stand_in) {
  const auto id = test::open_case(app_, Who::kessler).id;
  Context ctx = app_.context(Who::kessler);
  for (const Who who : {Who::sommer, Who::lange, Who::brandt, Who::albers}) {
    EXPECT_EQ(hand_over(ctx, id, app_.account(who)).error().code, ErrorCode::invalid);
    EXPECT_EQ(add_deputy(ctx, id, app_.account(who), app_.today()).error().code, ErrorCode::invalid);
  }
  EXPECT_EQ(hand_over(ctx, id, AccountId(4711)).error().code, ErrorCode::invalid);
  EXPECT_EQ(add_deputy(ctx, id, app_.account(Who::kessler), app_.today()).error().code, ErrorCode::invalid);
}

TEST_P(CaseActs, A_deputy_writes_until_the_end_of_the_last_day) {
  const auto id = test::open_case(app_, Who::kessler).id;
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(add_deputy(ctx, id, app_.account(Who::wittkamp), app_.today() + std::chrono::days(1)).has_value());
  const auto may = [&] {
    Context deputy = app_.context(Who::wittkamp);
    return access::permit_case(deputy, id, Right::case_write).has_value();
  };
  EXPECT_TRUE(may());
  app_.advance(std::chrono::hours(38));  // tomorrow, 23:00
  EXPECT_TRUE(may());
  app_.advance(std::chrono::hours(2));
  EXPECT_FALSE(may());
}

// ---- the history of responsibility ----

/// Lines of responsibility follow each other without gap or overlap, the last one is open and is the case's responsible.
void check_history(Context& ctx, CaseId id) {
  const auto permit = access::permit_case(ctx, id, Right::case_read);
  RC_ASSERT(permit.has_value());
  std::optional<Moment> end;
  AccountId last;
  int open = 0;
  for (const access::Assignment& line : access::assignments(ctx, id)) {
    if (line.kind != "responsible") continue;
    if (end) {
      RC_ASSERT(line.from == *end);
    }
    RC_ASSERT((!line.until || *line.until >= line.from));
    open += line.until ? 0 : 1;
    end = line.until;
    last = line.account;
  }
  RC_ASSERT(open == 1);
  RC_ASSERT(!end.has_value());
  RC_ASSERT(last == permit->responsible());
}

TEST_P(CaseActs, Whatever_happens_exactly_one_is_responsible_at_each_moment) {
  int round = 0;
  const bool fine = rc::check("handovers, deputies, closings and re-openings in any order", [&] {
    const auto id = test::open_case(app_, Who::kessler, "Person", "Nummer " + std::to_string(++round)).id;
    const auto acts = *rc::gen::resize(12, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6)));
    for (const int act : acts) {
      app_.advance(std::chrono::minutes(1));
      const Who who = act % 2 == 0 ? Who::kessler : Who::wittkamp;
      Context ctx = app_.context(who);
      // Refusals are outcomes too: the history must hold after each of them.
      if (act < 2) (void)hand_over(ctx, id, app_.account(act == 0 ? Who::wittkamp : Who::kessler));
      if (act == 2) (void)add_deputy(ctx, id, app_.account(Who::wittkamp), ctx.today());
      if (act == 3 || act == 4) (void)close_case(ctx, id, closure());
      if (act == 5) {
        Context other = app_.context(Who::kessler);
        if (!reopen_case(ctx, id)) (void)reopen_case(other, id);
      }
      Context reader = app_.context(Who::wittkamp);
      check_history(reader, id);
    }
  });
  EXPECT_TRUE(fine);
}

}  // namespace
}  // namespace kim::cases
