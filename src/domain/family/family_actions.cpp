// Use cases of families: permits inside the transaction, rule, store, audit (by records), one transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/family/family_store.h"
#include "domain/people/people_store.h"
#include "platform/forms/forms.h"

namespace kim::family {
namespace {

using access::Permit;
using access::Right;
using access::SubjectPermit;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  return std::unexpected(
      Error{ErrorCode::invalid, tr("Die Angaben sind noch nicht gespeichert."), std::move(errors), {}});
}

/// One person in a move, with the permit that the actor has on her.
struct Mover {
  SubjectPermit permit;
  std::optional<records::Stored<HouseholdMember>> now;
};

Result<Mover> mover(Context& ctx, db::Tx& tx, PersonId person) {
  SubjectPermit permit = TRY(access::permit_person(ctx, tx, person, Right::person_write));
  const auto now = store::current_of(*tx, permit);
  return Mover{std::move(permit), now};
}

/// Ends the present time in a household and begins the next one on the same day.
Result<void> move_to(Context& ctx, db::Tx& tx, const Mover& mover, std::int64_t household, Day on, const char* field) {
  const auto owner = records::owner(mover.permit);
  if (mover.now) {
    if (*mover.now->value.joined_on > on)
      return invalid({{field, trf("An diesem Tag lebte noch nicht jede Person dort: seit dem {}.",
                                  {german(*mover.now->value.joined_on)})}});
    HouseholdMember left = mover.now->value;
    left.left_on = on;
    TRY(records::change(ctx, tx, store::household_members(), owner, *mover.now, left));
  }
  records::add(ctx, tx, store::household_members(), owner, HouseholdMember{household, on, {}});
  return {};
}

// ---- connecting ----

people::Relative line_about(const people::Person& person, PersonId id, std::string_view relation,
                            std::optional<Day> since) {
  people::Relative line;
  line.name = people::full_name(person);
  line.relation = relation;
  line.birth = person.birth;
  line.person = id;
  line.valid_from = since;
  return line;
}

bool already_there(const std::vector<records::Stored<people::Relative>>& lines, PersonId other, Day today) {
  return std::ranges::any_of(
      lines, [&](const auto& line) { return line.value.person == other && holds_on(line.value, today); });
}

Result<void> note_line(Context& ctx, db::Tx& tx, const SubjectPermit& on, const SubjectPermit& about,
                       std::string_view relation, std::optional<Day> since) {
  const PersonId other(about.subject().value());
  if (already_there(people::relatives(*tx, on), other, ctx.today())) return {};
  const auto person = TRY(people::load_person(*tx, about));
  const people::Relative line = line_about(person.value, other, relation, since);
  // Who was only named before is the same person now on file: the line is joined, not doubled.
  for (const auto& named : people::relatives(*tx, on)) {
    if (named.value.person || named.value.name != line.name) continue;
    people::Relative joined = named.value;
    joined.person = other;
    joined.relation = line.relation;
    return records::change(ctx, tx, people::relative_table(), records::owner(on), named, joined);
  }
  records::add(ctx, tx, people::relative_table(), records::owner(on), line);
  return {};
}

Result<void> share_household(Context& ctx, db::Tx& tx, const Mover& self, const Mover& other, Day on) {
  if (self.now && other.now && self.now->value.household == other.now->value.household)
    return invalid({{"moves_in", tr("Beide leben schon im selben Haushalt.")}});
  if (other.now && *other.now->value.joined_on > on)
    return invalid(
        {{"moved_on", trf("Den anderen Haushalt gibt es erst seit dem {}.", {german(*other.now->value.joined_on)})}});
  const std::int64_t household = other.now ? other.now->value.household : ctx.new_id();
  if (!other.now) TRY(move_to(ctx, tx, other, household, on, "moved_on"));
  return move_to(ctx, tx, self, household, on, "moved_on");
}

// ---- splitting ----

bool all_in(const std::vector<Mover>& movers, std::int64_t household) {
  return std::ranges::all_of(movers,
                             [&](const Mover& one) { return one.now && one.now->value.household == household; });
}

// ---- consents of relatives ----

Result<records::Stored<people::Relative>> relative_line(db::Connection& db, const Permit& permit, std::int64_t id) {
  return records::one<people::Relative>(db, people::relative_table(), records::owner(permit.subject()), id);
}

records::Owner consent_owner(const Permit& permit, std::int64_t relative) { return records::owner(permit, relative); }

Result<void> end_advice(Context& ctx, db::Tx& tx, const Permit& permit, const records::Stored<people::Relative>& line) {
  if (!line.value.also_advised) return {};
  people::Relative after = line.value;
  after.also_advised = false;
  return records::change(ctx, tx, people::relative_table(), records::owner(permit.subject()), line, after);
}

Result<void> allow(Context& ctx, const RelativeConsent& consent, const people::Relative& line) {
  auto errors = forms::validate(relative_consent_record, &consent, ctx.today());
  if (errors.empty()) errors = check(consent, line.birth);
  if (!errors.empty()) return invalid(std::move(errors));
  return {};
}

}  // namespace

Result<void> connect(Context& ctx, CaseId id, const Connection& connection) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    if (connection.other == permit.person())
      return invalid({{"person_id", tr("Das ist dieselbe Person. Wählen Sie eine andere.")}});
    const Mover self = TRY(mover(ctx, tx, permit.person()));
    const Mover other = TRY(mover(ctx, tx, connection.other));
    if (already_there(people::relatives(*tx, self.permit), connection.other, ctx.today()) && !connection.moves_in)
      return invalid({{"person_id", tr("Diese Person gehört schon zur Familie. Ändern Sie dort den Eintrag.")}});
    TRY(note_line(ctx, tx, self.permit, other.permit, connection.relation, connection.since));
    TRY(note_line(ctx, tx, other.permit, self.permit, inverse(connection.relation), connection.since));
    if (!connection.moves_in) return {};
    return share_household(ctx, tx, self, other, connection.moved_on.value_or(ctx.today()));
  });
}

Result<void> split(Context& ctx, CaseId id, const std::vector<PersonId>& leaving, Day on) {
  if (on > ctx.today()) return invalid({{"split_on", tr("Der Tag liegt in der Zukunft.")}});
  if (leaving.empty()) return invalid({{"person_id", tr("Wählen Sie, wer auszieht.")}});
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    const auto household = store::current_of(*tx, permit.subject());
    std::vector<Mover> movers;
    for (const PersonId person : leaving) movers.push_back(TRY(mover(ctx, tx, person)));
    if (!household || !all_in(movers, household->value.household))
      return invalid({{"person_id", tr("Nicht alle gewählten Personen leben in diesem Haushalt.")}});
    const std::int64_t made = ctx.new_id();
    for (const Mover& one : movers) TRY(move_to(ctx, tx, one, made, on, "split_on"));
    return {};
  });
}

Result<std::int64_t> add_consent(Context& ctx, CaseId id, std::int64_t relative, const RelativeConsent& consent) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    const auto line = TRY(relative_line(*tx, permit, relative));
    TRY(allow(ctx, consent, line.value));
    const auto row = records::add(ctx, tx, store::consents(), consent_owner(permit, relative), consent);
    if (consent.withdrawn_on) TRY(end_advice(ctx, tx, permit, line));
    return row;
  });
}

Result<void> change_consent(Context& ctx, CaseId id, std::int64_t relative, std::int64_t row, std::int64_t version,
                            const RelativeConsent& consent) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::case_write));
    const auto line = TRY(relative_line(*tx, permit, relative));
    const auto owner = consent_owner(permit, relative);
    const auto before = TRY(records::one<RelativeConsent>(*tx, store::consents(), owner, row));
    if (before.version != version) return failure(ErrorCode::conflict);
    TRY(allow(ctx, consent, line.value));
    TRY(records::change(ctx, tx, store::consents(), owner, before, consent));
    return consent.withdrawn_on ? end_advice(ctx, tx, permit, line) : Result<void>{};
  });
}

}  // namespace kim::family
