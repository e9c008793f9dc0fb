// Rules of code lists kept by users, and what they read.
#include "domain/codelists/codelist.h"

#include <gtest/gtest.h>

namespace kim::codelists {
namespace {

CodeList fruit(bool kept_by_users = true) {
  return {"fruit",
          "Obst",
          "Beispiel",
          {{"apple", "Apfel", "Apple", "", "round", "A1", {}, {}}, {"pear", "Birne", "Pear", "", "", "", {}, {}}},
          kept_by_users};
}

Entry entry(std::string code, std::string label, std::optional<std::int64_t> position = {}) {
  Entry one;
  one.list = "fruit";
  one.code = std::move(code);
  one.label_de = std::move(label);
  one.position = position;
  return one;
}

std::string codes_of(const CodeList& list) {
  std::string text;
  for (const Code& code : list.codes()) text += code.code + " ";
  return text;
}

TEST(MergedList, Users_words_replace_those_of_the_file_and_keep_its_flags) {
  const CodeList list = merged(fruit(), {entry("apple", "Äpfel")});
  EXPECT_EQ(list.find("apple")->label_de, "Äpfel");
  EXPECT_EQ(list.find("apple")->flags, "round");
  EXPECT_EQ(list.find("pear")->label_de, "Birne");
  EXPECT_TRUE(list.kept_by_users());
}

TEST(MergedList, Own_codes_stand_at_the_end_or_at_their_place) {
  EXPECT_EQ(codes_of(merged(fruit(), {entry("plum", "Pflaume")})), "apple pear plum ");
  EXPECT_EQ(codes_of(merged(fruit(), {entry("plum", "Pflaume", 1)})), "plum apple pear ");
  EXPECT_EQ(codes_of(merged(fruit(), {entry("plum", "Pflaume", 99)})), "apple pear plum ");
  EXPECT_EQ(codes_of(merged(fruit(), {entry("apple", "Apfel", 2), entry("plum", "Pflaume", 1)})), "plum apple pear ");
}

TEST(MergedList, A_list_of_the_program_stays_as_it_is) {
  EXPECT_EQ(merged(fruit(false), {entry("apple", "Äpfel")}).find("apple")->label_de, "Apfel");
}

TEST(MergedList, An_ended_code_is_not_offered_but_found) {
  Entry ended = entry("apple", "Apfel");
  ended.valid_until = day_from_iso("2026-11-24");
  const CodeList list = merged(fruit(), {ended});
  EXPECT_EQ(list.valid_on(*day_from_iso("2026-11-25")).size(), 1U);
  EXPECT_NE(list.find("apple"), nullptr);
}

TEST(CodeFrom, A_label_becomes_a_code_that_the_list_does_not_have) {
  const struct {
    const char *label, *code;
  } table[] = {{"Amt für Wohnen", "amt_fuer_wohnen"},
               {"Straße & Weg", "strasse_weg"},
               {"Apple", "apple_2"},
               {"  (neu)  ", "neu"},
               {"Україна", "wert"},
               {"ÄÖÜ", "aeoeue"}};
  for (const auto& line : table) EXPECT_EQ(code_from(fruit(), line.label), line.code);
  EXPECT_LE(code_from(fruit(), std::string(200, 'x')).size(), 40U);
}

TEST(LabelTaken, Looks_at_what_is_offered_and_not_at_case) {
  const Day today = *day_from_iso("2026-11-25");
  EXPECT_TRUE(label_taken(fruit(), "apfel", "", today));
  EXPECT_TRUE(label_taken(fruit(), " Birne ", "apple", today));
  EXPECT_FALSE(label_taken(fruit(), "Apfel", "apple", today));
  EXPECT_FALSE(label_taken(fruit(), "Quitte", "", today));
}

TEST(ReadLines, Takes_semicolons_and_tabs_and_leaves_out_the_head) {
  const Reading reading = read_lines("Code;Bezeichnung\r\n423;Afghanistan;Afghanistan\n\n460\tIrak\n# Ende\n");
  ASSERT_TRUE(reading.errors.empty());
  ASSERT_EQ(reading.lines.size(), 2U);
  EXPECT_EQ(reading.lines[0].label_en, "Afghanistan");
  EXPECT_EQ(reading.lines[1].code, "460");
  EXPECT_EQ(reading.lines[1].label_de, "Irak");
}

TEST(ReadLines, Names_each_line_that_does_not_fit) {
  const struct {
    std::string text, error;
  } table[] = {{"", "leer"},
               {"423", "Zeile 1: Die Bezeichnung fehlt."},
               {";Irak", "Zeile 1: Der Code"},
               {"4 2;Irak", "Zeile 1: Der Code"},
               {"423;Irak\n423;Iran", "Zeile 2: Der Code steht schon"},
               {"423;" + std::string(121, 'x'), "länger als 120"}};
  for (const auto& line : table) {
    const Reading reading = read_lines(line.text);
    ASSERT_EQ(reading.errors.size(), 1U) << line.text;
    EXPECT_NE(reading.errors[0].find(line.error), std::string::npos) << reading.errors[0];
  }
}

TEST(ReadLines, Stops_at_a_thousand) {
  std::string text;
  for (int i = 0; i < 1002; ++i) text += std::to_string(i) + ";Wert\n";
  EXPECT_EQ(read_lines(text).errors.size(), 1U);
}

}  // namespace
}  // namespace kim::codelists
