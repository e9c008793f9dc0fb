// The order by name in memory: right, in step, filtered, safe from several threads.
#include "domain/cases/case_order.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <thread>

#include "base/text.h"
#include "domain/cases/cases_slice.h"
#include "domain/consent/consent_slice.h"
#include "domain/people/people_slice.h"
#include "world/case_world.h"

namespace kim::cases {
namespace {

using access::Right;
using test::Who;
using Direction = AreaOrder::Direction;

std::vector<Slice> needed_slices() { return {people::people_slice(), consent::consent_slice(), cases_slice()}; }

class NameOrder : public ::testing::TestWithParam<db::Engine> {
 protected:
  NameOrder() : app_(GetParam(), needed_slices()) {}
  /// List names in the order's view of team 1.
  std::vector<std::string> names(AreaOrder& order, const store::ListFilter& filter = {},
                                 Direction direction = Direction::up, long long offset = 0, int limit = 1000) {
    Context ctx = app_.context(Who::kessler);
    const auto scope = access::scope_for(ctx, Right::case_list).value();
    order.follow(ctx.db(), scope, test::team_1);
    std::vector<std::string> list;
    for (const auto& row : store::list_rows(ctx.db(), scope, order.page(filter, direction, offset, limit).ids))
      list.push_back(row.list_name);
    return list;
  }
  AreaOrder& kept() { return app_.services().caches->get<CaseOrders>().of(test::team_1); }
  void rename(PersonId id, std::string family_name) {
    Context ctx = app_.context(Who::kessler);
    const auto permit = access::permit_person(ctx, id, Right::person_write).value();
    auto person = people::load_person(ctx.db(), permit).value();
    person.value.family_name = std::move(family_name);
    ASSERT_TRUE(people::change_person(ctx, id, person.version, person.value).has_value());
  }
  test::TestApp app_;
};
KIM_BOTH_ENGINES(NameOrder);

TEST_P(NameOrder, Is_that_of_a_german_phone_book) {
  for (const char* name : {"Zöllner", "Ödemir", "Oeztuerk", "Abdi", "Özil", "al-Khatib"})
    static_cast<void>(test::open_case(app_, Who::kessler, "Sara", name));
  EXPECT_EQ(names(kept()), (std::vector<std::string>{"Abdi, Sara", "al-Khatib, Sara", "Ödemir, Sara", "Özil, Sara",
                                                     "Oeztuerk, Sara", "Zöllner, Sara"}));
  EXPECT_EQ(names(kept(), {}, Direction::down, 0, 2), (std::vector<std::string>{"Zöllner, Sara", "Oeztuerk, Sara"}));
  EXPECT_EQ(names(kept(), {}, Direction::up, 4, 10), (std::vector<std::string>{"Oeztuerk, Sara", "Zöllner, Sara"}));
}

TEST_P(NameOrder, Shows_the_own_area_only) {
  static_cast<void>(test::open_case(app_, Who::sommer, "Ioana", "Marinescu"));
  static_cast<void>(test::open_case(app_, Who::kessler));
  EXPECT_EQ(names(kept()), (std::vector<std::string>{"Rahimi, Parwin"}));
}

TEST_P(NameOrder, Follows_openings_names_handovers_closings_and_blocks_without_being_built_anew) {
  const auto first = test::open_case(app_, Who::kessler, "Parwin", "Rahimi");
  AreaOrder& order = kept();
  EXPECT_EQ(names(order).size(), 1U);
  const auto second = test::open_case(app_, Who::kessler, "Dawit", "Tesfay");
  EXPECT_EQ(names(order), (std::vector<std::string>{"Rahimi, Parwin", "Tesfay, Dawit"}));
  rename(first.person, "Zeller");
  EXPECT_EQ(names(order), (std::vector<std::string>{"Tesfay, Dawit", "Zeller, Parwin"}));
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(hand_over(ctx, second.id, app_.account(Who::wittkamp)).has_value());
  EXPECT_EQ(names(order, {.responsible = app_.account(Who::wittkamp)}), (std::vector<std::string>{"Tesfay, Dawit"}));
  test::withdraw_everything(app_, Who::kessler, first.person);
  EXPECT_EQ(names(order, {.state = access::CaseState::blocked}), (std::vector<std::string>{"Zeller, Parwin"}));
  Closure closure;
  closure.reason = "moved";
  closure.on = app_.today();
  Context wittkamp = app_.context(Who::wittkamp);
  ASSERT_TRUE(close_case(wittkamp, second.id, closure).has_value());
  EXPECT_TRUE(names(order).empty());
  EXPECT_EQ(names(order, {.state = access::CaseState::closed}), (std::vector<std::string>{"Tesfay, Dawit"}));
  EXPECT_EQ(order.builds(), 1);
}

TEST_P(NameOrder, Renewed_consent_brings_a_case_back) {
  const auto opened = test::open_case(app_, Who::kessler);
  test::withdraw_everything(app_, Who::kessler, opened.person);
  EXPECT_TRUE(names(kept()).empty());
  Context ctx = app_.context(Who::kessler);
  const auto again = ctx.transact([&](db::Tx& tx) -> Result<ConsentId> {
    const auto permit = TRY(access::permit_person(ctx, tx, opened.person, Right::consent_write));
    return consent::record_consent(ctx, tx, permit, test::case_file_consent(ctx.today()), PartialDate{1991, 5, 24});
  });
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(names(kept()).size(), 1U);
}

TEST_P(NameOrder, Keeps_results_until_something_changes) {
  static_cast<void>(test::open_case(app_, Who::kessler));
  EXPECT_EQ(names(kept()).size(), 1U);
  EXPECT_EQ(names(kept(), {.phase = Phase::decision}).size(), 0U);
  EXPECT_EQ(kept().results_kept(), 2U);
  static_cast<void>(test::open_case(app_, Who::kessler, "Dawit", "Tesfay"));
  EXPECT_EQ(names(kept()).size(), 2U);
  EXPECT_EQ(kept().results_kept(), 1U);
}

TEST_P(NameOrder, Results_kept_are_bounded) {
  static_cast<void>(test::open_case(app_, Who::kessler));
  for (int n = 1; n <= 300; ++n) EXPECT_TRUE(names(kept(), {.municipality = MunicipalityId(n)}).empty());
  EXPECT_LE(kept().results_kept(), 64U);
}

TEST_P(NameOrder, An_order_that_followed_equals_one_built_anew) {
  std::vector<test::OpenCase> all;
  AreaOrder& followed = kept();
  const bool fine = rc::check("openings, names and closings in any order", [&] {
    const auto acts = *rc::gen::resize(8, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100)));
    for (const int act : acts) {
      const std::string name(1, static_cast<char>('A' + act % 26));
      if (all.empty() || act < 40) {
        all.push_back(test::open_case(app_, Who::kessler, "Person", name));
      } else if (act < 80) {
        const PersonId person = all[static_cast<std::size_t>(act) % all.size()].person;
        Context ctx = app_.context(Who::kessler);
        const auto permit = access::permit_person(ctx, person, Right::person_write);
        auto stored = people::load_person(ctx.db(), *permit).value();
        stored.value.family_name = name;
        RC_ASSERT(people::change_person(ctx, person, stored.version, stored.value).has_value());
      } else {
        Context ctx = app_.context(Who::kessler);
        Closure closure;
        closure.reason = "moved";
        closure.on = app_.today();
        (void)close_case(ctx, all[static_cast<std::size_t>(act) % all.size()].id, closure);
      }
    }
    AreaOrder anew;
    RC_ASSERT(names(followed) == names(anew));
    RC_ASSERT(names(followed, {.state = access::CaseState::closed}) ==
              names(anew, {.state = access::CaseState::closed}));
  });
  EXPECT_TRUE(fine);
  EXPECT_EQ(followed.builds(), 1);
}

TEST_P(NameOrder, Can_be_read_while_cases_are_opened) {
  static_cast<void>(test::open_case(app_, Who::kessler));
  AreaOrder& order = kept();
  static_cast<void>(names(order));
  std::atomic<bool> stop = false;
  std::vector<std::jthread> readers;
  for (int n = 0; n < 3; ++n)
    readers.emplace_back([&] {
      Context ctx = Context(app_.services(), app_.context(Who::kessler).actor);
      const auto scope = access::scope_for(ctx, Right::case_list).value();
      while (!stop) {
        order.follow(ctx.db(), scope, test::team_1);
        const auto page = order.page({}, Direction::up, 0, 50);
        EXPECT_EQ(static_cast<long long>(page.ids.size()), std::min(page.total, 50LL));
      }
    });
  for (int n = 0; n < 10; ++n)
    static_cast<void>(test::open_case(app_, Who::kessler, "Person", "Nummer" + std::to_string(n)));
  stop = true;
  readers.clear();
  EXPECT_EQ(names(order).size(), 11U);
}

}  // namespace
}  // namespace kim::cases
