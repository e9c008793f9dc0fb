// Use cases of an addressed body, with an account or with a reply link: it opens and answers what was sent to it, as long as
// the person's consent and release hold.
#include "base/i18n.h"
#include "domain/access/handing_over.h"
#include "domain/access/throttle.h"
#include "domain/consent/consent.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/reply_store.h"

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
Result<Inside> load_open(Context& ctx, db::Tx& tx, const SubjectPermit& permit, BodyId body, ReferralId id) {
  store::Addressed to = TRY(store::addressed(*tx, body, id));
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

void note_opened(Context& ctx, db::Tx& tx, const store::Addressed& to, std::string_view purpose) {
  audit::append(tx, ctx.now,
                {.act = audit::Act::opened,
                 .actor = ctx.actor.account,
                 .what = referral_record.name,
                 .record_id = to.line.id.value(),
                 .case_id = to.line.case_id.value(),
                 .subject_id = to.person.value(),
                 .purpose = purpose,
                 .address = ctx.address});
}

/// Read inside the transaction: seen is noted, and so is that it was opened.
Result<Inside> open_inside(Context& ctx, db::Tx& tx, const SubjectPermit& permit, const store::Linked& which,
                           std::string_view purpose) {
  Inside inside = TRY(load_open(ctx, tx, permit, which.recipient, which.referral));
  TRY(note_seen(ctx, tx, permit, inside));
  note_opened(ctx, tx, inside.to, purpose);
  inside.referral = TRY(store::referral(*tx, permit, inside.to));
  return inside;
}

/// A link has nothing to do any more once the referral is over.
Result<void> answer_inside(Context& ctx, db::Tx& tx, const SubjectPermit& permit, const store::Linked& which,
                           const Answer& answer) {
  const Inside inside = TRY(load_open(ctx, tx, permit, which.recipient, which.referral));
  if (auto errors = check(answer, inside.referral.value.state, Side::body); !errors.empty()) {
    std::string message = errors.front().message;
    return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
  }
  const Referral after = answered(inside.referral.value, answer, Side::body, ctx.today());
  if (!is_running(after.state)) store::end_links(tx, which.referral, ctx.now);
  return records::change(ctx, tx, store::referrals(), store::owner(permit, inside.to.line.case_id), inside.referral,
                         after);
}

Received received_from(Inside inside, SubjectPermit permit) {
  return {std::move(inside.referral), std::move(permit), inside.to.line.responsible, inside.to.line.case_id};
}

// ---- links ----

constexpr std::string_view reply_link = "reply_link";

struct ByLink {
  store::Linked which;
  SubjectPermit permit;
};
/// Unknown, ended and withdrawn look the same, and each miss counts.
Result<ByLink> permit_by_link(Context& ctx, std::string_view token) {
  if (const auto until = access::throttled(ctx, reply_link))
    return failure(ErrorCode::refused, trf("Zu viele Versuche. Versuchen Sie es ab {} Uhr wieder.",
                                           {german_time(*until + std::chrono::minutes(1))}));
  const auto which = store::linked(ctx.db(), token, ctx.now);
  if (!which) {
    access::count_miss(ctx, reply_link);
    return failure(ErrorCode::not_found);
  }
  const store::Addressed to = TRY(store::addressed(ctx.db(), which->recipient, which->referral));
  return ByLink{*which, TRY(access::permit_linked(ctx, ctx.db(), to.person))};
}

Error as_not_found(Error error) {
  if (error.code == ErrorCode::blocked) return {ErrorCode::not_found, {}, {}, {}};
  return error;
}

/// Inside the transaction: a link taken back, or a withdrawal, while the page was open.
Result<void> still_linked(Context& ctx, db::Tx& tx, std::string_view token) {
  if (store::linked(*tx, token, ctx.now)) return {};
  return failure(ErrorCode::not_found);
}

}  // namespace

Result<Received> open_as_body(Context& ctx, ReferralId id) {
  SubjectPermit permit = TRY(permit_for(ctx, id));
  auto opened =
      ctx.transact([&](db::Tx& tx) { return open_inside(ctx, tx, permit, {0, id, ctx.actor.body}, "inbox"); });
  if (!opened) return std::unexpected(std::move(opened).error());
  return received_from(std::move(*opened), std::move(permit));
}

Result<void> answer_as_body(Context& ctx, ReferralId id, const Answer& answer) {
  const SubjectPermit permit = TRY(permit_for(ctx, id));
  return ctx.transact([&](db::Tx& tx) { return answer_inside(ctx, tx, permit, {0, id, ctx.actor.body}, answer); });
}

Result<Received> open_by_link(Context& ctx, std::string_view token) {
  ByLink link = TRY(permit_by_link(ctx, token));
  auto opened = ctx.transact([&](db::Tx& tx) -> Result<Inside> {
    TRY(still_linked(ctx, tx, token));
    store::count_opening(tx, link.which.link, ctx.now);
    return open_inside(ctx, tx, link.permit, link.which, reply_link);
  });
  if (!opened) return std::unexpected(as_not_found(std::move(opened).error()));
  return received_from(std::move(*opened), std::move(link.permit));
}

Result<void> answer_by_link(Context& ctx, std::string_view token, const Answer& answer) {
  const ByLink link = TRY(permit_by_link(ctx, token));
  auto saved = ctx.transact([&](db::Tx& tx) -> Result<void> {
    TRY(still_linked(ctx, tx, token));
    return answer_inside(ctx, tx, link.permit, link.which, answer);
  });
  if (!saved) return std::unexpected(as_not_found(std::move(saved).error()));
  return {};
}

}  // namespace kim::referrals
