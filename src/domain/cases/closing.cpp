#include "domain/cases/closing.h"

#include "domain/people/people_store.h"
#include "domain/records/conflict.h"

namespace kim::cases {
namespace {

/// The person as first entered, as far as the history reaches back.
people::Person as_entered(db::Connection& db, const access::SubjectPermit& permit,
                          const records::Stored<people::Person>& now) {
  people::Person person = now.value;
  records::value_at(db, people::person_table(), people::person_owner(permit), now.id, now.version, 1, &person);
  return person;
}

}  // namespace

Closure suggested_closure(Context& ctx, const access::Permit& permit, const records::Stored<people::Person>& person) {
  Closure closure;
  closure.on = ctx.today();
  closure.language_end = person.value.german_level;
  closure.housing_end = person.value.housing_type;
  if (const auto closings = closures_of(ctx.db(), permit); !closings.empty()) {
    const Closure& first = closings.front().value;
    closure.self_reliance_start = first.self_reliance_start;
    closure.language_start = first.language_start;
    closure.housing_start = first.housing_start;
    return closure;
  }
  const people::Person then = as_entered(ctx.db(), permit.subject(), person);
  closure.language_start = then.german_level;
  closure.housing_start = then.housing_type;
  return closure;
}

}  // namespace kim::cases
