// Rules and acts of inquiries: what is refused, what is erased, what is counted.
#include "domain/inquiries/inquiry.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "domain/inquiries/inquiries_slice.h"
#include "domain/inquiries/inquiry_store.h"

namespace kim::inquiries {
namespace {

using std::chrono::days;
using test::TestApp;
using test::Who;

constexpr MunicipalityId salzkotten{301};

std::vector<Reference> places(db::Connection&, std::string_view record) {
  if (record != "municipality") return {};
  return {{salzkotten.value(), "Salzkotten"}};
}

std::vector<Slice> slices() {
  Slice owner{.name = "places", .purpose = "Kommunen der Tests", .rank = 3};
  owner.references = places;
  return {inquiries_slice(), owner};
}

Day day(std::string_view text) { return day_from_iso(text).value(); }

Inquiry haddad(Day received) {
  Inquiry inquiry;
  inquiry.name = "Haddad, Rami";
  inquiry.call_back = "05258 2222";
  inquiry.concern = "Wohnung bis Januar";
  inquiry.access_route = "social_office";
  inquiry.municipality = salzkotten;
  inquiry.received_on = received;
  return inquiry;
}

struct RuleCase {
  const char* what;
  const char* call_back;
  bool comes_back;
  const char* received;
  std::vector<std::string> wrong_fields;
};

TEST(InquiryRules, A_way_to_the_person_and_a_recent_contact_are_needed) {
  const Day today = day("2026-11-25");
  const RuleCase table[] = {
      {"telephone", "05258 2222", false, "2026-11-25", {}},
      {"comes again", "", true, "2026-11-25", {}},
      {"both", "05258 2222", true, "2026-11-20", {}},
      {"neither", "", false, "2026-11-25", {"call_back"}},
      {"last day", "x", false, "2026-10-26", {}},
      {"a day too old", "x", false, "2026-10-25", {"received_on"}},
      {"all wrong", "", false, "2026-01-01", {"call_back", "received_on"}},
  };
  for (const RuleCase& row : table) {
    Inquiry inquiry = haddad(day(row.received));
    inquiry.call_back = row.call_back;
    inquiry.comes_back = row.comes_back;
    std::vector<std::string> wrong;
    for (const FieldError& error : check(inquiry, today)) wrong.push_back(error.field);
    EXPECT_EQ(wrong, row.wrong_fields) << row.what;
  }
}

class InquiryActs : public ::testing::TestWithParam<db::Engine> {
 protected:
  TestApp app{GetParam(), slices()};

  InquiryId receive_one(Who who = Who::kessler, int days_ago = 0) {
    Context ctx = app.context(who);
    return receive(ctx, haddad(app.today() - days(days_ago))).value();
  }
  Result<records::Stored<Inquiry>> load(InquiryId id, Who who = Who::kessler) {
    Context ctx = app.context(who);
    const auto permit = TRY(access::permit_subject(ctx, SubjectId(id.value()), access::Right::inquiry_read));
    return load_inquiry(ctx.db(), permit);
  }
  std::int64_t readable() {
    return app.count(
        "SELECT count(*) FROM inquiry WHERE name IS NOT NULL OR call_back IS NOT NULL OR concern IS NOT NULL");
  }
  std::int64_t keys() {
    return app.count(
        "SELECT count(*) FROM inquiry i JOIN access_subject s ON s.id = i.id WHERE s.wrapped_key IS NOT NULL");
  }
};
KIM_BOTH_ENGINES(InquiryActs);

TEST_P(InquiryActs, An_inquiry_is_kept_for_thirty_days) {
  const auto stored = load(receive_one(Who::kessler, 3)).value();
  EXPECT_EQ(stored.value.name, "Haddad, Rami");
  EXPECT_EQ(stored.value.expires_on, app.today() + days(27));
  EXPECT_EQ(stored.value.state, "open");
}

TEST_P(InquiryActs, Another_team_does_not_see_it) {
  const InquiryId id = receive_one();
  EXPECT_TRUE(load(id, Who::wittkamp).has_value());
  EXPECT_EQ(load(id, Who::sommer).error().code, ErrorCode::not_found);
  EXPECT_EQ(load(id, Who::lange).error().code, ErrorCode::not_found);
}

TEST_P(InquiryActs, A_made_up_municipality_is_refused) {
  Context ctx = app.context(Who::kessler);
  Inquiry inquiry = haddad(app.today());
  inquiry.municipality = MunicipalityId(999);
  const auto refused = receive(ctx, inquiry);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fields.front().field, "municipality_id");
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry"), 0);
}

TEST_P(InquiryActs, Taking_over_leaves_an_unreadable_line) {
  const InquiryId id = receive_one();
  Context ctx = app.context(Who::wittkamp);
  ASSERT_TRUE(ctx.transact([&](db::Tx& tx) { return take_over(ctx, tx, id); }).has_value());
  EXPECT_EQ(load(id).error().code, ErrorCode::not_found);
  EXPECT_EQ(readable(), 0);
  EXPECT_EQ(keys(), 0);
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry WHERE state = 'taken'"), 1);
  const auto entry = app.audit_entries("removed").front();
  EXPECT_EQ(entry.actor, app.account(Who::wittkamp));
  EXPECT_EQ(entry.subject_id, id.value());
  EXPECT_EQ(entry.note, "taken");
}

TEST_P(InquiryActs, It_cannot_be_ended_twice_or_by_another_team) {
  const InquiryId id = receive_one();
  Context sommer = app.context(Who::sommer), kessler = app.context(Who::kessler);
  EXPECT_EQ(end_inquiry(sommer, id).error().code, ErrorCode::not_found);
  EXPECT_TRUE(end_inquiry(kessler, id).has_value());
  EXPECT_EQ(end_inquiry(kessler, id).error().code, ErrorCode::not_found);
}

TEST_P(InquiryActs, What_expired_is_erased_with_one_entry_each_and_the_rest_stays) {
  receive_one(Who::kessler, 30);
  receive_one(Who::sommer, 29);
  const InquiryId fresh = receive_one(Who::kessler, 0);
  Context program(app.services(), {});
  EXPECT_EQ(erase_expired(program), 0);  // the last day still counts
  app.advance(std::chrono::hours(48));
  Context later(app.services(), {});
  EXPECT_EQ(erase_expired(later), 2);
  EXPECT_EQ(erase_expired(later), 0);
  EXPECT_TRUE(load(fresh).has_value());
  EXPECT_EQ(readable(), 1);
  EXPECT_EQ(keys(), 1);
  EXPECT_EQ(app.audit_entries("removed").size(), 2U);
  EXPECT_FALSE(app.audit_entries("removed").front().actor);
}

TEST_P(InquiryActs, Open_ones_are_listed_by_their_end_and_only_for_the_own_team) {
  const InquiryId late = receive_one(Who::kessler, 20), soon = receive_one(Who::wittkamp, 25);
  receive_one(Who::sommer, 29);
  Context ctx = app.context(Who::kessler);
  const auto scope = access::scope_for(ctx, access::Right::inquiry_read).value();
  const auto list = store::open_inquiries(ctx.db(), scope, 10, 0);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].id, soon.value());
  EXPECT_EQ(list[1].id, late.value());
  EXPECT_EQ(store::count_open(ctx.db(), scope), 2);
  EXPECT_EQ(store::open_inquiries(ctx.db(), scope, 10, 1).size(), 1U);
}

// ---- short advice ----

ShortAdvice advice_on(Day on, std::string topic, std::int64_t minutes) {
  ShortAdvice advice;
  advice.on = on;
  advice.topic = std::move(topic);
  advice.minutes = minutes;
  return advice;
}

TEST_P(InquiryActs, Short_advice_is_counted_per_day_and_topic_of_the_own_team) {
  Context kessler = app.context(Who::kessler), sommer = app.context(Who::sommer);
  const Day today = app.today();
  for (const int minutes : {10, 20})
    ASSERT_TRUE(count_advice(kessler, advice_on(today, "housing", minutes)).has_value());
  ASSERT_TRUE(count_advice(kessler, advice_on(today - days(1), "work", 5)).has_value());
  ASSERT_TRUE(count_advice(sommer, advice_on(today, "housing", 60)).has_value());
  const auto tallies = store::tallies(kessler.db(), test::team_1, today - days(1), today);
  ASSERT_EQ(tallies.size(), 2U);
  EXPECT_EQ(tallies[0].topic, "work");
  EXPECT_EQ(tallies[1].topic, "housing");
  EXPECT_EQ(tallies[1].count, 2);
  EXPECT_EQ(tallies[1].minutes, 30);
  EXPECT_EQ(store::tallies(kessler.db(), test::team_1, today, today).size(), 1U);
}

TEST_P(InquiryActs, Only_the_author_takes_back_the_last_count_and_only_today) {
  Context kessler = app.context(Who::kessler), wittkamp = app.context(Who::wittkamp);
  const auto first = count_advice(kessler, advice_on(app.today(), "work", 5)).value();
  const auto second = count_advice(kessler, advice_on(app.today(), "housing", 5)).value();
  EXPECT_EQ(undo_advice(wittkamp, second).error().code, ErrorCode::not_found);
  EXPECT_EQ(undo_advice(kessler, first).error().code, ErrorCode::not_found);
  EXPECT_TRUE(undo_advice(kessler, second).has_value());
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 1);
  app.advance(std::chrono::hours(24));
  Context tomorrow = app.context(Who::kessler);
  EXPECT_EQ(undo_advice(tomorrow, first).error().code, ErrorCode::not_found);
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 1);
}

TEST_P(InquiryActs, Advice_that_cannot_be_counted_keeps_the_inquiry) {
  const InquiryId id = receive_one();
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(end_with_advice(ctx, id, advice_on(app.today(), "", 5)).error().code, ErrorCode::invalid);
  EXPECT_TRUE(load(id).has_value());
  EXPECT_TRUE(end_with_advice(ctx, id, advice_on(app.today(), "work", 5)).has_value());
  EXPECT_EQ(app.count("SELECT count(*) FROM short_advice"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM inquiry WHERE state = 'advised'"), 1);
  EXPECT_EQ(readable(), 0);
}

}  // namespace
}  // namespace kim::inquiries
