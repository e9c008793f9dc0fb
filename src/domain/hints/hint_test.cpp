// Rules of hints and the guard of their texts, without a database.
#include "domain/hints/hint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "platform/assets.h"

namespace kim::hints {
namespace {

const Day today = *day_from_iso("2026-11-25");
const Known rahimi{{"Parwin", "Rahimi", "Öztürk", "Yusuf von der Au", "Li"},
                   {"KIM-2026-0417", "05258 936 112"},
                   {{1991, 5, 24}, {2022, 1, 3}, {1960, 0, 0}}};

std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> list;
  for (const Find& one : personal_in(text, rahimi, today)) list.push_back(one.text);
  return list;
}

TEST(HintGuard, Finds_by_what_a_person_is_known) {
  const struct {
    const char* text;
    std::vector<std::string> finds;
  } table[] = {
      {"Frau Rahimi wartet seit Monaten.", {"Rahimi"}},
      {"RAHIMI, rahimi und Rahimis Kinder", {"RAHIMI", "rahimi", "Rahimis"}},
      {"Für Parwin's Sohn", {"Parwin"}},
      {"Familie Oeztuerk, Ozturk und Öztürk", {"Oeztuerk", "Ozturk", "Öztürk"}},
      {"(Yusuf)", {"Yusuf"}},
      {"Herr Li kam.", {"Li"}},
      {"Fall KIM-2026-0417", {"KIM-2026-0417"}},
      {"siehe kim-2025-0009.", {"kim-2025-0009"}},
      {"Tel. 05251 308-1234", {"05251 308-1234"}},
      {"+49 5251 3081234", {"+49 5251 3081234"}},
      {"Rufnummer 05258936112", {"05258936112"}},
      {"AZR 123456789012", {"123456789012"}},
      {"an parwin@post.example, bitte", {"parwin@post.example", "parwin"}},
      {"geboren am 24.05.1991.", {"24.05.1991"}},
      {"Das Kind (03.01.2022) hat keinen Platz", {"03.01.2022"}},
      {"1991-05-24", {"1991-05-24"}},
      {"geb. 12.12.1984", {"12.12.1984"}},
      {"Geburtsdatum: 1.2.1999", {"1.2.1999"}},
  };
  for (const auto& row : table) {
    auto finds = found(row.text), wanted = row.finds;
    std::ranges::sort(finds);
    std::ranges::sort(wanted);
    EXPECT_EQ(finds, wanted) << row.text;
  }
}

TEST(HintGuard, Leaves_what_says_nothing_about_a_person) {
  for (const char* text :
       {"Im Südkreis gibt es vor dem 01.08.2027 keinen Kitaplatz.",
        "Von 120 Anträgen sind seit 2025 erst 30 entschieden.", "§ 25a AufenthG, Absatz 1 Satz 1 Nummer 3",
        "Eine Mutter mit zwei Kindern, 9 und 11 Jahre alt, wartet 14 Monate.",
        "Die Au-pair-Vermittlung und der Bus der Linie 430", "Montag bis Freitag, 9:00 bis 12:30 Uhr, Raum 1.12",
        "Kosten: 1.200 Euro, 40 %, 2026/2027", "Vorlage 2026-11", "der, den, von: keine Namen", "listen und alibi", ""})
    EXPECT_EQ(found(text), std::vector<std::string>{}) << text;
}

TEST(HintGuard, The_refusal_quotes_what_was_found) {
  const std::string words = refusal(personal_in("Frau Rahimi, KIM-2026-0417", rahimi, today));
  for (const char* part : {"Name „Rahimi“", "Fallnummer „KIM-2026-0417“", "eine Mutter mit zwei Kindern"})
    EXPECT_NE(words.find(part), std::string::npos) << words;
  EXPECT_EQ(refusal({}), "");
}

TEST(Hint, Comes_from_what_a_body_can_change_and_names_nobody) {
  assets::install_texts();
  const struct {
    const char *obstacle, *text;
    std::vector<std::string> fields;
  } table[] = {{"no_place", "Keine Kitaplätze", {}},
               {"costs", "Die Fahrkarte ist zu teuer", {}},
               {"personal", "Keine Zeit", {"obstacle"}},
               {"health", "Krank", {"obstacle"}},
               {"no_place", "Frau Rahimi wartet", {"text"}}};
  for (const auto& row : table) {
    Hint hint;
    hint.obstacle = row.obstacle;
    hint.text = row.text;
    std::vector<std::string> fields;
    for (const FieldError& error : check(hint, rahimi, today)) fields.push_back(error.field);
    EXPECT_EQ(fields, row.fields) << row.obstacle << row.text;
  }
}

}  // namespace
}  // namespace kim::hints
