// When it may be said that a person is known elsewhere: at least as strict as the list of duplicates. Persons are invented.
#include <gtest/gtest.h>

#include "domain/people/elsewhere.h"

namespace kim::people {
namespace {

Person person(const char* given, const char* family, const char* birth) {
  Person one;
  one.given_names = given;
  one.family_name = family;
  one.birth = partial_from_iso(birth);
  return one;
}

TEST(SurelySame, Names_and_birth_have_to_agree_and_nothing_may_be_missing) {
  const struct {
    const char *given, *family, *birth;
    bool said;
    const char* why;
  } table[] = {
      {"Parwin", "Rahimi", "1991-05-24", true, "all equal"},
      {"Parvin", "Rahimy", "1991-05-24", true, "both spelled otherwise, the same day"},
      {"Rahimi", "Parwin", "1991-05-24", true, "names in the other order"},
      {"Parwin Amina", "Rahimi", "1991-05-24", true, "a second given name"},
      {"Parwin", "Rahimi", "1991-24-05", false, "no date"},
      {"Parwin", "Rahimi", "1991", true, "equal names and the year"},
      {"Parwin", "Rahimi", "1991-01-01", true, "the day stands for unknown"},
      {"Parvin", "Rahimy", "1991", false, "names only alike, and the year alone"},
      {"Parwin", "Rahimi", "1991-05-25", false, "another day"},
      {"Parwin", "Rahimi", "1991-06-24", false, "another month"},
      {"Parwin", "Rahimi", "1992-05-24", false, "another year"},
      {"Parwin", "Rahimi", "", false, "no birth"},
      {"Parwin", "", "1991-05-24", false, "no family name"},
      {"", "Rahimi", "1991-05-24", false, "no given name"},
      {" ", "Rahimi", "1991-05-24", false, "a blank is no name"},
      {"Omid", "Rahimi", "1991-05-24", false, "a sibling of the same day"},
      {"Parwin", "Karimi", "1991-05-24", false, "another family"},
      {"Parwin Ali Hassan Mohammad Omar Zahra", "Rahimi", "1991-05-24", false, "many names at once are fishing"},
  };
  const Person on_file = person("Parwin", "Rahimi", "1991-05-24");
  for (const auto& row : table)
    EXPECT_EQ(surely_same(person(row.given, row.family, row.birth), on_file), row.said) << row.why;
}

TEST(SurelySame, Whatever_is_said_stands_in_the_list_of_duplicates_as_probable) {
  const char* names[] = {"Parwin", "Parvin", "Parwin Amina", "Omid", "Barwin", ""};
  const char* births[] = {"1991-05-24", "1991-24-05", "1991", "1991-05", "1990-05-24", "1991-05-12", "1991-12-05", ""};
  int said = 0;
  for (const char* given : names)
    for (const char* birth : births)
      for (const char* stored : births) {
        const Person entered = person(given, "Rahimi", birth), on_file = person("Parwin", "Rahimi", stored);
        if (!surely_same(entered, on_file)) continue;
        ++said;
        EXPECT_EQ(likeness_of(entered, on_file).grade, Grade::probable) << given << birth << stored;
      }
  EXPECT_GT(said, 10);
}

TEST(SurelySame, Spellings_on_file_count_and_spellings_entered_do_not) {
  Person on_file = person("Fatma", "Öztürk", "1980-02-03");
  on_file.aliases = "Parwin Rahimi";
  EXPECT_TRUE(surely_same(person("Parwin", "Rahimi", "1980-02-03"), on_file));
  Person entered = person("Aylin", "Aksoy", "1980-02-03");
  entered.aliases = "Parwin Rahimi\nFatma Öztürk";
  entered.document_name = "Fatma Öztürk";
  EXPECT_FALSE(surely_same(entered, on_file)) << "a list of spellings is a list of questions";
}

TEST(SurelySame, A_file_without_given_name_or_birth_is_no_evidence) {
  EXPECT_FALSE(surely_same(person("Parwin", "Rahimi", "1991"), person("", "Parwin Rahimi", "1991")));
  EXPECT_FALSE(surely_same(person("Parwin", "Rahimi", "1991"), person("Parwin", "Rahimi", "")));
}

}  // namespace
}  // namespace kim::people
