// HTML routes of the joint review: every open goal on one page, one save.
#include <algorithm>
#include <deque>

#include "base/i18n.h"
#include "domain/goals/goal_pages.h"
#include "domain/goals/goal_review.h"
#include "domain/goals/goal_views.h"
#include "platform/html/decisions.h"

namespace kim::goals {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view per_goal[] = {"state", "obstacle", "note"};
constexpr std::string_view shared[] = {"reviewed_on", "next_on"};

std::string name_of(std::int64_t goal, std::string_view field) {
  return "z" + std::to_string(goal) + "-" + std::string(field);
}

/// The description of a review under names of its own for one goal of the page.
class GoalPart {
 public:
  explicit GoalPart(std::int64_t goal) {
    for (const std::string_view field : per_goal) {
      record::Field copy = *goal_review_record.find(field);
      copy.name = names_.emplace_back(name_of(goal, field));
      fields_.push_back(copy);
    }
  }
  [[nodiscard]] record::Record record() const { return {goal_review_record.name, goal_review_record.label, fields_}; }

 private:
  std::deque<std::string> names_;  // never moves its strings
  std::vector<record::Field> fields_;
};

GoalReview start_of(const Context& ctx, const Goal& goal) {
  GoalReview review;
  review.reviewed_on = ctx.today();
  review.next_on = ctx.today() + std::chrono::days(90);
  review.state = goal.state;
  review.obstacle = goal.obstacle;
  return review;
}

void add_typed(forms::Input* input, const forms::Input& more) {
  for (const auto& [name, value] : more.typed.pairs()) input->typed.set(name, value);
}

forms::Input start_input(const Context& ctx, const std::vector<records::Stored<Goal>>& goals) {
  forms::Input input;
  for (const auto& goal : goals) {
    const GoalReview review = start_of(ctx, goal.value);
    add_typed(&input, forms::input_from(goal_review_record, &review));
    add_typed(&input, forms::input_from(GoalPart(goal.id).record(), &review));
    input.typed.set(name_of(goal.id, "version"), std::to_string(goal.version));
  }
  return input;
}

std::vector<records::Stored<Goal>> open_goals(const Plan& plan) {
  std::vector<records::Stored<Goal>> list;
  std::ranges::copy_if(plan.goals, std::back_inserter(list), [](const auto& goal) { return is_open(goal.value); });
  return list;
}

Fragment goal_part(const records::Stored<Goal>& goal, const forms::Input& input) {
  const GoalPart part(goal.id);
  const record::Record fields = part.record();
  const std::string version = name_of(goal.id, "version");
  const std::string seen(input.typed.has(version) ? input.typed.get(version) : std::to_string(goal.version));
  return ui::section({.id = name_of(goal.id, "ziel"), .title = "„" + goal.value.words + "“", .lead = goal.value.agreed},
                     all(html::input(type("hidden"), name_(version), value(seen)),
                         forms::control(fields, name_of(goal.id, "state"), input),
                         forms::control(fields, name_of(goal.id, "obstacle"), input, {.radios = false}),
                         forms::control(fields, name_of(goal.id, "note"), input, {.text_rows = 3})));
}

http::Response review_page(Context& ctx, const cases::OpenCase& opened, const Plan& plan, const forms::Input& input,
                           int status) {
  const std::string base = cases::case_href(plan.case_id, "ziele");
  Page page;
  page.title = tr("Ziele gemeinsam überprüfen");
  page.sub = trf("mit {}", {opened.frame.name});
  page.error = status != 200;
  page.status = status;
  page.content =
      post_form(ctx, base + "/ueberpruefung",
                all(forms::error_summary(tr("Die Überprüfung ist noch nicht gespeichert."), input.errors),
                    p(cls("kim-text"), tr("Besprechen Sie jedes offene Ziel. Was noch offen ist, kommt in die nächste "
                                          "Fassung der Vereinbarung.")),
                    forms::control(goal_review_record, "reviewed_on", input, {.short_field = true}),
                    each(open_goals(plan), [&](const auto& goal) { return goal_part(goal, input); }),
                    forms::control(goal_review_record, "next_on", input, {.short_field = true}),
                    ui::form_actions(ui::submit(tr("Überprüfung speichern")), base)));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), "ziele", tr("Überprüfung"));
}

http::Response show_review(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  const Plan plan = load_plan(ctx.db(), opened.permit);
  if (plan.agreements.empty() || open_goals(plan).empty())
    return http::see_other(cases::case_href(plan.case_id, "ziele"));
  return review_page(ctx, opened, plan, start_input(ctx, open_goals(plan)), 200);
}

/// The goals that stood on the page; one that was added meanwhile waits for the next review.
std::vector<ReviewedGoal> read_review(const Context& ctx, const Ask& ask, const Plan& plan, forms::Input* input) {
  GoalReview head;
  input->errors = forms::parse(goal_review_record, ask.form, ctx.today(), &head, shared);
  std::vector<ReviewedGoal> list;
  for (const auto& goal : plan.goals) {
    if (!ask.form.has(name_of(goal.id, "version"))) continue;
    ReviewedGoal one{GoalId(goal.id), ask.form.integer(name_of(goal.id, "version")), head};
    const GoalPart part(goal.id);
    auto errors = forms::parse(part.record(), ask.form, ctx.today(), &one.review);
    if (errors.empty())
      for (FieldError& error : check(one.review)) {
        const bool is_shared = std::ranges::find(shared, std::string_view(error.field)) != std::end(shared);
        if (!is_shared) error.field = name_of(goal.id, error.field);
        if (!is_shared || list.empty()) errors.push_back(std::move(error));
      }
    std::ranges::move(errors, std::back_inserter(input->errors));
    list.push_back(std::move(one));
  }
  return list;
}

http::Response post_review(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  const Plan plan = load_plan(ctx.db(), opened.permit);
  forms::Input input{ask.form, {}};
  const auto goals = read_review(ctx, ask, plan, &input);
  if (!input.errors.empty()) return review_page(ctx, opened, plan, input, 422);
  const auto saved = review_goals(ctx, id, goals);
  if (saved)
    return done(
        ctx, cases::case_href(id, "ziele"),
        tr("Überprüfung gespeichert. Drucken und unterschreiben Sie die neue Fassung, wenn sich etwas geändert hat."));
  const Error& error = saved.error();
  if (error.code == ErrorCode::invalid) {
    input.errors = error.fields.empty() ? std::vector<FieldError>{{"", error.message}} : error.fields;
    return review_page(ctx, opened, plan, input, 422);
  }
  if (error.code != ErrorCode::conflict) return error_page(ctx, ask, error);
  // What was typed stays; the newer versions go along, so that saving again is a decision.
  const Plan fresh = load_plan(ctx.db(), opened.permit);
  for (const auto& goal : fresh.goals) input.typed.set(name_of(goal.id, "version"), std::to_string(goal.version));
  input.errors = {{"", tr("Ein Ziel wurde inzwischen geändert. Bitte prüfen Sie Ihre Angaben und speichern Sie noch "
                          "einmal.")}};
  return review_page(ctx, opened, fresh, input, 409);
}

}  // namespace

void review_routes(Routes& r) {
  r.get("/faelle/{case}/ziele/ueberpruefung", needs(Right::goal_write), show_review,
        "Ziele gemeinsam überprüfen (Formular)");
  r.post("/faelle/{case}/ziele/ueberpruefung", needs(Right::goal_write), post_review, "Ziele gemeinsam überprüfen");
}

}  // namespace kim::goals
