// Protected persons (H3): what holds, what changes it. Who may see them is decided in access (permit.cpp).
#include "base/i18n.h"
#include "domain/access/slice.h"
#include "domain/audit/audit.h"
#include "domain/people/merge_store.h"
#include "domain/people/people_store.h"
#include "domain/people/person.h"
#include "platform/forms/forms.h"

namespace kim::people {
namespace {

using access::Right;
using access::SubjectPermit;

constexpr std::chrono::days review_within{366};

Result<void> valid(const Protection& protection, Day today) {
  auto errors = forms::validate(protection_record, &protection, today);
  for (FieldError& error : check(protection, today)) errors.push_back(std::move(error));
  if (errors.empty()) return {};
  return std::unexpected(Error{ErrorCode::invalid, tr("Bitte prüfen Sie Ihre Angaben."), std::move(errors), {}});
}

/// Only who answers for the person hides her from the others, or shows her again.
Result<SubjectPermit> permit_protection(Context& ctx, db::Tx& tx, PersonId id) {
  SubjectPermit permit = TRY(access::permit_person(ctx, tx, id, Right::person_write));
  if (access::tied_to(ctx, *tx, permit.subject())) return permit;
  return failure(ErrorCode::refused,
                 tr("Den Schutz einer Person ändert nur, wer für sie zuständig ist oder die Vertretung hat."));
}

void tell(Context& ctx, db::Tx& tx, SubjectId person, bool guarded) {
  access::guard_subject(tx, person, guarded);
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_person_changed != nullptr) slice.on_person_changed(ctx, tx, person);
}

/// Another file of the same person. Where the actor may not write it, it is hidden all the same: who may see it still does.
void protect_other(Context& ctx, db::Tx& tx, PersonId other, const Protection& protection) {
  const auto permit = access::permit_person(ctx, tx, other, Right::person_write);
  if (permit && !protection_of(*tx, *permit))
    records::add(ctx, tx, protection_table(), records::owner(*permit), protection);
  const SubjectId subject(other.value());
  audit::append(tx, ctx.now,
                {.act = audit::Act::changed,
                 .actor = ctx.actor.account,
                 .what = protection_record.name,
                 .subject_id = subject.value(),
                 .note = "person_merge",
                 .address = ctx.address});
  tell(ctx, tx, subject, true);
}

/// The other file stands in the open with this one, or neither does: each has the other's name.
Result<void> end_other(Context& ctx, db::Tx& tx, PersonId other) {
  const auto permit = permit_protection(ctx, tx, other);
  if (!permit)
    return failure(ErrorCode::refused,
                   tr("Zu dieser Person gehört eine zweite Akte, die Sie nicht ändern dürfen. Den Schutz beendet, wer "
                      "für beide zuständig ist oder vertritt; oder heben Sie zuerst die Zusammenführung auf."));
  if (const auto now = protection_of(*tx, *permit)) {
    Protection ended = now->value;
    ended.ended_on = ctx.today();
    TRY(records::change(ctx, tx, protection_table(), records::owner(*permit), *now, ended));
  }
  tell(ctx, tx, permit->subject(), false);
  return {};
}

}  // namespace

std::vector<FieldError> check(const Protection& protection, Day today) {
  if (!protection.review_on) return {};
  const auto ahead = *protection.review_on - today;
  if (ahead > std::chrono::days(0) && ahead <= review_within) return {};
  return {{"review_on", tr("Nennen Sie einen Tag in den nächsten zwölf Monaten.")}};
}

std::optional<records::Stored<Protection>> protection_of(db::Connection& db, const SubjectPermit& permit) {
  for (auto& line : records::children<Protection>(db, protection_table(), records::owner(permit)))
    if (!line.value.ended_on) return std::move(line);
  return std::nullopt;
}

Result<std::int64_t> protect(Context& ctx, PersonId person, const Protection& wanted) {
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const SubjectPermit permit = TRY(permit_protection(ctx, tx, person));
    if (protection_of(*tx, permit)) return failure(ErrorCode::conflict, tr("Diese Person ist schon geschützt."));
    TRY(valid(wanted, ctx.today()));
    Protection protection = wanted;
    protection.begun_on = ctx.today();
    protection.ended_on.reset();
    const auto id = records::add(ctx, tx, protection_table(), records::owner(permit), protection);
    tell(ctx, tx, permit.subject(), true);
    for (const PersonId other : store::merged_with(*tx, permit)) protect_other(ctx, tx, other, protection);
    return id;
  });
}

Result<void> review_protection(Context& ctx, PersonId person, std::int64_t id, std::int64_t version,
                               const Protection& wanted) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const SubjectPermit permit = TRY(permit_protection(ctx, tx, person));
    const auto now = protection_of(*tx, permit);
    if (!now || now->id != id) return failure(ErrorCode::not_found);
    if (now->version != version) return failure(ErrorCode::conflict);
    TRY(valid(wanted, ctx.today()));
    Protection reviewed = wanted;
    reviewed.begun_on = now->value.begun_on;
    reviewed.ended_on.reset();
    return records::change(ctx, tx, protection_table(), records::owner(permit), *now, reviewed);
  });
}

Result<void> end_protection(Context& ctx, PersonId person, std::int64_t id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const SubjectPermit permit = TRY(permit_protection(ctx, tx, person));
    const auto now = protection_of(*tx, permit);
    if (!now || now->id != id) return failure(ErrorCode::not_found);
    Protection ended = now->value;
    ended.ended_on = ctx.today();
    TRY(records::change(ctx, tx, protection_table(), records::owner(permit), *now, ended));
    tell(ctx, tx, permit.subject(), false);
    for (const PersonId other : store::merged_with(*tx, permit)) TRY(end_other(ctx, tx, other));
    return {};
  });
}

}  // namespace kim::people
