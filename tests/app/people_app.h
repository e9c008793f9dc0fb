// What the tests of this slice share: an application with persons, Kommunen from a made-up owner, and invented people.
// What it is not: part of the program.
#pragma once

#include "app/test_app.h"
#include "domain/people/people_slice.h"
#include "domain/people/person.h"

namespace kim::people::testing {

inline constexpr MunicipalityId salzkotten{301}, hoevelhof{302};

inline std::vector<Reference> places(db::Connection&, std::string_view record) {
  if (record != "municipality") return {};
  return {{hoevelhof.value(), "Hövelhof"}, {salzkotten.value(), "Salzkotten"}};
}

inline std::vector<Slice> slices() {
  Slice owner{.name = "places", .purpose = "Kommunen der Tests", .rank = 3};
  owner.references = places;
  return {people_slice(), owner};
}

inline Person somebody(std::string given, std::string family, const char* birth = nullptr) {
  Person person;
  person.given_names = std::move(given);
  person.family_name = std::move(family);
  if (birth != nullptr) person.birth = partial_from_iso(birth);
  return person;
}

inline Person parwin() {
  Person person = somebody("Parwin", "Rahimi", "1991-05-24");
  person.original_script = "پروین رحیمی";
  person.gender = "female";
  person.nationalities = {"AFG"};
  person.municipality = salzkotten;
  person.phone = "05258 11111";
  person.languages = {"prs", "de"};
  person.german_level = "b1";
  return person;
}

class PeopleApp : public ::testing::TestWithParam<db::Engine> {
 protected:
  PersonId add(const Person& person, test::Who who = test::Who::kessler) {
    Context ctx = app_.context(who);
    const auto added = ctx.transact([&](db::Tx& tx) { return add_person(ctx, tx, person); });
    CHECK(added.has_value());
    return PersonId(added->subject().value());
  }
  records::Stored<Person> load(PersonId id, test::Who who = test::Who::kessler) {
    Context ctx = app_.context(who);
    const auto permit = access::permit_person(ctx, id, access::Right::person_read);
    return load_person(ctx.db(), permit.value()).value();
  }
  /// A case of the person, open, with Kessler responsible.
  CaseId open_case(PersonId id, access::Path path = access::Path::regional) {
    Context ctx = app_.context(test::Who::kessler);
    const auto opened = ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
      const auto permit = TRY(access::permit_person(ctx, tx, id, access::Right::person_write));
      const auto case_permit = TRY(access::create_case(ctx, tx, CaseId(ctx.new_id()), permit, path));
      tx.technical("test: a case without its slice");
      return case_permit.case_id();
    });
    return opened.value();
  }
  void block(PersonId id) {
    const auto blocked = app_.database().transact([&](db::Tx& tx) -> Result<void> {
      access::block_cases(tx, SubjectId(id.value()));
      tx.technical("test: a consent withdrawn");
      return {};
    });
    ASSERT_TRUE(blocked.has_value());
  }
  test::TestApp app_{GetParam(), slices()};
};

}  // namespace kim::people::testing
