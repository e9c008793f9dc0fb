// Rules of referrals as tables, without a database.
#include "domain/referrals/referral.h"

#include <gtest/gtest.h>

#include <map>

#include "base/codes.h"
#include "base/text.h"
#include "domain/referrals/letter.h"
#include "domain/referrals/referral_gate.h"
#include "platform/assets.h"

namespace kim::referrals {
namespace {

const Day today = *day_from_iso("2026-11-25");

class ReferralRules : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { assets::install_texts(); }
};

constexpr Event events[] = {Event::send,   Event::see,     Event::accept, Event::decline, Event::put_on_waiting_list,
                            Event::finish, Event::give_up, Event::recall};

/// One row a state; columns as in `events`; "" = not possible.
const std::map<std::string, std::array<const char*, std::size(events)>> expected = {
    {"prepared", {"sent", "", "", "", "", "", "", "withdrawn"}},
    {"sent", {"", "seen", "accepted", "declined", "waiting", "done", "no_reply", "withdrawn"}},
    {"seen", {"", "", "accepted", "declined", "waiting", "done", "no_reply", "withdrawn"}},
    {"accepted", {"", "", "", "declined", "waiting", "done", "no_reply", "withdrawn"}},
    {"waiting", {"", "", "accepted", "declined", "", "done", "no_reply", "withdrawn"}},
    {"declined", {"", "", "", "", "", "", "", ""}},
    {"done", {"", "", "", "", "", "", "", ""}},
    {"no_reply", {"", "", "accepted", "declined", "waiting", "done", "", ""}},
    {"withdrawn", {"", "", "", "", "", "", "", ""}},
};

TEST_F(ReferralRules, The_table_has_every_state_there_is) {
  EXPECT_EQ(expected.size(), code_list("referral_state").codes().size());
  for (const Code& code : code_list("referral_state").codes()) EXPECT_TRUE(expected.contains(code.code)) << code.code;
}

TEST_F(ReferralRules, Every_state_moves_only_as_the_table_says) {
  for (const auto& [state, row] : expected)
    for (std::size_t i = 0; i < std::size(events); ++i)
      EXPECT_EQ(next(state, events[i]).value_or(""), row[i]) << state << ", event " << i;
}

TEST_F(ReferralRules, An_unknown_state_goes_nowhere) {
  for (const Event event : events) EXPECT_EQ(next("lost", event), std::nullopt);
}

TEST_F(ReferralRules, A_body_cannot_say_that_it_has_not_replied) {
  using List = std::vector<std::string>;
  EXPECT_EQ(possible_answers("sent", Side::case_management),
            (List{"seen", "accepted", "waiting", "declined", "done", "no_reply"}));
  EXPECT_EQ(possible_answers("sent", Side::body), (List{"accepted", "waiting", "declined", "done"}));
  EXPECT_EQ(possible_answers("waiting", Side::body), (List{"accepted", "declined", "done"}));
  EXPECT_EQ(possible_answers("no_reply", Side::case_management), (List{"accepted", "waiting", "declined", "done"}));
  for (const char* state : {"prepared", "declined", "done", "withdrawn"})
    EXPECT_TRUE(possible_answers(state, Side::case_management).empty()) << state;
}

struct StateRow {
  const char* state;
  bool running, open, stops;
};

TEST_F(ReferralRules, What_runs_is_read_by_the_body_and_what_is_not_accepted_stops_on_withdrawal) {
  const StateRow table[] = {
      {"prepared", false, false, true}, {"sent", true, true, true},        {"seen", true, true, true},
      {"accepted", true, true, false},  {"waiting", true, true, true},     {"declined", false, false, false},
      {"done", false, true, false},     {"no_reply", false, false, false}, {"withdrawn", false, false, false},
  };
  for (const StateRow& row : table) {
    EXPECT_EQ(is_running(row.state), row.running) << row.state;
    EXPECT_EQ(content_is_open(row.state), row.open) << row.state;
    EXPECT_EQ(stops_on_withdrawal(row.state), row.stops) << row.state;
  }
}

Referral in_state(std::string state, std::optional<Day> answer_by = {}) {
  Referral referral;
  referral.state = std::move(state);
  referral.answer_by = answer_by;
  return referral;
}

TEST_F(ReferralRules, Overdue_is_what_runs_past_its_day) {
  const Day yesterday = today - std::chrono::days(1);
  for (const char* state : {"sent", "seen", "accepted", "waiting"}) {
    EXPECT_TRUE(is_overdue(in_state(state, yesterday), today)) << state;
    EXPECT_FALSE(is_overdue(in_state(state, today), today)) << state;
    EXPECT_FALSE(is_overdue(in_state(state), today)) << state;
  }
  for (const char* state : {"prepared", "declined", "done", "no_reply", "withdrawn"})
    EXPECT_FALSE(is_overdue(in_state(state, yesterday), today)) << state;
}

std::string wrong_fields(const std::vector<FieldError>& errors) {
  std::vector<std::string> fields;
  for (const FieldError& error : errors) fields.push_back(error.field);
  return text::join(fields, ",");
}

TEST_F(ReferralRules, A_statute_needs_its_reason_and_the_day_lies_ahead) {
  const struct {
    const char* basis;
    const char* note;
    int days;
    const char* wrong;
  } table[] = {{"consent", "", 14, ""},           {"consent_sgb10_67b", "", 14, ""},
               {"sgb8_8a", "", 14, "basis_note"}, {"sgb8_8a", "Akute Gefahr für das Kind", 0, ""},
               {"consent", "", -1, "answer_by"},  {"kkg_4", "", -1, "basis_note,answer_by"}};
  for (const auto& row : table) {
    Referral referral = in_state("prepared", today + std::chrono::days(row.days));
    referral.legal_basis = row.basis;
    referral.basis_note = row.note;
    EXPECT_EQ(wrong_fields(check(referral, today)), row.wrong) << row.basis << " " << row.days;
  }
}

struct AnswerRow {
  const char* from;
  Side side;
  Answer answer;
  const char* wrong;
};

TEST_F(ReferralRules, An_answer_must_be_possible_and_say_why) {
  const AnswerRow table[] = {
      {"sent", Side::body, {.state = "accepted"}, ""},
      {"sent", Side::body, {.state = "declined"}, "decline_reason"},
      {"sent", Side::body, {.state = "declined", .decline_reason = "no_place"}, ""},
      {"sent", Side::body, {.state = "done"}, "outcome"},
      {"accepted", Side::body, {.state = "done", .outcome = "served"}, ""},
      {"sent", Side::body, {.state = "no_reply"}, "state"},
      {"sent", Side::body, {.state = "seen"}, "state"},
      {"sent", Side::case_management, {.state = "no_reply"}, ""},
      {"prepared", Side::case_management, {.state = "accepted"}, "state"},
      {"withdrawn", Side::body, {.state = "accepted"}, "state"},
      {"done", Side::case_management, {.state = "declined", .decline_reason = "other"}, "state"},
      {"sent", Side::case_management, {.state = "withdrawn"}, "state"},
      {"sent", Side::case_management, {.state = "prepared"}, "state"},
  };
  for (const AnswerRow& row : table)
    EXPECT_EQ(wrong_fields(check(row.answer, row.from, row.side)), row.wrong) << row.from << " -> " << row.answer.state;
}

TEST_F(ReferralRules, An_answer_of_the_body_waits_to_be_noticed_and_moves_no_day) {
  const Answer answer{
      .state = "waiting", .note = "Platz frühestens im März", .ask_again_on = today + std::chrono::days(90)};
  const Referral by_body = answered(in_state("sent", today), answer, Side::body, today);
  EXPECT_EQ(by_body.state, "waiting");
  EXPECT_EQ(by_body.answered_on, today);
  EXPECT_EQ(by_body.noticed_on, std::nullopt);
  EXPECT_EQ(by_body.answer_by, today);
  const Referral noted = answered(in_state("sent", today), answer, Side::case_management, today);
  EXPECT_EQ(noted.noticed_on, today);
  EXPECT_EQ(noted.answer_by, today + std::chrono::days(90));
  EXPECT_EQ(noted.answer_note, "Platz frühestens im März");
}

TEST_F(ReferralRules, A_new_answer_takes_away_what_belonged_to_the_old_one) {
  Referral referral = in_state("no_reply");
  referral.decline_reason = "no_place";
  referral = answered(referral, {.state = "done", .decline_reason = "no_place", .outcome = "served"},
                      Side::case_management, today);
  EXPECT_EQ(referral.decline_reason, "");
  EXPECT_EQ(referral.outcome, "served");
}

TEST_F(ReferralRules, No_reply_is_no_answer) {
  const Referral referral = answered(in_state("sent"), {.state = "no_reply"}, Side::case_management, today);
  EXPECT_EQ(referral.state, "no_reply");
  EXPECT_EQ(referral.answered_on, std::nullopt);
}

TEST_F(ReferralRules, The_proof_of_the_disclosure_names_the_reason_in_at_most_300_characters) {
  Referral referral;
  referral.reason = std::string(100, 'a') + "\n";
  for (int i = 0; i < 300; ++i) referral.reason += "ü";
  const std::string purpose = disclosed_purpose(referral);
  EXPECT_TRUE(text::is_utf8(purpose));
  EXPECT_LE(text::length(purpose), 300U);
  EXPECT_EQ(purpose.find('\n'), std::string::npos);
  EXPECT_TRUE(purpose.starts_with("Verweisung: aaa"));
  EXPECT_TRUE(purpose.ends_with("ü…"));
  referral.legal_basis = "sgb8_8a";
  referral.basis_note = "Akute Gefahr für das Kind";
  EXPECT_EQ(disclosed_purpose(referral), "Akute Gefahr für das Kind");
}

// ---- the letter ----

Letter letter_with(std::vector<std::string> contents) {
  Letter letter;
  letter.referral.contents = std::move(contents);
  letter.referral.reason = "Bitte prüfen Sie den Aufenthaltstitel.";
  letter.person.given_names = "Parwin";
  letter.person.family_name = "Rahimi";
  letter.person.gender = "female";
  letter.person.birth = PartialDate{1991, 5, 24};
  letter.person.phone = "05251 4711";
  letter.person.languages = {"prs"};
  letter.person.german_level = "b1";
  letter.recipient.name = "Ausländerbehörde";
  letter.clerk = "Miriam Kessler";
  letter.reference = "KIM-2026-0001";
  return letter;
}

struct LetterRow {
  std::vector<std::string> contents;
  bool name, phone, language, level;
};

TEST_F(ReferralRules, The_letter_tells_of_the_person_only_what_the_contents_allow) {
  const LetterRow table[] = {
      {{"identity"}, true, false, false, false},           {{"contact"}, false, true, false, false},
      {{"identity", "contact"}, true, true, false, false}, {{"origin"}, false, false, true, false},
      {{"language_level"}, false, false, false, true},     {{"housing"}, false, false, false, false},
  };
  for (const LetterRow& row : table) {
    const Letter letter = letter_with(row.contents);
    const std::string html = letter_sheets(letter).str();
    const auto says = [&](const std::string& words) { return html.find(words) != std::string::npos; };
    EXPECT_EQ(says("Rahimi"), row.name) << row.contents.front();
    EXPECT_EQ(says("24.05.1991"), row.name) << row.contents.front();
    EXPECT_EQ(says("4711"), row.phone) << row.contents.front();
    EXPECT_EQ(says("Gesprochene Sprachen"), row.language) << row.contents.front();
    EXPECT_EQ(says("Sprachniveau"), row.level) << row.contents.front();
    EXPECT_TRUE(says("Bitte prüfen Sie den Aufenthaltstitel."));
    EXPECT_TRUE(says("KIM-2026-0001"));
  }
}

TEST_F(ReferralRules, Contents_without_a_field_go_along_as_enclosures) {
  EXPECT_EQ(enclosed({"identity", "housing", "language_level", "health"}),
            (std::vector<std::string>{"Wohnen", "Gesundheit"}));
  EXPECT_NE(letter_sheets(letter_with({"housing"})).str().find("Wohnen"), std::string::npos);
}

TEST_F(ReferralRules, The_letter_is_german_whatever_the_readers_language_is) {
  const i18n::Use english(i18n::Language::en);
  EXPECT_NE(letter_sheets(letter_with({"identity"})).str().find("Mit freundlichen Grüßen"), std::string::npos);
}

}  // namespace
}  // namespace kim::referrals
