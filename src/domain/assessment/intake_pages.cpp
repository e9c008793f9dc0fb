// Erstgespräch (B1): acute danger first, then the person's own words, then the rest. What it is not: the assessment.
#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/assessment/assessment_pages.h"
#include "domain/assessment/assessment_store.h"
#include "domain/assessment/sheet.h"
#include "domain/drafts/draft.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "platform/html/decisions.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using records::Stored;

drafts::Key draft_key(CaseId id) { return {std::string(intake_draft), id.value()}; }

// ---- the form ----

/// What people live on: benefits and income first, then other benefits; laws without a benefit are left out.
std::vector<forms::Choice> livelihoods(Day today) {
  std::vector<forms::Choice> first, other;
  for (const Code* code : code_list("legal_area").valid_on(today)) {
    const std::string label = code_label("legal_area", code->code);
    if (code->group == "livelihood" || code->group.empty())
      first.push_back({code->code, label});
    else if (has_flag(*code, "leistung"))
      other.push_back({code->code, label, tr("Weitere Leistungen")});
  }
  first.insert(first.end(), other.begin(), other.end());
  return first;
}

Fragment danger_part(const forms::Input& input) {
  return h::all(forms::control(intake_record, "danger", input),
                forms::control(intake_record, "danger_note", input, {.optional_mark = false, .text_rows = 3}));
}

Fragment words_part(const cases::OpenCase& opened, const forms::Input& input) {
  const std::string question = trf("Was ist {} wichtig?", {opened.frame.addressed});
  return forms::control(intake_record, "concern", input, {.label = question, .text_rows = 6});
}

Fragment talk_part(const forms::Input& input) {
  return h::all(forms::control(intake_record, "talked_on", input),
                forms::control(intake_record, "form", input, {.radios = false}),
                forms::control(intake_record, "interpreter", input, {.radios = false}),
                forms::control(intake_record, "interpreter_language", input));
}

Fragment duty_part(Context& ctx, const cases::OpenCase& opened, const forms::Input& input) {
  const std::string question = trf("Wovon lebt {}?", {opened.frame.addressed});
  return h::all(
      forms::control(intake_record, "livelihood", input, {.label = question, .choices = livelihoods(ctx.today())}),
      forms::control(intake_record, "other_case_management", input),
      forms::control(intake_record, "other_case_management_where", input),
      forms::control(intake_record, "indications", input), forms::control(intake_record, "next_appointment", input));
}

struct Target {
  std::string title, action, back;
  std::int64_t version = 0;
};
Target first_target(CaseId id) { return {tr("Erstgespräch"), intake_href(id), cases::case_href(id)}; }
Target change_target(CaseId id, std::int64_t version) {
  return {tr("Erstgespräch ändern"), intake_href(id) + "/aendern", intake_href(id), version};
}

Fragment intake_form(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const Target& target,
                     const drafts::Found& found) {
  const drafts::Place place{draft_key(opened.permit.case_id()), trf("Erstgespräch mit {}", {opened.frame.name}),
                            target.action};
  return drafts::draft_form(
      ctx, target.action, place,
      h::all(forms::error_summary(tr("Das Erstgespräch ist noch nicht gespeichert."), input.errors),
             h::input(h::type("hidden"), h::name_("version"), h::value(std::to_string(target.version))),
             danger_part(input), words_part(opened, input), talk_part(input), duty_part(ctx, opened, input),
             ui::form_actions(ui::submit(tr("Erstgespräch speichern")), target.back,
                              drafts::form_end(place.key, found.resumed))));
}

http::Response form_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, const Target& target,
                         const drafts::Found& found) {
  Page page;
  page.title = target.title;
  page.sub = trf("mit {}. Nur das Datum ist nötig; was nicht besprochen wurde, bleibt offen.", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = h::all(drafts::notice(ctx, found.offered), intake_form(ctx, opened, input, target, found));
  return in_case(ctx, opened, std::move(page), target.title);
}

/// The form with what is stored, or with the draft the reader chose to go on with.
http::Response fresh_form(Context& ctx, const Ask& ask, const cases::OpenCase& opened, const Intake& start,
                          const Target& target) {
  const drafts::Found found = drafts::look(ctx, ask, draft_key(opened.permit.case_id()));
  if (!found.resumed) return form_page(ctx, opened, forms::input_from(intake_record, &start), target, found);
  Target resumed = target;
  resumed.version = found.resumed->content.integer("version", target.version);
  return form_page(ctx, opened, {found.resumed->content, {}}, resumed, found);
}

// ---- what was noted ----

Fragment danger_alert(const Intake& intake) {
  if (intake.danger != record::YesNo::yes) return {};
  const Fragment done = intake.danger_note.empty()
                            ? h::p(tr("Noch nicht festgehalten ist, was sofort getan wurde."))
                            : h::p(h::strong(tr("Sofort getan:")), " ", ui::lines(intake.danger_note));
  return ui::alert(ui::Tone::danger, tr("Akute Gefahr"), done);
}

Fragment management_hint(CaseId id, const Intake& intake) {
  if (!other_management_likely(intake)) return {};
  return ui::note("send", h::all(tr("Hier ist vielleicht schon ein anderes Fallmanagement zuständig. Prüfen Sie, ob "
                                    "eine Verweisberatung genügt."),
                                 " ", ui::text_link(decision_href(id), tr("Zur Entscheidung"))));
}

Fragment words_view(const cases::OpenCase& opened, const Intake& intake) {
  const ui::SectionHead head{.id = "h-worte", .title = trf("Was {} wichtig ist", {opened.frame.addressed})};
  if (intake.concern.empty())
    return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Noch nicht festgehalten.")));
  return ui::section(head, h::blockquote(h::p(h::cls("kim-goal__words"), "„", ui::lines(intake.concern), "“")));
}

std::vector<ui::Fact> facts_of(const Intake& intake, std::span<const std::string_view> fields) {
  std::vector<ui::Fact> facts;
  for (const std::string_view name : fields) {
    const record::Field& field = *intake_record.find(name);
    if (const std::string text = record::shown(field, field.get(&intake)); !text.empty())
      facts.push_back({tr(field.label), ui::lines(text)});
  }
  return facts;
}

Fragment indications_view(const Intake& intake) {
  if (intake.indications.empty()) return {};
  const auto count = std::to_string(intake.indications.size()),
             of = std::to_string(code_list("indication").codes().size());
  return ui::section({.id = "h-kriterien",
                      .title = tr("Was spricht für Case Management?"),
                      .count = trf("{0} von {1} Kriterien", {count, of})},
                     h::ul(h::cls("kim-list"), h::each(intake.indications, [](const std::string& code) {
                             return h::li(code_label("indication", code));
                           })));
}

Fragment open_line(const Intake& intake) {
  const auto labels = forms::open_fields(intake_record, &intake);
  if (labels.empty()) return {};
  return h::p(h::cls("kim-meta kim-section__lead"), tr("Noch offen:"), " ", text::join(labels, ", "));
}

Fragment intake_view(Context& ctx, const cases::OpenCase& opened, const Stored<Intake>& intake) {
  static constexpr std::string_view shown[] = {"livelihood", "other_case_management", "other_case_management_where",
                                               "next_appointment"};
  static constexpr std::string_view side[] = {"talked_on", "form", "interpreter", "interpreter_language"};
  const Fragment main = h::all(danger_alert(intake.value), words_view(opened, intake.value),
                               management_hint(opened.permit.case_id(), intake.value),
                               ui::section({.id = "h-lage", .title = tr("Zuständigkeit und nächster Schritt")},
                                           h::all(ui::facts(facts_of(intake.value, shown)), open_line(intake.value))),
                               indications_view(intake.value));
  return ui::split(
      main, h::all(ui::panel("h-gespraech", tr("Gespräch"), ui::facts(facts_of(intake.value, side))),
                   ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                             records::history_view(ctx, store::intakes(), records::owner(opened.permit), intake.id))));
}

http::Response view_page(Context& ctx, const cases::OpenCase& opened, const Stored<Intake>& intake) {
  const CaseId id = opened.permit.case_id();
  Page page;
  page.title = tr("Erstgespräch");
  page.sub = trf("mit {} am {}", {opened.frame.name, german(*intake.value.on)});
  if (opened.permit.may_write())
    page.actions = h::all(
        ui::link_button(cases::case_href(id, tab), tr("Zur Falleinschätzung")),
        ui::link_button(intake_href(id) + "/aendern", tr("Erstgespräch ändern"), {.weight = ui::Weight::secondary}));
  page.content = intake_view(ctx, opened, intake);
  return in_case(ctx, opened, std::move(page), tr("Erstgespräch"));
}

http::Response nothing_page(Context& ctx, const cases::OpenCase& opened) {
  Page page;
  page.title = tr("Erstgespräch");
  page.content = ui::empty_state(
      tr("Noch kein Erstgespräch"),
      trf("Wer für den Fall zuständig ist, hält hier fest, was {} wichtig ist.", {opened.frame.addressed}));
  return in_case(ctx, opened, std::move(page), tr("Erstgespräch"));
}

// ---- handlers ----

http::Response show_intake(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  if (const auto intake = store::intake_of(ctx.db(), opened.permit)) return view_page(ctx, opened, *intake);
  if (!opened.permit.may_write()) return nothing_page(ctx, opened);
  Intake start;
  start.on = ctx.today();
  return fresh_form(ctx, ask, opened, start, first_target(opened.permit.case_id()));
}

http::Response show_change(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write));
  const auto intake = store::intake_of(ctx.db(), opened.permit);
  if (!intake) return http::see_other(intake_href(opened.permit.case_id()));
  return fresh_form(ctx, ask, opened, intake->value, change_target(opened.permit.case_id(), intake->version));
}

/// Two wrote at the same time; if both wrote the first version, everything that differs is asked.
http::Response conflict_page(Context& ctx, const Ask& ask, const Intake& mine) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write));
  const auto theirs = store::intake_of(ctx.db(), opened.permit);
  if (!theirs) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  const auto owner = records::owner(opened.permit);
  const auto seen = ask.form.integer("version");
  const Target target = change_target(opened.permit.case_id(), theirs->version);
  Intake base = seen == 0 ? Intake{} : theirs->value, merged = theirs->value;
  if (seen > 0) records::value_at(ctx.db(), store::intakes(), owner, theirs->id, theirs->version, seen, &base);
  const records::core::Head head{theirs->id,         theirs->parent,     theirs->version,   theirs->created_at,
                                 theirs->changed_at, theirs->created_by, theirs->changed_by};
  Page page = records::core::conflict_page(ctx, tr("Dieses Erstgespräch hat inzwischen jemand anderes geändert"),
                                           store::intakes(), head, {&base, &mine, &theirs->value, &merged}, &merged,
                                           {target.action, target.back});
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

Result<void> save(Context& ctx, CaseId id, std::int64_t version, const Intake& intake) {
  if (version > 0) return change_intake(ctx, id, version, intake);
  TRY(hold_intake(ctx, id, intake));
  return {};
}

http::Response post_intake(Context& ctx, const Ask& ask, const Target& target) {
  const auto id = ask.id<CaseId>();
  Intake intake;
  forms::Input input{ask.form, forms::parse(intake_record, ask.form, ctx.today(), &intake)};
  if (input.errors.empty()) {
    const auto saved = save(ctx, id, target.version, intake);
    if (saved)
      return done(ctx, intake_href(id),
                  target.version > 0 ? tr("Erstgespräch gespeichert")
                                     : tr("Erstgespräch gespeichert. Als Nächstes folgt die Falleinschätzung."));
    if (saved.error().code == ErrorCode::conflict) return conflict_page(ctx, ask, intake);
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write));
  return form_page(ctx, opened, input, target, {});
}

http::Response post_first(Context& ctx, const Ask& ask) {
  return post_intake(ctx, ask, first_target(ask.id<CaseId>()));
}

http::Response post_change(Context& ctx, const Ask& ask) {
  return post_intake(ctx, ask, change_target(ask.id<CaseId>(), ask.form.integer("version")));
}

}  // namespace

void intake_routes(Routes& r) {
  r.get("/faelle/{case}/erstgespraech", needs(Right::case_read), show_intake, "Erstgespräch");
  r.post("/faelle/{case}/erstgespraech", needs(Right::assessment_write), post_first, "Erstgespräch festhalten");
  r.get("/faelle/{case}/erstgespraech/aendern", needs(Right::assessment_write), show_change,
        "Erstgespräch ändern (Formular)");
  r.post("/faelle/{case}/erstgespraech/aendern", needs(Right::assessment_write), post_change, "Erstgespräch ändern");
}

}  // namespace kim::assessment
