// One conference: its bodies with the check of each, the minutes, and what was agreed.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/conference/conference_pages.h"
#include "domain/consent/consent_views.h"
#include "domain/goals/goal_rules.h"
#include "domain/goals/goal_store.h"
#include "domain/organisation/organisation.h"
#include "domain/tasks/task.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::conference {
namespace {

using access::Right;
using namespace html;
using store::Found;
using PartFound = records::Stored<Part>;
using AgreementFound = records::Stored<Agreement>;

/// What the page shows; loaded before.
struct View {
  cases::OpenCase opened;
  Found conference;
  std::vector<PartFound> parts;
  std::vector<AgreementFound> agreements;
  BodyNames names;
};
Result<View> load(Context& ctx, const Ask& ask, Right right) {
  auto opened = TRY(cases::open_case(ctx, ask, right));
  Found found = TRY(store::conference(ctx.db(), opened.permit, ask.id<ConferenceId>(1)));
  const ConferenceId id(found.id);
  auto parts = store::parts_of(ctx.db(), opened.permit, id);
  auto agreements = store::agreements_of(ctx.db(), opened.permit, id);
  return View{std::move(opened), std::move(found), std::move(parts), std::move(agreements), body_names(ctx.db())};
}

std::string href(const View& view, std::string_view act = {}) {
  return href_of(view.opened.permit.case_id(), view.conference.id, act);
}

bool can_change(const View& view) { return view.opened.permit.may_write() && view.conference.value.state == "planned"; }

// ---- bodies ----

Fragment check_cell(const View& view, const PartFound& part) {
  const Conference& conference = view.conference.value;
  if (conference.state != "planned") return all(code_label("conference_part", part.value.state));
  if (conference.mode == anonymised) return ui::state_inline(ui::State::ok, tr("hört keinen Namen"));
  const auto lacking = missing(view.opened.frame.releases, part.value.body, conference.contents);
  if (lacking.empty() && part.value.state == "invited")
    return ui::state_inline(ui::State::ok, tr("Entbindung deckt alles ab"));
  if (lacking.empty()) return ui::state_inline(ui::State::warn, tr("Entbindung liegt jetzt vor, neu prüfen"));
  std::vector<std::string> labels;
  for (const std::string& code : lacking) labels.push_back(code_label("data_category", code));
  return ui::state_inline(ui::State::stop, trf("nicht dabei, es fehlt: {}", {text::join(labels, ", ")}));
}

Fragment release_link(const View& view, const PartFound& part) {
  if (!can_change(view) || view.conference.value.mode == anonymised ||
      missing(view.opened.frame.releases, part.value.body, view.conference.value.contents).empty())
    return {};
  return ui::text_link(consent::consent_href(view.opened.permit.subject().subject(), "entbindung") +
                           "?stelle=" + std::to_string(part.value.body.value()),
                       tr("Entbindung aufnehmen"));
}

Fragment bodies_table(const View& view) {
  if (view.parts.empty()) return p(cls("kim-meta"), tr("Noch keine Stelle ausgewählt."));
  ui::Table table{.label = tr("Beteiligte Stellen"),
                  .columns = {{.label = tr("Stelle")}, {.label = tr("Wer kommt?")}, {.label = tr("Prüfung")}}};
  for (const PartFound& part : view.parts)
    table.rows.push_back({all(name_of(view.names, part.value.body)), all(part.value.contact),
                          all(check_cell(view, part), " ", release_link(view, part))});
  return ui::table(table);
}

Fragment add_body_form(Context& ctx, const View& view, const forms::Input& input) {
  if (!can_change(view)) return {};
  std::vector<forms::Choice> choices;
  for (const auto& body : organisation::bodies(ctx.db()))
    if (organisation::holds_on(body.value.valid_from, body.value.valid_until, ctx.today()))
      choices.push_back({std::to_string(body.id), body.value.name});
  const Fragment anew = post_form(ctx, href(view, "pruefen"),
                                  ui::submit(tr("Entbindungen neu prüfen"), {.weight = ui::Weight::tertiary}), "");
  return all(
      ui::fold(tr("Stelle hinzufügen"),
               post_form(ctx, href(view, "stellen"),
                         all(forms::control(part_record, "body_id", input, {.choices = choices, .radios = false}),
                             forms::control(part_record, "contact", input), ui::submit(tr("Stelle hinzufügen")))),
               {}, view.parts.empty() || !input.errors.empty()),
      when(!view.parts.empty(), [&] { return anew; }));
}

Fragment bodies_part(Context& ctx, const View& view, const forms::Input& input) {
  const bool somebody_out = std::ranges::any_of(view.parts, [](const auto& p) { return p.value.state == "left_out"; });
  Fragment hint;
  if (somebody_out && view.conference.value.state == "planned")
    hint = ui::alert(ui::Tone::warning, tr("Mindestens eine Stelle darf den Namen nicht hören."),
                     p(tr("Sie bleibt draußen, oder Sie nehmen eine Entbindung auf, oder Sie führen die Konferenz "
                          "anonymisiert."),
                       when(can_change(view), [&] {
                         return all(" ", ui::text_link(href(view, "aendern"), tr("Fallkonferenz ändern")));
                       })));
  return ui::section({.id = "h-stellen", .title = tr("Beteiligte Stellen"), .count = std::to_string(view.parts.size())},
                     all(hint, bodies_table(view), add_body_form(ctx, view, input)));
}

// ---- what was agreed ----

Fragment agreement_row(Context& ctx, const View& view, const AgreementFound& one) {
  const CaseId case_id = view.opened.permit.case_id();
  const std::string target = one.value.goal
                                 ? cases::case_href(case_id, "ziele/" + std::to_string(one.value.goal.value()))
                                 : tasks::task_href(case_id, one.value.task);
  std::string who = code_label("step_owner", one.value.who);
  if (!one.value.who_name.empty()) who += ": " + one.value.who_name;
  if (one.value.owner) who += " · " + access::account_name(ctx, one.value.owner);
  return li(ui::text_link(target, one.value.what), " ", span(cls("kim-meta"), who),
            when(one.value.until.has_value(), [&] { return all(" · ", ui::date(*one.value.until)); }));
}

Fragment agreement_form(Context& ctx, const View& view, const forms::Input& input) {
  if (!view.opened.permit.may_write()) return {};
  std::vector<forms::Choice> colleagues, goals;
  for (const auto& one : cases::colleagues(ctx)) colleagues.push_back({std::to_string(one.id.value()), one.name});
  for (const auto& goal : goals::store::goals_of(ctx.db(), view.opened.permit))
    if (goals::is_open(goal.value)) goals.push_back({std::to_string(goal.id), goal.value.words});
  Fragment goal_control;
  if (!goals.empty())
    goal_control =
        forms::control(agreement_record, "goal_id", input,
                       {.hint = tr("Ohne Ziel wird daraus eine Aufgabe."), .choices = goals, .radios = false});
  return ui::fold(
      tr("Vereinbarung festhalten"),
      post_form(ctx, href(view, "vereinbarungen"),
                all(forms::control(agreement_record, "what", input), forms::control(agreement_record, "who", input),
                    forms::control(agreement_record, "who_name", input),
                    forms::control(agreement_record, "owner_id", input, {.choices = colleagues, .radios = false}),
                    goal_control, forms::control(agreement_record, "until_on", input, {.short_field = true}),
                    ui::submit(tr("Vereinbarung speichern")))),
      {}, view.agreements.empty() || !input.errors.empty());
}

Fragment agreements_part(Context& ctx, const View& view, const forms::Input& input) {
  if (view.conference.value.state != "held") return {};
  const Fragment list =
      view.agreements.empty()
          ? p(cls("kim-meta"), tr("Noch nichts festgehalten."))
          : ul(cls("kim-list"), each(view.agreements, [&](const auto& one) { return agreement_row(ctx, view, one); }));
  return ui::section(
      {.id = "h-vereinbart", .title = tr("Vereinbarungen"), .count = std::to_string(view.agreements.size())},
      all(list, agreement_form(ctx, view, input)));
}

// ---- the page ----

Fragment facts_part(const View& view) {
  static constexpr std::string_view shown[] = {"purpose", "contents", "agenda", "place", "at_time", "minutes"};
  return ui::section({.id = "h-inhalt", .title = tr("Inhalt")},
                     forms::facts(conference_record, &view.conference.value, shown));
}

Fragment actions_of(const View& view) {
  Fragment buttons;
  if (can_change(view)) {
    if (!view.parts.empty()) buttons += ui::link_button(href(view, "protokoll"), tr("Protokoll schreiben"));
    buttons += ui::link_button(href(view, "aendern"), tr("Ändern"), {.weight = ui::Weight::secondary});
    buttons += ui::link_button(href(view, "absagen"), tr("Absagen"), {.weight = ui::Weight::tertiary});
  }
  buttons += ui::link_button(href(view, "druck"), tr("Drucken"), {.weight = ui::Weight::tertiary, .icon = "print"});
  return buttons;
}

http::Response show_view(Context& ctx, const View& view, const forms::Input& body, const forms::Input& agreement) {
  const Conference& conference = view.conference.value;
  const auto& errors = body.errors.empty() ? agreement.errors : body.errors;
  Page page;
  page.title = trf("Fallkonferenz am {}", {german(conference.held_on.value_or(*conference.on))});
  page.title_detail = page.title + ", " + view.opened.frame.name;
  page.error = !errors.empty();
  page.status = page.error ? 422 : 200;
  page.actions = actions_of(view);
  page.content =
      all(forms::error_summary(tr("Das ist noch nicht gespeichert."), errors),
          ui::split(all(bodies_part(ctx, view, body), agreements_part(ctx, view, agreement), facts_part(view)),
                    ui::panel("h-stand", tr("Stand"),
                              all(state_badge(conference.state),
                                  p(cls("kim-top-s"), code_label("conference_mode", conference.mode))))));
  return in_case(ctx, view.opened, std::move(page), german(conference.held_on.value_or(*conference.on)));
}

http::Response show_one(Context& ctx, const Ask& ask) {
  const View view = SHOW_OR_FAIL(load(ctx, ask, Right::case_read));
  return show_view(ctx, view, {}, {});
}

http::Response post_body(Context& ctx, const Ask& ask) {
  Part part;
  forms::Input input{ask.form, forms::parse(part_record, ask.form, ctx.today(), &part)};
  if (input.errors.empty()) {
    const auto state = add_body(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1), part);
    if (state)
      return done(ctx, href_of(ask.id<CaseId>(), ask.number(1)),
                  *state == "invited" ? tr("Stelle hinzugefügt")
                                      : tr("Die Stelle bleibt draußen: Die Entbindung deckt den Inhalt nicht ab"));
    if (state.error().fields.empty()) return error_page(ctx, ask, state.error());
    input.errors = state.error().fields;
  }
  const View view = SHOW_OR_FAIL(load(ctx, ask, Right::case_write));
  return show_view(ctx, view, input, {});
}

http::Response post_check(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(check_bodies(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1)));
  return done(ctx, href_of(ask.id<CaseId>(), ask.number(1)), tr("Entbindungen neu geprüft"));
}

http::Response post_agreement(Context& ctx, const Ask& ask) {
  Agreement agreement;
  forms::Input input{ask.form, forms::parse(agreement_record, ask.form, ctx.today(), &agreement)};
  if (input.errors.empty()) {
    const auto saved = agree(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1), agreement);
    if (saved) return done(ctx, href_of(ask.id<CaseId>(), ask.number(1)), tr("Vereinbarung gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const View view = SHOW_OR_FAIL(load(ctx, ask, Right::case_write));
  return show_view(ctx, view, {}, input);
}

// ---- minutes ----

Fragment attended_boxes(const View& view, const http::Form& typed) {
  std::vector<Fragment> boxes;
  const auto chosen = typed.all("parts");
  for (const PartFound& part : view.parts) {
    if (part.value.state == "left_out") continue;
    const std::string id_text = std::to_string(part.id);
    boxes.push_back(label(
        cls("kim-choice__item"),
        html::input(type("checkbox"), name_("parts"), value(id_text),
                    checked(std::ranges::find(chosen, id_text) != chosen.end()), when_attr(boxes.empty(), id("parts"))),
        span(name_of(view.names, part.value.body))));
  }
  if (boxes.empty())
    return ui::alert(ui::Tone::warning,
                     tr("Keine Stelle ist eingeladen. So kann die Fallkonferenz nicht stattfinden."));
  return fieldset(cls("kern-fieldset"), legend(cls("kern-label"), tr("Wer hat teilgenommen?")),
                  div_(cls("kim-choice"), all(boxes)));
}

http::Response minutes_page(Context& ctx, const Ask& ask, const forms::Input& input) {
  const View view = SHOW_OR_FAIL(load(ctx, ask, Right::case_write));
  Page page;
  page.title = tr("Protokoll der Fallkonferenz");
  page.title_detail = page.title + ", " + view.opened.frame.name;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.sub = view.conference.value.mode == anonymised
                 ? tr("Anonymisiert geführt: Es wird keine Weitergabe nachgewiesen.")
                 : tr("Für jede Stelle, die teilgenommen hat, entsteht ein Nachweis der Weitergabe.");
  page.content = post_form(
      ctx, href(view, "protokoll"),
      all(forms::error_summary(tr("Das Protokoll ist noch nicht gespeichert."), input.errors),
          forms::control(minutes_record, "held_on", input, {.short_field = true}), attended_boxes(view, input.typed),
          forms::control(minutes_record, "minutes", input, {.text_rows = 10}),
          ui::form_actions(ui::submit(tr("Protokoll speichern")), href(view))));
  return in_case(ctx, view.opened, std::move(page), tr("Protokoll"));
}

http::Response show_minutes(Context& ctx, const Ask& ask) {
  const Minutes today{ctx.today(), {}};
  return minutes_page(ctx, ask, forms::input_from(minutes_record, &today));
}

http::Response post_minutes(Context& ctx, const Ask& ask) {
  Minutes minutes;
  forms::Input input{ask.form, forms::parse(minutes_record, ask.form, ctx.today(), &minutes)};
  std::vector<PartId> attended;
  for (const std::string& one : ask.form.all("parts"))
    attended.emplace_back(http::Form({{"id", one}}).integer("id", -1));
  if (input.errors.empty()) {
    const auto saved = hold(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1), minutes, attended);
    if (saved) return done(ctx, href_of(ask.id<CaseId>(), ask.number(1)), tr("Protokoll gespeichert"));
    const bool release_over = saved.error().code == ErrorCode::blocked && cases::open_case(ctx, ask, Right::case_write);
    if (saved.error().fields.empty() && !release_over) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
    if (release_over) input.errors = {{"parts", saved.error().message}};
  }
  return minutes_page(ctx, ask, input);
}

}  // namespace

void conduct_routes(Routes& r) {
  r.get("/faelle/{case}/konferenzen/{conference}", needs(Right::case_read), show_one,
        "Eine Fallkonferenz mit ihren Stellen");
  r.post("/faelle/{case}/konferenzen/{conference}/stellen", needs(Right::case_write), post_body,
         "Stelle zur Fallkonferenz hinzufügen");
  r.post("/faelle/{case}/konferenzen/{conference}/pruefen", needs(Right::case_write), post_check,
         "Entbindungen der Stellen neu prüfen");
  r.get("/faelle/{case}/konferenzen/{conference}/protokoll", needs(Right::case_write), show_minutes,
        "Protokoll der Fallkonferenz (Formular)");
  r.post("/faelle/{case}/konferenzen/{conference}/protokoll", needs(Right::case_write), post_minutes,
         "Protokoll der Fallkonferenz speichern");
  r.post("/faelle/{case}/konferenzen/{conference}/vereinbarungen", needs(Right::case_write), post_agreement,
         "Vereinbarung der Fallkonferenz speichern");
}

}  // namespace kim::conference
