// Rules of Erstgespräch, Falleinschätzung and decision, without a database.
#include <gtest/gtest.h>

#include "base/codes.h"
#include "domain/assessment/assessment_rules.h"
#include "domain/assessment/comparison.h"
#include "domain/assessment/development.h"
#include "domain/assessment/sheet.h"
#include "platform/assets.h"

namespace kim::assessment {
namespace {

using record::YesNo;

const Day today = *day_from_iso("2026-11-25");

class Rules : public ::testing::Test {
 protected:
  Rules() { assets::install_texts(); }
};
using IntakeRules = Rules;
using AssessmentRules = Rules;
using DecisionRules = Rules;
using Sheet = Rules;

TEST_F(IntakeRules, Acute_danger_needs_what_was_done_at_once) {
  const struct {
    YesNo danger;
    const char* note;
    bool accepted;
  } table[] = {{YesNo::yes, "", false},
               {YesNo::yes, "Frauenhaus angerufen", true},
               {YesNo::no, "", true},
               {YesNo::unknown, "", true}};
  for (const auto& row : table) {
    Intake intake;
    intake.danger = row.danger;
    intake.danger_note = row.note;
    EXPECT_EQ(check(intake).empty(), row.accepted) << static_cast<int>(row.danger) << row.note;
  }
}

TEST_F(IntakeRules, Another_management_is_likely_if_named_or_if_the_benefit_has_one) {
  const struct {
    YesNo named;
    const char* livelihood;
    bool likely;
  } table[] = {{YesNo::unknown, "", false},  {YesNo::no, "asylblg", false},  {YesNo::yes, "", true},
               {YesNo::no, "sgb2", true},    {YesNo::unknown, "sgb8", true}, {YesNo::no, "own_income", false},
               {YesNo::no, "no_such", false}};
  for (const auto& row : table) {
    Intake intake;
    intake.other_case_management = row.named;
    intake.livelihood = row.livelihood;
    EXPECT_EQ(other_management_likely(intake), row.likely) << row.livelihood;
  }
}

TEST_F(AssessmentRules, A_scale_on_two_days_is_better_worse_or_unchanged) {
  using enum Change::Direction;
  const struct {
    const char *before, *after;
    Change expected;
    const char* words;
  } table[] = {{"2", "3", {better, 1}, "1 besser"},
               {"1", "5", {better, 4}, "4 besser"},
               {"3", "2", {worse, 1}, "1 schlechter"},
               {"5", "1", {worse, 4}, "4 schlechter"},
               {"4", "4", {unchanged, 0}, "gleich"},
               {"", "4", {unknown, 0}, ""},
               {"4", "", {unknown, 0}, ""},
               {"", "", {unknown, 0}, ""},
               {"9", "4", {unknown, 0}, ""}};
  for (const auto& row : table) {
    EXPECT_EQ(compare(row.before, row.after), row.expected) << row.before << " to " << row.after;
    EXPECT_EQ(words(compare(row.before, row.after)), row.words);
  }
}

TEST_F(AssessmentRules, Only_fields_with_a_scale_are_compared_in_the_order_of_the_list) {
  const std::vector<Rating> before{{"housing", "1", "2", "now", true}, {"work", "", "", "weeks", true}};
  const std::vector<Rating> after{{"language", "3", "", "", true}, {"housing", "2", "2", "", true}};
  const auto fields = compare(before, after);
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].field, "language");
  EXPECT_EQ(fields[0].before.wish_scale, "");
  EXPECT_EQ(fields[1].field, "housing");
  EXPECT_EQ(compare(fields[1].before.wish_scale, fields[1].after.wish_scale), (Change{Change::Direction::better, 1}));
}

TEST_F(AssessmentRules, The_sum_counts_what_was_rated_on_both_days_view_by_view) {
  const std::vector<Rating> before{{"housing", "1", "2", "", true},
                                   {"work", "2", "3", "", true},
                                   {"health", "4", "", "", true},
                                   {"debt", "3", "3", "", true}};
  const std::vector<Rating> after{{"housing", "3", "1", "", true},
                                  {"work", "3", "3", "", true},
                                  {"health", "2", "4", "", true},
                                  {"language", "3", "3", "", true}};
  const auto fields = compare(before, after);
  EXPECT_EQ(balance(fields, &Rating::wish_scale), (Balance{2, 1, 0}));
  EXPECT_EQ(balance(fields, &Rating::need_scale), (Balance{0, 1, 1}));
  EXPECT_EQ(words(Balance{2, 1, 0}), "2 besser, 1 schlechter");
  EXPECT_EQ(words(Balance{0, 1, 1}), "1 gleich, 1 schlechter");
  EXPECT_EQ(words(Balance{}), "");
}

TEST_F(AssessmentRules, The_most_urgent_comes_first_then_what_weighs_most) {
  const std::vector<Rating> ratings{{"work", "3", "2", "can_wait", true}, {"housing", "2", "2", "now", true},
                                    {"health", "1", "4", "weeks", true},  {"language", "4", "3", "", true},
                                    {"debt", "", "1", "now", true},       {"school", "", "", "", false}};
  std::vector<std::string> order;
  for (const Rating& rating : most_urgent(ratings, 4)) order.push_back(rating.field);
  EXPECT_EQ(order, (std::vector<std::string>{"debt", "housing", "health", "work"}));
  EXPECT_EQ(most_urgent(ratings, 10).size(), 5U) << "an empty field is not urgent";
  EXPECT_EQ(filled_count(ratings), 5);
}

TEST_F(AssessmentRules, A_line_counts_as_filled_by_any_of_its_answers) {
  EXPECT_FALSE(is_filled(AssessmentLine{"work", {}, {}, {}, {}, {}, {}}));
  EXPECT_TRUE(is_filled(AssessmentLine{"work", "Ich will arbeiten", {}, {}, {}, {}, {}}));
  EXPECT_TRUE(is_filled(AssessmentLine{"work", {}, "2", {}, {}, {}, {}}));
  EXPECT_TRUE(is_filled(AssessmentLine{"work", {}, {}, {}, {}, "Bruder hilft", {}}));
  EXPECT_TRUE(is_filled(AssessmentLine{"work", {}, {}, {}, {}, {}, "now"}));
}

TEST_F(AssessmentRules, The_next_is_suggested_half_a_year_later) {
  const struct {
    const char *last, *next;
  } table[] = {{"2026-05-24", "2026-11-24"},
               {"2026-08-31", "2027-02-28"},
               {"2027-08-31", "2028-02-29"},
               {"2026-10-15", "2027-04-15"}};
  for (const auto& row : table) EXPECT_EQ(iso(reassess_on(*day_from_iso(row.last))), row.next) << row.last;
}

TEST_F(AssessmentRules, All_fields_of_action_in_use_are_offered_and_the_usual_ones_first) {
  const auto fields = fields_shown(today, {});
  EXPECT_EQ(fields.size(), code_list("field_of_action").valid_on(today).size());
  EXPECT_TRUE(comes_first("housing"));
  EXPECT_FALSE(comes_first("debt"));
  EXPECT_FALSE(comes_first("no_such"));
}

TEST_F(DecisionRules, Only_case_management_needs_a_finished_assessment) {
  for (const Code& code : code_list("decision").codes()) {
    EXPECT_EQ(check(Decision{code.code, today, "Grund"}, false).empty(), code.code != "case_management") << code.code;
    EXPECT_TRUE(check(Decision{code.code, today, "Grund"}, true).empty()) << code.code;
  }
}

TEST_F(DecisionRules, Each_decision_moves_the_case_and_leads_on) {
  const struct {
    const char* decision;
    cases::Milestone milestone;
    const char* path;
  } table[] = {{"case_management", cases::Milestone::decided_case_management, "ziele"},
               {"referral_advice", cases::Milestone::decided_referral_advice, "verweisungen"},
               {"short_advice", cases::Milestone::decided_other, "abschluss"},
               {"no_need", cases::Milestone::decided_other, "abschluss"}};
  for (const auto& row : table) {
    EXPECT_EQ(milestone_of(row.decision), row.milestone) << row.decision;
    EXPECT_EQ(next_act(row.decision).path, row.path) << row.decision;
  }
  EXPECT_EQ(next_acts().size(), code_list("decision").codes().size());
}

TEST_F(Sheet, Every_field_of_action_has_names_of_its_own) {
  const auto& housing = line_description("housing");
  EXPECT_NE(housing.find("housing-need"), nullptr);
  EXPECT_EQ(housing.find("housing-field"), nullptr);
  EXPECT_EQ(housing.find("need"), nullptr);
  AssessmentLine line;
  housing.find("housing-need")->set(&line, std::string("Wohnung"));
  EXPECT_EQ(line.need, "Wohnung");
}

TEST_F(Sheet, Is_read_only_where_the_form_carries_it) {
  const http::Form form({{"version", "3"},
                         {"assessed_on", "24.11.2026"},
                         {"housing-version", "2"},
                         {"housing-wish_scale", "1"},
                         {"work-wish_scale", "5"},
                         {"debt-version", "0"},
                         {"debt-need", "Schuldnerberatung"}});
  const ReadSheet read = read_sheet(form, today);
  EXPECT_TRUE(read.errors.empty());
  EXPECT_EQ(read.edit.version, 3);
  ASSERT_EQ(read.edit.lines.size(), 2U) << "work came without its version";
  EXPECT_EQ(read.edit.lines[0].line.field, "housing");
  EXPECT_EQ(read.edit.lines[0].version, 2);
  EXPECT_EQ(read.edit.lines[0].line.wish_scale, "1");
  EXPECT_EQ(read.edit.lines[1].line.need, "Schuldnerberatung");
}

TEST_F(Sheet, Names_the_control_of_each_mistake) {
  const http::Form form({{"assessed_on", "30.02.2026"},
                         {"housing-version", "0"},
                         {"housing-need_scale", "7"},
                         {"housing-wish", std::string(1001, 'x')}});
  std::vector<std::string> fields;
  for (const FieldError& error : read_sheet(form, today).errors) fields.push_back(error.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"assessed_on", "housing-wish", "housing-need_scale"}));
}

TEST_F(Sheet, Comes_out_of_its_form_as_it_went_in) {
  records::Stored<Assessment> head;
  head.version = 4;
  head.value = {today, "Kurz", "open"};
  records::Stored<AssessmentLine> line;
  line.version = 7;
  line.value = {"health", "Ich schlafe schlecht", "2", "Facharzt suchen", "3", "Schwester begleitet", "weeks"};
  const ReadSheet read = read_sheet(sheet_input(head, {line}).typed, today);
  EXPECT_TRUE(read.errors.empty());
  EXPECT_EQ(read.edit.version, 4);
  ASSERT_EQ(read.edit.lines.size(), 1U);
  EXPECT_EQ(read.edit.lines[0].version, 7);
  EXPECT_TRUE(record::difference(assessment_line_record, &line.value, &read.edit.lines[0].line).empty());
}

TEST_F(AssessmentRules, A_course_has_every_day_and_its_change_spans_the_days_it_was_rated_on) {
  const auto rated = [](std::string wish, std::string need) {
    return std::vector<Rating>{{"language", std::move(wish), std::move(need), "", true}};
  };
  const auto list = courses({rated("2", ""), {}, rated("3", "4"), rated("4", "")});
  ASSERT_EQ(list.size(), 1U);
  ASSERT_EQ(list[0].ratings.size(), 4U);
  EXPECT_EQ(over_all(list[0], &Rating::wish_scale), (Change{Change::Direction::better, 2}));
  EXPECT_EQ(over_all(list[0], &Rating::need_scale), Change{}) << "rated on one day only";
  EXPECT_TRUE(courses({{{"language", "", "", "now", true}}}).empty()) << "no scale anywhere";
}

TEST_F(AssessmentRules, The_course_is_told_in_words_and_its_line_breaks_where_nothing_is_known) {
  const Development all{{*day_from_iso("2026-06-16"), *day_from_iso("2026-09-01"), *day_from_iso("2026-11-24")},
                        {{"language", {{"language", "2", "3", "", true}, {}, {"language", "3", "3", "", true}}}},
                        "Frau Rahimi"};
  const std::string charts = development_charts(all).str(), table = development_table(all).str();
  EXPECT_NE(charts.find("Bedürfnis: 16.06.2026: 2, 01.09.2026: nicht besprochen, 24.11.2026: 3. Bedarf:"),
            std::string::npos);
  const auto legend_end = charts.find("</p>");
  EXPECT_EQ(charts.find("kim-chart__course", legend_end), std::string::npos) << "nothing to join";
  for (const char* text : {"1 besser", "gleich", "nicht besprochen", "01.09.2026", "Veränderung seit Beginn"})
    EXPECT_NE(table.find(text), std::string::npos) << text;
}

TEST_F(AssessmentRules, Criteria_advise_what_most_of_them_speak_for) {
  struct Row {
    std::vector<std::string> criteria;
    const char* decision;
    const char* words;
  };
  const Row table[] = {
      {{}, "", ""},
      {{"complex_need"}, "case_management", "1 von 1 Kriterien sprechen für Case Management."},
      {{"complex_need", "many_actors", "other_management"},
       "case_management",
       "2 von 3 Kriterien sprechen für Case Management. Anders: Ein anderes Fallmanagement ist zuständig."},
      {{"single_question", "other_management"}, "referral_advice", "2 von 2 Kriterien sprechen für Verweisberatung."},
      {{"complex_need", "settled"},
       "",
       "Die Kriterien sprechen für Verschiedenes: Mehrere Bedarfe hängen zusammen; Der Anlass ist schon geklärt."}};
  for (const Row& row : table) {
    EXPECT_EQ(advice_of(row.criteria).decision, row.decision) << row.words;
    EXPECT_EQ(words(advice_of(row.criteria)), row.words);
  }
}

TEST_F(AssessmentRules, The_chart_says_its_finding_and_the_table_has_the_same_values) {
  const std::vector<Compared> fields{{"language", {"language", "2", "3", "", true}, {"language", "3", "3", "", true}},
                                     {"work", {"work", "3", "", "", true}, {"work", "2", "4", "", true}}};
  const ComparedDays days{*day_from_iso("2026-06-16"), *day_from_iso("2026-11-24"), "Frau Rahimi"};
  const std::string charts = comparison_charts(fields, days).str(), table = comparison_table(fields, days).str();
  EXPECT_NE(charts.find("Bedürfnis: von 2 auf 3. Bedarf: von 3 auf 3."), std::string::npos);
  EXPECT_NE(charts.find("Bedarf: zuerst nicht besprochen, dann 4."), std::string::npos);
  EXPECT_NE(charts.find("kim-chart__move--down"), std::string::npos) << "worse is dotted";
  for (const char* text :
       {"1 besser", "1 schlechter", "gleich", "nicht besprochen", "16.06.2026", "Bedürfnis, Sicht von Frau Rahimi"})
    EXPECT_NE(table.find(text), std::string::npos) << text;
}

}  // namespace
}  // namespace kim::assessment
