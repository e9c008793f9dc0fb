// One case is offered to somebody else: what is missing, the checklist, the offer, taking it back.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/handover/handover_pages.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::handover {
namespace {

using access::Right;
using namespace html;
using store::Found;

constexpr std::string_view path = "uebergabe";

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, int status) {
  page.title = tr("Fall übergeben");
  page.title_detail = page.title + ", " + opened.frame.name;
  page.status = status;
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), "", tr("Übergabe"));
}

Fragment history_table(Context& ctx, const std::vector<Found>& list) {
  if (list.empty()) return {};
  ui::Table table{.label = tr("Bisherige Übergaben"),
                  .columns = {{.label = tr("An")},
                              {.label = tr("Grund"), .wide_only = true},
                              {.label = tr("Angeboten am"), .nowrap = true},
                              {.label = tr("Stand")}}};
  for (auto one = list.rbegin(); one != list.rend(); ++one)
    table.rows.push_back({all(access::account_name(ctx, one->value.to)),
                          all(code_label("handover_reason", one->value.reason)), ui::date(local_day(one->created_at)),
                          all(state_badge(one->value.state), when(!one->value.answer_note.empty(), [&] {
                                return ui::meta(ui::lines(one->value.answer_note));
                              }))});
  return ui::section({.id = "h-bisher", .title = tr("Bisherige Übergaben")}, ui::table(table));
}

// ---- the open offer ----

Fragment offered_part(Context& ctx, const cases::OpenCase& opened, const Found& offer) {
  const std::string base = cases::case_href(opened.permit.case_id(), path);
  ui::Confirmation ask;
  ask.consequences = {tr("Die andere Seite kann den Fall dann nicht mehr übernehmen."),
                      trf("Sie bleiben für {} zuständig.", {opened.frame.addressed})};
  ask.button = tr("Angebot zurücknehmen");
  ask.cancel_href = cases::case_href(opened.permit.case_id());
  ask.danger = false;
  const Fragment id = input(type("hidden"), name_("uebergabe"), value(std::to_string(offer.id)));
  return all(
      ui::alert(ui::Tone::info, trf("Der Fall ist {} angeboten. Bis zur Antwort bleiben Sie zuständig.",
                                    {access::account_name(ctx, offer.value.to)})),
      ui::section(
          {.id = "h-angebot", .title = tr("Das Angebot"), .link = ui::link(base + "/brief", tr("Brief an die Person"))},
          ui::facts(handover_facts(ctx, offer.value))),
      ui::section({.id = "h-zurueck", .title = tr("Zurücknehmen")},
                  post_form(ctx, base + "/zuruecknehmen", all(id, ui::confirmation(ask)))));
}

// ---- the form ----

Fragment outlook_part(Context& ctx, const cases::OpenCase& opened, AccountId to) {
  const auto list = takers(ctx);
  const auto taker = std::ranges::find(list, to, &Taker::id);
  if (taker == list.end()) return {};
  const Outlook out = outlook(ctx, opened.permit, *taker);
  const Fragment tasks =
      p(trn("{} offene Aufgabe geht mit über.", "{} offene Aufgaben gehen mit über.", out.open_tasks));
  Fragment missing;
  if (!out.missing.empty())
    missing = ui::alert(ui::Tone::warning, tr("So können Sie den Fall noch nicht anbieten."),
                        ul(cls("kim-list"), each(out.missing, [](const std::string& line) { return li(line); })));
  if (!out.controller_changes)
    return all(missing, ui::alert(ui::Tone::info, tr("Die Einwilligungen gelten weiter."),
                                  all(p(tr("Die verantwortliche Stelle bleibt dieselbe.")), tasks)));
  std::vector<std::string> purposes;
  for (const std::string& code : out.consents_anew) purposes.push_back(code_label("consent_purpose", code));
  return all(missing,
             ui::alert(ui::Tone::warning, tr("Die verantwortliche Stelle wechselt."),
                       all(p(trf("Diese Einwilligungen gelten für die neue Stelle nicht. Sie holt sie neu ein: {}.",
                                 {text::join(purposes, ", ")})),
                           p(tr("Auch die Entbindungen enden mit der Übernahme.")), tasks)));
}

Fragment form_part(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, bool check) {
  const std::string base = cases::case_href(opened.permit.case_id(), path);
  const AccountId to(input.typed.integer("to_account_id"));
  return post_form(
      ctx, base,
      all(forms::error_summary(tr("Der Fall ist noch nicht angeboten."), input.errors), form_controls(ctx, input),
          when(check, [&] { return outlook_part(ctx, opened, to); }),
          ui::form_actions(
              all(ui::submit(tr("Fall anbieten")),
                  ui::submit(tr("Prüfen, was fehlt"),
                             {.weight = ui::Weight::secondary, .name = "pruefen", .value = "1", .novalidate = true})),
              cases::case_href(opened.permit.case_id()))));
}

Fragment side_part() {
  return ui::panel(
      "h-ablauf", tr("So läuft es ab"),
      ol(cls("kim-list"), li(tr("Sie bieten den Fall an. Bis zur Antwort bleiben Sie zuständig.")),
         li(tr("Die neue Seite übernimmt oder lehnt ab.")),
         li(tr("Mit der Übernahme können Sie sofort nichts mehr ändern, auch nicht in offenen Fenstern.")),
         li(tr("Wechselt die verantwortliche Stelle, braucht es vorher eine Entbindung ihr gegenüber und bei der "
               "Übernahme eine neue Einwilligung."))),
      {.link = ui::link("/uebergaben/mehrere", tr("Mehrere Fälle übergeben"))});
}

struct Shown {
  forms::Input input{};
  bool check = false;
  std::string conflict{};
};

http::Response page_with(Context& ctx, const cases::OpenCase& opened, const Shown& shown) {
  const auto list = store::handovers_of(ctx.db(), opened.permit);
  const auto open = std::ranges::find_if(list, [](const Found& one) { return one.value.state == "proposed"; });
  std::vector<Found> over;
  for (const Found& one : list)
    if (one.value.state != "proposed") over.push_back(one);
  const bool editing = open == list.end() || !shown.conflict.empty();
  Page page;
  page.error = !shown.input.errors.empty();
  page.content =
      all(when(!shown.conflict.empty(), [&] { return ui::alert(ui::Tone::warning, shown.conflict); }),
          when(open != list.end(), [&] { return offered_part(ctx, opened, *open); }),
          when(editing, [&] { return ui::split(form_part(ctx, opened, shown.input, shown.check), side_part()); }),
          history_table(ctx, over));
  const int status = !shown.conflict.empty() ? 409 : page.error ? 422 : 200;
  return in_case(ctx, opened, std::move(page), status);
}

http::Response show_form(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  return page_with(ctx, opened, {});
}

http::Response post_form_page(Context& ctx, const Ask& ask) {
  Handover handover;
  Shown shown{.input = {ask.form, {}}};
  shown.input.errors = forms::parse(handover_record, ask.form, ctx.today(), &handover, form_fields);
  if (ask.form.has("pruefen")) {
    shown.check = true;
    shown.input.errors.clear();
  } else if (shown.input.errors.empty()) {
    const auto id = propose(ctx, ask.id<CaseId>(), handover);
    if (id) return done(ctx, cases::case_href(ask.id<CaseId>(), path), tr("Der Fall ist angeboten"));
    const Error& error = id.error();
    if (error.code == ErrorCode::conflict)
      shown.conflict = error.message;
    else if (error.code == ErrorCode::invalid)
      shown.input.errors = error.fields;
    else if (error.code == ErrorCode::blocked && cases::open_case(ctx, ask, Right::case_write))
      shown.input.errors = {{"to_account_id", error.message}};
    else
      return error_page(ctx, ask, error);
  }
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  return page_with(ctx, opened, shown);
}

http::Response post_take_back(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(take_back(ctx, ask.id<CaseId>(), HandoverId(ask.form.integer("uebergabe", -1))));
  return done(ctx, cases::case_href(ask.id<CaseId>()), tr("Das Angebot ist zurückgenommen"));
}

}  // namespace

void case_routes(Routes& r) {
  r.get("/faelle/{case}/uebergabe", needs(Right::case_write), show_form, "Fall an eine andere Stelle übergeben");
  r.post("/faelle/{case}/uebergabe", needs(Right::case_write), post_form_page, "Fall anbieten");
  r.post("/faelle/{case}/uebergabe/zuruecknehmen", needs(Right::case_write), post_take_back, "Angebot zurücknehmen");
}

}  // namespace kim::handover
