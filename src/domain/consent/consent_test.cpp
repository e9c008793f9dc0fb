// The pure rules of consent as tables. Acts are in consent_acts_test.cpp.
#include "domain/consent/consent.h"

#include <gtest/gtest.h>

#include "domain/consent/consent_parts.h"
#include "domain/consent/withdrawal_effects.h"
#include "platform/assets.h"

namespace kim::consent {
namespace {

Day day(std::string_view text) { return day_from_iso(text).value(); }
std::optional<Day> maybe(std::string_view text) { return text.empty() ? std::nullopt : day_from_iso(text); }

class ConsentRules : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { assets::install_texts(); }
};

struct StandingCase {
  const char *until, *withdrawn_on, *today;
  Standing expected;
};

TEST_F(ConsentRules, Standing_follows_the_day) {
  const StandingCase table[] = {{"2027-11-24", "", "2026-11-25", Standing::active},
                                {"2026-12-26", "", "2026-11-25", Standing::active},
                                {"2026-12-25", "", "2026-11-25", Standing::ending},
                                {"2026-11-25", "", "2026-11-25", Standing::ending},
                                {"2026-11-24", "", "2026-11-25", Standing::ended},
                                {"", "", "2026-11-25", Standing::ended},
                                {"2027-11-24", "2026-11-20", "2026-11-25", Standing::withdrawn},
                                {"2026-01-01", "2025-12-01", "2026-11-25", Standing::withdrawn}};
  for (const StandingCase& row : table)
    EXPECT_EQ(standing_on(maybe(row.until), maybe(row.withdrawn_on), day(row.today)), row.expected)
        << row.until << " " << row.today;
}

Line line(std::vector<std::string> purposes, const char* from, const char* until,
          std::vector<std::string> withdrawn = {}, const char* withdrawn_on = "") {
  return {std::move(purposes), std::move(withdrawn), maybe(from), maybe(until), maybe(withdrawn_on)};
}

struct StateCase {
  const char* what;
  std::vector<Line> lines;
  Standing expected;
  std::vector<std::string> purposes;
};

TEST_F(ConsentRules, The_state_is_what_the_signed_lines_carry_together) {
  const Line first = line({"case_file", "documents"}, "2025-12-01", "2026-11-30");
  const Line renewed = line({"case_file"}, "2026-11-20", "2027-11-20");
  const Line health = line({"health_data"}, "2026-11-20", "2027-11-20");
  const Line taken_back =
      line({"case_file", "health_data"}, "2026-01-01", "2027-01-01", {"case_file", "health_data"}, "2026-11-01");
  const Line health_back =
      line({"case_file", "health_data"}, "2026-01-01", "2027-06-01", {"health_data"}, "2026-11-01");
  const Line old = line({"case_file"}, "2025-01-01", "2026-01-01");
  const Line to_come = line({"case_file"}, "2026-11-26", "2027-11-26");
  const StateCase table[] = {
      {"nothing", {}, Standing::none, {}},
      {"only another purpose", {health}, Standing::none, {"health_data"}},
      {"one about to end", {first}, Standing::ending, {"case_file", "documents"}},
      {"renewed", {first, renewed}, Standing::active, {"case_file", "documents"}},
      {"purpose by purpose", {renewed, health}, Standing::active, {"case_file", "health_data"}},
      {"ended", {old}, Standing::ended, {}},
      {"withdrawn", {taken_back}, Standing::withdrawn, {}},
      {"ended, then withdrawn", {old, taken_back}, Standing::withdrawn, {}},
      {"withdrawn, then given again", {taken_back, renewed}, Standing::active, {"case_file"}},
      {"one purpose withdrawn", {health_back}, Standing::active, {"case_file"}},
      {"the longer one counts",
       {renewed, line({"case_file"}, "2026-11-21", "2026-12-01")},
       Standing::active,
       {"case_file"}},
      {"signed tomorrow", {to_come}, Standing::none, {}},
  };
  for (const StateCase& row : table) {
    const State state = state_from(row.lines, day("2026-11-25"));
    EXPECT_EQ(state.standing, row.expected) << row.what;
    EXPECT_EQ(state.purposes, row.purposes) << row.what;
  }
}

struct EndCase {
  const char *given, *until, *wrong;
};

TEST_F(ConsentRules, A_consent_ends_after_twelve_months_and_never_later_than_twenty_four) {
  EXPECT_EQ(usual_end(day("2026-11-25")), day("2027-11-25"));
  EXPECT_EQ(usual_end(day("2028-02-29")), day("2029-02-28"));
  const EndCase table[] = {{"2026-11-25", "2027-11-25", ""},
                           {"2026-11-25", "2028-11-25", ""},
                           {"2026-11-25", "2028-11-26", "valid_until"},
                           {"2026-11-25", "2026-11-25", ""},
                           {"2026-11-20", "2026-11-24", "valid_until"},
                           {"2026-11-20", "2026-11-19", "valid_until"},
                           {"2026-11-20", "", ""}};
  for (const EndCase& row : table) {
    Consent consent;
    consent.given_by = "self";
    consent.given_on = day(row.given);
    consent.valid_until = maybe(row.until);
    const auto errors = check(consent, std::nullopt, day("2026-11-25"));
    EXPECT_EQ(errors.empty() ? "" : errors.front().field, row.wrong) << row.given << " " << row.until;
    Release release;
    release.given_on = consent.given_on;
    release.valid_until = consent.valid_until;
    EXPECT_EQ(check(release, day("2026-11-25")).size(), errors.size());
  }
}

struct SignerCase {
  const char* what;
  std::optional<PartialDate> birth;
  const char *given_by, *guardian, *wrong;
};

TEST_F(ConsentRules, Below_sixteen_a_guardian_signs_and_has_a_name) {
  const SignerCase table[] = {
      {"fifteen alone", PartialDate{2010, 11, 26}, "self", "", "given_by"},
      {"sixteen today", PartialDate{2010, 11, 25}, "self", "", ""},
      {"birth unknown", std::nullopt, "self", "", ""},
      {"adult", PartialDate{1991, 5, 24}, "self", "", ""},
      {"child with guardian", PartialDate{2015, 1, 1}, "guardian", "Frau Sadat", ""},
      {"child, guardian without a name", PartialDate{2015, 1, 1}, "guardian", "", "guardian_name"},
      {"ward without a name", PartialDate{2010, 1, 1}, "vormund", "", "guardian_name"},
      {"adult under custody", PartialDate{1950, 1, 1}, "custodian", "Herr Lang", ""},
  };
  for (const SignerCase& row : table) {
    Consent consent;
    consent.given_by = row.given_by;
    consent.guardian_name = row.guardian;
    consent.given_on = day("2026-11-25");
    const auto errors = check(consent, row.birth, day("2026-11-25"));
    EXPECT_EQ(errors.empty() ? "" : errors.front().field, row.wrong) << row.what;
  }
}

struct OwnNameCase {
  const char* what;
  std::optional<PartialDate> birth;
  const char *given_by, *given_on, *today;
  int age;  // 0: nothing due
};

TEST_F(ConsentRules, At_15_16_and_18_the_person_is_asked_in_the_own_name) {
  const OwnNameCase table[] = {
      {"fifteen since", PartialDate{2011, 10, 1}, "guardian", "2026-03-01", "2026-11-25", 15},
      {"sixteen in three weeks", PartialDate{2010, 12, 15}, "vormund", "2026-03-01", "2026-11-25", 16},
      {"sixteen in two months", PartialDate{2011, 1, 25}, "vormund", "2026-03-01", "2026-11-25", 0},
      {"fifteen and sixteen since", PartialDate{2010, 11, 1}, "guardian", "2025-10-01", "2026-11-25", 16},
      {"eighteen since", PartialDate{2008, 11, 1}, "guardian", "2026-10-01", "2026-11-25", 18},
      {"asked after the birthday", PartialDate{2010, 11, 1}, "guardian", "2026-11-02", "2026-11-25", 0},
      {"own consent", PartialDate{2010, 11, 1}, "self", "2025-10-01", "2026-11-25", 0},
      {"custody of an adult", PartialDate{2008, 11, 1}, "custodian", "2025-10-01", "2026-11-25", 0},
      {"born on 29 February", PartialDate{2008, 2, 29}, "guardian", "2025-10-01", "2026-03-01", 18},
      {"only the year is known", PartialDate{2010, 0, 0}, "guardian", "2025-10-01", "2026-11-25", 16},
      {"birth unknown", std::nullopt, "guardian", "2025-10-01", "2026-11-25", 0},
  };
  for (const OwnNameCase& row : table) {
    Consent consent;
    consent.given_by = row.given_by;
    consent.given_on = day(row.given_on);
    const auto due = own_name_due(consent, row.birth, day(row.today));
    EXPECT_EQ(due ? due->age : 0, row.age) << row.what;
  }
}

TEST_F(ConsentRules, What_a_withdrawal_means_depends_on_what_it_takes_back) {
  using enum Effect;
  const struct {
    const char *scope, *purpose;
    bool check;
    std::vector<Effect> effects;
  } table[] = {{"all", "", true, {file_blocked, nothing_out, erasure_check}},
               {"purpose", "case_file", true, {file_blocked, nothing_out, erasure_check}},
               {"purpose", "photos", false, {purpose_ends}},
               {"release", "", false, {nothing_to_body}}};
  for (const auto& row : table) {
    Withdrawal withdrawal;
    withdrawal.scope = row.scope;
    withdrawal.purpose = row.purpose;
    if (row.check) withdrawal.erasure_check_on = day_from_iso("2026-12-25");
    EXPECT_EQ(effects_of(withdrawal), row.effects) << row.scope << row.purpose;
  }
}

TEST_F(ConsentRules, A_withdrawal_names_what_it_takes_back) {
  Withdrawal withdrawal;
  withdrawal.scope = "purpose";
  EXPECT_EQ(check(withdrawal).front().field, "purpose");
  withdrawal.scope = "release";
  EXPECT_EQ(check(withdrawal).front().field, "release_id");
  withdrawal.scope = "all";
  EXPECT_TRUE(check(withdrawal).empty());
}

TEST_F(ConsentRules, Some_bases_rest_on_the_person_and_the_others_on_a_statute) {
  EXPECT_TRUE(rests_on_release("consent"));
  EXPECT_TRUE(rests_on_release("consent_sgb10_67b"));
  for (const char* code : {"sgb8_8a", "dsgvo_6_1d", "aufenthg_87_1", "erfunden", ""})
    EXPECT_FALSE(rests_on_release(code)) << code;
  Disclosure disclosure;
  disclosure.legal_basis = "sgb8_8a";
  EXPECT_TRUE(check(disclosure).empty());
  disclosure.release = ReleaseId(1);
  EXPECT_EQ(check(disclosure).front().field, "release_id");
}

TEST_F(ConsentRules, What_is_not_covered_is_named) {
  EXPECT_TRUE(not_covered({"identity"}, {"contact", "identity"}).empty());
  EXPECT_EQ(not_covered({"identity", "health"}, {"identity"}), std::vector<std::string>{"health"});
  EXPECT_EQ(not_covered({"identity"}, {}).size(), 1U);
}

}  // namespace
}  // namespace kim::consent
