// Closing a case (F1): what is still open, result and effect, confirmation; the closed case; re-opening.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_store.h"
#include "domain/cases/closing.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::cases {

using access::Right;
using html::Fragment;

namespace {

std::vector<std::string> open_items(Context& ctx, const access::Permit& permit) {
  std::vector<std::string> items;
  for (const Slice& slice : ctx.services.slices)
    if (slice.open_items != nullptr) slice.open_items(ctx, permit, items);
  return items;
}

Fragment open_items_section(const std::vector<std::string>& items) {
  if (items.empty())
    return ui::alert(ui::Tone::success, tr("Nichts ist mehr offen"),
                     html::p(tr("Keine laufende Verweisung, kein offenes Ziel, keine offene Aufgabe.")));
  std::vector<ui::Row> rows;
  for (const std::string& item : items)
    rows.push_back(
        {.title = html::p(html::cls("kim-row__title"), item), .end = ui::badge(ui::Tone::warning, tr("offen"))});
  return ui::section({.id = "h-offen",
                      .title = tr("Das ist noch offen"),
                      .count = std::to_string(items.size()),
                      .lead = tr("Sie können trotzdem abschließen. Klären Sie vorher, wer sich darum kümmert.")},
                     ui::rows(rows));
}

/// What other slices measured at the beginning and now.
Fragment measured(Context& ctx, const access::Permit& permit) {
  Fragment sections;
  for (const Slice& slice : ctx.services.slices)
    if (slice.closing != nullptr) sections += slice.closing(ctx, permit);
  return sections;
}

/// The same question at start and end, side by side.
Fragment effect(const forms::Input& input, std::string_view name) {
  const std::string start = std::string(name) + "_start";
  const std::string end = std::string(name) + "_end";
  return html::all(forms::control(closure_record, start, input, {.optional_mark = false, .radios = false}),
                   forms::control(closure_record, end, input, {.optional_mark = false, .radios = false}));
}

Fragment closing_form(Context& ctx, const OpenCase& page, const forms::Input& input) {
  const auto control = [&](std::string_view name, const forms::Look& look = {}) {
    return forms::control(closure_record, name, input, look);
  };
  const Fragment result =
      html::all(control("reason", {.radios = false}), control("closed_on", {.short_field = true}), control("summary"));
  const Fragment effects = ui::section(
      {.id = "h-wirkung",
       .title = tr("Was hat sich verändert?"),
       .lead = tr(
           "Beginn und heute auf derselben Skala. Sprache und Wohnen sind aus den Angaben zur Person vorausgefüllt.")},
      html::all(effect(input, "self_reliance"), effect(input, "language"), effect(input, "housing")));
  const Fragment voice = ui::section({.id = "h-stimme", .title = tr("Was sagt die Person?")},
                                     html::all(control("satisfaction"), control("feedback", {.text_rows = 3}),
                                               control("follow_up_on", {.short_field = true})));
  ui::Confirmation confirm;
  confirm.content = html::all(result, effects, voice);
  confirm.consequences = {tr("Der Fall wird schreibgeschützt. Lesen kann ihn weiterhin Ihr Team."),
                          tr("Die Angaben zur Wirkung zählen in den Berichten, ohne Namen."),
                          tr("Sie können den Fall wieder öffnen, solange eine Einwilligung besteht.")};
  confirm.button = tr("Fall abschließen");
  confirm.cancel_href = case_href(page.permit.case_id());
  confirm.danger = false;
  return post_form(ctx, case_href(page.permit.case_id(), "abschluss"), ui::confirmation(confirm));
}

http::Response form_page(Context& ctx, const OpenCase& page, const forms::Input& input) {
  Page out{.title = trf("Fall abschließen: {}", {page.frame.name}), .content = {}};
  out.error = !input.errors.empty();
  out.status = out.error ? 422 : 200;
  const auto items = open_items(ctx, page.permit);
  out.content = html::all(
      forms::error_summary(tr("Der Fall ist noch nicht abgeschlossen."), input.errors),
      ui::stack(html::all(open_items_section(items), measured(ctx, page.permit), closing_form(ctx, page, input))));
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "", tr("Abschluss"));
}

// ---- closed ----

Fragment follow_up_part(Context& ctx, const OpenCase& page, const Closure& closure) {
  if (!closure.follow_up_on || closure.follow_up_done_on) return {};
  return post_form(ctx, case_href(page.permit.case_id(), "abschluss/nachgefragt"),
                   html::all(html::p(trf("Vereinbart ist, am {} nachzufragen.", {german(*closure.follow_up_on)})),
                             ui::submit(tr("Nachgefragt"), {.weight = ui::Weight::secondary, .icon = "check"})));
}

Fragment reopen_part(Context& ctx, const OpenCase& page) {
  ui::Confirmation confirm;
  confirm.consequences_title = tr("Wieder öffnen");
  confirm.consequences = {tr("Der Fall ist wieder offen und geht dort weiter, wo er vor dem Abschluss stand."),
                          tr("Der Abschluss bleibt im Verlauf stehen.")};
  confirm.button = tr("Fall wieder öffnen");
  confirm.cancel_href = case_href(page.permit.case_id());
  confirm.danger = false;
  return post_form(ctx, case_href(page.permit.case_id(), "wieder-oeffnen"), ui::confirmation(confirm));
}

Fragment closing_facts(Context& ctx, const records::Stored<Closure>& closing) {
  return html::all(
      html::p(html::cls("kim-meta"), trf("Abgeschlossen von {0} am {1}", {access::account_name(ctx, closing.created_by),
                                                                          german(local_day(closing.created_at))})),
      forms::facts(closure_record, &closing.value));
}

http::Response closed_page(Context& ctx, const OpenCase& page) {
  const auto closings = closures_of(ctx.db(), page.permit);
  const bool own =
      access::permit_case(ctx, page.permit.case_id(), Right::case_close, access::Closed::allow).has_value();
  Fragment parts;
  if (!closings.empty())
    parts += ui::section({.id = "h-abschluss", .title = tr("Ergebnis")}, closing_facts(ctx, closings.back()));
  parts += measured(ctx, page.permit);
  if (own && !closings.empty()) parts += follow_up_part(ctx, page, closings.back().value);
  if (own) parts += reopen_part(ctx, page);
  Page out{.title = tr("Abschluss"), .content = ui::stack(parts)};
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "", tr("Abschluss"));
}

http::Response get_closing(Context& ctx, const Ask& ask) {
  const OpenCase page = OPEN_OR_SAY(Right::case_read);
  if (page.permit.state() == access::CaseState::closed) return closed_page(ctx, page);
  SHOW_OR_FAIL(access::permit_case(ctx, page.permit.case_id(), Right::case_close));
  const Closure suggested = suggested_closure(ctx, page.permit, page.frame.person);
  return form_page(ctx, page, forms::input_from(closure_record, &suggested));
}

http::Response post_closing(Context& ctx, const Ask& ask) {
  Closure closure;
  forms::Input input{ask.form, forms::parse(closure_record, ask.form, ctx.today(), &closure)};
  const CaseId id = ask.id<CaseId>();
  if (input.errors.empty()) {
    const auto result = close_case(ctx, id, closure);
    if (result) return done(ctx, case_href(id), tr("Der Fall ist abgeschlossen"));
    if (result.error().code != ErrorCode::invalid) return not_opened(ctx, ask, result.error());
    input.errors = result.error().fields;
  }
  return form_page(ctx, OPEN_OR_SAY(Right::case_close), input);
}

http::Response post_reopen(Context& ctx, const Ask& ask) {
  const CaseId id = ask.id<CaseId>();
  const auto result = reopen_case(ctx, id);
  if (!result) return not_opened(ctx, ask, result.error());
  return done(ctx, case_href(id), tr("Der Fall ist wieder offen"));
}

http::Response post_follow_up(Context& ctx, const Ask& ask) {
  const CaseId id = ask.id<CaseId>();
  SHOW_OR_FAIL(note_follow_up(ctx, id));
  return done(ctx, case_href(id, "abschluss"), tr("Das Nachfragen ist vermerkt"));
}

}  // namespace

void closing_routes(Routes& routes) {
  routes.get("/faelle/{case}/abschluss", needs(Right::case_read), get_closing,
             "Fall abschließen oder Abschluss ansehen");
  routes.post("/faelle/{case}/abschluss", needs(Right::case_close), post_closing, "Fall abschließen");
  routes.post("/faelle/{case}/abschluss/nachgefragt", needs(Right::case_close), post_follow_up,
              "Nachfragen nach dem Abschluss vermerken");
  routes.post("/faelle/{case}/wieder-oeffnen", needs(Right::case_close), post_reopen,
              "Abgeschlossenen Fall wieder öffnen");
}

}  // namespace kim::cases
