// Rules of goals, without a database.
#include "domain/goals/goal_rules.h"

#include <gtest/gtest.h>

#include "domain/goals/agreement_text.h"
#include "domain/goals/goal_review.h"
#include "platform/assets.h"

namespace kim::goals {
namespace {

const Day today = *day_from_iso("2026-11-25");

struct ObstacleCase {
  const char* state;
  const char* obstacle;
  bool accepted;
};

TEST(Goal, Needs_its_obstacle_when_it_stalls_or_was_missed) {
  assets::install_texts();
  const ObstacleCase table[] = {
      {"open", "", true},     {"in_progress", "", true},  {"reached", "", true},         {"dropped", "", true},
      {"stalled", "", false}, {"not_reached", "", false}, {"stalled", "no_place", true}, {"not_reached", "costs", true},
  };
  for (const auto& row : table) {
    Goal goal;
    goal.state = row.state;
    goal.obstacle = row.obstacle;
    EXPECT_EQ(check(goal).empty(), row.accepted) << row.state << " " << row.obstacle;
  }
}

TEST(Goal, Keeps_the_first_day_it_was_reached) {
  Goal goal;
  goal.state = "reached";
  goal = with_outcome(goal, today);
  EXPECT_EQ(goal.reached_on, today);
  goal = with_outcome(goal, today + std::chrono::days(9));
  EXPECT_EQ(goal.reached_on, today);
}

TEST(Goal, Loses_that_day_when_it_is_opened_again) {
  Goal goal;
  goal.state = "reached";
  goal = with_outcome(goal, today);
  goal.state = "in_progress";
  EXPECT_FALSE(with_outcome(goal, today).reached_on.has_value());
}

TEST(Goal, More_than_five_open_ones_are_advised_against) {
  EXPECT_FALSE(too_many_open(5));
  EXPECT_TRUE(too_many_open(6));
}

TEST(Step, Says_who_does_it) {
  assets::install_texts();
  const struct {
    const char* who;
    const char* name;
    const char* expected;
  } table[] = {{"person", "", "Frau Rahimi"},
               {"staff", "", "Miriam Kessler"},
               {"body", "MBE Caritas", "MBE Caritas"},
               {"body", "", "Eine andere Stelle"}};
  for (const auto& row : table) {
    Step step;
    step.who = row.who;
    step.who_name = row.name;
    EXPECT_EQ(who_does(step, "Frau Rahimi", "Miriam Kessler"), row.expected) << row.who;
  }
}

// ---- the review ----

TEST(Review, Needs_an_obstacle_as_the_goal_does_and_a_later_next_day) {
  assets::install_texts();
  const struct {
    const char *state, *obstacle;
    int next_in;
    const char* field;
  } table[] = {{"in_progress", "", 90, ""},         {"stalled", "", 90, "obstacle"}, {"stalled", "no_place", 90, ""},
               {"not_reached", "", 90, "obstacle"}, {"open", "", 0, "next_on"},      {"open", "", -1, "next_on"}};
  for (const auto& row : table) {
    const auto errors = check(GoalReview{today, today + std::chrono::days(row.next_in), row.state, row.obstacle, {}});
    EXPECT_EQ(errors.empty() ? "" : errors.front().field, row.field) << row.state << row.next_in;
  }
}

TEST(Review, Carries_state_and_obstacle_forward_and_drops_the_note_of_another_obstacle) {
  Goal goal;
  goal.words = "Hebamme";
  goal.state = "stalled";
  goal.obstacle = "no_place";
  goal.obstacle_note = "Wartezeit bis August";
  const Goal same = carried_forward(goal, {today, {}, "stalled", "no_place", {}});
  EXPECT_EQ(same.obstacle_note, "Wartezeit bis August");
  const Goal gone = carried_forward(goal, {today, {}, "in_progress", "", {}});
  EXPECT_EQ(gone.words, "Hebamme");
  EXPECT_EQ(gone.state, "in_progress");
  EXPECT_EQ(gone.obstacle, "");
  EXPECT_EQ(gone.obstacle_note, "");
}

// ---- the text of the agreement ----

const Parties rahimi{"Parwin Rahimi", "Frau Rahimi", "Miriam Kessler", "Kreis Lindenhof"};

records::Stored<Goal> stored_goal(std::int64_t id, std::string words, std::string state = "open") {
  records::Stored<Goal> goal;
  goal.id = id;
  goal.value.words = std::move(words);
  goal.value.state = std::move(state);
  return goal;
}

TEST(AgreementText, Lists_open_goals_with_their_steps_and_what_became_of_ended_ones) {
  assets::install_texts();
  records::Stored<Step> step;
  step.parent = 2;
  step.value = {"Zeugnis übersetzen", "person", {}, today, {}};
  EXPECT_EQ(agreement_text(rahimi, {stored_goal(1, "Deutsch", "reached"), stored_goal(2, "Hebamme")}, {step}),
            "Zielvereinbarung zwischen Parwin Rahimi und Miriam Kessler (Kommunales Integrationsmanagement, Kreis "
            "Lindenhof)\n# „Hebamme“\n- Zeugnis übersetzen – Frau Rahimi, bis 25.11.2026\n# Abgeschlossene Ziele\n"
            "- „Deutsch“: Erreicht\n");
}

TEST(AgreementText, What_was_typed_cannot_begin_a_line_of_its_own) {
  assets::install_texts();
  auto goal = stored_goal(1, "Hebamme");
  goal.value.agreed = "Antrag\n# „Anderes Ziel“\r\n- Schritt";
  const auto lines = text_lines(agreement_text(rahimi, {goal}, {}));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[2].kind, TextLine::Kind::sentence);
  EXPECT_EQ(lines[2].text, "Vereinbart: Antrag # „Anderes Ziel“  - Schritt");
}

TEST(AgreementText, Is_German_whatever_language_the_page_speaks) {
  assets::install_texts();
  records::Stored<Step> step;
  step.parent = 2;
  step.value = {"Zeugnis übersetzen", "family", {}, today, {}};
  const std::vector<records::Stored<Goal>> goals{stored_goal(1, "Deutsch", "not_reached"), stored_goal(2, "Hebamme")};
  const std::string text = agreement_text(rahimi, goals, {step});
  const i18n::Use english(i18n::Language::en);
  ASSERT_EQ(code_label("goal_state", "not_reached"), "Not reached");
  EXPECT_EQ(agreement_text(rahimi, goals, {step}), text);
}

using Part = AgreementPart::Kind;

TEST(AgreementText, Is_taken_apart_into_what_the_people_wrote) {
  assets::install_texts();
  auto goal = stored_goal(2, "Hebamme: „jetzt“");
  goal.value.agreed = "Bis: bald";
  goal.value.sign = "Vertrag";
  goal.value.until = today;
  records::Stored<Step> dated, open;
  dated.parent = open.parent = 2;
  dated.value = {"Warten, bis Post kommt", "person", {}, today, {}};
  open.value = {"Zeugnis", "body", "MBE Caritas", {}, {}};
  const auto parts = agreement_parts(agreement_text({"Sam und Eva Ott", "Frau Ott", "Jo Brand", "Kreis A und B"},
                                                    {stored_goal(1, "Deutsch “: B1", "reached"), goal}, {dated, open}));
  const struct {
    Part kind;
    std::vector<std::string> values;
  } table[] = {
      {Part::between, {"Sam", "Eva Ott und Jo Brand", "Kreis A und B"}},  // who is who does not matter for a row
      {Part::goal, {"Hebamme: „jetzt“"}},
      {Part::agreed, {"Bis: bald"}},
      {Part::sign, {"Vertrag"}},
      {Part::until, {"25.11.2026"}},
      {Part::step_until, {"Warten, bis Post kommt – Frau Ott", "25.11.2026"}},
      {Part::step, {"Zeugnis – MBE Caritas"}},
      {Part::ended_goals, {}},
      {Part::ended, {"Deutsch “: B1", "reached"}}};
  ASSERT_EQ(parts.size(), std::size(table));
  for (std::size_t n = 0; n < parts.size(); ++n) {
    EXPECT_EQ(parts[n].kind, table[n].kind) << parts[n].line.text;
    EXPECT_EQ(parts[n].values, table[n].values) << parts[n].line.text;
  }
}

TEST(AgreementText, A_line_of_an_older_program_is_kept_as_it_stands) {
  assets::install_texts();
  for (const auto& part : agreement_parts("Goal agreement between A and B\n# \"Midwife\"\nAgreed: soon\n# „Ziel\n"))
    EXPECT_EQ(part.kind, Part::other) << part.line.text;
  EXPECT_EQ(agreement_parts("# Abgeschlossene Ziele\n- „Deutsch“: Reached\n").back().kind, Part::other);
}

TEST(AgreementText, Is_intact_only_with_the_hash_of_exactly_this_text) {
  Agreement agreement;
  EXPECT_FALSE(is_intact(agreement));
  agreement.signed_text = "abc";
  agreement.text_hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";  // FIPS 180-2, B.1
  EXPECT_TRUE(is_intact(agreement));
  agreement.signed_text = "abd";
  EXPECT_FALSE(is_intact(agreement));
}

TEST(AgreementText, Two_texts_are_compared_line_by_line) {
  const struct {
    const char *before, *after, *fates;
  } table[] = {{"", "", ""},
               {"a\n", "a\n", "="},
               {"a\n", "", "-"},
               {"", "a\n", "+"},
               {"a\nb\n", "b\n", "-="},
               {"b\n", "a\nb\n", "+="},
               {"a\n", "# a\n", "-+"},
               {"a\nb\nc\n", "a\nx\nc\n", "=-+="}};
  for (const auto& row : table) {
    std::string fates;
    for (const auto& line : compare_texts(row.before, row.after)) fates += "=+-"[static_cast<int>(line.fate)];
    EXPECT_EQ(fates, row.fates) << row.before << " | " << row.after;
  }
}

TEST(AgreementText, Of_a_comparison_only_what_changed_is_shown_under_its_heading) {
  const struct {
    const char *before, *after, *shown;
  } table[] = {{"a\n# A\nb\n", "a\n# A\nb\n", ""},
               {"# A\nb\n# B\nc\n", "# A\nb\n# B\nd\n", "=B -c +d "},
               {"# A\nb\n", "# A\nb\n# B\nc\n", "+B +c "},
               {"# A\nb\nc\n", "# A\nb\n", "=A -c "},
               {"a\n", "b\n", "-a +b "}};
  for (const auto& row : table) {
    std::string shown;
    for (const auto& line : changes_only(compare_texts(row.before, row.after)))
      shown += "=+-"[static_cast<int>(line.fate)] + line.line.text + " ";
    EXPECT_EQ(shown, row.shown) << row.before << " | " << row.after;
  }
}

}  // namespace
}  // namespace kim::goals
