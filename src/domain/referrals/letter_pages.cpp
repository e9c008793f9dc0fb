// The letter as a page to print. Printing leaves an audit entry of its own; nothing is printed before it is sent, nor after
// the release has ended.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/referrals/letter.h"
#include "domain/referrals/referral_gate.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "domain/referrals/reply_store.h"
#include "platform/html/decisions.h"

namespace kim::referrals {
namespace {

using access::Permit;
using access::Right;
using html::Fragment;
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

/// As the browser addressed us: the letter goes to where the page came from.
std::string own_address(const Ask& ask) {
  return (ask.request.secure ? "https://" : "http://") + std::string(ask.request.header("host"));
}

http::Response letter_page(Context& ctx, const cases::OpenCase& opened, const Found& referral, Letter letter) {
  const auto href = [&](std::string_view act) { return referral_href(opened.permit.case_id(), referral.id, act); };
  Page page;
  page.title = tr("Brief zur Verweisung");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.actions = ui::print_button(href("brief"), tr("Drucken"));
  const bool offer = letter.reply_url.empty() && opened.permit.may_write() && is_running(referral.value.state);
  Fragment head;
  if (offer)
    head = html::div_(html::cls("kim-noprint"),
                      html::p(tr("Hat die Stelle kein Konto? Dann druckt KIM einen Link mit, über den sie ohne Konto "
                                 "antworten kann. Ein früherer Link endet damit.")),
                      post_form(ctx, href("antwortlink"),
                                ui::submit(tr("Brief mit Antwort-Link"), {.weight = ui::Weight::secondary}), ""));
  else if (!letter.reply_url.empty())
    head = html::div_(html::cls("kim-noprint"),
                      ui::alert(ui::Tone::info, tr("Drucken Sie diesen Brief jetzt."),
                                html::p(tr("Der Link steht nur auf diesem Blatt. KIM zeigt ihn nicht noch einmal."))));
  page.content = html::all(head, letter_sheets(letter));
  note_printed(ctx, opened.permit, referral);
  return in_case(ctx, opened, std::move(page), tr("Brief"));
}

http::Response show_letter(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_read));
  const Found referral = SHOW_OR_FAIL(printable(ctx, opened, ask.id<ReferralId>(1)));
  return letter_page(ctx, opened, referral, letter_for(ctx, opened, referral.value));
}

http::Response post_link(Context& ctx, const Ask& ask) {
  const std::string token = SHOW_OR_FAIL(make_link(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1)));
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const Found referral = SHOW_OR_FAIL(printable(ctx, opened, ask.id<ReferralId>(1)));
  Letter letter = letter_for(ctx, opened, referral.value);
  letter.reply_url = own_address(ask) + "/antwort/" + token;
  letter.reply_until = link_end(referral.value, ctx.today());
  return letter_page(ctx, opened, referral, std::move(letter));
}

http::Response post_end_link(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(end_link(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1)));
  return done(ctx, referral_href(ask.id<CaseId>(), ask.number(1)), tr("Der Antwort-Link gilt nicht mehr"));
}

}  // namespace

void letter_routes(Routes& r) {
  r.get("/faelle/{case}/verweisungen/{referral}/brief", needs(Right::referral_read), show_letter,
        "Brief zur Verweisung drucken");
  r.post("/faelle/{case}/verweisungen/{referral}/antwortlink", needs(Right::referral_write), post_link,
         "Brief mit neuem Antwort-Link für eine Stelle ohne Konto");
  r.post("/faelle/{case}/verweisungen/{referral}/antwortlink/beenden", needs(Right::referral_write), post_end_link,
         "Antwort-Link zurücknehmen");
}

}  // namespace kim::referrals
