// For the tests of consent: an application with two bodies, an invented person and her case.
// What it is not: part of the program.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>

#include "app/test_app.h"
#include "domain/consent/consent_slice.h"
#include "domain/consent/consent_store.h"
#include "domain/organisation/organisation.h"
#include "domain/organisation/organisation_slice.h"
#include "domain/people/people_slice.h"
#include "domain/people/person.h"

namespace kim::consent::testing {

using std::chrono::days;
using test::TestApp;
using test::Who;

/// What the slices above were told about a withdrawal.
struct Told {
  std::vector<SubjectId> withdrawals;
  std::vector<BodyId> releases;
  int persons_changed = 0;
};
inline Told& told() {
  static Told all;
  return all;
}

inline std::vector<Slice> slices() {
  Slice listener{.name = "listener", .purpose = "Hört in den Tests auf Widerrufe", .rank = 7};
  listener.on_withdrawal = [](Context&, db::Tx&, SubjectId person) { told().withdrawals.push_back(person); };
  listener.on_release_withdrawn = [](Context&, db::Tx&, SubjectId, BodyId recipient) {
    told().releases.push_back(recipient);
  };
  listener.on_person_changed = [](Context&, db::Tx&, SubjectId) { ++told().persons_changed; };
  return {people::people_slice(), organisation::organisation_slice(), consent_slice(), listener};
}

/// `value` of a result that must have one.
template <class T>
T allowed(Result<T> result) {
  if (!result) throw std::runtime_error("refused: " + result.error().message);
  return std::move(*result);
}

inline Consent on_paper(Day today, std::vector<std::string> purposes = {"case_file"}) {
  Consent consent;
  consent.purposes = std::move(purposes);
  consent.text_version = "2026-01";
  consent.text_language = "de";
  consent.given_on = today;
  consent.channel = "paper";
  consent.given_by = "self";
  return consent;
}

inline Release towards(BodyId recipient, Day today, std::vector<std::string> contents = {"identity", "contact"}) {
  Release release;
  release.recipient = recipient;
  release.direction = "mutual";
  release.contents = std::move(contents);
  release.purpose = "Anerkennung als Hebamme";
  release.given_on = today;
  release.channel = "paper";
  return release;
}

inline Disclosure given_to(BodyId recipient, std::vector<std::string> contents = {"identity"},
                           std::string basis = "consent") {
  Disclosure disclosure;
  disclosure.recipient = recipient;
  disclosure.contents = std::move(contents);
  disclosure.legal_basis = std::move(basis);
  disclosure.purpose = "Termin vereinbaren";
  return disclosure;
}

inline Withdrawal of_everything() {
  Withdrawal withdrawal;
  withdrawal.scope = "all";
  return withdrawal;
}
inline Withdrawal of_purpose(std::string purpose) {
  Withdrawal withdrawal;
  withdrawal.scope = "purpose";
  withdrawal.purpose = std::move(purpose);
  return withdrawal;
}
inline Withdrawal of_release(ReleaseId release) {
  Withdrawal withdrawal;
  withdrawal.scope = "release";
  withdrawal.release = release;
  return withdrawal;
}

/// The application with jobcenter and MBE.
class World {
 public:
  explicit World(db::Engine engine) : app(engine, slices()) {
    told() = {};
    jobcenter = add_body("Jobcenter Kreis Paderborn");
    mbe = add_body("MBE Caritas Paderborn");
  }
  BodyId add_body(std::string name) {
    Context ctx = app.context(Who::brandt);
    organisation::Body body;
    body.name = std::move(name);
    body.kind = "carrier";
    return allowed(ctx.transact([&](db::Tx& tx) { return organisation::add_body(ctx, tx, body); }));
  }
  PersonId add_person(std::string birth = "1991-05-24") {
    Context ctx = app.context(Who::kessler);
    people::Person person;
    person.family_name = "Rahimi";
    person.given_names = "Parwin";
    person.gender = "female";
    person.birth = partial_from_iso(birth);
    return PersonId(
        allowed(ctx.transact([&](db::Tx& tx) { return people::add_person(ctx, tx, person); })).subject().value());
  }
  /// With Kessler responsible.
  CaseId open_case(PersonId person) {
    Context ctx = app.context(Who::kessler);
    return allowed(ctx.transact([&](db::Tx& tx) -> Result<CaseId> {
      const auto permit = TRY(access::permit_person(ctx, tx, person, access::Right::person_write));
      tx.technical("test: a case without its slice");
      return TRY(access::create_case(ctx, tx, CaseId(ctx.new_id()), permit, access::Path::regional)).case_id();
    }));
  }
  Result<ConsentId> consent(PersonId person, const Consent& consent, Who who = Who::kessler) {
    Context ctx = app.context(who);
    return renew_consent(ctx, person, consent);
  }
  Result<ReleaseId> release(PersonId person, const Release& release, Who who = Who::kessler) {
    Context ctx = app.context(who);
    return add_release(ctx, person, release);
  }
  Result<std::int64_t> withdraw(PersonId person, const Withdrawal& withdrawal, Who who = Who::kessler) {
    Context ctx = app.context(who);
    return consent::withdraw(ctx, person, withdrawal);
  }
  Result<std::int64_t> disclose(PersonId person, const Disclosure& disclosure, Who who = Who::kessler) {
    Context ctx = app.context(who);
    return note_disclosure(ctx, person, disclosure);
  }
  State state(PersonId person) { return state_of(*app.database().read(), SubjectId(person.value()), app.today()); }
  std::string case_state(CaseId id) {
    return app.database()
        .read()
        ->first("SELECT state FROM access_case WHERE id = $1", {id}, [](const db::Row& row) { return row.string(0); })
        .value_or("");
  }

  TestApp app;
  BodyId jobcenter, mbe;
};

}  // namespace kim::consent::testing
