// HTML routes of signing the agreement: on paper, or drawn on the screen below the text that is shown.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/goals/agreement_text.h"
#include "domain/goals/agreement_views.h"
#include "domain/goals/goal_pages.h"
#include "domain/goals/signature_views.h"
#include "platform/html/decisions.h"

namespace kim::goals {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view tab = "ziele";

Fragment sign_form(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const std::string& text) {
  const std::string base = cases::case_href(opened.permit.case_id(), tab);
  return post_form(
      ctx, base + "/vereinbarung",
      all(forms::error_summary(tr("Die Vereinbarung ist noch nicht gespeichert."), input.errors),
          html::input(type("hidden"), name_("shown"), value(text_hash(text))),
          ui::note("print", all(tr("Besprechen Sie die Ziele. Unterschreiben Sie dann gemeinsam, auf dem Ausdruck oder "
                                   "unten auf dem Bildschirm."),
                                " ", ui::text_link(base + "/druck", tr("Zielvereinbarung drucken")))),
          ui::fold(tr("Dieser Text wird festgehalten"), text_view(text), {}, true),
          forms::control(signing_record, "agreed_on", input, {.short_field = true}),
          forms::control(signing_record, "review_on", input, {.short_field = true}),
          forms::control(signing_record, "language", input, {.radios = false}),
          forms::control(signing_record, "channel", input), drawing_part(input, opened.frame.name, ctx.actor.name),
          ui::form_actions(ui::submit(tr("Vereinbarung speichern")), base)));
}

http::Response sign_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, int status) {
  const Plan plan = load_plan(ctx.db(), opened.permit);
  Page page;
  page.title = tr("Vereinbarung unterschreiben");
  page.sub = plan.agreements.empty() ? trf("mit {}. Danach beginnt die Begleitung.", {opened.frame.name})
                                     : trf("mit {0}. Es entsteht Fassung {1}.",
                                           {opened.frame.name, std::to_string(plan.agreements.size() + 1)});
  page.error = status != 200;
  page.status = status;
  page.content = sign_form(ctx, opened, input, current_text(ctx, opened, plan));
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Vereinbarung"));
}

http::Response show_sign(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write));
  Signing start;
  start.agreed_on = ctx.today();
  start.review_on = ctx.today() + std::chrono::days(90);
  start.channel = "paper";
  if (code_list("language").find(opened.frame.person.value.letter_language) != nullptr)
    start.language = opened.frame.person.value.letter_language;
  return sign_page(ctx, opened, forms::input_from(signing_record, &start), 200);
}

/// What was drawn belongs to the text it was drawn below: it does not go along to another one.
void forget_drawings(forms::Input& input) {
  for (const char* field : {"strokes_person", "strokes_guardian", "strokes_staff"}) input.typed.set(field, "");
}

http::Response post_sign(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Signing signing;
  forms::Input input{ask.form, forms::parse(signing_record, ask.form, ctx.today(), &signing)};
  int status = 422;
  if (input.errors.empty()) {
    const auto saved = sign_agreement(ctx, id, signing, ask.form.get("shown"));
    if (saved) return done(ctx, cases::case_href(id), tr("Zielvereinbarung gespeichert. Die Begleitung beginnt."));
    const Error& error = saved.error();
    if (error.code != ErrorCode::invalid && error.code != ErrorCode::conflict) return error_page(ctx, ask, error);
    if (error.code == ErrorCode::conflict) {
      status = 409;
      forget_drawings(input);
      input.errors = {{"", tr("Die Ziele wurden inzwischen geändert. Unten steht der neue Text. Bitte lesen Sie ihn "
                              "gemeinsam und speichern Sie noch einmal.")}};
    } else {
      input.errors = error.fields.empty() ? std::vector<FieldError>{{"", error.message}} : error.fields;
    }
  }
  return sign_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::goal_write)), input, status);
}

}  // namespace

void sign_routes(Routes& r) {
  r.get("/faelle/{case}/ziele/vereinbarung", needs(Right::goal_write), show_sign,
        "Zielvereinbarung unterschreiben (Formular)");
  r.post("/faelle/{case}/ziele/vereinbarung", needs(Right::goal_write), post_sign, "Zielvereinbarung unterschreiben");
}

}  // namespace kim::goals
