// Whole names with birth dates: who is proposed as one person, and who never is. Persons are invented.
#include "domain/people/likeness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "domain/people/search_keys.h"

namespace kim::people {
namespace {

Person person(std::string given, std::string family, const char* birth = nullptr) {
  Person one;
  one.given_names = std::move(given);
  one.family_name = std::move(family);
  if (birth != nullptr) one.birth = partial_from_iso(birth);
  return one;
}

struct Row {
  const char* why;
  Person a, b;
  Grade grade;
};

TEST(Two_persons, Are_proposed_as_one_or_not) {
  const std::vector<Row> table = {
      {"same", person("Parwin", "Rahimi", "1991-05-24"), person("Parwin", "Rahimi", "1991-05-24"), Grade::probable},
      {"other spelling", person("Mohammed", "Al-Hassan", "1984-03-02"), person("Muhamad", "Alhasan", "1984-03-02"),
       Grade::probable},
      {"order of names", person("Rahimi", "Parwin", "1991-05-24"), person("Parwin", "Rahimi", "1991-05-24"),
       Grade::probable},
      {"patronymic", person("Olena", "Schewtschenko", "1979-11-30"),
       person("Olena Petriwna", "Shevchenko", "1979-11-30"), Grade::probable},
      {"original writing", person("Олена", "Шевченко", "1979-11-30"), person("Olena", "Shevchenko", "1979-11-30"),
       Grade::probable},
      {"Arabic writing", person("محمد", "الحسن", "1984-03-02"), person("Mohammed", "Al-Hassan", "1984-03-02"),
       Grade::probable},
      {"umlauts", person("Emre", "Öztürk", "1990-01-07"), person("Emre", "Oeztuerk", "1990-01-07"), Grade::probable},
      {"day and month swapped", person("Emre", "Öztürk", "1990-02-07"), person("Emre", "Öztürk", "1990-07-02"),
       Grade::probable},
      {"1 January", person("Ali", "Rezai", "1988-01-01"), person("Ali", "Rezai", "1988-09-14"), Grade::probable},
      {"1 January, other spelling", person("Ali", "Rezai", "1988-01-01"), person("Aly", "Rezaie", "1988-01-01"),
       Grade::possible},
      {"birth unknown", person("Parwin", "Rahimi"), person("Parwin", "Rahimi", "1991-05-24"), Grade::possible},
      {"one figure wrong", person("Parwin", "Rahimi", "1991-05-24"), person("Parwin", "Rahimi", "1991-05-25"),
       Grade::possible},
      {"siblings", person("Parwin", "Rahimi", "1991-05-24"), person("Zahra", "Rahimi", "1993-02-11"), Grade::apart},
      {"twins", person("Parwin", "Rahimi", "1991-05-24"), person("Zahra", "Rahimi", "1991-05-24"), Grade::apart},
      {"father and son", person("Mohammad", "Ahmadi", "1960-04-03"), person("Mohammad", "Ahmadi", "1985-08-19"),
       Grade::apart},
      {"father and son, both 1 January", person("Mohammad", "Ahmadi", "1960-01-01"),
       person("Mohammad", "Ahmadi", "1985-01-01"), Grade::apart},
      {"son with the father's name in the middle", person("Mohammad", "Ahmadi", "1960-04-03"),
       person("Reza Mohammad", "Ahmadi", "1985-08-19"), Grade::apart},
      {"mother and daughter without dates", person("Fatima", "Haddad"), person("Amina", "Haddad"), Grade::apart},
      {"namesakes", person("Mohammad", "Ahmadi", "1988-04-03"), person("Mohammad", "Ahmadi", "1989-07-19"),
       Grade::apart},
      {"same birth, other name", person("Oksana", "Bondar", "1991-05-24"), person("Parwin", "Rahimi", "1991-05-24"),
       Grade::apart},
      {"one name only", person("", "Rahimi", "1991-05-24"), person("", "Rahimi", "1991-05-24"), Grade::apart},
      {"nothing", person("", ""), person("", ""), Grade::apart}};
  for (const Row& row : table) {
    SCOPED_TRACE(row.why);
    const Likeness got = likeness_of(row.a, row.b);
    EXPECT_EQ(got.grade, row.grade) << got.points;
    EXPECT_EQ(likeness_of(row.b, row.a).grade, row.grade) << "the order does not matter";
    EXPECT_EQ(got.reasons.empty(), row.grade == Grade::apart);
  }
}

TEST(Two_persons, Proposed_as_one_share_a_key_of_the_index) {
  const std::vector<std::pair<Person, Person>> table = {{person("Mohammed", "Al-Hassan"), person("Muhamad", "Alhasan")},
                                                        {person("Rahimi", "Parwin"), person("Parwin", "Rahimi")},
                                                        {person("Олена", "Шевченко"), person("Olena", "Schewtschenko")},
                                                        {person("محمد", "الحسن"), person("Mohammed", "Al-Hassan")},
                                                        {person("Khaled", "Youssef"), person("Chalid", "Yusuf")}};
  for (const auto& [a, b] : table) {
    const auto stored = edge_keys(searched_name(a), 0), asked = edge_keys(searched_name(b), 1);
    EXPECT_NE(std::find_first_of(stored.begin(), stored.end(), asked.begin(), asked.end()), stored.end())
        << full_name(a) << " / " << full_name(b);
  }
}

/// Families put together from names in many spellings, as offices write them: brothers and sisters, parents, cousins.
TEST(Families, Are_never_proposed_as_one_person) {
  const std::vector<std::string> given = {"Parwin", "Zahra",  "Omar",  "Fatima", "Reza",  "Yusuf", "Olena",  "Mykola",
                                          "Amina",  "Khaled", "Selam", "Tesfay", "Ioana", "Emre",  "Hatice", "Bohdan"};
  const std::vector<std::string> family = {"Rahimi", "Al-Hassan", "Schewtschenko", "Öztürk", "Gebrehiwet", "Marinescu"};
  std::mt19937 random(20261125);
  const auto day = [&](int year) {
    return PartialDate{year, static_cast<unsigned>(random() % 12) + 1, static_cast<unsigned>(random() % 28) + 1};
  };
  int compared = 0;
  for (const std::string& name : family) {
    for (std::size_t a = 0; a < given.size(); ++a) {
      for (std::size_t b = a + 1; b < given.size(); ++b, ++compared) {
        Person one = person(given[a], name), sibling = person(given[b], name), child = person(given[a], name);
        one.birth = day(1960 + static_cast<int>(random() % 30));
        sibling.birth = random() % 4 == 0 ? one.birth : day(one.birth->year + 2);
        child.birth = day(one.birth->year + 18 + static_cast<int>(random() % 20));
        EXPECT_EQ(likeness_of(one, sibling).grade, Grade::apart) << full_name(one) << " / " << full_name(sibling);
        EXPECT_EQ(likeness_of(one, child).grade, Grade::apart) << full_name(one);
      }
    }
  }
  EXPECT_EQ(compared, 720);
}

}  // namespace
}  // namespace kim::people
