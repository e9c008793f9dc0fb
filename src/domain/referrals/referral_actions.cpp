// Use cases of the case manager: permit inside the transaction, gate, rule, store, audit (by records), one transaction each.
#include <algorithm>

#include "base/i18n.h"
#include "domain/drafts/draft.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/referral_views.h"
#include "domain/referrals/reply_store.h"
#include "platform/crypto/crypto.h"
#include "platform/forms/forms.h"

namespace kim::referrals {
namespace {

using access::Permit;
using access::Right;
using Found = records::Stored<Referral>;

std::unexpected<Error> invalid(std::vector<FieldError> errors) {
  std::string message = errors.front().message;
  return std::unexpected(Error{ErrorCode::invalid, std::move(message), std::move(errors), {}});
}

std::unexpected<Error> moved_meanwhile() {
  return failure(
      ErrorCode::conflict,
      tr("Der Stand dieser Verweisung hat sich inzwischen geändert. Nichts ist verloren. Öffnen Sie sie neu."));
}

Result<void> check_all(db::Connection& db, const Referral& referral, Day today) {
  auto errors = forms::validate(referral_record, &referral, today);
  if (errors.empty()) errors = check(referral, today);
  const auto body = organisation::find_body(db, referral.recipient);
  const bool there = body && organisation::holds_on(body->value.valid_from, body->value.valid_until, today);
  if (referral.recipient && !there)
    errors.push_back({"recipient_id", tr("Diese Stelle gibt es nicht mehr. Wählen Sie eine andere.")});
  if (errors.empty()) return {};
  return invalid(std::move(errors));
}

/// Only what the form asks for; the state and what follows from it stay.
Referral with_input(Referral kept, const Referral& input) {
  kept.recipient = input.recipient;
  kept.reason = input.reason;
  kept.contents = input.contents;
  kept.legal_basis = input.legal_basis;
  kept.basis_note = input.basis_note;
  kept.warm = input.warm;
  kept.answer_by = input.answer_by;
  return kept;
}

/// Changes the referral under the case's permit: `change` gives it as it shall be, or an error.
template <class Change>
Result<void> act(Context& ctx, CaseId id, ReferralId referral_id, Change&& change) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::referral_write));
    const Found before = TRY(store::referral(*tx, permit, referral_id));
    const Referral after = TRY(change(tx, permit, before));
    if (!is_running(after.state)) store::end_links(tx, referral_id, ctx.now);
    return records::change(ctx, tx, store::referrals(), records::owner(permit), before, after);
  });
}

Result<ReleaseId> release_for(db::Tx& tx, SubjectId person, const Referral& referral, Day today) {
  if (!consent::rests_on_release(referral.legal_basis)) return ReleaseId();
  return TRY(consent::require_release(*tx, person, referral.recipient, referral.contents, today)).id;
}

/// Records the change without asking for a right: the withdrawal that causes it has been permitted.
void stop(Context& ctx, db::Tx& tx, const access::SubjectPermit& person, const Found& before) {
  Referral after = before.value;
  after.state = "withdrawn";
  after.noticed_on = ctx.today();
  const auto changed =
      records::change(ctx, tx, store::referrals(), store::owner(person, CaseId(before.parent)), before, after);
  CHECK(changed.has_value());
}

template <class Wanted>
void stop_if(Context& ctx, db::Tx& tx, SubjectId person, Wanted&& wanted) {
  const auto permit = access::permit_subject(ctx, tx, person, Right::consent_write);
  CHECK(permit.has_value());  // whoever withdraws for the person has just shown it
  for (const Found& referral : store::referrals_of(*tx, *permit)) {
    if (!wanted(referral.value)) continue;
    store::end_links(tx, ReferralId(referral.id), ctx.now);
    if (stops_on_withdrawal(referral.value.state)) stop(ctx, tx, *permit, referral);
  }
}

/// What happens to a link stands in the audit trail, without the link.
void note_link(Context& ctx, db::Tx& tx, const Permit& permit, ReferralId id, audit::Act act) {
  audit::append(tx, ctx.now,
                {.act = act,
                 .actor = ctx.actor.account,
                 .what = "referral_link",
                 .record_id = id.value(),
                 .case_id = permit.case_id().value(),
                 .subject_id = permit.person().value(),
                 .address = ctx.address});
}

std::unexpected<Error> nothing_awaited() {
  return failure(ErrorCode::conflict, tr("Bei dieser Verweisung wird keine Antwort mehr erwartet."));
}

constexpr std::size_t token_bytes = 20;  // 160 bits

}  // namespace

Result<ReferralId> prepare(Context& ctx, CaseId id, const Referral& referral) {
  return ctx.transact([&](db::Tx& tx) -> Result<ReferralId> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::referral_write));
    const Referral prepared = with_input({}, referral);
    TRY(check_all(*tx, prepared, ctx.today()));
    drafts::discard(ctx, tx, draft_key(id.value()));
    return ReferralId(records::add(ctx, tx, store::referrals(), records::owner(permit), prepared));
  });
}

Result<void> change_prepared(Context& ctx, CaseId id, ReferralId referral_id, std::int64_t version,
                             const Referral& changed) {
  return act(ctx, id, referral_id, [&](db::Tx& tx, const Permit&, const Found& before) -> Result<Referral> {
    if (before.value.state != "prepared") return moved_meanwhile();
    if (before.version != version) return failure(ErrorCode::conflict);
    TRY(check_all(*tx, changed, ctx.today()));
    drafts::discard(ctx, tx, draft_key(referral_id.value()));
    return with_input(before.value, changed);
  });
}

Result<void> send(Context& ctx, CaseId id, ReferralId referral_id, std::int64_t version) {
  return act(ctx, id, referral_id, [&](db::Tx& tx, const Permit& permit, const Found& before) -> Result<Referral> {
    if (version != 0 && before.version != version) return failure(ErrorCode::conflict);
    const auto state = next(before.value.state, Event::send);
    if (!state) return moved_meanwhile();
    const SubjectId person = permit.subject().subject();
    TRY(consent::require_consent(*tx, person, consent::case_file, ctx.today()));
    Referral after = before.value;
    after.state = *state;
    after.sent_on = ctx.today();
    after.release = TRY(release_for(tx, person, after, ctx.today()));
    TRY(consent::disclose(ctx, tx, permit.subject(), disclosure_of(after, ctx.today())));
    return after;
  });
}

Result<void> note_answer(Context& ctx, CaseId id, ReferralId referral_id, const Answer& answer, std::int64_t version) {
  return act(ctx, id, referral_id, [&](db::Tx&, const Permit&, const Found& before) -> Result<Referral> {
    if (version != 0 && before.version != version) return failure(ErrorCode::conflict);
    if (auto errors = check(answer, before.value.state, Side::case_management); !errors.empty())
      return invalid(std::move(errors));
    return answered(before.value, answer, Side::case_management, ctx.today());
  });
}

Result<void> notice(Context& ctx, CaseId id, ReferralId referral_id) {
  return act(ctx, id, referral_id, [&](db::Tx&, const Permit&, const Found& before) -> Result<Referral> {
    Referral after = before.value;
    if (after.answered_on && !after.noticed_on) after.noticed_on = ctx.today();
    return after;
  });
}

Result<void> recall(Context& ctx, CaseId id, ReferralId referral_id) {
  return act(ctx, id, referral_id, [&](db::Tx&, const Permit&, const Found& before) -> Result<Referral> {
    const auto state = next(before.value.state, Event::recall);
    if (!state) return moved_meanwhile();
    Referral after = before.value;
    after.state = *state;
    if (after.answered_on) after.noticed_on = ctx.today();
    return after;
  });
}

bool holds(const ReplyLink& link, Moment now) { return !link.ended_at && link.until > now; }

Day link_end(const Referral& referral, Day today) {
  return std::max(today, referral.answer_by.value_or(today)) + std::chrono::days(link_days);
}

Result<std::string> make_link(Context& ctx, CaseId id, ReferralId referral_id) {
  const std::string token = crypto::hex(crypto::random_bytes(token_bytes));
  return ctx.transact([&](db::Tx& tx) -> Result<std::string> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::referral_write));
    const Found referral = TRY(store::referral(*tx, permit, referral_id));
    if (!is_running(referral.value.state)) return nothing_awaited();
    TRY(require_basis(*tx, permit.subject().subject(), referral.value, ctx.today()));
    const Day last = link_end(referral.value, ctx.today());
    store::end_links(tx, referral_id, ctx.now);
    store::add_link(ctx, tx, referral_id, token, start_of_local_day(last + std::chrono::days(1)));
    note_link(ctx, tx, permit, referral_id, audit::Act::created);
    return token;
  });
}

Result<void> end_link(Context& ctx, CaseId id, ReferralId referral_id) {
  return ctx.transact([&](db::Tx& tx) -> Result<void> {
    const Permit permit = TRY(access::permit_case(ctx, tx, id, Right::referral_write));
    TRY(store::referral(*tx, permit, referral_id));
    store::end_links(tx, referral_id, ctx.now);
    note_link(ctx, tx, permit, referral_id, audit::Act::withdrawn);
    return {};
  });
}

Result<void> remind(Context& ctx, CaseId id, ReferralId referral_id, const Reminder& reminder) {
  return act(ctx, id, referral_id, [&](db::Tx& tx, const Permit& permit, const Found& before) -> Result<Referral> {
    if (!is_running(before.value.state)) return nothing_awaited();
    auto errors = forms::validate(reminder_record, &reminder, ctx.today());
    if (reminder.ask_again_on && *reminder.ask_again_on <= ctx.today())
      errors.push_back({"ask_again_on", tr("Geben Sie einen Tag nach heute an.")});
    if (!errors.empty()) return invalid(std::move(errors));
    records::add(ctx, tx, store::reminders(), records::owner(permit, referral_id.value()), reminder);
    Referral after = before.value;
    if (reminder.ask_again_on) after.answer_by = reminder.ask_again_on;
    return after;
  });
}

void stop_all(Context& ctx, db::Tx& tx, SubjectId person) {
  stop_if(ctx, tx, person, [](const Referral&) { return true; });
}

void stop_towards(Context& ctx, db::Tx& tx, SubjectId person, BodyId recipient) {
  stop_if(ctx, tx, person, [&](const Referral& referral) {
    return referral.recipient == recipient && consent::rests_on_release(referral.legal_basis);
  });
}

}  // namespace kim::referrals
