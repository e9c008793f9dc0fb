// Asking a body again: the reminder is noted with its way and day; the reply link's state stands beside it.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/organisation/organisation.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "domain/referrals/reply_store.h"
#include "platform/html/decisions.h"

namespace kim::referrals {

using access::Permit;
using access::Right;
using namespace html;
using Found = records::Stored<Referral>;

namespace {

constexpr int usual_wait = 14;  // days until one asks again

Fragment link_panel(Context& ctx, const Permit& permit, const Found& referral) {
  const auto link = store::link_of(ctx.db(), ReferralId(referral.id));
  if (!link) return {};
  const bool open = holds(*link, ctx.now);
  std::vector<ui::Fact> facts{{tr("Erstellt am"), ui::date(local_day(link->created_at))}};
  if (open) facts.push_back({tr("Gilt bis"), ui::date(local_day(link->until - std::chrono::microseconds(1)))});
  if (link->ended_at) facts.push_back({tr("Beendet am"), ui::date(local_day(*link->ended_at))});
  facts.push_back({tr("Geöffnet"), link->opened_at ? all(ui::moment(*link->opened_at)) : all(tr("noch nie"))});
  Fragment end;
  if (open && permit.may_write())
    end = post_form(ctx, referral_href(permit.case_id(), referral.id, "antwortlink/beenden"),
                    ui::submit(tr("Link zurücknehmen"), {.weight = ui::Weight::secondary, .small = true}), "");
  return ui::panel("h-link", tr("Antwort-Link"),
                   all(ui::state(open ? ui::State::ok : ui::State::none, open ? tr("gilt") : tr("gilt nicht mehr")),
                       ui::facts(facts), end));
}

Fragment reminders_panel(Context& ctx, const Permit& permit, const Found& referral) {
  const auto list = store::reminders_of(ctx.db(), permit, ReferralId(referral.id));
  if (list.empty()) return {};
  std::vector<ui::Row> rows;
  for (auto one = list.rbegin(); one != list.rend(); ++one) {
    ui::Row row;
    row.title = span(code_label("reminder_channel", one->value.channel), ", ", ui::date(*one->value.on));
    row.meta = ui::lines(one->value.note);
    rows.push_back(row);
  }
  return ui::panel("h-nachgefragt",
                   trn("{} Mal nachgefragt", "{} Mal nachgefragt", static_cast<long long>(list.size())),
                   ui::rows(rows, ui::RowsLook::plain));
}

http::Response form_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::referral_write));
  const Found referral = SHOW_OR_FAIL(store::referral(ctx.db(), opened.permit, ask.id<ReferralId>(1)));
  const std::string back = referral_href(opened.permit.case_id(), referral.id);
  Page page;
  page.title = tr("Nachfragen");
  page.sub = organisation::body_name(ctx.db(), referral.value.recipient);
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = post_form(ctx, back + "/erinnerung",
                           all(forms::error_summary(tr("Die Erinnerung ist noch nicht gespeichert."), input.errors),
                               forms::control(reminder_record, "reminded_on", input, {.short_field = true}),
                               forms::control(reminder_record, "channel", input),
                               forms::control(reminder_record, "note", input, {.text_rows = 3}),
                               forms::control(reminder_record, "ask_again_on", input, {.short_field = true}),
                               ui::form_actions(ui::submit(tr("Erinnerung speichern")), back)));
  return in_case(ctx, opened, std::move(page), tr("Nachfragen"));
}

http::Response show_form(Context& ctx, const Ask& ask) {
  const Reminder usual{ctx.today(), "phone", {}, ctx.today() + std::chrono::days(usual_wait)};
  return form_page(ctx, ask, forms::input_from(reminder_record, &usual));
}

http::Response post_reminder(Context& ctx, const Ask& ask) {
  Reminder reminder;
  forms::Input input{ask.form, forms::parse(reminder_record, ask.form, ctx.today(), &reminder)};
  if (input.errors.empty()) {
    const auto saved = remind(ctx, ask.id<CaseId>(), ask.id<ReferralId>(1), reminder);
    if (saved) return done(ctx, referral_href(ask.id<CaseId>(), ask.number(1)), tr("Erinnerung gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return form_page(ctx, ask, input);
}

}  // namespace

Fragment chasing_panels(Context& ctx, const Permit& permit, const Found& referral) {
  return all(link_panel(ctx, permit, referral), reminders_panel(ctx, permit, referral));
}

void reminder_routes(Routes& r) {
  r.get("/faelle/{case}/verweisungen/{referral}/erinnerung", needs(Right::referral_write), show_form,
        "Bei einer Stelle nachfragen (Formular)");
  r.post("/faelle/{case}/verweisungen/{referral}/erinnerung", needs(Right::referral_write), post_reminder,
         "Erinnerung eintragen");
}

}  // namespace kim::referrals
