// The gate, by the real acts: whatever is missing, nothing leaves the office, and sending is all or nothing.
#include "domain/referrals/referrals_test.h"
#include "platform/db/testing.h"

namespace kim::referrals {

std::string ReferralWorld::state_of(ReferralId id) {
  const auto state = app.database().read()->first("SELECT state FROM referral WHERE id = $1", {id},
                                                  [](const db::Row& row) { return row.string(0); });
  return state.value_or("");
}
std::int64_t ReferralWorld::version_of(ReferralId id) {
  return app.database().read()->number("SELECT version FROM referral WHERE id = $1", {id});
}
std::int64_t ReferralWorld::disclosures() { return app.count("SELECT count(*) FROM disclosure"); }

namespace {

class ReferralGate : public ReferralWorld {
 protected:
  Context ctx() { return app.context(Who::kessler); }

  void withdraw_release(PersonId person, ReleaseId id) {
    Context context = ctx();
    consent::Withdrawal withdrawal;
    withdrawal.scope = "release";
    withdrawal.release = id;
    withdrawal.on = context.today();
    ASSERT_TRUE(consent::withdraw(context, person, withdrawal).has_value());
  }

  /// Changes rows behind the program's back.
  void force(db::Sql sql) {
    const auto done = app.database().transact([&](db::Tx& tx) -> Result<void> {
      tx->run(sql);
      tx.technical("test");
      return {};
    });
    ASSERT_TRUE(done.has_value());
  }

  /// A fresh person with a prepared referral; `arrange` takes away what it needs.
  void expect_stopped(const char* what, ErrorCode code, const std::function<void(const OpenCase&)>& arrange) {
    SCOPED_TRACE(what);
    const OpenCase open = test::open_case(app, Who::kessler, "Anna", std::string("Muster ") + what);
    const ReferralId id = prepared(open, to(body_mbe));
    arrange(open);
    Context context = ctx();
    const auto result = send(context, open.id, id);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code);
    EXPECT_FALSE(result.error().message.empty());
    EXPECT_EQ(disclosures(), 0);
    EXPECT_NE(state_of(id), "sent");
    EXPECT_EQ(app.audit_entries("disclosed").size(), 0U);
  }
};
KIM_BOTH_ENGINES(ReferralGate);

TEST_P(ReferralGate, Without_a_release_that_covers_everything_nothing_is_sent) {
  expect_stopped("no release", ErrorCode::blocked, [](const OpenCase&) {});
  expect_stopped("release for another body", ErrorCode::blocked,
                 [&](const OpenCase& open) { release(open.person, test::body_abh, {"identity", "contact"}); });
  expect_stopped("contents not covered", ErrorCode::blocked,
                 [&](const OpenCase& open) { release(open.person, body_mbe, {"identity"}); });
  expect_stopped("release ended", ErrorCode::blocked, [&](const OpenCase& open) {
    release(open.person, body_mbe, {"identity", "contact"}, 3);
    app.advance(std::chrono::hours(24 * 4));
  });
}

TEST_P(ReferralGate, A_withdrawn_release_stops_what_is_prepared_towards_that_body) {
  expect_stopped("release withdrawn", ErrorCode::conflict, [&](const OpenCase& open) {
    withdraw_release(open.person, release(open.person, body_mbe, {"identity", "contact"}));
  });
  EXPECT_EQ(app.count("SELECT count(*) FROM referral WHERE state = 'withdrawn'"), 1);
  EXPECT_EQ(app.count("SELECT count(*) FROM referral WHERE state = 'prepared'"), 0);
}

TEST_P(ReferralGate, Without_an_active_consent_nothing_is_sent_even_with_a_release) {
  expect_stopped("consent missing", ErrorCode::blocked, [&](const OpenCase& open) {
    release(open.person, body_mbe, {"identity", "contact"});
    force("DELETE FROM consent");
  });
  expect_stopped("consent withdrawn", ErrorCode::blocked, [&](const OpenCase& open) {
    release(open.person, body_mbe, {"identity", "contact"});
    test::withdraw_everything(app, Who::kessler, open.person);
  });
  expect_stopped("consent ended", ErrorCode::blocked, [&](const OpenCase& open) {
    release(open.person, body_mbe, {"identity", "contact"}, 500);
    app.advance(std::chrono::hours(24 * 366));
  });
}

TEST_P(ReferralGate, A_statute_without_its_reason_is_not_prepared_and_not_sent) {
  Referral referral = to(body_mbe);
  referral.legal_basis = "sgb8_8a";
  Context context = ctx();
  const auto saved = prepare(context, rahimi.id, referral);
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().fields.front().field, "basis_note");
  EXPECT_EQ(app.count("SELECT count(*) FROM referral"), 0);
  expect_stopped("statute forced without a reason", ErrorCode::invalid,
                 [&](const OpenCase&) { force("UPDATE referral SET legal_basis = 'sgb8_8a'"); });
}

TEST_P(ReferralGate, A_statute_with_its_reason_still_needs_consent_for_the_case_file) {
  Referral referral = to(body_mbe);
  referral.legal_basis = "sgb8_8a";
  referral.basis_note = "Akute Gefahr für das Kind";
  const ReferralId id = prepared(rahimi, referral);
  force("DELETE FROM consent");
  Context context = ctx();
  EXPECT_EQ(send(context, rahimi.id, id).error().code, ErrorCode::blocked);
  EXPECT_EQ(disclosures(), 0);
}

TEST_P(ReferralGate, A_statute_with_its_reason_is_sent_and_proven_with_it) {
  Referral referral = to(body_mbe);
  referral.legal_basis = "sgb8_8a";
  referral.basis_note = "Akute Gefahr für das Kind";
  const ReferralId id = prepared(rahimi, referral);
  Context context = ctx();
  ASSERT_TRUE(send(context, rahimi.id, id).has_value());
  const auto permit = access::permit_case(context, rahimi.id, access::Right::referral_read).value();
  const auto list = consent::disclosures(context.db(), permit.subject());
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list.front().value.purpose, "Akute Gefahr für das Kind");
  EXPECT_FALSE(list.front().value.release);
}

TEST_P(ReferralGate, What_is_sent_is_proven_with_the_release_it_rests_on) {
  const ReleaseId released = release(rahimi.person, body_mbe, {"identity", "contact", "housing"});
  const ReferralId id = prepared(rahimi, to(body_mbe));
  Context context = ctx();
  ASSERT_TRUE(send(context, rahimi.id, id).has_value());
  EXPECT_EQ(state_of(id), "sent");
  const auto permit = access::permit_case(context, rahimi.id, access::Right::referral_read).value();
  const auto list = consent::disclosures(context.db(), permit.subject());
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list.front().value.recipient, body_mbe);
  EXPECT_EQ(list.front().value.release, released);
  EXPECT_EQ(list.front().value.contents, (std::vector<std::string>{"identity", "contact"}));
  EXPECT_EQ(app.audit_entries("disclosed").front().actor, app.account(Who::kessler));
}

TEST_P(ReferralGate, What_is_sent_twice_leaves_once) {
  const ReferralId id = sent(body_mbe);
  Context context = ctx();
  EXPECT_EQ(send(context, rahimi.id, id).error().code, ErrorCode::conflict);
  EXPECT_EQ(disclosures(), 1);
}

TEST_P(ReferralGate, Sending_is_all_or_nothing_whichever_statement_fails) {
  release(rahimi.person, body_mbe, {"identity", "contact"});
  const ReferralId id = prepared(rahimi, to(body_mbe));
  Context context = ctx();
  int failures = 0;
  for (int n = 1; n < 100; ++n) {
    const auto entries = app.count("SELECT count(*) FROM audit_entry");
    db::testing::fail_statement(n);
    bool through = false;
    try {
      through = send(context, rahimi.id, id).has_value();
    } catch (const Fault&) {
      ++failures;
    }
    db::testing::fail_statement(0);
    if (through) break;
    EXPECT_EQ(state_of(id), "prepared") << n;
    EXPECT_EQ(disclosures(), 0) << n;
    EXPECT_EQ(app.count("SELECT count(*) FROM audit_entry"), entries) << n;
  }
  EXPECT_GT(failures, 5);
  EXPECT_EQ(state_of(id), "sent");
  EXPECT_EQ(disclosures(), 1);
}

// ---- withdrawal ----

TEST_P(ReferralGate, A_withdrawal_stops_whatever_the_body_has_not_accepted) {
  const ReferralId accepted = sent(test::body_abh);
  {
    Context context = ctx();
    ASSERT_TRUE(note_answer(context, rahimi.id, accepted, {.state = "accepted"}).has_value());
  }
  const ReferralId open = sent(body_mbe);
  const ReferralId unsent = prepared(rahimi, to(body_mbe));
  test::withdraw_everything(app, Who::kessler, rahimi.person);
  EXPECT_EQ(state_of(accepted), "accepted");
  EXPECT_EQ(state_of(open), "withdrawn");
  EXPECT_EQ(state_of(unsent), "withdrawn");
  EXPECT_EQ(disclosures(), 2) << "the proof stays";
}

TEST_P(ReferralGate, One_release_taken_back_stops_only_what_rests_on_it) {
  const ReferralId other = sent(test::body_abh);
  const ReleaseId released = release(rahimi.person, body_mbe, {"identity", "contact"});
  const ReferralId stopped = prepared(rahimi, to(body_mbe));
  Referral by_law = to(body_mbe);
  by_law.legal_basis = "kkg_4";
  by_law.basis_note = "Gefährdung des Kindeswohls";
  const ReferralId statutory = prepared(rahimi, by_law);
  withdraw_release(rahimi.person, released);
  EXPECT_EQ(state_of(other), "sent");
  EXPECT_EQ(state_of(stopped), "withdrawn");
  EXPECT_EQ(state_of(statutory), "prepared");
}

}  // namespace
}  // namespace kim::referrals
