// Conferences of a case: the list, planning and changing one, cancelling it.
#include "domain/conference/conference_pages.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/organisation/organisation.h"
#include "domain/records/conflict.h"
#include "platform/html/decisions.h"

namespace kim::conference {

using access::Right;
using namespace html;
using store::Found;

std::string list_href(CaseId id) { return cases::case_href(id, tab); }

std::string href_of(CaseId id, std::int64_t conference, std::string_view act) {
  std::string href = list_href(id) + "/" + std::to_string(conference);
  if (!act.empty()) href.append("/").append(act);
  return href;
}

Fragment state_badge(std::string_view state) {
  const ui::Tone tone = state == "held" ? ui::Tone::success : state == "planned" ? ui::Tone::info : ui::Tone::neutral;
  return ui::badge(tone, code_label("conference_state", state));
}

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

BodyNames body_names(db::Connection& db) {
  BodyNames names;
  for (const auto& body : organisation::bodies(db)) names.emplace(body.id, body.value.name);
  return names;
}

std::string name_of(const BodyNames& names, BodyId id) {
  const auto found = names.find(id.value());
  return found == names.end() ? std::string() : found->second;
}

namespace {

constexpr std::string_view form_fields[] = {"planned_on", "at_time", "place", "purpose", "contents", "mode", "agenda"};

// ---- the list ----

ui::Row row_of(Context& ctx, const cases::OpenCase& opened, const Found& one) {
  ui::Row row;
  row.title = ui::row_title(href_of(opened.permit.case_id(), one.id),
                            trf("Fallkonferenz am {}", {german(one.value.held_on.value_or(*one.value.on))}));
  row.meta = all(code_label("conference_mode", one.value.mode));
  if (one.value.state == "planned" && *one.value.on < ctx.today())
    row.meta = all(row.meta, " · ", ui::due(tr("Protokoll fehlt noch"), ui::Due::late));
  row.end = state_badge(one.value.state);
  return row;
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  const auto list = store::conferences_of(ctx.db(), opened.permit);
  const Fragment button = opened.permit.may_write() ? ui::link_button(list_href(opened.permit.case_id()) + "/neu",
                                                                      tr("Fallkonferenz planen"), {.icon = "add"})
                                                    : Fragment();
  Page page;
  page.title = trf("Fallkonferenzen zu {}", {opened.frame.name});
  if (list.empty()) {
    page.content = ui::empty_state(tr("Noch keine Fallkonferenz"),
                                   tr("In einer Fallkonferenz sprechen mehrere Stellen gemeinsam. KIM prüft für jede, "
                                      "ob die Person entbunden hat."),
                                   button);
  } else {
    page.actions = button;
    std::vector<ui::Row> rows;
    for (auto one = list.rbegin(); one != list.rend(); ++one) rows.push_back(row_of(ctx, opened, *one));
    page.content = ui::rows(rows);
  }
  return in_case(ctx, opened, std::move(page));
}

// ---- planning and changing ----

struct Target {
  std::string title, action, back;
  std::int64_t version = 0;
};

/// Asked only when words were found.
Fragment looked_box(const forms::Input& input) {
  bool found = false;
  for (const auto& error : input.errors)
    found = found || ((error.field == "purpose" || error.field == "agenda" || error.field == "place") &&
                      input.typed.get("mode") == anonymised);
  if (!found && input.typed.get("looked") != "yes") return {};
  return ui::tick_box("looked", "yes",
                      tr("Ich habe die Texte gelesen: An diesen Wörtern ist die Person nicht zu erkennen."),
                      input.typed.get("looked") == "yes");
}

http::Response form_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const Target& target) {
  Page page;
  page.title = target.title;
  page.title_detail = target.title + ", " + opened.frame.name;
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment version = target.version > 0
                               ? html::input(type("hidden"), name_("version"), value(std::to_string(target.version)))
                               : Fragment();
  page.content = post_form(
      ctx, target.action,
      all(forms::error_summary(tr("Die Fallkonferenz ist noch nicht gespeichert."), input.errors), version,
          forms::control(conference_record, "planned_on", input, {.short_field = true}),
          forms::control(conference_record, "at_time", input, {.short_field = true}),
          forms::control(conference_record, "place", input), forms::control(conference_record, "mode", input),
          forms::control(conference_record, "purpose", input), forms::control(conference_record, "contents", input),
          forms::control(conference_record, "agenda", input), looked_box(input),
          ui::form_actions(ui::submit(tr("Fallkonferenz speichern")), target.back)));
  return in_case(ctx, opened, std::move(page), target.title);
}

Target new_target(CaseId id) { return {tr("Fallkonferenz planen"), list_href(id) + "/neu", list_href(id)}; }

http::Response show_new(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const Conference empty;
  return form_page(ctx, opened, forms::input_from(conference_record, &empty), new_target(opened.permit.case_id()));
}

http::Response post_new(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  Conference conference;
  forms::Input input{ask.form, forms::parse(conference_record, ask.form, ctx.today(), &conference, form_fields)};
  if (input.errors.empty()) {
    const auto saved = plan(ctx, id, conference, ask.form.get("looked") == "yes");
    if (saved) return done(ctx, href_of(id, saved->value()), tr("Fallkonferenz gespeichert"));
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  return form_page(ctx, opened, input, new_target(id));
}

Target change_target(CaseId id, std::int64_t conference, std::int64_t version) {
  return {tr("Fallkonferenz ändern"), href_of(id, conference, "aendern"), href_of(id, conference), version};
}

http::Response show_change(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const Found found = SHOW_OR_FAIL(store::conference(ctx.db(), opened.permit, ask.id<ConferenceId>(1)));
  return form_page(ctx, opened, forms::input_from(conference_record, &found.value),
                   change_target(opened.permit.case_id(), found.id, found.version));
}

/// Both changed it, or it is not planned any more.
http::Response conflict_page(Context& ctx, const Ask& ask, const Conference& mine) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const Found theirs = SHOW_OR_FAIL(store::conference(ctx.db(), opened.permit, ask.id<ConferenceId>(1)));
  const Target target = change_target(opened.permit.case_id(), theirs.id, theirs.version);
  Page page = records::conflict_page(ctx, tr("Diese Fallkonferenz hat inzwischen jemand anderes geändert"),
                                     store::conferences(), records::owner(opened.permit), theirs,
                                     ask.form.integer("version"), mine, {target.action, target.back});
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const auto conference = ask.id<ConferenceId>(1);
  Conference changed;
  forms::Input input{ask.form, forms::parse(conference_record, ask.form, ctx.today(), &changed, form_fields)};
  if (input.errors.empty()) {
    const auto saved =
        change(ctx, id, conference, ask.form.integer("version"), changed, ask.form.get("looked") == "yes");
    if (saved) return done(ctx, href_of(id, conference.value()), tr("Fallkonferenz gespeichert"));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, changed);
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  SHOW_OR_FAIL(store::conference(ctx.db(), opened.permit, conference));
  return form_page(ctx, opened, input, change_target(id, conference.value(), ask.form.integer("version")));
}

http::Response show_cancel(Context& ctx, const Ask& ask) {
  const auto opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_write));
  const Found found = SHOW_OR_FAIL(store::conference(ctx.db(), opened.permit, ask.id<ConferenceId>(1)));
  const std::string back = href_of(opened.permit.case_id(), found.id);
  Page page;
  page.title = tr("Fallkonferenz absagen?");
  page.sub = german(*found.value.on);
  ui::Confirmation question;
  question.consequences = {tr("Sie bleibt als abgesagt in der Liste."),
                           tr("Sagen Sie den Stellen selbst Bescheid. KIM schickt keine Nachricht.")};
  question.button = tr("Fallkonferenz absagen");
  question.cancel_href = back;
  page.content = post_form(ctx, back + "/absagen", ui::confirmation(question));
  return in_case(ctx, opened, std::move(page), tr("Absagen"));
}

http::Response post_cancel(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(cancel(ctx, ask.id<CaseId>(), ask.id<ConferenceId>(1)));
  return done(ctx, list_href(ask.id<CaseId>()), tr("Fallkonferenz abgesagt"));
}

}  // namespace

void case_routes(Routes& r) {
  r.get("/faelle/{case}/konferenzen", needs(Right::case_read), show_list, "Fallkonferenzen eines Falls");
  r.get("/faelle/{case}/konferenzen/neu", needs(Right::case_write), show_new, "Fallkonferenz planen (Formular)");
  r.post("/faelle/{case}/konferenzen/neu", needs(Right::case_write), post_new, "Fallkonferenz planen");
  r.get("/faelle/{case}/konferenzen/{conference}/aendern", needs(Right::case_write), show_change,
        "Fallkonferenz ändern (Formular)");
  r.post("/faelle/{case}/konferenzen/{conference}/aendern", needs(Right::case_write), post_change,
         "Fallkonferenz ändern");
  r.get("/faelle/{case}/konferenzen/{conference}/absagen", needs(Right::case_write), show_cancel,
        "Fallkonferenz absagen (Rückfrage)");
  r.post("/faelle/{case}/konferenzen/{conference}/absagen", needs(Right::case_write), post_cancel,
         "Fallkonferenz absagen");
}

}  // namespace kim::conference
