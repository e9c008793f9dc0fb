// Who is responsible: history, handing over within the team, standing in for somebody.
#include "base/i18n.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_store.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::cases {

using access::Right;
using html::Fragment;

namespace {

/// The two forms of the page; not stored as they are.
struct Handover {
  AccountId colleague;
};
constexpr record::Field handover_fields[] = {
    record::field<&Handover::colleague>("colleague_id", N_("Wer übernimmt den Fall?"), record::reference(), must, open,
                                        "Zuständigkeit"),
};
constexpr record::Record handover_form{"handover", N_("Übergabe"), handover_fields};

struct Deputy {
  AccountId colleague;
  std::optional<Day> until;
};
constexpr record::Field deputy_fields[] = {
    record::field<&Deputy::colleague>("deputy_id", N_("Wer vertritt?"), record::reference(), must, open,
                                      "Zuständigkeit"),
    record::field<&Deputy::until>("until", N_("Bis einschließlich"), record::day(), must, open, "Zuständigkeit"),
};
constexpr record::Record deputy_form{"deputy", N_("Vertretung"), deputy_fields};

std::vector<forms::Choice> choices(Context& ctx, const access::Permit& permit) {
  std::vector<forms::Choice> list;
  for (const Colleague& one : colleagues(ctx))
    if (one.id != permit.responsible()) list.push_back({std::to_string(one.id.value()), one.name});
  return list;
}

std::string kind_label(std::string_view kind) {
  if (kind == "emergency") return tr("Notfallzugriff");
  return kind == "deputy" ? tr("Vertretung") : tr("Zuständig");
}

std::string until_text(const access::Assignment& line) {
  if (!line.until) return tr("heute");
  return german(line.kind != "responsible" ? local_day(*line.until - std::chrono::microseconds(1))
                                           : local_day(*line.until));
}

Fragment history_table(const std::vector<access::Assignment>& history) {
  ui::Table table{.label = tr("Zuständigkeit bisher"),
                  .columns = {{.label = tr("Fachkraft")},
                              {.label = tr("Rolle im Fall")},
                              {.label = tr("Von"), .nowrap = true},
                              {.label = tr("Bis"), .nowrap = true}}};
  for (auto line = history.rbegin(); line != history.rend(); ++line)
    table.rows.push_back({html::all(line->account_name), html::all(kind_label(line->kind)),
                          ui::date(local_day(line->from)), html::all(until_text(*line))});
  return ui::section({.id = "h-bisher", .title = tr("Zuständigkeit bisher")}, ui::table(table));
}

Fragment handover_section(Context& ctx, const OpenCase& page, const forms::Input& input,
                          const std::vector<forms::Choice>& list) {
  ui::Confirmation ask;
  ask.content = forms::control(handover_form, "colleague_id", input, {.choices = list});
  ask.consequences = {
      trf("Die neue Fachkraft ist ab sofort für {} zuständig und kann alles ändern.", {page.frame.addressed}),
      tr("Sie selbst lesen den Fall weiter, solange Sie im selben Team sind. Ändern können Sie ihn nicht mehr.")};
  ask.button = tr("Fall übergeben");
  ask.cancel_href = case_href(page.permit.case_id());
  ask.danger = false;
  return ui::section({.id = "h-uebergeben", .title = tr("Fall übergeben")},
                     post_form(ctx, case_href(page.permit.case_id(), "zustaendig"), ui::confirmation(ask)));
}

Fragment deputy_section(Context& ctx, const OpenCase& page, const forms::Input& input,
                        const std::vector<forms::Choice>& list) {
  const Fragment controls = html::all(forms::control(deputy_form, "deputy_id", input, {.choices = list}),
                                      forms::control(deputy_form, "until", input, {.short_field = true}));
  return ui::section(
      {.id = "h-vertretung",
       .title = tr("Vertretung eintragen"),
       .lead = tr("Wer vertritt, darf den Fall bis zu diesem Tag ändern. Danach endet die Vertretung von selbst.")},
      post_form(ctx, case_href(page.permit.case_id(), "zustaendig/vertretung"),
                html::all(controls, ui::form_actions(ui::submit(tr("Vertretung speichern"))))));
}

/// The page with what was typed; `input` belongs to the form that was sent, the other one is empty.
http::Response page_with(Context& ctx, OpenCase page, const forms::Input& handover, const forms::Input& deputy) {
  const auto history = access::assignments(ctx, page.permit.case_id());
  Page out{.title = tr("Zuständigkeit"), .content = {}};
  const auto* wrong = !handover.errors.empty() ? &handover : &deputy;
  out.error = !wrong->errors.empty();
  out.status = out.error ? 422 : 200;
  Fragment form_parts;
  if (page.permit.may_write()) {
    const auto list = choices(ctx, page.permit);
    form_parts =
        list.empty()
            ? ui::alert(ui::Tone::info, tr("In Ihrem Team gibt es sonst niemanden, der den Fall übernehmen kann."))
            : html::all(handover_section(ctx, page, handover, list), deputy_section(ctx, page, deputy, list));
  }
  out.content = html::all(forms::error_summary(tr("Die Zuständigkeit ist noch nicht geändert."), wrong->errors),
                          ui::stack(html::all(form_parts, history_table(history))));
  return show_in_case(ctx, page.permit, page.frame, std::move(out), "", tr("Zuständigkeit"));
}

http::Response get_responsible(Context& ctx, const Ask& ask) {
  return page_with(ctx, OPEN_OR_SAY(Right::case_read), {}, {});
}

http::Response post_handover(Context& ctx, const Ask& ask) {
  Handover wanted;
  forms::Input input{ask.form, forms::parse(handover_form, ask.form, ctx.today(), &wanted)};
  const CaseId id = ask.id<CaseId>();
  if (input.errors.empty()) {
    const auto result = hand_over(ctx, id, wanted.colleague);
    if (result) return done(ctx, case_href(id), tr("Der Fall ist übergeben"));
    if (result.error().code != ErrorCode::invalid) return not_opened(ctx, ask, result.error());
    input.errors = result.error().fields;
  }
  return page_with(ctx, OPEN_OR_SAY(Right::case_write), input, {});
}

http::Response post_deputy(Context& ctx, const Ask& ask) {
  Deputy wanted;
  forms::Input input{ask.form, forms::parse(deputy_form, ask.form, ctx.today(), &wanted)};
  const CaseId id = ask.id<CaseId>();
  if (input.errors.empty()) {
    const auto result = add_deputy(ctx, id, wanted.colleague, *wanted.until);
    if (result) return done(ctx, case_href(id, "zustaendig"), tr("Die Vertretung ist gespeichert"));
    if (result.error().code != ErrorCode::invalid) return not_opened(ctx, ask, result.error());
    input.errors = result.error().fields;
    if (input.errors.empty()) input.errors.push_back({"until", result.error().message});
  }
  return page_with(ctx, OPEN_OR_SAY(Right::case_write), {}, input);
}

}  // namespace

void responsible_routes(Routes& routes) {
  routes.get("/faelle/{case}/zustaendig", needs(Right::case_read), get_responsible, "Fall: wer zuständig ist und war");
  routes.post("/faelle/{case}/zustaendig", needs(Right::case_write), post_handover, "Fall übergeben");
  routes.post("/faelle/{case}/zustaendig/vertretung", needs(Right::case_write), post_deputy, "Vertretung eintragen");
}

}  // namespace kim::cases
