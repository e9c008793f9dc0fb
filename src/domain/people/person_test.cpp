// Names and rules of persons. What it is not: storage (people_store_test.cpp) or search keys (name_keys_test.cpp).
#include "domain/people/person.h"

#include <gtest/gtest.h>

#include "base/i18n.h"
#include "domain/people/people_panels.h"
#include "domain/people/people_views.h"
#include "domain/people/search.h"
#include "platform/assets.h"

namespace kim::people {
namespace {

Day day(std::string_view iso_text) { return *day_from_iso(iso_text); }
const Day today = day("2026-11-25");

Person named(std::string given, std::string family, std::string gender = "") {
  Person person;
  person.given_names = std::move(given);
  person.family_name = std::move(family);
  person.gender = std::move(gender);
  return person;
}

TEST(Names, Are_written_one_way_in_text_and_another_in_lists) {
  const struct {
    Person person;
    std::string full, listed, addressed;
  } cases[] = {
      {named("Parwin", "Rahimi", "female"), "Parwin Rahimi", "Rahimi, Parwin", "Frau Rahimi"},
      {named("Farid", "Rahimi", "male"), "Farid Rahimi", "Rahimi, Farid", "Herr Rahimi"},
      {named("Noor", "Haddad", "diverse"), "Noor Haddad", "Haddad, Noor", "Noor Haddad"},
      {named("", "Unbekannt"), "Unbekannt", "Unbekannt", "Unbekannt"},
      {named("Selam", "", "female"), "Selam", "Selam", "Selam"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(full_name(one.person), one.full);
    EXPECT_EQ(list_name(one.person), one.listed);
    EXPECT_EQ(addressed_name(one.person), one.addressed);
  }
}

TEST(Names, Of_every_writing_go_into_the_index) {
  Person person = named("Parwin", "Rahimi");
  person.document_name = "Parveen Rahimy";
  person.original_script = "پروین رحیمی";
  person.aliases = "Parvin\nParwina";
  EXPECT_EQ(searched_name(person).names,
            (std::vector<std::string>{"Parwin", "Rahimi", "Parveen Rahimy", "پروین رحیمی", "Parvin", "Parwina"}));
}

TEST(Names, In_arabic_or_hebrew_letters_run_from_right_to_left) {
  EXPECT_TRUE(is_right_to_left("پروین رحیمی"));
  EXPECT_TRUE(is_right_to_left("דוד"));
  EXPECT_FALSE(is_right_to_left("Оксана Бондар"));
  EXPECT_FALSE(is_right_to_left("ሰላም"));
  EXPECT_FALSE(is_right_to_left("Öztürk"));
}

TEST(A_status, Is_watched_ten_weeks_ahead_and_urgent_in_the_last_seven_days) {
  const struct {
    const char* until;
    Expiry expected;
  } cases[] = {{"2027-02-04", Expiry::none}, {"2027-02-03", Expiry::soon}, {"2026-12-03", Expiry::soon},
               {"2026-12-02", Expiry::late}, {"2026-11-25", Expiry::late}, {"2026-01-01", Expiry::late}};
  for (const auto& one : cases) EXPECT_EQ(expiry_on(day(one.until), today), one.expected) << one.until;
  EXPECT_EQ(expiry_on(std::nullopt, today), Expiry::none);
}

records::Stored<ResidenceStatus> line(std::int64_t id, const char* status, const char* from,
                                      const char* until = nullptr) {
  records::Stored<ResidenceStatus> stored;
  stored.id = id;
  stored.value.status = status;
  if (from != nullptr) stored.value.valid_from = day(from);
  if (until != nullptr) stored.value.valid_until = day(until);
  return stored;
}

TEST(A_status, That_began_last_counts_today_and_the_newest_is_watched) {
  const StatusHistory history{line(1, "GEST", "2024-09-14", "2025-06-01"), line(2, "A253", "2025-06-02", "2027-01-31"),
                              line(3, "A253", "2027-02-01", "2029-01-31")};
  EXPECT_EQ(status_on(history, today)->id, 2);
  EXPECT_EQ(status_on(history, day("2025-01-01"))->id, 1);
  EXPECT_EQ(watched_status(history)->id, 3);
  EXPECT_EQ(status_on({}, today), nullptr);
  EXPECT_EQ(watched_status({}), nullptr);
}

TEST(A_status, Without_a_beginning_is_older_than_any_with_one) {
  const StatusHistory history{line(1, "GEST", "2020-01-01"), line(2, "D60A", nullptr)};
  EXPECT_EQ(status_on(history, today)->id, 1);
}

TEST(A_history, Is_shown_newest_first) {
  StatusHistory history{line(1, "GEST", "2024-01-01"), line(2, "D60A", nullptr), line(3, "A253", "2025-01-01")};
  sort_newest_first(history);
  EXPECT_EQ(history[0].id, 3);
  EXPECT_EQ(history[1].id, 1);
  EXPECT_EQ(history[2].id, 2);
}

TEST(A_line, Cannot_end_before_it_begins) {
  ResidenceStatus status;
  status.valid_from = day("2026-03-01");
  status.valid_until = day("2026-02-28");
  ASSERT_EQ(check(status).size(), 1U);
  EXPECT_EQ(check(status).front().field, "valid_until");
  EXPECT_EQ(check(status).front().message, "Das Ende liegt vor dem Beginn am 01.03.2026.");
  status.valid_until = day("2026-03-01");
  EXPECT_TRUE(check(status).empty());
  LegalArea area;
  area.valid_from = day("2026-03-01");
  area.valid_until = day("2025-03-01");
  EXPECT_EQ(check(area).size(), 1U);
}

TEST(A_legal_area, Holds_from_its_first_to_its_last_day) {
  LegalArea area;
  EXPECT_TRUE(holds_on(area, today));
  area.valid_from = today;
  area.valid_until = today;
  EXPECT_TRUE(holds_on(area, today));
  EXPECT_FALSE(holds_on(area, today - std::chrono::days(1)));
  EXPECT_FALSE(holds_on(area, today + std::chrono::days(1)));
}

TEST(An_expiry_alert, Says_how_long_is_left_and_what_to_do) {
  const struct {
    const char* until;
    std::string title, advice;
  } cases[] = {
      {"2027-02-01", "läuft in 68 Tagen ab (01.02.2027)", "sollte bis 07.12.2026 beantragt sein"},
      {"2026-12-20", "läuft in 25 Tagen ab", "sollte jetzt beantragt sein"},
      {"2026-11-25", "läuft heute ab", "sollte jetzt beantragt sein"},
      {"2026-11-24", "ist seit 1 Tag abgelaufen", "tragen Sie den neuen Status ein"},
  };
  for (const auto& one : cases) {
    const std::string html = expiry_alert_of(PersonId(7), {line(1, "A253", "2025-01-01", one.until)}, today).str();
    EXPECT_NE(html.find(one.title), std::string::npos) << html;
    EXPECT_NE(html.find(one.advice), std::string::npos) << html;
  }
  EXPECT_TRUE(expiry_alert_of(PersonId(7), {line(1, "NE", "2025-01-01")}, today).empty());
  EXPECT_TRUE(expiry_alert_of(PersonId(7), {}, today).empty());
}

TEST(The_line_below_a_name, Says_age_languages_and_place) {
  assets::install_texts();
  Person person = named("Parwin", "Rahimi");
  person.birth = PartialDate{1991, 5, 24};
  person.languages = {"prs"};
  person.german_level = "b1";
  EXPECT_EQ(person_line(person, "Salzkotten", today), "35 Jahre · Dari, Deutsch B1 · Salzkotten");
  EXPECT_EQ(person_line(named("", "Unbekannt"), "", today), "");
}

// ---- duplicates ----

struct Entered {
  const char* stored;
  const char* stored_birth;
  const char* entered;
  const char* entered_birth;
  bool warned;
};

std::optional<PartialDate> partial(const char* text) { return text == nullptr ? std::nullopt : partial_from_iso(text); }

TEST(A_duplicate, Is_a_name_alike_or_a_birth_date_with_a_word_alike) {
  const Entered cases[] = {
      {"Mehmet Öztürk", nullptr, "Mehmet Oeztuerk", nullptr, true},
      {"Mehmet Öztürk", nullptr, "Mehmet Ozturk", nullptr, true},
      {"Mehmet Öztürk", "1990-05-01", "Mehmet Ozturk", "1990-05-01", true},
      {"Thomas Maier", nullptr, "Tomas Meyer", nullptr, true},                // sounds alike
      {"Parwin Rahimi", "1991-05-24", "Parwin Karimi", "1991-05-24", true},   // same day, given name alike
      {"Parwin Rahimi", "1991-05-24", "Oksana Bondar", "1991-05-24", false},  // same day alone
      {"Parwin Rahimi", "1991-01-01", "Parwin Karimi", "1991-01-01", false},  // 1 January tells nothing
      {"Parwin Rahimi", nullptr, "Parwin Karimi", nullptr, false},
      {"Thomas Maier", "1960-03-02", "Tomas Meyer", "1995-03-02", false},  // sounds alike, a generation apart
      {"Parwin Rahimi", "1991-05-24", "Parwin Rahimi", "1984", true},      // the same name is always told
      {"Parwin Rahimi", nullptr, "Selam Tesfaye", nullptr, false},
  };
  for (const Entered& one : cases) {
    Query query = parse_query(one.entered);
    query.birth = partial(one.entered_birth);
    const NameForms stored = forms_of({{one.stored}, partial(one.stored_birth)});
    EXPECT_EQ(likeness(stored, query) > 0, one.warned) << one.stored << " / " << one.entered;
  }
}

}  // namespace
}  // namespace kim::people
