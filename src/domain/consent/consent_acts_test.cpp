// The acts on both engines: proof, gate, withdrawal at once, disclosures. Pure rules are in consent_test.cpp.
#include "world/consent_world.h"

namespace kim::consent {
namespace {

using namespace testing;

class ConsentActs : public ::testing::TestWithParam<db::Engine> {
 protected:
  World world{GetParam()};
  TestApp& app = world.app;
  PersonId parwin = world.add_person();
  CaseId file = world.open_case(parwin);
  Day today = app.today();

  SubjectId subject() const { return SubjectId(parwin.value()); }
  std::string wrong_field(const Result<ConsentId>& result) {
    if (result || result.error().fields.empty()) return result ? "" : "?";
    return result.error().fields.front().field;
  }
};
KIM_BOTH_ENGINES(ConsentActs);

TEST_P(ConsentActs, A_consent_is_proof_with_text_version_and_end) {
  Consent signed_today = on_paper(today, {"case_file", "health_data"});
  signed_today.interpreter = "Frau Sadat, CariLingua";
  allowed(world.consent(parwin, signed_today));
  Context ctx = app.context(Who::kessler);
  const auto permit = access::permit_person(ctx, parwin, access::Right::consent_read).value();
  const auto stored = store::consents(ctx.db(), permit);
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].value.text_id, "einwilligung");
  EXPECT_EQ(stored[0].value.valid_until, usual_end(today));
  EXPECT_EQ(stored[0].value.controller, test::body_kreis);
  EXPECT_EQ(stored[0].value.interpreter, "Frau Sadat, CariLingua");
  EXPECT_EQ(stored[0].created_by, app.account(Who::kessler));
  EXPECT_EQ(world.state(parwin).standing, Standing::active);
  const auto entry = app.audit_entries("created").front();
  EXPECT_EQ(entry.what, "consent");
  EXPECT_EQ(entry.subject_id, parwin.value());
  EXPECT_EQ(told().persons_changed, 1);
}

struct Refusal {
  const char* what;
  std::function<void(Consent&)> change;
  const char* field;
};

TEST_P(ConsentActs, What_proves_nothing_is_refused) {
  const Refusal table[] = {
      {"no purpose", [](Consent& c) { c.purposes.clear(); }, "purposes"},
      {"unknown purpose", [](Consent& c) { c.purposes = {"werbung"}; }, "purposes"},
      {"text that does not exist", [](Consent& c) { c.text_version = "2031-07"; }, "text_version"},
      {"language without a text", [](Consent& c) { c.text_language = "ti"; }, "text_version"},
      {"signed before the text existed",
       [](Consent& c) {
         c.given_on = day_from_iso("2025-12-31");
         c.valid_until = day_from_iso("2027-01-01");
       },
       "text_version"},
      {"signed tomorrow", [](Consent& c) { c.given_on = *c.given_on + days(1); }, "given_on"},
      {"too long", [](Consent& c) { c.valid_until = *c.given_on + days(800); }, "valid_until"},
      {"no form", [](Consent& c) { c.channel.clear(); }, "channel"},
      {"guardian without a name", [](Consent& c) { c.given_by = "guardian"; }, "guardian_name"},
  };
  for (const Refusal& row : table) {
    Consent consent = on_paper(today);
    row.change(consent);
    EXPECT_EQ(wrong_field(world.consent(parwin, consent)), row.field) << row.what;
  }
  EXPECT_EQ(app.count("SELECT count(*) FROM consent"), 0);
}

TEST_P(ConsentActs, A_child_cannot_consent_alone) {
  const PersonId child = world.add_person("2012-03-01");
  EXPECT_EQ(wrong_field(world.consent(child, on_paper(today))), "given_by");
  Consent by_guardian = on_paper(today);
  by_guardian.given_by = "vormund";
  by_guardian.guardian_name = "Amt für Jugend, Frau Berg";
  EXPECT_TRUE(world.consent(child, by_guardian).has_value());
}

TEST_P(ConsentActs, Only_who_answers_for_the_person_writes) {
  EXPECT_EQ(world.consent(parwin, on_paper(today), Who::wittkamp).error().code, ErrorCode::refused);
  EXPECT_EQ(world.consent(parwin, on_paper(today), Who::sommer).error().code, ErrorCode::not_found);
  EXPECT_EQ(world.consent(parwin, on_paper(today), Who::peters).error().code, ErrorCode::not_found);
  EXPECT_EQ(world.withdraw(parwin, of_everything(), Who::wittkamp).error().code, ErrorCode::refused);
  const PersonId without_case = world.add_person();
  EXPECT_TRUE(world.consent(without_case, on_paper(today), Who::wittkamp).has_value());  // nobody answers for her yet
}

TEST_P(ConsentActs, Withdrawing_everything_blocks_at_once_and_ends_all) {
  allowed(world.consent(parwin, on_paper(today, {"case_file", "documents"})));
  allowed(world.release(parwin, towards(world.jobcenter, today)));
  allowed(world.withdraw(parwin, of_everything()));
  EXPECT_EQ(world.case_state(file), "blocked");
  EXPECT_EQ(world.state(parwin).standing, Standing::withdrawn);
  EXPECT_TRUE(world.state(parwin).purposes.empty());
  EXPECT_EQ(releases_of(*app.database().read(), subject(), today).front().standing, Standing::withdrawn);
  EXPECT_EQ(told().withdrawals, std::vector<SubjectId>{subject()});
  EXPECT_EQ(world.disclose(parwin, given_to(world.jobcenter)).error().code, ErrorCode::blocked);
  EXPECT_EQ(world.release(parwin, towards(world.jobcenter, today)).error().code, ErrorCode::blocked);
  const auto entry = app.audit_entries("withdrawn").front();
  EXPECT_EQ(entry.actor, app.account(Who::kessler));
  EXPECT_EQ(entry.note, "all");
  Context ctx = app.context(Who::kessler);
  EXPECT_EQ(access::permit_case(ctx, file, access::Right::case_read).error().code, ErrorCode::blocked);
}

TEST_P(ConsentActs, Taking_back_the_case_file_takes_back_everything) {
  allowed(world.consent(parwin, on_paper(today, {"case_file", "documents"})));
  allowed(world.withdraw(parwin, of_purpose("case_file")));
  EXPECT_EQ(world.case_state(file), "blocked");
  EXPECT_TRUE(world.state(parwin).purposes.empty());
}

TEST_P(ConsentActs, Taking_back_one_purpose_leaves_the_rest) {
  allowed(world.consent(parwin, on_paper(today, {"case_file", "health_data"})));
  allowed(world.withdraw(parwin, of_purpose("health_data")));
  EXPECT_EQ(world.state(parwin).purposes, std::vector<std::string>{"case_file"});
  EXPECT_EQ(world.case_state(file), "open");
  EXPECT_TRUE(told().withdrawals.empty());
  EXPECT_EQ(world.withdraw(parwin, of_purpose("health_data")).error().code, ErrorCode::invalid);
  EXPECT_TRUE(require_consent(*app.database().read(), subject(), "case_file", today).has_value());
  const auto missing = require_consent(*app.database().read(), subject(), "health_data", today);
  ASSERT_FALSE(missing.has_value());
  EXPECT_NE(missing.error().message.find("25.11.2026"), std::string::npos);
}

TEST_P(ConsentActs, Taking_back_one_release_stops_only_that_body) {
  allowed(world.consent(parwin, on_paper(today)));
  const ReleaseId first = allowed(world.release(parwin, towards(world.jobcenter, today)));
  allowed(world.release(parwin, towards(world.mbe, today)));
  allowed(world.withdraw(parwin, of_release(first)));
  EXPECT_EQ(world.disclose(parwin, given_to(world.jobcenter)).error().code, ErrorCode::blocked);
  EXPECT_TRUE(world.disclose(parwin, given_to(world.mbe)).has_value());
  EXPECT_EQ(told().releases, std::vector<BodyId>{world.jobcenter});
  EXPECT_TRUE(told().withdrawals.empty());
  EXPECT_EQ(world.case_state(file), "open");
  EXPECT_EQ(world.withdraw(parwin, of_release(first)).error().code, ErrorCode::invalid);
  EXPECT_EQ(world.withdraw(world.add_person(), of_release(first)).error().code, ErrorCode::not_found);
  EXPECT_EQ(app.count("SELECT count(*) FROM withdrawal WHERE erasure_check_on IS NOT NULL"), 0);
}

TEST_P(ConsentActs, A_new_signature_opens_the_case_again_an_old_one_does_not) {
  allowed(world.consent(parwin, on_paper(today)));
  allowed(world.withdraw(parwin, of_everything()));
  EXPECT_EQ(wrong_field(world.consent(parwin, on_paper(today - days(1)))), "given_on");
  EXPECT_EQ(world.case_state(file), "blocked");
  allowed(world.consent(parwin, on_paper(today, {"documents"})));
  EXPECT_EQ(world.case_state(file), "blocked");  // the case file is not covered
  allowed(world.consent(parwin, on_paper(today)));
  EXPECT_EQ(world.case_state(file), "open");
  EXPECT_EQ(releases_of(*app.database().read(), subject(), today).size(), 0U);
}

TEST_P(ConsentActs, A_release_needs_consent_a_real_body_and_a_signature_after_the_withdrawal) {
  EXPECT_EQ(world.release(parwin, towards(world.jobcenter, today)).error().code, ErrorCode::blocked);
  allowed(world.consent(parwin, on_paper(today)));
  EXPECT_EQ(world.release(parwin, towards(BodyId(99), today)).error().fields.front().field, "recipient_id");
  const ReleaseId first = allowed(world.release(parwin, towards(world.jobcenter, today)));
  allowed(world.withdraw(parwin, of_release(first)));
  EXPECT_EQ(world.release(parwin, towards(world.jobcenter, today - days(1))).error().fields.front().field, "given_on");
  EXPECT_TRUE(world.release(parwin, towards(world.jobcenter, today)).has_value());
  EXPECT_TRUE(world.release(parwin, towards(world.mbe, today - days(1))).has_value());
}

TEST_P(ConsentActs, The_gate_names_what_is_missing) {
  auto db = app.database().read();
  const auto refused = [&](BodyId body, std::vector<std::string> contents, Day on) {
    const auto result = require_release(*db, subject(), body, contents, on);
    return result ? std::string() : result.error().message;
  };
  allowed(world.consent(parwin, on_paper(today)));
  const ReleaseId id = allowed(world.release(parwin, towards(world.jobcenter, today, {"identity", "benefits"})));
  EXPECT_EQ(require_release(*db, subject(), world.jobcenter, {"benefits"}, today)->id, id);
  EXPECT_NE(refused(world.mbe, {"identity"}, today).find("MBE Caritas Paderborn"), std::string::npos);
  EXPECT_NE(refused(world.jobcenter, {"identity", "health"}, today).find("Gesundheit"), std::string::npos);
  EXPECT_EQ(refused(world.jobcenter, {"identity", "health"}, today).find("Name"), std::string::npos);
  EXPECT_FALSE(refused(world.jobcenter, {"identity"}, today - days(1)).empty());  // not yet signed
  EXPECT_FALSE(refused(world.jobcenter, {"identity"}, usual_end(today) + days(1)).empty());
  EXPECT_TRUE(refused(world.jobcenter, {"identity"}, usual_end(today)).empty());
}

TEST_P(ConsentActs, Nothing_leaves_without_release_or_statute) {
  allowed(world.consent(parwin, on_paper(today)));
  EXPECT_EQ(world.disclose(parwin, given_to(world.jobcenter)).error().code, ErrorCode::blocked);
  allowed(world.release(parwin, towards(world.jobcenter, today)));
  EXPECT_TRUE(world.disclose(parwin, given_to(world.jobcenter)).has_value());
  EXPECT_EQ(world.disclose(parwin, given_to(world.jobcenter, {"health"})).error().code, ErrorCode::blocked);
  EXPECT_EQ(world.disclose(parwin, given_to(world.jobcenter, {})).error().code, ErrorCode::invalid);
  EXPECT_EQ(world.disclose(parwin, given_to(world.mbe, {"identity"}, "erfunden")).error().code, ErrorCode::invalid);
  Disclosure statutory = given_to(world.mbe, {"family"}, "sgb8_8a");
  EXPECT_TRUE(world.disclose(parwin, statutory).has_value());
  statutory.purpose.clear();
  EXPECT_EQ(world.disclose(parwin, statutory).error().fields.front().field, "purpose");
  EXPECT_EQ(app.count("SELECT count(*) FROM disclosure"), 2);
  EXPECT_EQ(app.count("SELECT count(*) FROM disclosure WHERE release_id IS NOT NULL"), 1);
  EXPECT_EQ(app.audit_entries("disclosed").size(), 2U);
  EXPECT_EQ(app.audit_entries("disclosed").front().note, "sgb8_8a");
}

TEST_P(ConsentActs, An_ended_consent_stops_disclosures_but_keeps_the_case_readable) {
  Consent short_one = on_paper(today);
  short_one.valid_until = today + days(10);
  allowed(world.consent(parwin, short_one));
  allowed(world.release(parwin, towards(world.jobcenter, today)));
  app.advance(std::chrono::hours(24 * 11));
  EXPECT_EQ(world.state(parwin).standing, Standing::ended);
  EXPECT_EQ(world.disclose(parwin, given_to(world.jobcenter)).error().code, ErrorCode::blocked);
  EXPECT_EQ(world.case_state(file), "open");
}

TEST_P(ConsentActs, Releases_are_listed_once_per_body_those_that_hold_first) {
  allowed(world.consent(parwin, on_paper(today)));
  const ReleaseId old = allowed(world.release(parwin, towards(world.jobcenter, today)));
  allowed(world.withdraw(parwin, of_release(old)));
  allowed(world.release(parwin, towards(world.mbe, today)));
  Release shorter = towards(world.mbe, today, {"goals"});
  shorter.valid_until = today + days(5);
  allowed(world.release(parwin, shorter));
  const auto list = releases_of(*app.database().read(), subject(), today);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].recipient_name, "MBE Caritas Paderborn");
  EXPECT_EQ(list[0].until, usual_end(today));
  EXPECT_EQ(list[1].standing, Standing::withdrawn);
}

TEST_P(ConsentActs, The_erasure_check_is_due_after_thirty_days_and_finished_by_the_privacy_office) {
  allowed(world.consent(parwin, on_paper(today)));
  Withdrawal three_days_ago = of_everything();
  three_days_ago.on = today - days(3);
  const std::int64_t id = allowed(world.withdraw(parwin, three_days_ago));
  const auto open = store::open_erasure_checks(*app.database().read());
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].check_on, today + days(27));
  EXPECT_EQ(open[0].case_id, file);
  Context kessler = app.context(Who::kessler), peters = app.context(Who::peters);
  EXPECT_EQ(finish_erasure_check(kessler, id).error().code, ErrorCode::refused);
  EXPECT_TRUE(finish_erasure_check(peters, id).has_value());
  EXPECT_EQ(finish_erasure_check(peters, id).error().code, ErrorCode::not_found);
  EXPECT_TRUE(store::open_erasure_checks(*app.database().read()).empty());
}

TEST_P(ConsentActs, The_case_tells_when_it_was_allowed_and_what_left) {
  allowed(world.consent(parwin, on_paper(today)));
  allowed(world.release(parwin, towards(world.jobcenter, today)));
  allowed(world.disclose(parwin, given_to(world.jobcenter)));
  Context ctx = app.context(Who::kessler);
  const auto permit = access::permit_case(ctx, file, access::Right::case_read).value();
  std::vector<PhaseMark> marks;
  consent_slice().phases(ctx, permit, marks);
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks.front().phase, "consent");
  EXPECT_EQ(marks.front().done_on, today);
  std::vector<TimelineEntry> entries;
  consent_slice().timeline(ctx, permit, entries);
  ASSERT_EQ(entries.size(), 3U);
  for (const TimelineEntry& entry : entries) EXPECT_EQ(entry.kind, "consent");
  EXPECT_NE(entries[2].title.str().find("Jobcenter Kreis Paderborn"), std::string::npos);
}

}  // namespace
}  // namespace kim::consent
