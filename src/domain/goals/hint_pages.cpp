// HTML routes of the hint that a stalled goal gives, and what the goal's page says of it.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/references.h"
#include "domain/goals/goal_hint.h"
#include "domain/goals/goal_pages.h"
#include "domain/goals/goal_views.h"
#include "domain/hints/hint_views.h"
#include "platform/html/decisions.h"

namespace kim::goals {
namespace {

using access::Right;
using hints::Hint;
using hints::hint_record;
using namespace html;

std::string form_href(CaseId id, std::int64_t goal) { return goal_href(id, goal) + "/hinweis"; }

std::vector<forms::Choice> obstacles() {
  std::vector<forms::Choice> choices;
  for (const Code& code : code_list("obstacle").codes())
    if (hints::is_structural(code.code)) choices.push_back({code.code, code_label("obstacle", code.code)});
  return choices;
}

std::vector<forms::Choice> municipalities(Context& ctx) {
  std::vector<forms::Choice> choices;
  for (const Reference& one : references(ctx.services, ctx.db(), "municipality"))
    choices.push_back({std::to_string(one.id), one.label});
  return choices;
}

Fragment hint_form(Context& ctx, const forms::Input& input, const std::string& action, const std::string& back) {
  return post_form(
      ctx, action,
      all(forms::error_summary(tr("Der Hinweis ist noch nicht gespeichert."), input.errors),
          ui::note("info",
                   all(tr("Die koordinierende Stelle sieht nur, was hier steht: nicht den Fall, nicht die Person "
                          "und nicht, wer den Hinweis gegeben hat. Ihre Antwort kommt zu diesem Ziel zurück."))),
          forms::control(hint_record, "obstacle", input, {.choices = obstacles(), .radios = false}),
          forms::control(hint_record, "field", input, {.radios = false}),
          forms::control(hint_record, "municipality_id", input, {.choices = municipalities(ctx)}),
          forms::control(hint_record, "text", input), ui::form_actions(ui::submit(tr("Hinweis geben")), back)));
}

http::Response hint_page(Context& ctx, const cases::OpenCase& opened, GoalId goal, const forms::Input& input,
                         int status) {
  const CaseId id = opened.permit.case_id();
  Page page;
  page.title = tr("Als strukturellen Hinweis vorschlagen");
  page.sub = tr("Was hier hindert, hindert vielleicht viele.");
  page.error = status != 200;
  page.status = status;
  page.content = hint_form(ctx, input, form_href(id, goal.value()), goal_href(id, goal.value()));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), "ziele", tr("Hinweis"));
}

/// Whether the goal may give one now: none of its hints waits for an answer.
bool is_offered(Context& ctx, const cases::OpenCase& opened, const records::Stored<Goal>& goal) {
  const auto given = store::hints_of(ctx.db(), opened.permit, GoalId(goal.id));
  return can_hint(goal.value) && (given.empty() || hints::is_closed(given.back().value));
}

http::Response show_form(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  const auto goal = ask.id<GoalId>(1);
  const Hint draft = SHOW_OR_FAIL(hint_draft(ctx, opened.permit.case_id(), goal));
  if (!is_offered(ctx, opened, SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, goal))))
    return http::see_other(goal_href(opened.permit.case_id(), goal.value()));
  return hint_page(ctx, opened, goal, forms::input_from(hint_record, &draft), 200);
}

http::Response post_hint(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto goal = ask.id<GoalId>(1);
  Hint hint;
  forms::Input input{ask.form, forms::parse(hint_record, ask.form, ctx.today(), &hint)};
  int status = 422;
  if (input.errors.empty()) {
    const auto given = give_hint(ctx, id, goal, hint);
    if (given)
      return done(ctx, goal_href(id, goal.value()), tr("Hinweis gegeben. Die Antwort steht später hier beim Ziel."));
    const Error& error = given.error();
    if (error.code == ErrorCode::conflict) {
      status = 409;
      input.errors = {{"", error.message}};
    } else if (error.fields.empty()) {
      return error_page(ctx, ask, error);
    } else {
      input.errors = error.fields;
    }
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  SHOW_OR_FAIL(store::goal(ctx.db(), opened.permit, goal));
  return hint_page(ctx, opened, goal, input, status);
}

}  // namespace

Fragment hint_panel(Context& ctx, const cases::OpenCase& opened, const records::Stored<Goal>& goal) {
  const auto given = store::hints_of(ctx.db(), opened.permit, GoalId(goal.id));
  const bool may_give = opened.permit.may_write() && is_offered(ctx, opened, goal);
  if (given.empty() && !may_give) return {};
  return ui::panel("h-hinweis", tr("Strukturhinweis"),
                   all(each(given, [](const hints::Stored& one) { return hints::given_view(one.value); }),
                       when(given.empty(),
                            [] {
                              return p(cls("kim-meta"),
                                       tr("Hindert das auch andere? Dann gehört es vor die koordinierende "
                                          "Stelle, ohne Namen."));
                            }),
                       when(may_give, [&] {
                         return p(ui::text_link(form_href(opened.permit.case_id(), goal.id),
                                                tr("Als strukturellen Hinweis vorschlagen")));
                       })));
}

void hint_routes(Routes& r) {
  r.get("/faelle/{case}/ziele/{goal}/hinweis", needs(Right::goal_write), show_form,
        "Strukturhinweis aus einem Ziel (Formular)");
  r.post("/faelle/{case}/ziele/{goal}/hinweis", needs(Right::goal_write), post_hint,
         "Strukturhinweis aus einem Ziel geben");
}

}  // namespace kim::goals
