#include "domain/goals/goal_pages.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/goals/agreement_views.h"
#include "domain/goals/goal_views.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::goals {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view tab = "ziele";

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb = {}) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

// ---- the list ----

Fragment list_actions(const cases::OpenCase& opened, const Plan& plan) {
  const std::string base = cases::case_href(plan.case_id, tab);
  std::vector<Fragment> buttons;
  if (opened.permit.may_write()) {
    buttons.push_back(ui::link_button(base + "/neu", tr("Ziel festhalten"), {.icon = "add"}));
    if (!plan.goals.empty())
      buttons.push_back(ui::link_button(base + "/vereinbarung", tr("Vereinbarung unterschreiben"),
                                        {.weight = ui::Weight::secondary}));
  }
  const bool any_open = std::ranges::any_of(plan.goals, [](const auto& goal) { return is_open(goal.value); });
  if (opened.permit.may_write() && any_open && !plan.agreements.empty())
    buttons.push_back(
        ui::link_button(base + "/ueberpruefung", tr("Gemeinsam überprüfen"), {.weight = ui::Weight::secondary}));
  if (!plan.goals.empty())
    buttons.push_back(
        ui::link_button(base + "/druck", tr("Drucken"), {.weight = ui::Weight::tertiary, .icon = "print"}));
  return all(buttons);
}

Fragment list_content(Context& ctx, const cases::OpenCase& opened, const Plan& plan) {
  if (plan.goals.empty())
    return ui::empty_state(
        tr("Noch keine Ziele"),
        trf("Ein Ziel hält in den Worten von {} fest, was anders werden soll, und wer was bis wann tut.",
            {opened.frame.addressed}),
        opened.permit.may_write() ? ui::link_button(cases::case_href(plan.case_id, tab) + "/neu", tr("Ziel festhalten"))
                                  : Fragment());
  const int open = static_cast<int>(
      std::count_if(plan.goals.begin(), plan.goals.end(), [](const auto& g) { return is_open(g.value); }));
  return all(
      when(too_many_open(open),
           [&] {
             return ui::note(
                 "info",
                 all(tr("Mehr als fünf offene Ziele lassen sich schwer verfolgen. Vielleicht kann eines warten.")));
           }),
      cards(plan), versions_section(ctx, opened, plan));
}

http::Response show_goals(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const Plan plan = load_plan(ctx.db(), opened.permit);
  Page page;
  page.title = trf("Ziele von {}", {opened.frame.name});
  page.actions = list_actions(opened, plan);
  page.content = list_content(ctx, opened, plan);
  return in_case(ctx, opened, std::move(page));
}

// ---- setting and changing a goal ----

constexpr std::string_view form_fields[] = {"words",    "agreed", "field",    "sign",
                                            "until_on", "state",  "obstacle", "obstacle_note"};

Fragment obstacle_fold(const forms::Input& input) {
  const bool wanted = !input.typed.get("obstacle").empty() || !input.error("obstacle").empty() ||
                      !input.typed.get("obstacle_note").empty();
  return ui::fold(tr("Was hindert?"),
                  all(forms::control(goal_record, "obstacle", input, {.radios = false}),
                      forms::control(goal_record, "obstacle_note", input)),
                  tr("wenn das Ziel stockt"), wanted);
}

Fragment goal_form(Context& ctx, const forms::Input& input, const std::string& action, const std::string& back,
                   std::int64_t version) {
  return post_form(
      ctx, action,
      all(forms::error_summary(tr("Das Ziel ist noch nicht gespeichert."), input.errors),
          when(version > 0,
               [&] { return html::input(type("hidden"), name_("version"), value(std::to_string(version))); }),
          forms::control(goal_record, "words", input), forms::control(goal_record, "agreed", input, {.text_rows = 3}),
          forms::control(goal_record, "field", input, {.radios = false}),
          forms::control(goal_record, "until_on", input, {.short_field = true}),
          forms::control(goal_record, "state", input), obstacle_fold(input),
          ui::fold(tr("Zeichen des Erfolgs"), forms::control(goal_record, "sign", input), tr("freiwillig"),
                   !input.typed.get("sign").empty()),
          ui::form_actions(ui::submit(tr("Ziel speichern")), back)));
}

struct FormTarget {
  std::string title, action, back;
  std::int64_t version = 0;
};

http::Response goal_form_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input,
                              const FormTarget& target) {
  Page page;
  page.title = target.title;
  page.title_detail = target.title + ", " + opened.frame.name;
  page.sub = trf("mit {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = goal_form(ctx, input, target.action, target.back, target.version);
  return in_case(ctx, opened, std::move(page), target.title);
}

FormTarget new_goal_target(CaseId id) {
  const std::string base = cases::case_href(id, tab);
  return {tr("Ziel festhalten"), base + "/neu", base};
}

http::Response show_new_goal(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  const Goal empty;
  return goal_form_page(ctx, opened, forms::input_from(goal_record, &empty), new_goal_target(opened.permit.case_id()));
}

http::Response post_new_goal(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Goal goal;
  forms::Input input{ask.form, forms::parse(goal_record, ask.form, ctx.today(), &goal, form_fields)};
  if (input.errors.empty()) {
    const auto saved = set_goal(ctx, id, goal);
    if (saved) return done(ctx, goal_href(id, saved->value()), tr("Ziel gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  return goal_form_page(ctx, opened, input, new_goal_target(id));
}

FormTarget change_target(CaseId id, std::int64_t goal, std::int64_t version) {
  const std::string href = goal_href(id, goal);
  return {tr("Ziel ändern"), href + "/aendern", href, version};
}

http::Response show_change_goal(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  const auto goal = SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, ask.id<GoalId>(1)));
  return goal_form_page(ctx, opened, forms::input_from(goal_record, &goal.value),
                        change_target(opened.permit.case_id(), goal.id, goal.version));
}

http::Response conflict_page(Context& ctx, const Ask& ask, const Goal& mine) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  const auto theirs = SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, ask.id<GoalId>(1)));
  const FormTarget target = change_target(opened.permit.case_id(), theirs.id, theirs.version);
  Page page = records::conflict_page(ctx, tr("Dieses Ziel hat inzwischen jemand anderes geändert"), store::goals(),
                                     records::owner(opened.permit), theirs, ask.form.integer("version"), mine,
                                     {target.action, target.back});
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

http::Response post_change_goal(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto goal_id = ask.id<GoalId>(1);
  Goal goal;
  forms::Input input{ask.form, forms::parse(goal_record, ask.form, ctx.today(), &goal, form_fields)};
  if (input.errors.empty()) {
    const auto saved = change_goal(ctx, id, goal_id, ask.form.integer("version"), goal);
    if (saved) return done(ctx, goal_href(id, goal_id.value()), tr("Ziel gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, goal);
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, goal_id));
  return goal_form_page(ctx, opened, input, change_target(id, goal_id.value(), ask.form.integer("version")));
}

// ---- one goal with its steps ----

Fragment step_form(Context& ctx, const std::string& goal, const forms::Input& input) {
  return ui::fold(
      tr("Schritt hinzufügen"),
      post_form(ctx, goal + "/schritte",
                all(forms::error_summary(tr("Der Schritt ist noch nicht gespeichert."), input.errors),
                    forms::control(step_record, "what", input, {.label = tr("Was ist zu tun?")}),
                    forms::control(step_record, "who", input), forms::control(step_record, "who_name", input),
                    forms::control(step_record, "until_on", input, {.short_field = true}),
                    ui::submit(tr("Schritt speichern")))),
      {}, !input.errors.empty());
}

Fragment review_line(const records::Stored<GoalReview>& review) {
  const GoalReview& value = review.value;
  return li(ui::date(*value.reviewed_on), ": ", code_label("goal_state", value.state),
            when(!value.obstacle.empty(), [&] { return all(", ", code_label("obstacle", value.obstacle)); }),
            when(!value.note.empty(), [&] { return all(br(), span(cls("kim-meta"), ui::lines(value.note))); }));
}

Fragment reviews_panel(Context& ctx, const cases::OpenCase& opened, std::int64_t goal) {
  const auto reviews = store::reviews_of(ctx.db(), opened.permit, GoalId(goal));
  return when(!reviews.empty(), [&] {
    return ui::panel("h-ueberpruefungen", tr("Überprüfungen"), ul(cls("kim-list"), each(reviews, review_line)));
  });
}

Fragment goal_side(Context& ctx, const cases::OpenCase& opened, const records::Stored<Goal>& goal) {
  static constexpr std::string_view shown[] = {"field", "until_on", "sign", "obstacle", "obstacle_note", "reached_on"};
  return all(
      ui::panel("h-stand", tr("Stand"), all(state_badge(goal.value), forms::facts(goal_record, &goal.value, shown))),
      hint_panel(ctx, opened, goal), reviews_panel(ctx, opened, goal.id),
      ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                records::history_view(ctx, store::goals(), records::owner(opened.permit), goal.id)));
}

http::Response goal_page(Context& ctx, const cases::OpenCase& opened, const records::Stored<Goal>& goal,
                         const forms::Input& step_input) {
  const auto steps = store::steps_of(ctx.db(), opened.permit, GoalId(goal.id));
  const std::string base = goal_href(opened.permit.case_id(), goal.id);
  Page page;
  page.title = "„" + goal.value.words + "“";
  page.sub = goal.value.agreed;
  page.error = !step_input.errors.empty();
  page.status = page.error ? 422 : 200;
  if (opened.permit.may_write())
    page.actions = ui::link_button(base + "/aendern", tr("Ziel ändern"), {.weight = ui::Weight::secondary});
  const Fragment list = steps.empty() ? p(cls("kim-meta kim-section__lead"),
                                          tr("Noch keine Schritte. Ein Schritt sagt, wer was bis wann tut."))
                                      : step_list(ctx, opened.frame, opened.permit, goal.id, steps);
  page.content = ui::split(
      ui::section(
          {.id = "h-schritte", .title = tr("Schritte"), .count = steps.empty() ? "" : std::to_string(steps.size())},
          all(list, when(opened.permit.may_write(), [&] { return step_form(ctx, base, step_input); }))),
      goal_side(ctx, opened, goal));
  return in_case(ctx, opened, std::move(page), tr("Ziel"));
}

forms::Input empty_step() {
  const Step step;
  return forms::input_from(step_record, &step);
}

http::Response show_goal(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const auto goal = SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, ask.id<GoalId>(1)));
  return goal_page(ctx, opened, goal, empty_step());
}

http::Response post_step(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto goal_id = ask.id<GoalId>(1);
  Step step;
  forms::Input input{ask.form, forms::parse(step_record, ask.form, ctx.today(), &step)};
  if (!input.errors.empty()) {
    const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
    return goal_page(ctx, opened, SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, goal_id)), input);
  }
  SHOW_OR_FAIL(add_step(ctx, id, goal_id, step));
  return done(ctx, goal_href(id, goal_id.value()), tr("Schritt gespeichert"));
}

http::Response post_step_done(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  if (auto saved = complete_step(ctx, id, ask.id<GoalId>(1), ask.id<StepId>(2)); !saved)
    return error_page(ctx, ask, saved.error());
  return done(ctx, goal_href(id, ask.number(1)), tr("Schritt erledigt"));
}

http::Response post_step_open(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  if (auto saved = reopen_step(ctx, id, ask.id<GoalId>(1), ask.id<StepId>(2)); !saved)
    return error_page(ctx, ask, saved.error());
  return done(ctx, goal_href(id, ask.number(1)), tr("Schritt wieder geöffnet"));
}

}  // namespace

void page_routes(Routes& r) {
  r.get("/faelle/{case}/ziele", needs(Right::case_read), show_goals, "Ziele eines Falls");
  r.get("/faelle/{case}/ziele/neu", needs(Right::goal_write), show_new_goal, "Ziel festhalten (Formular)");
  r.post("/faelle/{case}/ziele/neu", needs(Right::goal_write), post_new_goal, "Ziel festhalten");
  r.get("/faelle/{case}/ziele/{goal}", needs(Right::case_read), show_goal, "Ein Ziel mit seinen Schritten");
  r.get("/faelle/{case}/ziele/{goal}/aendern", needs(Right::goal_write), show_change_goal, "Ziel ändern (Formular)");
  r.post("/faelle/{case}/ziele/{goal}/aendern", needs(Right::goal_write), post_change_goal, "Ziel ändern");
  r.post("/faelle/{case}/ziele/{goal}/schritte", needs(Right::goal_write), post_step, "Schritt hinzufügen");
  r.post("/faelle/{case}/ziele/{goal}/schritte/{step}/erledigt", needs(Right::goal_write), post_step_done,
         "Schritt erledigt");
  r.post("/faelle/{case}/ziele/{goal}/schritte/{step}/offen", needs(Right::goal_write), post_step_open,
         "Schritt wieder öffnen");
}

}  // namespace kim::goals
