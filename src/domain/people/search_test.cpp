// The search for persons and the warning about duplicates, on both engines. What it is not: how names are compared
// (name_keys_test.cpp).
#include "domain/people/search.h"

#include <gtest/gtest.h>

#include "app/people_app.h"

namespace kim::people {
namespace {

using test::Who;
using testing::parwin;
using testing::somebody;

class Search : public testing::PeopleApp {
 protected:
  std::vector<Hit> found(std::string_view words, Who who = Who::kessler, int limit = 50) {
    Context ctx = app_.context(who);
    return search(ctx, access::scope_for(ctx, access::Right::person_search).value(), words, limit);
  }
  std::vector<std::string> names(std::string_view words, Who who = Who::kessler) {
    std::vector<std::string> list;
    for (const Hit& hit : found(words, who)) list.push_back(hit.list_name);
    return list;
  }
  std::vector<std::string> duplicates(const Person& person) {
    Context ctx = app_.context(Who::kessler);
    std::vector<std::string> list;
    for (const Hit& hit :
         possible_duplicates(ctx, access::scope_for(ctx, access::Right::person_search).value(), person))
      list.push_back(hit.list_name);
    return list;
  }
};
KIM_BOTH_ENGINES(Search);

using Names = std::vector<std::string>;

TEST_P(Search, Finds_whole_and_partial_names_in_every_spelling) {
  Person document = somebody("Mehmet", "Öztürk", "1990-05-01");
  document.document_name = "Mehmet Oeztuerk Yilmaz";
  document.original_script = "محمد";
  document.aliases = "Memo\nMehmed";
  add(document);
  add(parwin());
  const struct {
    const char* typed;
    Names expected;
  } cases[] = {
      {"Öztürk", {"Öztürk, Mehmet"}},
      {"Oeztuerk", {"Öztürk, Mehmet"}},
      {"ozturk", {"Öztürk, Mehmet"}},
      {"özt", {"Öztürk, Mehmet"}},
      {"Mehmet Ozturk", {"Öztürk, Mehmet"}},
      {"Öztürk, M", {"Öztürk, Mehmet"}},
      {"Yilmaz", {"Öztürk, Mehmet"}},
      {"Memo", {"Öztürk, Mehmet"}},
      {"محمد", {"Öztürk, Mehmet"}},
      {"Rahimi Parwin", {"Rahimi, Parwin"}},
      {"Parwin Öztürk", {}},
      {"Schneider", {}},
  };
  for (const auto& one : cases) EXPECT_EQ(names(one.typed), one.expected) << one.typed;
}

TEST_P(Search, Finds_names_that_sound_alike) {
  add(somebody("Thomas", "Maier"));
  EXPECT_EQ(names("Meyer"), Names{"Maier, Thomas"});
  EXPECT_EQ(found("Meyer").front().why, Why::sound);
}

TEST_P(Search, Finds_birth_dates_and_years) {
  add(parwin());
  add(somebody("Oksana", "Bondar", "1991"));
  EXPECT_EQ(names("24.05.1991"), Names{"Rahimi, Parwin"});
  EXPECT_EQ(names("1991"), (Names{"Bondar, Oksana", "Rahimi, Parwin"}));
  EXPECT_EQ(found("24.05.1991").front().why, Why::birth);
  EXPECT_EQ(names("Rahimi 1991"), Names{"Rahimi, Parwin"});
}

TEST_P(Search, Puts_the_closest_first) {
  add(somebody("Rahima", "Noor"));
  add(somebody("Ali", "Rahimi"));
  add(somebody("Sara", "Rahimi", "1991-05-24"));
  add(somebody("Hamid", "Rahimizadeh"));
  EXPECT_EQ(names("Rahimi"), (Names{"Rahimi, Ali", "Rahimi, Sara", "Rahimizadeh, Hamid", "Noor, Rahima"}));
  EXPECT_EQ(names("Rahimi 24.05.1991").front(), "Rahimi, Sara");
}

TEST_P(Search, Forgives_one_missing_word_of_three) {
  add(somebody("Sayed Reza", "Hosseini"));
  EXPECT_EQ(names("Sayed Mohammad Hosseini"), Names{"Hosseini, Sayed Reza"});
  EXPECT_EQ(names("Sayed Mohammad"), Names{});
}

TEST_P(Search, Finds_two_words_however_each_is_written) {
  add(somebody("Thomas", "Maier", "1960-03-02"));
  for (const char* typed : {"Thomas Maier", "Maier Thomas", "Tomas Meyer", "Meyer, Tomas", "Maier Tho", "Mai Thomas",
                            "Meyer 1960", "Mai 1960", "Maier 02.03.1960", "Thomas Müller Maier"})
    EXPECT_EQ(names(typed), Names{"Maier, Thomas"}) << typed;
  for (const char* typed : {"Maier Anna", "Thomas Schneider", "Thomas Müller Schneider"})
    EXPECT_EQ(names(typed), Names{}) << typed;
}

TEST_P(Search, Stays_inside_the_own_area) {
  add(parwin());
  add(somebody("Parwin", "Rahimi", "1960"), Who::sommer);
  EXPECT_EQ(found("Rahimi").size(), 1U);
  EXPECT_EQ(found("Rahimi").front().birth, partial_from_iso("1991-05-24"));
  EXPECT_EQ(found("Rahimi", Who::sommer).front().birth, partial_from_iso("1960"));
  EXPECT_TRUE(found("Rahimi", Who::lange).empty());
}

TEST_P(Search, Finds_somebody_by_the_new_name_and_no_longer_by_the_old_one) {
  const PersonId id = add(parwin());
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(change_person(ctx, id, 1, somebody("Parwin", "Karimi")).has_value());
  EXPECT_EQ(names("Karimi"), Names{"Karimi, Parwin"});
  EXPECT_EQ(names("Rahimi Parwin"), Names{});
}

TEST_P(Search, Finds_the_one_with_the_rare_word_among_many_with_the_common_one) {
  for (int n = 0; n < 120; ++n) add(somebody("Mohammad", "Ahmadi"));
  add(somebody("Mohammad", "Tesfaye"));
  EXPECT_EQ(names("Mohammad Tesfaye"), Names{"Tesfaye, Mohammad"});
  EXPECT_EQ(found("Mohammad", Who::kessler, 51).size(), 51U);
  EXPECT_EQ(found("Mohammad Ahmadi", Who::kessler, 51).size(), 51U);
}

TEST_P(Search, Finds_by_birth_date_among_more_namesakes_than_are_shown) {
  for (int n = 0; n < 230; ++n) add(somebody("Mohammad", "Ahmadi", "1980-02-03"));
  add(somebody("Mohammad", "Ahmadi", "1991-05-24"));
  EXPECT_EQ(found("Ahmadi 24.05.1991").front().birth, partial_from_iso("1991-05-24"));
  EXPECT_EQ(found("Mohammad Ahmadi 24.05.1991").front().birth, partial_from_iso("1991-05-24"));
}

TEST_P(Search, Shows_only_the_name_of_a_blocked_person) {
  const PersonId id = add(parwin());
  open_case(id);
  block(id);
  const auto hits = found("Rahimi");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_TRUE(hits.front().blocked);
  EXPECT_FALSE(hits.front().birth.has_value());
  EXPECT_FALSE(hits.front().municipality);
}

TEST_P(Search, Finds_nobody_whose_key_is_destroyed) {
  add(parwin());
  const auto erased = app_.database().transact([&](db::Tx& tx) -> Result<void> {
    tx->run("UPDATE access_subject SET wrapped_key = NULL WHERE id IN (SELECT id FROM person)");
    tx.technical("test: erased, the words left behind");
    return {};
  });
  ASSERT_TRUE(erased.has_value());
  EXPECT_TRUE(found("Rahimi").empty());
}

/// Without the key nobody can tell which words were a person's: they would stay in the index.
TEST_P(Search, Words_are_forgotten_before_the_key_is_destroyed_or_nothing_is) {
  const PersonId id = add(parwin());
  Context ctx = app_.context(Who::kessler);
  const auto erase = [&](bool forget) {
    return ctx.transact([&](db::Tx& tx) -> Result<void> {
      const auto permit = TRY(access::permit_person(ctx, tx, id, access::Right::person_write));
      if (forget) TRY(forget_search_words(ctx, tx, permit));
      access::destroy_key(tx, permit.subject());
      tx.technical("test: erasure");
      return {};
    });
  };
  EXPECT_THROW(std::ignore = erase(false), Bug);
  EXPECT_EQ(found("Rahimi").size(), 1U) << "the person is as before";
  EXPECT_TRUE(erase(true).has_value());
  EXPECT_EQ(app_.count("SELECT count(*) FROM person_token"), 0);
  EXPECT_EQ(
      app_.count("SELECT count(*) FROM access_subject s JOIN person p ON p.id = s.id WHERE s.wrapped_key IS NULL"), 1);
}

TEST_P(Search, Is_recorded_with_its_hits_and_without_its_words) {
  add(parwin());
  found("Rahimi");
  found("rahimi");
  found("Schneider");
  const auto entries = app_.audit_entries("searched");
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].actor, app_.account(Who::kessler));
  EXPECT_EQ(entries[0].purpose, "search");
  EXPECT_TRUE(entries[0].note.starts_with("hits=0 words="));
  EXPECT_TRUE(entries[1].note.starts_with("hits=1 words="));
  EXPECT_EQ(entries[1].note, entries[2].note);
  EXPECT_NE(entries[0].note.substr(7), entries[1].note.substr(7));
  for (const auto& entry : entries) EXPECT_EQ(entry.note.find("ahimi"), std::string::npos);
}

TEST_P(Search, Takes_any_text_without_a_fault) {
  add(parwin());
  for (const char* typed :
       {"", "x", "'; DROP TABLE person; --", "%_%", "\xF0\x9F\x98\x80", "- - -", "a b c d e f g h i j k", "31.02.1991",
        "99.99.9999", "KIM-2026-0417", "Sayed Mohammad Reza Hosseini Tehrani Rahimi"})
    EXPECT_NO_THROW(found(typed)) << typed;
  EXPECT_NO_THROW(found(std::string(5000, 'a')));
}

// ---- duplicates ----

TEST_P(Search, Warns_of_the_same_name_in_another_spelling) {
  add(somebody("Mehmet", "Öztürk", "1990-05-01"));
  for (const char* spelling : {"Öztürk", "Oeztuerk", "Ozturk", "OZTURK"})
    EXPECT_EQ(duplicates(somebody("Mehmet", spelling)), Names{"Öztürk, Mehmet"}) << spelling;
  EXPECT_EQ(duplicates(somebody("Selam", "Tesfaye")), Names{});
}

TEST_P(Search, Warns_of_a_phonetic_neighbour_and_of_the_same_birth_date) {
  add(somebody("Thomas", "Maier"));
  add(parwin());
  EXPECT_EQ(duplicates(somebody("Tomas", "Meyer")), Names{"Maier, Thomas"});
  EXPECT_EQ(duplicates(somebody("Parwin", "Karimi", "1991-05-24")), Names{"Rahimi, Parwin"});
  EXPECT_EQ(duplicates(somebody("Oksana", "Bondar", "1991-05-24")), Names{});
  const auto entries = app_.audit_entries("searched");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries.front().purpose, "duplicates");
}

TEST_P(Search, Warns_of_at_most_five) {
  for (int n = 0; n < 9; ++n) add(somebody("Mohammad", "Ahmadi"));
  EXPECT_EQ(duplicates(somebody("Mohammad", "Ahmadi")).size(), 5U);
}

}  // namespace
}  // namespace kim::people
