// Offers over all cases: what waits for the own side, what the own side waits for, and what was answered; one offer with its
// answer. What it is not: a look into the case. Before it takes over, the new side sees the name and what was written for it.
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/consent/consent_views.h"
#include "domain/handover/handover_pages.h"
#include "domain/people/person.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::handover {
namespace {

using access::Right;
using namespace html;
using store::Line;

ui::Row row_to_me(Context& ctx, const Names& known, const Line& line) {
  ui::Row row;
  row.title =
      ui::row_title(offer_href(line.id), trf("{0} von {1}", {line.number, access::account_name(ctx, line.from)}));
  row.meta =
      all(trf("angeboten am {0} für {1}", {german(local_day(line.created_at)), access::account_name(ctx, line.to)}),
          when(line.to_controller != line.from_controller,
               [&] { return all(" · ", trf("bisher {}", {label_of(known.bodies, line.from_controller.value())})); }));
  row.end = state_badge(line.state);
  return row;
}

ui::Row row_of_mine(Context& ctx, const Line& line) {
  ui::Row row;
  row.title = ui::row_title(cases::case_href(line.case_id, "uebergabe"),
                            trf("{0} an {1}", {line.number, access::account_name(ctx, line.to)}));
  row.meta = all(trf("angeboten am {}", {german(local_day(line.created_at))}));
  row.end = state_badge(line.state);
  return row;
}

Fragment answered_table(Context& ctx, const Ask& ask) {
  const long long total = store::answered_count(ctx.db(), ctx.actor.account);
  const long long offset = (ui::page_of(ask.request.query, total) - 1) * ui::kPerPage;
  ui::Table table{.label = tr("Beantwortete Übergaben"),
                  .columns = {{.label = tr("Fall")},
                              {.label = tr("Von")},
                              {.label = tr("An")},
                              {.label = tr("Beantwortet am"), .nowrap = true},
                              {.label = tr("Stand")}}};
  for (const Line& line : store::answered_of(ctx.db(), ctx.actor.account, offset, ui::kPerPage))
    table.rows.push_back({all(line.number), all(access::account_name(ctx, line.from)),
                          all(access::account_name(ctx, line.to)), ui::date(line.decided_on.value_or(ctx.today())),
                          state_badge(line.state)});
  if (table.rows.empty()) return p(cls("kim-meta"), tr("Noch nichts beantwortet."));
  return all(ui::table(table), ui::paging(ask.request.query, total));
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const auto to_me = store::offered_to(ctx.db(), ctx.actor.team, ctx.actor.employer);
  const auto mine = store::offered_by(ctx.db(), ctx.actor.account);
  const auto vacated = std::ssize(store::vacated_in(ctx.db(), ctx.actor.team, ctx.actor.employer));
  const Names known = names(ctx);
  std::vector<ui::Row> waiting, own;
  for (const Line& line : to_me)
    if (line.from != ctx.actor.account) waiting.push_back(row_to_me(ctx, known, line));
  for (const Line& line : mine) own.push_back(row_of_mine(ctx, line));
  Page page;
  page.title = tr("Übergaben");
  page.nav = "/faelle";
  page.crumbs = {{tr("Fälle"), "/faelle"}, {tr("Übergaben"), ""}};
  page.actions =
      all(ui::link_button("/uebergaben/mehrere", tr("Mehrere Fälle übergeben"), {.weight = ui::Weight::secondary}),
          ui::link_button("/vertretung", tr("Meine Vertretung"), {.weight = ui::Weight::tertiary}));
  page.content = ui::stack(all(
      when(vacated > 0,
           [&] {
             return ui::alert(ui::Tone::warning,
                              trn("{} Fall hat keine Fachkraft", "{} Fälle haben keine Fachkraft", vacated),
                              p(ui::text_link(vacated_address, tr("Ansehen und übernehmen"))));
           }),
      ui::section({.id = "h-warten", .title = tr("Zu übernehmen"), .count = std::to_string(waiting.size())},
                  waiting.empty() ? p(cls("kim-meta"), tr("Ihrer Seite ist kein Fall angeboten.")) : ui::rows(waiting)),
      ui::section({.id = "h-eigene", .title = tr("Von mir angeboten"), .count = std::to_string(own.size())},
                  own.empty()
                      ? p(cls("kim-meta"), tr("Sie haben keinen Fall angeboten. Das geht im Fall unter „Mehr“."))
                      : ui::rows(own)),
      ui::section({.id = "h-fertig", .title = tr("Beantwortet")}, answered_table(ctx, ask))));
  return show(ctx, std::move(page));
}

// ---- one offer ----

Fragment accept_part(Context& ctx, const Offer& offer, const forms::Input& input) {
  const Handover& handover = offer.handover.value;
  const HandoverId id(offer.handover.id);
  ui::Confirmation ask;
  ask.consequences = {tr("Sie sind ab sofort zuständig. Offene Aufgaben gehen auf Sie über."),
                      tr("Die bisherige Seite kann sofort nichts mehr ändern.")};
  if (handover.to_team != handover.from_team)
    ask.consequences.push_back(tr("Sie sieht auch den Inhalt des Falls nicht mehr, nur dass er übergeben ist."));
  if (changes_controller(handover)) {
    ask.content = all(p(tr("Die verantwortliche Stelle wechselt. Halten Sie die neue Einwilligung der Person fest. "
                           "Entbindungen und frühere Einwilligungen gelten nicht weiter.")),
                      consent::consent_controls(ctx, input));
  }
  ask.button = tr("Fall übernehmen");
  ask.cancel_href = std::string(list_address);
  ask.danger = false;
  return ui::section({.id = "h-annehmen", .title = tr("Übernehmen")},
                     post_form(ctx, offer_href(id, "annehmen"), ui::confirmation(ask)));
}

Fragment decline_part(Context& ctx, const Offer& offer, const forms::Input& input) {
  const HandoverId id(offer.handover.id);
  return ui::section({.id = "h-ablehnen", .title = tr("Ablehnen")},
                     post_form(ctx, offer_href(id, "ablehnen"),
                               all(forms::control(decline_record, "answer_note", input, {.text_rows = 3}),
                                   ui::form_actions(ui::submit(tr("Ablehnen"), {.weight = ui::Weight::secondary})))));
}

http::Response offer_page(Context& ctx, const Ask& ask, const forms::Input& consent, const forms::Input& answer) {
  const Offer offer = SHOW_OR_FAIL(open_offer(ctx, ask.id<HandoverId>()));
  const auto person = SHOW_OR_FAIL(people::load_person(ctx.db(), offer.permit));
  const auto& errors = consent.errors.empty() ? answer.errors : consent.errors;
  Page page;
  page.title = trf("Übergabe von {}", {people::full_name(person.value)});
  page.sub = offer.case_number;
  page.nav = "/faelle";
  page.crumbs = {{tr("Übergaben"), std::string(list_address)}, {offer.case_number, ""}};
  page.error = !errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = all(forms::error_summary(tr("Die Übergabe ist noch nicht beantwortet."), errors),
                     ui::stack(all(ui::section({.id = "h-angebot", .title = tr("Das Angebot")},
                                               ui::facts(handover_facts(ctx, offer.handover.value))),
                                   accept_part(ctx, offer, consent), decline_part(ctx, offer, answer))));
  return show(ctx, std::move(page));
}

forms::Input empty_consent(Context& ctx) {
  const consent::Consent fresh = consent::new_consent(ctx);
  return forms::input_from(consent::consent_record, &fresh);
}

http::Response show_offer(Context& ctx, const Ask& ask) { return offer_page(ctx, ask, empty_consent(ctx), {}); }

bool needs_consent(Context& ctx, HandoverId id) {
  const auto line = store::line(ctx.db(), id);
  return line && line->to_controller != line->from_controller;
}

http::Response post_accept(Context& ctx, const Ask& ask) {
  const HandoverId id = ask.id<HandoverId>();
  std::optional<consent::Consent> anew;
  forms::Input input{ask.form, {}};
  if (needs_consent(ctx, id)) {
    anew = consent::new_consent(ctx);
    input.errors = forms::parse(consent::consent_record, ask.form, ctx.today(), &*anew, consent::consent_form_fields);
  }
  if (input.errors.empty()) {
    const auto taken = accept(ctx, id, anew);
    if (taken) return done(ctx, cases::case_href(*taken), tr("Sie sind jetzt für diesen Fall zuständig"));
    if (taken.error().code != ErrorCode::invalid) return error_page(ctx, ask, taken.error());
    input.errors = taken.error().fields;
    if (input.errors.empty()) input.errors.push_back({"", taken.error().message});
  }
  return offer_page(ctx, ask, input, {});
}

http::Response post_decline(Context& ctx, const Ask& ask) {
  Decline answer;
  const forms::Input input{ask.form, forms::parse(decline_record, ask.form, ctx.today(), &answer)};
  if (input.errors.empty()) {
    SHOW_OR_FAIL(decline(ctx, ask.id<HandoverId>(), answer.note));
    return done(ctx, std::string(list_address), tr("Die Übergabe ist abgelehnt"));
  }
  return offer_page(ctx, ask, empty_consent(ctx), input);
}

}  // namespace

void offer_routes(Routes& r) {
  r.get(list_address, needs(Right::case_write), show_list, "Übergaben: zu übernehmen, angeboten, beantwortet");
  r.get("/uebergaben/{handover}", needs(Right::case_write), show_offer, "Ein angebotener Fall");
  r.post("/uebergaben/{handover}/annehmen", needs(Right::case_write), post_accept, "Angebotenen Fall übernehmen");
  r.post("/uebergaben/{handover}/ablehnen", needs(Right::case_write), post_decline, "Angebotenen Fall ablehnen");
}

}  // namespace kim::handover
