// "Eingang" of an addressed body (DP-20): what was sent to it, one by one, with what was disclosed, and its answer. No search,
// no notes, no case. Names are seen only in the opened referral, and each opening is in the audit trail.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/referrals/inbox.h"
#include "domain/referrals/inbox_views.h"
#include "domain/referrals/referral_pages.h"
#include "domain/referrals/referral_views.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::referrals {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view address_of_inbox = "/eingang";

std::string item_href(ReferralId id) { return std::string(address_of_inbox) + "/" + std::to_string(id.value()); }

// ---- the list ----

ui::Row row_of(Context& ctx, const store::Line& line) {
  const std::string title = trf("Verweisung vom {0} von {1}", {german(line.sent_on.value_or(ctx.today())),
                                                               access::account_name(ctx, line.responsible)});
  ui::Row row;
  row.title = line.state == "withdrawn" ? span(cls("kim-muted"), title) : ui::row_title(item_href(line.id), title);
  row.meta = awaited(line.state, line.answer_by, ctx.today());
  row.end = state_badge(line.state);
  return row;
}

Fragment rows_of(Context& ctx, const std::vector<store::Line>& lines) {
  std::vector<ui::Row> rows;
  for (const auto& line : lines) rows.push_back(row_of(ctx, line));
  return ui::rows(rows);
}

Fragment nothing_yet() {
  return ui::empty_state(
      tr("Noch keine Verweisungen"),
      tr("Sobald das Kommunale Integrationsmanagement eine Verweisung an Ihre Stelle richtet, steht sie hier."));
}

http::Response show_inbox(Context& ctx, const Ask& ask) {
  const long long total = store::received_count(ctx.db(), ctx.actor.body);
  const long long offset = (ui::page_of(ask.request.query, total) - 1) * ui::kPerPage;
  const auto lines = store::received(ctx.db(), ctx.actor.body, offset, ui::kPerPage);
  Page page;
  page.title = tr("Eingang");
  page.sub =
      tr("Verweisungen an Ihre Stelle. Den Namen sehen Sie, wenn Sie eine öffnen; jedes Öffnen steht im Protokoll.");
  page.nav = address_of_inbox;
  page.content = lines.empty()
                     ? nothing_yet()
                     : all(ui::table_head(trn("{} Verweisung", "{} Verweisungen", total), tr("offene zuerst")),
                           rows_of(ctx, lines), ui::paging(ask.request.query, total));
  return show(ctx, std::move(page));
}

// ---- one referral ----

Fragment answer_form(Context& ctx, const Received& received, const forms::Input& input) {
  const std::string& state = received.referral.value.state;
  if (possible_answers(state, Side::body).empty()) return {};
  return ui::section({.id = "h-antwort", .title = tr("Ihre Antwort")},
                     post_form(ctx, item_href(ReferralId(received.referral.id)) + "/antwort",
                               all(forms::error_summary(tr("Die Antwort ist noch nicht gesendet."), input.errors),
                                   answer_controls(input, state, Side::body),
                                   ui::form_actions(ui::submit(tr("Antwort senden")), address_of_inbox))));
}

/// What is over shows only that: no name, no question.
http::Response closed_page(Context& ctx, const Ask& ask, const Error& error) {
  if (error.code != ErrorCode::blocked) return error_page(ctx, ask, error);
  Page page;
  page.title = tr("Diese Verweisung ist nicht mehr offen");
  page.nav = address_of_inbox;
  page.crumbs = {{tr("Eingang"), std::string(address_of_inbox)}, {tr("Verweisung"), ""}};
  page.status = 423;
  page.content = ui::alert(ui::Tone::info, error.message,
                           p(tr("Wenden Sie sich bei Fragen an das Kommunale Integrationsmanagement. "),
                             ui::text_link(address_of_inbox, tr("Zum Eingang"))));
  return show(ctx, std::move(page));
}

http::Response item_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const auto received = open_as_body(ctx, ask.id<ReferralId>());
  if (!received) return closed_page(ctx, ask, received.error());
  const auto person = SHOW_OR_FAIL(people::load_person(ctx.db(), received->permit));
  Page page;
  page.title = tr("Verweisung an Ihre Stelle");
  page.nav = address_of_inbox;
  page.crumbs = {{tr("Eingang"), std::string(address_of_inbox)}, {tr("Verweisung"), ""}};
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content =
      ui::split(all(question_part(received->referral.value, person.value), answer_form(ctx, *received, input)),
                side_part(ctx, *received));
  return show(ctx, std::move(page));
}

http::Response show_item(Context& ctx, const Ask& ask) { return item_page(ctx, ask, {}); }

http::Response post_answer(Context& ctx, const Ask& ask) {
  Answer answer;
  forms::Input input{ask.form, forms::parse(answer_record, ask.form, ctx.today(), &answer)};
  if (input.errors.empty()) {
    const auto saved = answer_as_body(ctx, ask.id<ReferralId>(), answer);
    if (saved) return done(ctx, item_href(ask.id<ReferralId>()), tr("Antwort gesendet"));
    if (saved.error().fields.empty()) return closed_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return item_page(ctx, ask, input);
}

}  // namespace

Fragment home_panel(Context& ctx) {
  if (!ctx.actor.may(Right::referral_answer)) return {};
  const long long open = store::received_open_count(ctx.db(), ctx.actor.body);
  const Fragment text =
      open == 0
          ? p(cls("kim-meta"), tr("Keine Verweisung wartet auf Ihre Antwort."))
          : rows_of(ctx, store::received(ctx.db(), ctx.actor.body, 0, static_cast<int>(std::min<long long>(open, 5))));
  return ui::panel("h-eingang", trn("{} offene Verweisung", "{} offene Verweisungen", open), text,
                   {.link = ui::link(address_of_inbox, tr("Zum Eingang"))});
}

void inbox_routes(Routes& r) {
  r.get(address_of_inbox, needs(Right::referral_answer), show_inbox, "Eingang: Verweisungen an die eigene Stelle");
  r.get("/eingang/{referral}", needs(Right::referral_answer), show_item, "Eine eingegangene Verweisung");
  r.post("/eingang/{referral}/antwort", needs(Right::referral_answer), post_answer,
         "Eingegangene Verweisung beantworten");
}

}  // namespace kim::referrals
