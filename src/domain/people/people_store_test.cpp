// Persons and their histories as stored, on both engines. What it is not: the search (search_test.cpp).
#include <gtest/gtest.h>

#include "app/people_app.h"
#include "domain/people/people_store.h"
#include "domain/people/search_keys.h"

namespace kim::people {
namespace {

using test::Who;
using testing::hoevelhof;
using testing::parwin;
using testing::somebody;

class PeopleStore : public testing::PeopleApp {
 protected:
  access::SubjectPermit permit(Context& ctx, PersonId id) {
    return access::permit_person(ctx, id, access::Right::person_write).value();
  }
  std::int64_t tokens() { return app_.count("SELECT count(*) FROM person_token"); }
};
KIM_BOTH_ENGINES(PeopleStore);

Day day(std::string_view iso_text) { return *day_from_iso(iso_text); }

TEST_P(PeopleStore, A_person_is_found_again_as_entered) {
  const PersonId id = add(parwin());
  const auto stored = load(id);
  EXPECT_EQ(stored.id, id.value());
  EXPECT_EQ(stored.version, 1);
  Person expected = parwin();
  expected.birth_year = 1991;
  EXPECT_TRUE(record::difference(person_record, &expected, &stored.value).empty());
  const auto entries = app_.audit_entries("created");
  ASSERT_EQ(entries.front().what, "person");
  EXPECT_EQ(entries.front().actor, app_.account(Who::kessler));
  EXPECT_EQ(entries.front().subject_id, id.value());
}

TEST_P(PeopleStore, A_change_rewrites_exactly_the_search_words_it_changes) {
  const PersonId id = add(parwin());
  const std::int64_t before = tokens();
  EXPECT_EQ(before, static_cast<std::int64_t>(index_keys(searched_name(parwin())).size()));
  Person married = parwin();
  married.family_name = "Karimi";
  Context ctx = app_.context(Who::wittkamp);
  ASSERT_TRUE(change_person(ctx, id, 1, married).has_value());
  EXPECT_EQ(tokens(), static_cast<std::int64_t>(index_keys(searched_name(married)).size()));
  EXPECT_EQ(app_.audit_entries("changed").front().actor, app_.account(Who::wittkamp));
  EXPECT_EQ(load(id).version, 2);
}

TEST_P(PeopleStore, A_person_can_be_taken_out_of_the_index_alone) {
  const PersonId id = add(parwin());
  add(somebody("Oksana", "Bondar"));
  Context ctx = app_.context(Who::kessler);
  const auto forgotten = ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(forget_search_words(ctx, tx, permit(ctx, id)));
    tx.technical("test: part of an erasure");
    return {};
  });
  ASSERT_TRUE(forgotten.has_value());
  EXPECT_EQ(tokens(), static_cast<std::int64_t>(index_keys(searched_name(somebody("Oksana", "Bondar"))).size()));
}

TEST_P(PeopleStore, The_year_of_birth_follows_the_birth_date) {
  const PersonId id = add(somebody("Selam", "Tesfaye"));
  EXPECT_EQ(app_.count("SELECT count(*) FROM person WHERE birth_year IS NULL"), 1);
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(change_person(ctx, id, 1, somebody("Selam", "Tesfaye", "1999")).has_value());
  EXPECT_EQ(app_.count("SELECT birth_year FROM person"), 1999);
}

TEST_P(PeopleStore, What_does_not_fit_is_not_stored) {
  Person nobody_knows = somebody("Parwin", "");
  Person elsewhere = parwin();
  elsewhere.municipality = MunicipalityId(999);
  Person unborn = somebody("Kind", "Rahimi", "2031-01-01");
  for (const auto& [person, field] :
       {std::pair(nobody_knows, "family_name"), std::pair(elsewhere, "municipality_id"), std::pair(unborn, "birth")}) {
    Context ctx = app_.context(Who::kessler);
    const auto added = ctx.transact([&](db::Tx& tx) { return add_person(ctx, tx, person); });
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().code, ErrorCode::invalid);
    ASSERT_FALSE(added.error().fields.empty());
    EXPECT_EQ(added.error().fields.front().field, field);
  }
  EXPECT_EQ(app_.count("SELECT count(*) FROM person"), 0);
  EXPECT_EQ(app_.count("SELECT count(*) FROM person_token"), 0);
}

TEST_P(PeopleStore, Roles_without_casework_cannot_add_a_person) {
  for (const Who who : {Who::brandt, Who::albers, Who::peters, Who::yildiz, Who::vogt, Who::reuter}) {
    Context ctx = app_.context(who);
    const auto added = ctx.transact([&](db::Tx& tx) { return add_person(ctx, tx, parwin()); });
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().code, ErrorCode::refused);
  }
}

TEST_P(PeopleStore, A_stale_version_is_a_conflict_and_changes_nothing) {
  const PersonId id = add(parwin());
  Context ctx = app_.context(Who::kessler);
  Person first = parwin();
  first.phone = "05258 22222";
  ASSERT_TRUE(change_person(ctx, id, 1, first).has_value());
  Person second = parwin();
  second.phone = "05258 33333";
  const auto late = change_person(ctx, id, 1, second);
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code, ErrorCode::conflict);
  EXPECT_EQ(load(id).value.phone, "05258 22222");
}

TEST_P(PeopleStore, Names_on_disk_cannot_be_read) {
  add(parwin());
  std::string bytes;
  app_.database().read()->each("SELECT family_name, given_names, phone, original_script FROM person", {},
                               [&](const db::Row& row) {
                                 for (int n = 0; n < 4; ++n) bytes += row.bytes(n);
                               });
  for (const char* word : {"Rahimi", "Parwin", "05258", "پروین"}) EXPECT_EQ(bytes.find(word), std::string::npos);
}

TEST_P(PeopleStore, Names_are_listed_for_the_own_area_only) {
  const PersonId own = add(parwin()), other = add(somebody("Oksana", "Bondar"), Who::sommer);
  Context ctx = app_.context(Who::kessler);
  const auto scope = access::scope_for(ctx, access::Right::case_list).value();
  const auto names = names_of(ctx, scope, {own, other, PersonId(4711)});
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names.front().first, own);
  EXPECT_EQ(names.front().second.list_name, "Rahimi, Parwin");
  EXPECT_EQ(names.front().second.full_name, "Parwin Rahimi");
}

TEST_P(PeopleStore, Names_of_more_than_one_portion_are_all_found) {
  std::vector<PersonId> ids;
  for (int n = 0; n < 70; ++n) ids.push_back(add(somebody("Kind", "Nummer" + std::to_string(n))));
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ(names_of(ctx, access::scope_for(ctx, access::Right::case_list).value(), ids).size(), 70U);
}

// ---- histories ----

ResidenceStatus status(const char* code, const char* from, const char* until = nullptr) {
  ResidenceStatus line;
  line.status = code;
  line.valid_from = day(from);
  if (until != nullptr) line.valid_until = day(until);
  return line;
}

TEST_P(PeopleStore, A_new_status_ends_the_open_one_before_it) {
  const PersonId id = add(parwin());
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(add_residence_status(ctx, id, status("GEST", "2024-09-14")).has_value());
  ASSERT_TRUE(add_residence_status(ctx, id, status("D60A", "2025-06-02", "2027-01-31")).has_value());
  const auto history = residence_history(ctx.db(), permit(ctx, id));
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].value.status, "D60A");
  EXPECT_EQ(history[0].value.valid_until, day("2027-01-31"));
  EXPECT_EQ(history[1].value.valid_until, day("2025-06-01"));
  EXPECT_EQ(history[1].version, 2);
}

TEST_P(PeopleStore, A_legal_area_ends_another_only_if_it_replaces_it) {
  const PersonId id = add(parwin());
  Context ctx = app_.context(Who::kessler);
  const auto first = add_legal_area(ctx, id, {"asylblg", day("2024-09-14"), {}}).value();
  ASSERT_TRUE(add_legal_area(ctx, id, {"kindergeld", day("2025-01-01"), {}}).has_value());
  ASSERT_TRUE(add_legal_area(ctx, id, {"sgb2", day("2026-03-01"), {}}, first).has_value());
  const auto history = legal_area_history(ctx.db(), permit(ctx, id));
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].value.area, "sgb2");
  EXPECT_FALSE(history[1].value.valid_until.has_value());
  EXPECT_EQ(history[2].value.valid_until, day("2026-02-28"));
}

TEST_P(PeopleStore, A_replaced_line_of_another_person_is_not_found_and_nothing_is_added) {
  const PersonId mine = add(parwin()), other = add(somebody("Oksana", "Bondar"));
  Context ctx = app_.context(Who::kessler);
  const auto foreign = add_legal_area(ctx, other, {"sgb2", day("2026-01-01"), {}}).value();
  const auto added = add_legal_area(ctx, mine, {"sgb3", day("2026-03-01"), {}}, foreign);
  ASSERT_FALSE(added.has_value());
  EXPECT_EQ(added.error().code, ErrorCode::not_found);
  EXPECT_TRUE(legal_area_history(ctx.db(), permit(ctx, mine)).empty());
}

TEST_P(PeopleStore, Relatives_are_kept_with_their_relation) {
  const PersonId id = add(parwin());
  Context ctx = app_.context(Who::kessler);
  Relative farid{"Farid Rahimi", "spouse", partial_from_iso("1988"), true, {}};
  const auto line = add_relative(ctx, id, farid).value();
  farid.also_advised = false;
  ASSERT_TRUE(change_relative(ctx, id, line, 1, farid).has_value());
  const auto family = relatives(ctx.db(), permit(ctx, id));
  ASSERT_EQ(family.size(), 1U);
  EXPECT_EQ(family[0].value.name, "Farid Rahimi");
  EXPECT_EQ(family[0].value.relation, "spouse");
  EXPECT_FALSE(family[0].value.also_advised);
  EXPECT_EQ(change_relative(ctx, id, line, 1, farid).error().code, ErrorCode::conflict);
}

TEST_P(PeopleStore, Ending_statuses_are_those_of_open_cases_without_a_newer_line) {
  const PersonId ending = add(parwin()), renewed = add(somebody("Oksana", "Bondar")),
                 without_case = add(somebody("Selam", "Tesfaye"));
  const PersonId far = add(somebody("Nour", "Haddad"));
  Context ctx = app_.context(Who::kessler);
  for (const PersonId id : {ending, renewed, without_case})
    ASSERT_TRUE(add_residence_status(ctx, id, status("D60A", "2026-01-01", "2027-01-31")).has_value());
  ASSERT_TRUE(add_residence_status(ctx, renewed, status("GEST", "2027-02-01", "2029-01-31")).has_value());
  ASSERT_TRUE(add_residence_status(ctx, far, status("D60A", "2026-01-01", "2027-08-31")).has_value());
  for (const PersonId id : {ending, renewed, far}) open_case(id);
  const auto scope = access::scope_for(ctx, access::Right::case_list).value();
  const auto found = ending_statuses(ctx.db(), scope, {{}, ctx.now}, day("2027-02-03"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].person, ending);
  EXPECT_EQ(found[0].full_name, "Parwin Rahimi");
  EXPECT_EQ(found[0].responsible, app_.account(Who::kessler));
  EXPECT_EQ(found[0].valid_until, day("2027-01-31"));
}

TEST_P(PeopleStore, Ending_statuses_reach_mein_tag_with_their_level) {
  const PersonId soon = add(parwin()), late = add(somebody("Oksana", "Bondar"));
  Context ctx = app_.context(Who::kessler);
  ASSERT_TRUE(add_residence_status(ctx, soon, status("D60A", "2026-01-01", "2027-01-31")).has_value());
  ASSERT_TRUE(add_residence_status(ctx, late, status("D60A", "2026-01-01", "2026-11-20")).has_value());
  open_case(soon);
  open_case(late);
  std::vector<DueItem> items;
  people_slice().due(ctx, access::scope_for(ctx, access::Right::case_list).value(), {{}, ctx.now}, items);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].title, "Aufenthaltsstatus von Oksana Bondar ist abgelaufen");
  EXPECT_EQ(items[0].level, DueItem::Level::late);
  EXPECT_EQ(items[1].title, "Aufenthaltsstatus von Parwin Rahimi läuft ab");
  EXPECT_EQ(items[1].level, DueItem::Level::soon);
  EXPECT_EQ(items[1].badge, "Titel");
  EXPECT_EQ(items[1].href, "/personen/" + std::to_string(soon.value()));
}

TEST_P(PeopleStore, A_blocked_person_cannot_be_changed) {
  const PersonId id = add(parwin());
  open_case(id);
  block(id);
  Context ctx = app_.context(Who::kessler);
  EXPECT_EQ(change_person(ctx, id, 1, parwin()).error().code, ErrorCode::blocked);
  EXPECT_EQ(add_residence_status(ctx, id, status("D60A", "2026-01-01")).error().code, ErrorCode::blocked);
}

}  // namespace
}  // namespace kim::people
