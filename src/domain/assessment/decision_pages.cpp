// The decision (B3): how it goes on and why. Earlier decisions stay listed: the way back is open.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/assessment/assessment_pages.h"
#include "domain/assessment/assessment_store.h"
#include "domain/assessment/sheet.h"
#include "domain/drafts/draft.h"
#include "platform/html/decisions.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using records::Stored;

drafts::Key draft_key(CaseId id) { return {std::string(decision_draft), id.value()}; }

// ---- what was decided ----

ui::Row decision_row(Context& ctx, const Stored<Decision>& decision) {
  ui::Row row;
  row.lead = ui::date(*decision.value.on);
  row.title = h::span(h::cls("kim-strong"), code_label("decision", decision.value.decision));
  const std::string advice = words(advice_of(decision.value.criteria));
  row.meta = h::all(ui::lines(decision.value.reason), h::br(),
                    h::when(!advice.empty(), [&] { return h::all(advice, h::br()); }),
                    access::account_name(ctx, decision.created_by));
  return row;
}

Fragment decided_section(Context& ctx, const std::vector<Stored<Decision>>& decisions) {
  if (decisions.empty()) return {};
  std::vector<ui::Row> rows;
  for (auto decision = decisions.rbegin(); decision != decisions.rend(); ++decision)
    rows.push_back(decision_row(ctx, *decision));
  return ui::section({.id = "h-entschieden",
                      .title = tr("Bisher entschieden"),
                      .count = std::to_string(decisions.size()),
                      .lead = tr("Die oberste Entscheidung gilt. Eine neue ersetzt sie; alle bleiben erhalten.")},
                     ui::rows(rows, ui::RowsLook::lead));
}

// ---- deciding ----

constexpr std::string_view weigh = "auswerten";

/// The Enter key presses the first button of a form: it saves, although the button to weigh stands above.
Fragment enter_saves() {
  return h::button(h::cls("kim-hidden"), h::type("submit"), h::tabindex(-1), h::aria_hidden("true"),
                   tr("Entscheidung speichern"));
}

/// The criteria with their advice; weighing them saves nothing.
Fragment criteria_part(const forms::Input& input, const std::string& href) {
  const std::string advice = words(advice_of(input.typed.all("criteria")));
  return h::all(enter_saves(), forms::control(decision_record, "criteria", input),
                h::when(!advice.empty(), [&] { return ui::note("info", h::all(advice)); }),
                ui::submit(tr("Kriterien auswerten"), {.weight = ui::Weight::secondary,
                                                       .formaction = href + "?" + std::string(weigh) + "=1",
                                                       .novalidate = true}));
}

Fragment consequences() {
  std::vector<ui::Fact> facts;
  for (const NextAct& act : next_acts())
    facts.push_back({code_label("decision", act.decision), h::all(tr(act.consequence))});
  return ui::panel("h-folge", tr("Was folgt daraus?"), ui::facts(facts));
}

Fragment hints(Context& ctx, const cases::OpenCase& opened) {
  const auto sheets = store::events_of(ctx.db(), opened.permit);
  const bool assessed = std::ranges::any_of(sheets, [](const store::Event& event) {
    return event.kind == store::Event::Kind::assessment && event.code == "done";
  });
  const auto intake = store::intake_of(ctx.db(), opened.permit);
  const std::string link = cases::case_href(opened.permit.case_id(), tab);
  return h::all(h::when(!assessed,
                        [&] {
                          return ui::note(
                              "info", h::all(tr("Für Case Management braucht es eine abgeschlossene Falleinschätzung. "
                                                "Alles andere können Sie schon jetzt entscheiden."),
                                             " ", ui::text_link(link, tr("Zur Falleinschätzung"))));
                        }),
                h::when(intake && other_management_likely(intake->value), [&] {
                  return ui::note("send", h::all(tr("Hier ist vielleicht schon ein anderes Fallmanagement zuständig. "
                                                    "Prüfen Sie, ob eine Verweisberatung genügt.")));
                }));
}

Fragment decision_form(Context& ctx, const cases::OpenCase& opened, const forms::Input& input,
                       const drafts::Found& found) {
  const CaseId id = opened.permit.case_id();
  const drafts::Place place{draft_key(id), trf("Entscheidung zu {}", {opened.frame.name}), decision_href(id)};
  return drafts::draft_form(
      ctx, decision_href(id), place,
      h::all(forms::error_summary(tr("Die Entscheidung ist noch nicht gespeichert."), input.errors),
             criteria_part(input, decision_href(id)), forms::control(decision_record, "decision", input),
             forms::control(decision_record, "reason", input), forms::control(decision_record, "decided_on", input),
             consequences(),
             ui::form_actions(ui::submit(tr("Entscheidung speichern")), cases::case_href(id),
                              drafts::form_end(place.key, found.resumed))));
}

http::Response decision_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input,
                             const drafts::Found& found) {
  const auto decisions = store::decisions_of(ctx.db(), opened.permit);
  Page page;
  page.title = tr("Wie geht es weiter?");
  page.title_detail = trf("Entscheidung, {}", {opened.frame.name});
  page.sub = trf("Entscheidung zur Begleitung von {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = opened.permit.may_write() ? h::all(drafts::notice(ctx, found.offered), hints(ctx, opened),
                                                    decision_form(ctx, opened, input, found))
                                           : Fragment();
  page.content += decided_section(ctx, decisions);
  if (!opened.permit.may_write() && decisions.empty())
    page.content = ui::empty_state(
        tr("Noch nicht entschieden"),
        tr("Wer für den Fall zuständig ist, entscheidet nach der Falleinschätzung, wie es weitergeht."));
  return in_case(ctx, opened, std::move(page), tr("Entscheidung"));
}

http::Response show_decision(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const drafts::Found found = drafts::look(ctx, ask, draft_key(opened.permit.case_id()));
  if (found.resumed) return decision_page(ctx, opened, {found.resumed->content, {}}, found);
  Decision start;
  start.on = ctx.today();
  return decision_page(ctx, opened, forms::input_from(decision_record, &start), found);
}

http::Response post_decision(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Decision decision;
  forms::Input input{ask.form, forms::parse(decision_record, ask.form, ctx.today(), &decision)};
  if (ask.request.query.has(weigh))
    return decision_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write)), {ask.form, {}}, {});
  if (input.errors.empty()) {
    const auto saved = decide(ctx, id, decision);
    if (saved)
      return done(ctx, cases::case_href(id, next_act(decision.decision).path),
                  trf("Entscheidung gespeichert: {}", {code_label("decision", decision.decision)}));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return decision_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write)), input, {});
}

}  // namespace

void decision_routes(Routes& r) {
  r.get("/faelle/{case}/entscheidung", needs(Right::case_read), show_decision, "Entscheidung, mit den früheren");
  r.post("/faelle/{case}/entscheidung", needs(Right::assessment_write), post_decision,
         "Entscheiden, wie es weitergeht");
}

}  // namespace kim::assessment
