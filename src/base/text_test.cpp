// Text rules: UTF-8, cleaning, sorting.
#include "base/text.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace kim::text {
namespace {

TEST(Utf8, Is_accepted_when_well_formed) {
  for (const char* text : {"", "abc", "Öztürk", "پروین", "🙂", "\xF4\x8F\xBF\xBF"}) EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, Is_refused_when_overlong_cut_or_out_of_range) {
  for (const char* text : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                           "\xF0\x80\x80\x80", "\xFF", "a\xC3(b"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Length, Counts_code_points) {
  EXPECT_EQ(length(""), 0U);
  EXPECT_EQ(length("Öztürk"), 6U);
  EXPECT_EQ(length("🙂"), 1U);
}

TEST(ForbiddenCharacters, Are_controls_and_direction_marks_but_not_line_ends) {
  for (const char* text : {"\x01", "a\x1B[0m", "\x7F", "\u0085", "\u202E", "\u2066", "\u200F", "\u061C", "\xC3"})
    EXPECT_TRUE(has_forbidden_characters(text)) << text;
  EXPECT_TRUE(has_forbidden_characters(std::string_view("a\0b", 3)));
  for (const char* text : {"", "zwei\nZeilen\tmit Tab\r\n", "پروین رحیمی", "a\u200Cb", "ḫ"})
    EXPECT_FALSE(has_forbidden_characters(text)) << text;
}

TEST(Clean, Trims_unifies_line_ends_and_composes_letters) {
  EXPECT_EQ(clean("  \u00a0 Müller\u202f\n"), "Müller");
  EXPECT_EQ(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
  EXPECT_EQ(clean("O\u0308ztu\u0308rk"), "Öztürk");
  EXPECT_EQ(clean(" \t\r\n"), "");
  EXPECT_EQ(clean("zwei  Blanks bleiben"), "zwei  Blanks bleiben");
}

TEST(Split, Gives_one_part_more_than_separators_and_nothing_for_nothing) {
  EXPECT_EQ(split("a,b,,c", ','), (std::vector<std::string>{"a", "b", "", "c"}));
  EXPECT_EQ(split("a,", ','), (std::vector<std::string>{"a", ""}));
  EXPECT_TRUE(split("", ',').empty());
}

TEST(Join, Is_the_reverse_of_split) {
  const std::vector<std::string> parts{"a", "b", "", "c"};
  EXPECT_EQ(join(parts, ", "), "a, b, , c");
  EXPECT_EQ(split(join(parts, ","), ','), parts);
  EXPECT_EQ(join({}, ","), "");
}

TEST(SortKey, Orders_names_like_the_german_phone_book) {
  std::vector<std::string> names{"Zeynep", "Öztürk", "Oezdemir", "Ozan", "ahmadi", "Müller", "Muller", "Mueller"};
  std::ranges::sort(names, {}, &sort_key);
  EXPECT_EQ(names, (std::vector<std::string>{"ahmadi", "Mueller", "Müller", "Muller", "Oezdemir", "Öztürk", "Ozan",
                                             "Zeynep"}));
}

TEST(SortKey, Works_for_texts_longer_than_its_buffer) {
  const std::string many(400, 'a');
  EXPECT_LT(sort_key(many + "b"), sort_key(many + "c"));
  EXPECT_LT(sort_key(""), sort_key("a"));
}

TEST(GermanNumber, Has_points_from_one_thousand_on) {
  EXPECT_EQ(german_number(0), "0");
  EXPECT_EQ(german_number(999), "999");
  EXPECT_EQ(german_number(1120), "1.120");
  EXPECT_EQ(german_number(-123), "-123");
  EXPECT_EQ(german_number(-1234567), "-1.234.567");
}

TEST(Folded, Upper_and_lower_case_are_the_same_in_any_script) {
  EXPECT_EQ(folded("Größe ÄRZTE"), folded("GRÖSSE ärzte"));
  EXPECT_EQ(folded("Україна"), folded("УКРАЇНА"));
  EXPECT_NE(folded("Arzt"), folded("Ärzt"));
}

}  // namespace
}  // namespace kim::text
