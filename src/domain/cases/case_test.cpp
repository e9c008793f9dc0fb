// Rules of cases that need no database: phases, numbers, the path.
#include "domain/cases/case.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/codes.h"
#include "domain/cases/case_number.h"
#include "domain/cases/case_path.h"
#include "platform/assets.h"

namespace kim::cases {
namespace {

struct Step {
  Phase now;
  Milestone milestone;
  Phase then;
};

class PhaseMachine : public ::testing::TestWithParam<Step> {};

TEST_P(PhaseMachine, Goes_where_the_table_says) {
  EXPECT_EQ(code(next(GetParam().now, GetParam().milestone)), code(GetParam().then));
}

using enum Phase;
constexpr Step steps[] = {
    {intake, Milestone::intake_done, assessment},
    {assessment, Milestone::intake_done, assessment},
    {accompaniment, Milestone::intake_done, accompaniment},
    {intake, Milestone::assessment_done, decision},
    {assessment, Milestone::assessment_done, decision},
    {accompaniment, Milestone::assessment_done, accompaniment},
    {referral_advice, Milestone::assessment_done, referral_advice},
    {decision, Milestone::decided_case_management, agreement},
    {intake, Milestone::decided_case_management, agreement},
    {accompaniment, Milestone::decided_case_management, accompaniment},
    {referral_advice, Milestone::decided_case_management, agreement},
    {decision, Milestone::decided_referral_advice, referral_advice},
    {accompaniment, Milestone::decided_referral_advice, referral_advice},
    {assessment, Milestone::decided_other, decision},
    {accompaniment, Milestone::decided_other, accompaniment},
    {agreement, Milestone::agreement_signed, accompaniment},
    {referral_advice, Milestone::agreement_signed, accompaniment},
    {referral_advice, Milestone::back_to_accompaniment, accompaniment},
    {intake, Milestone::back_to_accompaniment, intake},
    {accompaniment, Milestone::closed, closed},
    {intake, Milestone::closed, closed},
    {closed, Milestone::reopened, accompaniment},
    {closed, Milestone::intake_done, closed},
    {closed, Milestone::agreement_signed, closed},
    {decision, Milestone::reopened, decision},
};
INSTANTIATE_TEST_SUITE_P(Table, PhaseMachine, ::testing::ValuesIn(steps));

TEST(Phases, Never_go_back_on_the_common_way) {
  for (const PhaseInfo& now : phases())
    for (const Milestone milestone : {Milestone::intake_done, Milestone::assessment_done, Milestone::decided_other})
      EXPECT_GE(next(now.phase, milestone), now.phase) << now.code;
}

TEST(Phases, Have_the_words_of_the_code_list) {
  assets::install_texts();
  for (const PhaseInfo& info : phases()) EXPECT_EQ(code_label("case_phase", info.code), info.label);
  EXPECT_EQ(code_list("case_phase").codes().size(), phases().size());
  for (const PhaseInfo& info : phases()) EXPECT_EQ(phase_from(info.code), info.phase);
}

TEST(CaseNumbers, Have_four_digits_at_least) {
  EXPECT_EQ(case_number(2026, 1), "KIM-2026-0001");
  EXPECT_EQ(case_number(2026, 417), "KIM-2026-0417");
  EXPECT_EQ(case_number(2027, 12345), "KIM-2027-12345");
}

struct Typed {
  std::string_view text;
  std::vector<std::string> numbers;
};

TEST(CaseNumbers, Are_understood_as_people_type_them) {
  const Typed table[] = {
      {"KIM-2026-0417", {"KIM-2026-0417"}}, {"kim-2026-417", {"KIM-2026-0417"}}, {" 2026/417 ", {"KIM-2026-0417"}},
      {"KIM 2026-0417", {"KIM-2026-0417"}}, {"2025-12345", {"KIM-2025-12345"}},
  };
  for (const Typed& line : table) EXPECT_EQ(possible_numbers(line.text, 2026), line.numbers) << line.text;
  const auto bare = possible_numbers("417", 2026);
  ASSERT_EQ(bare.size(), 8U);
  EXPECT_EQ(bare.front(), "KIM-2026-0417");
  EXPECT_EQ(bare.back(), "KIM-2019-0417");
}

TEST(CaseNumbers, Are_not_seen_in_names_and_dates) {
  for (const std::string_view text :
       {"Rahimi", "", "kim", "Kimani", "24.05.1991", "1991", "KIM-", "2026-", "-417", "0", "99999999", "26-417"})
    EXPECT_TRUE(possible_numbers(text, 2026).empty()) << text;
}

// ---- the path ----

std::vector<std::string> titles(const Case& file, const std::vector<PhaseMark>& marks) {
  std::vector<std::string> list;
  for (const ui::Step& step : path_steps(file, marks)) list.push_back(step.title.str());
  return list;
}

TEST(Path, Shows_the_whole_way_of_an_accompaniment) {
  assets::install_texts();
  Case file;
  file.inquired_on = Day(std::chrono::days(20'000));
  file.access_route = "social_office";
  const auto list = titles(file, own_marks(file));
  EXPECT_EQ(list, (std::vector<std::string>{"Anfrage", "Einwilligung", "Erstgespräch", "Falleinschätzung",
                                            "Entscheidung", "Zielvereinbarung", "Begleitung", "Abschluss"}));
}

TEST(Path, Leaves_goals_away_for_a_referral_case) {
  assets::install_texts();
  Case file;
  file.phase = "referral_advice";
  file.decision = "referral_advice";
  const auto list = titles(file, {});
  EXPECT_EQ(std::ranges::count(list, "Zielvereinbarung"), 0);
  EXPECT_EQ(std::ranges::count(list, "Verweisberatung"), 1);
}

TEST(Path, Ends_after_the_decision_when_there_is_no_need) {
  assets::install_texts();
  Case file;
  file.phase = "decision";
  file.decision = "no_need";
  const auto list = titles(file, {});
  EXPECT_EQ(list.back(), "Abschluss");
  EXPECT_EQ(std::ranges::count(list, "Begleitung"), 0);
}

TEST(Path, Has_one_current_step_and_links_what_is_done) {
  assets::install_texts();
  Case file;
  file.phase = "assessment";
  const Day day(std::chrono::days(20'000));
  const auto list =
      path_steps(file, {{"intake", std::nullopt, {}, {}}, {"intake", day, {}, "/faelle/1/erstgespraech"}});
  EXPECT_EQ(std::ranges::count(list, ui::StepState::now, &ui::Step::state), 1);
  EXPECT_EQ(std::ranges::count(list, ui::StepState::done, &ui::Step::state), 1);
  EXPECT_NE(list[1].title.str().find("/faelle/1/erstgespraech"), std::string::npos);
  EXPECT_EQ(list[1].meta.str(), german(day));
}

}  // namespace
}  // namespace kim::cases
