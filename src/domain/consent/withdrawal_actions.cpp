// Withdrawal: at once, in one step, as easy as consenting (Art. 7 Abs. 3 DSGVO). Also the end of its erasure check.
#include "base/i18n.h"
#include "domain/access/slice.h"
#include "domain/consent/consent_parts.h"
#include "domain/consent/consent_store.h"
#include "platform/forms/forms.h"

namespace kim::consent {
namespace {

using access::Right;
using access::SubjectPermit;

bool ends_everything(const Withdrawal& withdrawal) {
  return withdrawal.scope == "all" || (withdrawal.scope == "purpose" && withdrawal.purpose == case_file);
}

/// What does not belong to the scope is left out, so that a row says one thing.
void tidy(Context& ctx, Withdrawal& withdrawal) {
  if (!withdrawal.on) withdrawal.on = ctx.today();
  if (withdrawal.scope != "purpose") withdrawal.purpose.clear();
  if (withdrawal.scope != "release") withdrawal.release = {};
  withdrawal.erasure_check_on.reset();
  withdrawal.erasure_checked_on.reset();
  if (withdrawal.scope != "release")
    withdrawal.erasure_check_on = *withdrawal.on + std::chrono::days(erasure_check_days);
}

Result<void> end_release(Context& ctx, db::Tx& tx, const SubjectPermit& person, const records::Stored<Release>& before,
                         Day on) {
  Release after = before.value;
  after.withdrawn_on = on;
  return records::change(ctx, tx, store::release_table(), records::owner(person), before, after);
}

Result<void> end_purposes(Context& ctx, db::Tx& tx, const SubjectPermit& person, const records::Stored<Consent>& before,
                          const std::vector<std::string>& purposes, Day on) {
  Consent after = before.value;
  for (const std::string& purpose : purposes)
    if (has(after.purposes, purpose) && !has(after.withdrawn, purpose)) after.withdrawn.push_back(purpose);
  if (after.withdrawn == before.value.withdrawn) return {};
  after.withdrawn_on = on;
  return records::change(ctx, tx, store::consent_table(), records::owner(person), before, after);
}

void tell_withdrawal(Context& ctx, db::Tx& tx, SubjectId person) {
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_withdrawal != nullptr) slice.on_withdrawal(ctx, tx, person);
}

void tell_release_withdrawn(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient) {
  for (const Slice& slice : ctx.services.slices)
    if (slice.on_release_withdrawn != nullptr) slice.on_release_withdrawn(ctx, tx, person, recipient);
}

Result<void> end_all(Context& ctx, db::Tx& tx, const SubjectPermit& person, Day on) {
  for (const auto& consent : store::consents(*tx, person))
    TRY(end_purposes(ctx, tx, person, consent, consent.value.purposes, on));
  for (const auto& release : store::releases(*tx, person))
    if (!release.value.withdrawn_on) TRY(end_release(ctx, tx, person, release, on));
  access::block_cases(tx, person.subject());
  tell_withdrawal(ctx, tx, person.subject());
  return {};
}

Result<void> end_one_purpose(Context& ctx, db::Tx& tx, const SubjectPermit& person, const std::string& purpose,
                             Day on) {
  bool found = false;
  for (const auto& consent : store::consents(*tx, person)) {
    if (!has(consent.value.purposes, purpose) || has(consent.value.withdrawn, purpose)) continue;
    TRY(end_purposes(ctx, tx, person, consent, {purpose}, on));
    found = true;
  }
  if (!found)
    return invalid({{"purpose", tr("Für diesen Zweck gibt es keine Einwilligung, die noch nicht widerrufen ist.")}});
  return {};
}

Result<void> end_one_release(Context& ctx, db::Tx& tx, const SubjectPermit& person, ReleaseId id, Day on) {
  const auto release = TRY(records::one<Release>(*tx, store::release_table(), records::owner(person), id.value()));
  if (release.value.withdrawn_on) return invalid({{"release_id", tr("Diese Entbindung ist schon widerrufen.")}});
  TRY(end_release(ctx, tx, person, release, on));
  tell_release_withdrawn(ctx, tx, person.subject(), release.value.recipient);
  return {};
}

Result<void> apply(Context& ctx, db::Tx& tx, const SubjectPermit& person, const Withdrawal& withdrawal) {
  if (ends_everything(withdrawal)) return end_all(ctx, tx, person, *withdrawal.on);
  if (withdrawal.scope == "purpose") return end_one_purpose(ctx, tx, person, withdrawal.purpose, *withdrawal.on);
  return end_one_release(ctx, tx, person, withdrawal.release, *withdrawal.on);
}

void note_withdrawn(Context& ctx, db::Tx& tx, SubjectId person, std::int64_t id, const Withdrawal& withdrawal) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::withdrawn,
                 .actor = ctx.actor.account,
                 .what = withdrawal_record.name,
                 .record_id = id,
                 .subject_id = person.value(),
                 .note = withdrawal.scope,
                 .address = ctx.address});
}

}  // namespace

Result<std::int64_t> withdraw(Context& ctx, PersonId person, Withdrawal withdrawal) {
  tidy(ctx, withdrawal);
  return ctx.transact([&](db::Tx& tx) -> Result<std::int64_t> {
    const auto permit = TRY(permit_to_write(ctx, tx, person));
    auto errors = forms::validate(withdrawal_record, &withdrawal, ctx.today());
    if (errors.empty()) errors = check(withdrawal);
    if (!errors.empty()) return invalid(std::move(errors));
    TRY(apply(ctx, tx, permit, withdrawal));
    const std::int64_t id = records::add(ctx, tx, store::withdrawal_table(), records::owner(permit), withdrawal);
    note_withdrawn(ctx, tx, permit.subject(), id, withdrawal);
    return id;
  });
}

Result<void> finish_erasure_check(Context& ctx, std::int64_t withdrawal) {
  if (!ctx.actor.may(Right::blocked_case_read))
    return failure(ErrorCode::refused, tr(access::info(Right::blocked_case_read).refusal));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    if (!store::finish_erasure_check(tx, withdrawal, ctx.today(), ctx.now, ctx.actor.account))
      return failure(ErrorCode::not_found);
    audit::append(tx, ctx.now,
                  {.act = audit::Act::changed,
                   .actor = ctx.actor.account,
                   .what = withdrawal_record.name,
                   .record_id = withdrawal,
                   .note = "erasure_checked",
                   .address = ctx.address});
    return {};
  });
}

}  // namespace kim::consent
