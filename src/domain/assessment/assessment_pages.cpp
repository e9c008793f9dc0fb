// Falleinschätzung (B2): what has been noted so far, and how a new one begins. One of them: sheet_pages.cpp.
#include "domain/assessment/assessment_pages.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/assessment/assessment_views.h"
#include "domain/assessment/compare_pages.h"
#include "platform/html/decisions.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using records::Stored;

bool is_done(const Stored<Assessment>& sheet) { return sheet.value.state == "done"; }

const Stored<Assessment>* open_one(const std::vector<Stored<Assessment>>& sheets) {
  const auto found = std::ranges::find_if(sheets, [](const auto& sheet) { return !is_done(sheet); });
  return found == sheets.end() ? nullptr : &*found;
}

// ---- the list ----

struct Understanding {
  std::optional<Stored<Intake>> intake;
  std::vector<Stored<Assessment>> sheets;
  std::vector<store::RatedSheet> ratings;
  std::vector<Stored<Decision>> decisions;
};
Understanding load(Context& ctx, const access::Permit& permit) {
  return {store::intake_of(ctx.db(), permit), store::assessments_of(ctx.db(), permit),
          store::rated_sheets(ctx.db(), permit), store::decisions_of(ctx.db(), permit)};
}

Fragment intake_section(const cases::OpenCase& opened, const Understanding& all) {
  const ui::SectionHead head{.id = "h-erstgespraech",
                             .title = tr("Erstgespräch"),
                             .link = ui::link(intake_href(opened.permit.case_id()),
                                              all.intake ? tr("Erstgespräch öffnen") : tr("Erstgespräch festhalten"))};
  if (!all.intake) return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Noch kein Erstgespräch.")));
  const Intake& intake = all.intake->value;
  return ui::section(
      head,
      h::all(h::p(h::cls("kim-meta kim-section__lead"), ui::date(*intake.on)), h::when(!intake.concern.empty(), [&] {
               return h::blockquote(h::p(h::cls("kim-goal__words"), "„", ui::lines(intake.concern), "“"));
             })));
}

ui::Row sheet_row(Context& ctx, const cases::OpenCase& opened, const Understanding& all,
                  const Stored<Assessment>& sheet) {
  const auto* ratings = store::find(all.ratings, sheet.id);
  ui::Row row;
  row.title = ui::row_title(sheet_href(opened.permit.case_id(), sheet.id),
                            trf("Einschätzung vom {}", {german(*sheet.value.on)}));
  row.meta = h::all(filled_text(ratings == nullptr ? 0 : filled_count(ratings->ratings), fields_in_use(ctx.today())));
  row.end = state_badge(is_done(sheet));
  return row;
}

Fragment sheets_section(Context& ctx, const cases::OpenCase& opened, const Understanding& all) {
  if (all.sheets.empty())
    return ui::section(
        {.id = "h-einschaetzungen", .title = tr("Einschätzungen")},
        h::p(h::cls("kim-meta kim-section__lead"), trf("Noch keine Einschätzung. Sie hält fest, wie {} die eigene Lage "
                                                       "sieht und was aus fachlicher Sicht gebraucht wird.",
                                                       {opened.frame.addressed})));
  std::vector<ui::Row> rows;
  for (auto sheet = all.sheets.rbegin(); sheet != all.sheets.rend(); ++sheet)
    rows.push_back(sheet_row(ctx, opened, all, *sheet));
  return ui::section(
      {.id = "h-einschaetzungen", .title = tr("Einschätzungen"), .count = std::to_string(all.sheets.size())},
      ui::rows(rows));
}

Fragment decision_section(const cases::OpenCase& opened, const Understanding& all) {
  const ui::SectionHead head{.id = "h-entscheidung",
                             .title = tr("Entscheidung"),
                             .link = ui::link(decision_href(opened.permit.case_id()), tr("Zur Entscheidung"))};
  if (all.decisions.empty())
    return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Noch nicht entschieden.")));
  const Decision& last = all.decisions.back().value;
  return ui::section(head, h::p(h::strong(code_label("decision", last.decision)), ", ", ui::date(*last.on)));
}

Fragment list_actions(const cases::OpenCase& opened, const Understanding& all) {
  const CaseId id = opened.permit.case_id();
  std::vector<Fragment> buttons;
  if (const auto* open = open_one(all.sheets); open != nullptr && opened.permit.may_write())
    buttons.push_back(ui::link_button(sheet_href(id, open->id), tr("Einschätzung fortsetzen")));
  else if (opened.permit.may_write())
    buttons.push_back(
        ui::link_button(cases::case_href(id, tab) + "/neu", tr("Einschätzung beginnen"), {.icon = "add"}));
  if (std::ranges::count_if(all.ratings, &store::RatedSheet::is_done) > 1)
    buttons.push_back(ui::link_button(development_href(id), tr("Entwicklung"), {.weight = ui::Weight::secondary}));
  if (all.ratings.size() > 1)
    buttons.push_back(ui::link_button(compare_href(id, all.ratings.end()[-2].id.value(), all.ratings.back().id.value()),
                                      tr("Vergleichen"), {.weight = ui::Weight::secondary}));
  return h::all(buttons);
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
  if (ask.request.query.has("von") || ask.request.query.has("bis")) return compare_page(ctx, ask, opened);
  const Understanding all = load(ctx, opened.permit);
  Page page;
  page.title = tr("Falleinschätzung");
  page.sub =
      trf("Wie {} die eigene Lage sieht, was fachlich gebraucht wird und wie es weitergeht", {opened.frame.addressed});
  page.actions = list_actions(opened, all);
  page.content = h::all(intake_section(opened, all), sheets_section(ctx, opened, all), decision_section(opened, all));
  return in_case(ctx, opened, std::move(page));
}

// ---- a new one ----

Fragment copy_choice(const Stored<Assessment>& latest, bool chosen) {
  return ui::tick_box("uebernehmen", "yes",
                      trf("Angaben aus der Einschätzung vom {} übernehmen", {german(*latest.value.on)}), chosen);
}

http::Response new_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, bool copy) {
  const std::string base = cases::case_href(opened.permit.case_id(), tab);
  const auto sheets = store::assessments_of(ctx.db(), opened.permit);
  if (const auto* open = open_one(sheets); open != nullptr)
    return http::see_other(sheet_href(opened.permit.case_id(), open->id));
  const auto latest = std::ranges::find_if(sheets.rbegin(), sheets.rend(), is_done);
  Page page;
  page.title = tr("Einschätzung beginnen");
  page.sub = trf("mit {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = post_form(ctx, base + "/neu",
                           h::all(forms::error_summary(tr("Die Einschätzung ist noch nicht begonnen."), input.errors),
                                  forms::control(assessment_record, "assessed_on", input),
                                  h::when(latest != sheets.rend(), [&] { return copy_choice(*latest, copy); }),
                                  ui::form_actions(ui::submit(tr("Einschätzung beginnen")), base)));
  return in_case(ctx, opened, std::move(page), tr("Neue Einschätzung"));
}

http::Response show_new(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write));
  Assessment start;
  start.on = ctx.today();
  return new_page(ctx, opened, forms::input_from(assessment_record, &start), true);
}

http::Response post_new(Context& ctx, const Ask& ask) {
  static constexpr std::string_view asked[] = {"assessed_on"};
  const auto id = ask.id<CaseId>();
  const bool copy = ask.form.get("uebernehmen") == "yes";
  Assessment start;
  const forms::Input input{ask.form, forms::parse(assessment_record, ask.form, ctx.today(), &start, asked)};
  if (!input.errors.empty())
    return new_page(ctx, SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write)), input, copy);
  const auto begun = SHOW_OR_FAIL(begin_assessment(ctx, id, *start.on, copy));
  return done(ctx, sheet_href(id, begun.value()), tr("Einschätzung begonnen"));
}

}  // namespace

http::Response in_case(Context& ctx, const cases::OpenCase& opened, Page page, std::string crumb) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

std::string intake_href(CaseId id) { return cases::case_href(id, "erstgespraech"); }
std::string decision_href(CaseId id) { return cases::case_href(id, "entscheidung"); }
std::string sheet_href(CaseId id, std::int64_t sheet) {
  return cases::case_href(id, tab) + "/" + std::to_string(sheet);
}
std::string compare_href(CaseId id, std::int64_t from, std::int64_t to) {
  return cases::case_href(id, tab) + "?von=" + std::to_string(from) + "&bis=" + std::to_string(to);
}

void assessment_routes(Routes& r) {
  r.get("/faelle/{case}/einschaetzung", needs(Right::case_read), show_list,
        "Einschätzungen eines Falls; mit von und bis ihr Vergleich");
  r.get("/faelle/{case}/einschaetzung/neu", needs(Right::assessment_write), show_new,
        "Einschätzung beginnen (Formular)");
  r.post("/faelle/{case}/einschaetzung/neu", needs(Right::assessment_write), post_new, "Einschätzung beginnen");
}

}  // namespace kim::assessment
