// The code lists: reading, finding, and a check of every file in data/codes.
#include "base/codes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "base/check.h"
#include "base/i18n.h"

namespace kim {
namespace {

const std::string kHead =
    "# title: Farben\n# source: Beispiel\ncode\tlabel_de\tlabel_en\tgroup\tflags\texternal\tvalid_from\tvalid_until\n";

CodeList colours() {
  return parse_code_list("colour",
                         kHead + "red\tRot\tRed\twarm\thell laut\tR1\t2026-01-01\t2026-06-30\nblue\tBlau\t\n");
}

TEST(CodeListFile, Gives_title_source_and_every_column) {
  const CodeList list = colours();
  EXPECT_EQ(list.title(), "Farben");
  EXPECT_EQ(list.source(), "Beispiel");
  ASSERT_EQ(list.codes().size(), 2U);
  const Code& red = list.codes()[0];
  EXPECT_EQ(red.group, "warm");
  EXPECT_EQ(red.external, "R1");
  EXPECT_EQ(red.valid_from, day_from_iso("2026-01-01"));
  EXPECT_EQ(red.valid_until, day_from_iso("2026-06-30"));
  EXPECT_EQ(list.codes()[1].valid_until, std::nullopt);
}

TEST(CodeListFile, Is_read_with_the_line_ends_of_windows) {
  std::string text = kHead + "red\tRot\tRed\n";
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.replace(at, 1, "\r\n");
  EXPECT_EQ(parse_code_list("colour", text).codes()[0].label_en, "Red");
}

TEST(CodeListFile, Is_refused_with_the_place_of_the_mistake) {
  for (const std::string& text :
       {std::string(), std::string("# title: Farben\n# source: x\n"), kHead.substr(17), kHead + "red\n",
        kHead + "\tRot\tRed\n", kHead + "a\tA\tA\t\t\t\t2026-02-30\t\n", kHead + "a\tA\tA\t\t\t\t\t\tmehr\n",
        kHead + "a\tA\tA\na\tB\tB\n", std::string("# title: a\n# source: b\ncode\tlabel\n")})
    EXPECT_THROW((void)parse_code_list("colour", text), Fault) << text;
  try {
    (void)parse_code_list("colour", kHead + "red\n");
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_EQ(std::string(fault.what()), "code list colour, line 4: code or label is missing");
  }
}

TEST(CodeList, Offers_only_codes_valid_on_the_day) {
  const CodeList list = colours();
  const auto count = [&](const char* day) { return list.valid_on(day_from_iso(day).value()).size(); };
  EXPECT_EQ(count("2025-12-31"), 1U);
  EXPECT_EQ(count("2026-01-01"), 2U);
  EXPECT_EQ(count("2026-06-30"), 2U);
  EXPECT_EQ(count("2026-07-01"), 1U);
}

TEST(CodeList, Finds_codes_also_in_a_copy) {
  const CodeList copy = CodeList(colours());
  ASSERT_NE(copy.find("blue"), nullptr);
  EXPECT_EQ(copy.find("blue")->label_de, "Blau");
  EXPECT_EQ(copy.find("green"), nullptr);
}

TEST(Flags, Match_whole_words) {
  const CodeList list = colours();
  EXPECT_TRUE(has_flag(*list.find("red"), "laut"));
  EXPECT_FALSE(has_flag(*list.find("red"), "lau"));
  EXPECT_FALSE(has_flag(*list.find("blue"), "laut"));
}

TEST(CodeLabel, Follows_the_language_and_shows_unknown_codes_as_they_are) {
  install_code_lists({colours()});
  EXPECT_EQ(code_label("colour", "red"), "Rot");
  EXPECT_EQ(code_label("colour", "green"), "green");
  const i18n::Use english(i18n::Language::en);
  EXPECT_EQ(code_label("colour", "red"), "Red");
  EXPECT_EQ(code_label("colour", "blue"), "Blau");
}

TEST(InstalledLists, Are_found_by_name_and_an_unknown_name_is_a_bug) {
  install_code_lists({colours()});
  EXPECT_EQ(code_list("colour").codes().size(), 2U);
  EXPECT_EQ(all_code_lists().size(), 1U);
  EXPECT_THROW((void)code_list("taste"), Bug);
}

// ---- the files ----

const std::filesystem::path kFolder = std::filesystem::path(KIM_SOURCE_DIR) / "data" / "codes";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<CodeList> lists_on_disk() {
  std::vector<CodeList> lists;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    lists.push_back(parse_code_list(entry.path().stem().string(), read_file(entry.path())));
  return lists;
}

const CodeList& on_disk(const std::string& name) {
  static const std::vector<CodeList> lists = lists_on_disk();
  const auto found = std::ranges::find(lists, name, &CodeList::name);
  if (found == lists.end()) throw Bug("no file for " + name);
  return *found;
}

bool is_code_text(const std::string& code) {
  return code.size() <= 40 && std::ranges::all_of(code, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

TEST(CodeFiles, Have_labels_in_both_languages_and_storable_codes) {
  for (const CodeList& list : lists_on_disk())
    for (const Code& code : list.codes()) {
      EXPECT_FALSE(code.label_en.empty()) << list.name() << " " << code.code;
      EXPECT_TRUE(is_code_text(code.code)) << list.name() << " " << code.code;
    }
}

TEST(CodeFiles, Have_no_two_codes_with_the_same_label) {
  for (const CodeList& list : lists_on_disk()) {
    std::vector<std::string> labels;
    for (const Code& code : list.codes()) labels.push_back(code.label_de);
    std::ranges::sort(labels);
    EXPECT_EQ(std::ranges::adjacent_find(labels), labels.end()) << list.name();
  }
}

TEST(CodeFiles, Are_valid_from_before_they_end) {
  for (const CodeList& list : lists_on_disk())
    for (const Code& code : list.codes())
      EXPECT_LE(code.valid_from.value_or(Day::min()), code.valid_until.value_or(Day::max())) << code.code;
}

TEST(CodeFiles, Name_groups_that_exist) {
  for (const auto& [fine, coarse] : std::initializer_list<std::pair<const char*, const char*>>{
           {"field_of_action", "field_of_action_coarse"}, {"residence_status", "residence_status_group"}})
    for (const Code& code : on_disk(fine).codes())
      EXPECT_NE(on_disk(coarse).find(code.group), nullptr) << fine << " " << code.code << " " << code.group;
}

TEST(CodeFiles, Hold_all_countries_and_enough_languages) {
  EXPECT_GE(on_disk("nationality").codes().size(), 200U);
  EXPECT_GE(on_disk("language").codes().size(), 60U);
  EXPECT_EQ(on_disk("nationality").find("SYR")->label_de, "Syrien");
  EXPECT_EQ(on_disk("language").find("prs")->label_de, "Dari");
}

struct Status {
  const char* code;
  const char* flags;
};

/// Law as researched: counting of times (§§ 25a, 25b AufenthG, § 10 StAG) and titles that bar naturalisation.
TEST(CodeFiles, Count_residence_times_as_the_law_says) {
  for (const auto& [code, flags] : std::initializer_list<Status>{
           {"A25_3", "erlaubt zaehlt_25a zaehlt_25b zaehlt_stag einb_zweck_ausgeschlossen"},
           {"A25_2_1", "erlaubt zaehlt_25a zaehlt_25b zaehlt_stag"},
           {"A25B_1", "erlaubt zaehlt_25a zaehlt_25b zaehlt_stag"},
           {"A24", "erlaubt zaehlt_25a zaehlt_25b zaehlt_stag einb_zweck_ausgeschlossen"},
           {"GEST", "gestattet zaehlt_25a zaehlt_25b zaehlt_stag_nach_anerkennung einb_zweck_ausgeschlossen"},
           {"D60A2S1", "geduldet zaehlt_25a zaehlt_25b einb_zweck_ausgeschlossen"},
           {"D60B", "geduldet einb_zweck_ausgeschlossen"},
           {"F813S2", "geduldet zaehlt_25a zaehlt_25b einb_zweck_ausgeschlossen"},
           {"NE9", "erlaubt unbefristet zaehlt_25a zaehlt_stag"},
           {"OHNE", "einb_zweck_ausgeschlossen"}}) {
    ASSERT_NE(on_disk("residence_status").find(code), nullptr) << code;
    EXPECT_EQ(on_disk("residence_status").find(code)->flags, flags) << code;
  }
}

TEST(CodeFiles, No_longer_offer_the_expired_right_of_residence) {
  const auto valid = on_disk("residence_status").valid_on(day_from_iso("2027-07-01").value());
  EXPECT_TRUE(std::ranges::none_of(valid, [](const Code* code) { return code->code == "A104C"; }));
}

}  // namespace
}  // namespace kim
