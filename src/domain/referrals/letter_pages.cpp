// The letter as a page to print. Printing leaves an audit entry of its own; nothing is printed before it is sent, nor after
// the release has ended.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/referrals/letter.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"

namespace kim::referrals {
namespace {

using access::Permit;
using access::Right;
using Found = records::Stored<Referral>;

Result<Found> printable(Context& ctx, const cases::OpenCase& opened, ReferralId id) {
  Found referral = TRY(store::referral(ctx.db(), opened.permit, id));
  if (!content_is_open(referral.value.state))
    return failure(
        ErrorCode::conflict,
        tr("Einen Brief gibt es erst, wenn die Verweisung gesendet ist, und nicht mehr, wenn sie beendet ist."));
  TRY(require_basis(ctx.db(), opened.permit.subject().subject(), referral.value, ctx.today()));
  return referral;
}

organisation::Body body_of(Context& ctx, BodyId id) {
  auto body = organisation::find_body(ctx.db(), id);
  return body ? std::move(body->value) : organisation::Body{};
}

Letter letter_for(Context& ctx, const cases::OpenCase& opened, const Referral& referral) {
  return {referral,
          opened.frame.person.value,
          body_of(ctx, referral.recipient),
          body_of(ctx, opened.permit.controller()),
          ctx.services.tenant,
          access::account_name(ctx, opened.permit.responsible()),
          opened.frame.data.value.number};
}

void note_printed(Context& ctx, const Permit& permit, const Found& referral) {
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::printed,
                   .actor = ctx.actor.account,
                   .what = referral_record.name,
                   .record_id = referral.id,
                   .case_id = permit.case_id().value(),
                   .subject_id = permit.person().value(),
                   .purpose = "letter",
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response show_letter(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_read));
  const Found referral = SHOW_OR_FAIL(printable(ctx, opened, ask.id<ReferralId>(1)));
  Page page;
  page.title = tr("Brief zur Verweisung");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.actions = ui::print_button(referral_href(opened.permit.case_id(), referral.id, "brief"), tr("Drucken"));
  page.content = letter_sheets(letter_for(ctx, opened, referral.value));
  note_printed(ctx, opened.permit, referral);
  return in_case(ctx, opened, std::move(page), tr("Brief"));
}

}  // namespace

void letter_routes(Routes& r) {
  r.get("/faelle/{case}/verweisungen/{referral}/brief", needs(Right::referral_read), show_letter,
        "Brief zur Verweisung drucken");
}

}  // namespace kim::referrals
