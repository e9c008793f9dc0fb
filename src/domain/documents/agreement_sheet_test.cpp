// A signed version on paper: German as it was frozen, beside it every language's fixed words; nothing written is changed.
#include "domain/documents/agreement_sheet.h"

#include <gtest/gtest.h>

#include "base/codes.h"
#include "domain/documents/sheet_text.h"
#include "domain/goals/agreement_text.h"
#include "platform/assets.h"

namespace kim::documents {
namespace {

const Day today = *day_from_iso("2026-11-25");

records::Stored<goals::Goal> goal(std::int64_t id, const std::string& words, const std::string& state) {
  records::Stored<goals::Goal> one;
  one.id = id;
  one.value.words = words;
  one.value.state = state;
  return one;
}

/// With everything that can stand in one: a goal with all its lines, steps with and without a day, ended goals of all kinds.
SignedVersion version() {
  std::vector<records::Stored<goals::Goal>> goals{goal(1, "Ich will als Hebamme arbeiten.", "open")};
  goals[0].value.agreed = "Der Antrag ist vollständig (Urkunde, Zeugnis).";
  goals[0].value.sign = "Die Behörde bestätigt den Eingang.";
  goals[0].value.until = *day_from_iso("2027-03-31");
  for (const Code& code : code_list("goal_state").codes())
    if (code.group == "closed") goals.push_back(goal(2, "Ziel " + code.code, code.code));
  records::Stored<goals::Step> dated, open;
  dated.parent = open.parent = 1;
  dated.value = {"Zeugnis übersetzen lassen", "person", {}, today, {}};
  open.value = {"Termin vereinbaren", "staff", {}, {}, {}};
  SignedVersion one;
  one.agreement.signed_text = goals::agreement_text(
      {"Parwin Rahimi", "Frau Rahimi", "Miriam Kessler", "Kreis Lindenhof"}, goals, {dated, open});
  one.agreement.text_hash = goals::text_hash(one.agreement.signed_text);
  one.agreement.agreed_on = today;
  one.agreement.review_on = *day_from_iso("2027-02-25");
  one.number = 2;
  one.controller = "Kreis Paderborn";
  return one;
}

class AgreementSheet : public ::testing::TestWithParam<std::string> {
 protected:
  Sheet sheet = agreement_sheet(version(), GetParam(), today);
  std::string file = pdf::write(compose(sheet));
};
std::string name_of(const ::testing::TestParamInfo<std::string>& one) {
  std::string name = one.param;
  std::erase(name, '-');
  return name;
}
std::vector<std::string> every_language() {
  assets::install_texts();
  std::vector<std::string> list;
  for (const Code& code : code_list("letter_language").codes()) list.push_back(code.code);
  return list;
}
INSTANTIATE_TEST_SUITE_P(Every, AgreementSheet, ::testing::ValuesIn(every_language()), name_of);

TEST_P(AgreementSheet, Comes_out_as_it_went_in) { EXPECT_EQ(test::text_of_pdf(file, sheet), test::text_put_in(sheet)); }

TEST_P(AgreementSheet, Holds_every_line_of_the_frozen_text_and_its_hash) {
  const std::string content = test::pdf_content(file), text = test::pdf_text(file);
  for (const auto& line : goals::text_lines(version().agreement.signed_text))
    EXPECT_NE(content.find(test::squeezed(line.text)), std::string::npos) << line.text;
  EXPECT_NE(text.find("Fassung 2 vom 25.11.2026"), std::string::npos) << text;
  EXPECT_NE(text.find(version().agreement.text_hash), std::string::npos) << text;
  EXPECT_NE(text.find("Entwurf, nicht fachlich geprüft"), std::string::npos);
}

TEST_P(AgreementSheet, Is_tagged_and_names_its_language) {
  const std::string tree = test::pdf_structure(file);
  const bool german = GetParam() == "de";
  for (const char* tag : {"Document", "H1", german ? "LBody" : "TD"})
    EXPECT_NE(tree.find(tag), std::string::npos) << tag << tree;
  EXPECT_EQ(tree.find("NonStruct"), std::string::npos);
  EXPECT_TRUE(german || tree.find("/Lang (" + GetParam() + ")") != std::string::npos) << tree;
  EXPECT_TRUE(test::pdf_is_sound(file));
}

TEST_P(AgreementSheet, Says_the_fixed_words_in_both_languages_and_what_was_written_twice) {
  if (GetParam() == "de") return;
  ASSERT_TRUE(sheet.other.has_value());
  const auto& german = sheet.german.values.parts.at("ziele").passages;
  const auto& other = sheet.other->values.parts.at("ziele").passages;
  ASSERT_EQ(german.size(), other.size());
  std::string text;
  for (const auto& passage : other) text += test::squeezed(passage.text) + "\n";
  for (const char* written : {"Ich will als Hebamme arbeiten.", "Der Antrag ist vollständig (Urkunde, Zeugnis).",
                              "Zeugnis übersetzen lassen – Frau Rahimi", "Parwin Rahimi", "31.03.2027"})
    EXPECT_NE(text.find(test::squeezed(written)), std::string::npos) << written << text;
  for (const char* state : {"reached", "partly_reached", "not_reached", "dropped"})
    EXPECT_NE(text.find(test::squeezed("“: " + words(GetParam(), "goal_state." + std::string(state)))),
              std::string::npos)
        << text;
}

TEST_P(AgreementSheet, Drawn_signatures_stand_in_place_of_the_lines_with_name_and_day) {
  SignedVersion one = version();
  const Strokes strokes = *parse_strokes("100,100 300,200 500,60;600,60");
  one.signed_by = {{"Parwin Rahimi", today, strokes}, {"Miriam Kessler", today, strokes}};
  const Sheet drawn = agreement_sheet(one, GetParam(), today);
  const std::string made = pdf::write(compose(drawn)), content = test::text_of_pdf(made, drawn);
  EXPECT_EQ(content, test::text_put_in(drawn));
  EXPECT_EQ(content.find(test::squeezed(words("de", "vertretung"))), std::string::npos);
  EXPECT_NE(content.find(test::squeezed("Miriam Kessler, auf dem Bildschirm unterschrieben am 25.11.2026")),
            std::string::npos);
  EXPECT_NE(test::pdf_structure(made).find("Figure"), std::string::npos);
  EXPECT_TRUE(test::pdf_is_sound(made));
}

TEST(AgreementSheetText, What_looks_like_a_placeholder_in_typed_words_stays) {
  SignedVersion one = version();
  one.agreement.signed_text = "# „{person}“\nVereinbart: {heute} {0}\n";
  for (const char* language : {"de", "ar", "tr"}) {
    const std::string content = test::pdf_content(pdf::write(compose(agreement_sheet(one, language, today))));
    EXPECT_NE(content.find("„{person}“"), std::string::npos) << language << content;
    EXPECT_NE(content.find("{heute}{0}"), std::string::npos) << language << content;
  }
}

TEST(AgreementSheetText, A_text_frozen_by_an_older_program_is_printed_as_it_stands) {
  SignedVersion one = version();
  one.agreement.signed_text = "Goal agreement between Parwin Rahimi and Miriam Kessler\n# \"Midwife\"\nAgreed: soon\n";
  one.person = "Parwin Rahimi";
  const std::string content = test::pdf_content(pdf::write(compose(agreement_sheet(one, "uk", today))));
  EXPECT_NE(content.find(test::squeezed("Agreed: soon")), std::string::npos);
  EXPECT_NE(content.find(test::squeezed("Угода про цілі")), std::string::npos);
}

}  // namespace
}  // namespace kim::documents
