// Use cases of an addressed body: it opens and answers what was sent to it, as long as the person's consent and release hold.
#include "base/i18n.h"
#include "domain/consent/consent.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/referral_store.h"

namespace kim::referrals {
namespace {

using access::SubjectPermit;
using Found = records::Stored<Referral>;

std::unexpected<Error> not_open() {
  return failure(ErrorCode::blocked,
                 tr("Diese Verweisung wurde zurückgezogen oder ist beendet. Ihr Inhalt ist nicht mehr zu sehen."));
}

/// Only what runs or ended well, and only while it rests on something.
Result<void> require_open(db::Connection& db, const store::Addressed& to, const Referral& referral, Day today) {
  if (to.case_blocked || !content_is_open(referral.state)) return not_open();
  if (!require_basis(db, to.person, referral, today)) return not_open();
  return {};
}

/// The key first, outside the transaction; the referral is read again inside it.
Result<SubjectPermit> permit_for(Context& ctx, ReferralId id) {
  if (!ctx.actor.body) return failure(ErrorCode::not_found);
  const store::Addressed to = TRY(store::addressed(ctx.db(), ctx.actor.body, id));
  return access::permit_disclosed(ctx, to.person, to.line.recipient);
}

struct Inside {
  store::Addressed to;
  Found referral;
};
Result<Inside> load_open(Context& ctx, db::Tx& tx, const SubjectPermit& permit, ReferralId id) {
  store::Addressed to = TRY(store::addressed(*tx, ctx.actor.body, id));
  Found referral = TRY(store::referral(*tx, permit, to));
  TRY(require_open(*tx, to, referral.value, ctx.today()));
  return Inside{std::move(to), std::move(referral)};
}

Result<void> note_seen(Context& ctx, db::Tx& tx, const SubjectPermit& permit, const Inside& inside) {
  const auto state = next(inside.referral.value.state, Event::see);
  if (!state) return {};
  Referral after = inside.referral.value;
  after.state = *state;
  return records::change(ctx, tx, store::referrals(), store::owner(permit, inside.to.line.case_id), inside.referral,
                         after);
}

void note_opened(Context& ctx, db::Tx& tx, const store::Addressed& to) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::opened,
                 .actor = ctx.actor.account,
                 .what = referral_record.name,
                 .record_id = to.line.id.value(),
                 .case_id = to.line.case_id.value(),
                 .subject_id = to.person.value(),
                 .purpose = "inbox",
                 .address = ctx.address});
}

}  // namespace

Result<Received> open_as_body(Context& ctx, ReferralId id) {
  SubjectPermit permit = TRY(permit_for(ctx, id));
  auto opened = ctx.transact([&](db::Tx& tx) -> Result<Inside> {
    Inside inside = TRY(load_open(ctx, tx, permit, id));
    TRY(note_seen(ctx, tx, permit, inside));
    note_opened(ctx, tx, inside.to);
    inside.referral = TRY(store::referral(*tx, permit, inside.to));
    return inside;
  });
  if (!opened) return std::unexpected(std::move(opened).error());
  return Received{std::move(opened->referral), std::move(permit), opened->to.line.responsible, opened->to.line.case_id};
}

Result<void> answer_as_body(Context& ctx, ReferralId id, const Answer& answer) {
  const SubjectPermit permit = TRY(permit_for(ctx, id));
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Inside inside = TRY(load_open(ctx, tx, permit, id));
    if (auto errors = check(answer, inside.referral.value.state, Side::body); !errors.empty()) {
      std::string message = errors.front().message;
      return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
    }
    const Referral after = answered(inside.referral.value, answer, Side::body, ctx.today());
    return records::change(ctx, tx, store::referrals(), store::owner(permit, inside.to.line.case_id), inside.referral,
                           after);
  });
}

}  // namespace kim::referrals
