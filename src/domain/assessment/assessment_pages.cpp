// Falleinschätzung (B2): what has been noted so far, a new one, one page of it. Comparison: compare_pages.cpp.
#include "domain/assessment/assessment_pages.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/assessment/assessment_views.h"
#include "domain/assessment/compare_pages.h"
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

bool is_done(const Stored<Assessment>& sheet) { return sheet.value.state == "done"; }

const Stored<Assessment>* open_one(const std::vector<Stored<Assessment>>& sheets) {
  const auto found = std::ranges::find_if(sheets, [](const auto& sheet) { return !is_done(sheet); });
  return found == sheets.end() ? nullptr : &*found;
}

const store::RatedSheet* rated(const std::vector<store::RatedSheet>& sheets, std::int64_t id) {
  const auto found = std::ranges::find(sheets, AssessmentId(id), &store::RatedSheet::id);
  return found == sheets.end() ? nullptr : &*found;
}

/// The latest finished assessment before this one: its values stand as hints.
const store::RatedSheet* earlier_than(const std::vector<store::RatedSheet>& sheets, std::int64_t id) {
  const auto found = std::ranges::find_if(sheets.rbegin(), sheets.rend(),
                                          [&](const auto& one) { return one.is_done && one.id != AssessmentId(id); });
  return found == sheets.rend() ? nullptr : &*found;
}

std::size_t fields_in_use(Day today) { return code_list("field_of_action").valid_on(today).size(); }

// ---- the list ----

struct Understanding {
  std::optional<Stored<Intake>> intake;
  std::vector<Stored<Assessment>> sheets;
  std::vector<store::RatedSheet> ratings;
  std::vector<Stored<Decision>> decisions;
};
Understanding load(Context& ctx, const access::Permit& permit) {
  return {store::intake_of(ctx.db(), permit), store::assessments_of(ctx.db(), permit), store::rated_sheets(ctx.db(), permit),
          store::decisions_of(ctx.db(), permit)};
}

Fragment intake_section(const Opened& opened, const Understanding& all) {
  const ui::SectionHead head{.id = "h-erstgespraech", .title = tr("Erstgespräch"),
                             .link = ui::link(intake_href(opened.permit.case_id()), all.intake ? tr("Erstgespräch öffnen") : tr("Erstgespräch festhalten"))};
  if (!all.intake) return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Noch kein Erstgespräch.")));
  const Intake& intake = all.intake->value;
  return ui::section(head, h::all(h::p(h::cls("kim-meta kim-section__lead"), ui::date(*intake.on)), h::when(!intake.concern.empty(), [&] {
                                    return h::blockquote(h::p(h::cls("kim-goal__words"), "„", ui::lines(intake.concern), "“"));
                                  })));
}

ui::Row sheet_row(Context& ctx, const Opened& opened, const Understanding& all, const Stored<Assessment>& sheet) {
  const auto* ratings = rated(all.ratings, sheet.id);
  ui::Row row;
  row.title = ui::row_title(sheet_href(opened.permit.case_id(), sheet.id), trf("Einschätzung vom {}", {german(*sheet.value.on)}));
  row.meta = h::all(filled_text(ratings == nullptr ? 0 : filled_count(ratings->ratings), fields_in_use(ctx.today())));
  row.end = state_badge(is_done(sheet));
  return row;
}

Fragment sheets_section(Context& ctx, const Opened& opened, const Understanding& all) {
  if (all.sheets.empty())
    return ui::section({.id = "h-einschaetzungen", .title = tr("Einschätzungen")},
                       h::p(h::cls("kim-meta kim-section__lead"),
                            trf("Noch keine Einschätzung. Sie hält fest, wie {} die eigene Lage sieht und was aus fachlicher Sicht gebraucht wird.",
                                {opened.frame.addressed})));
  std::vector<ui::Row> rows;
  for (auto sheet = all.sheets.rbegin(); sheet != all.sheets.rend(); ++sheet) rows.push_back(sheet_row(ctx, opened, all, *sheet));
  return ui::section({.id = "h-einschaetzungen", .title = tr("Einschätzungen"), .count = std::to_string(all.sheets.size())}, ui::rows(rows));
}

Fragment decision_section(const Opened& opened, const Understanding& all) {
  const ui::SectionHead head{.id = "h-entscheidung", .title = tr("Entscheidung"),
                             .link = ui::link(decision_href(opened.permit.case_id()), tr("Zur Entscheidung"))};
  if (all.decisions.empty()) return ui::section(head, h::p(h::cls("kim-meta kim-section__lead"), tr("Noch nicht entschieden.")));
  const Decision& last = all.decisions.back().value;
  return ui::section(head, h::p(h::strong(code_label("decision", last.decision)), ", ", ui::date(*last.on)));
}

Fragment list_actions(const Opened& opened, const Understanding& all) {
  const CaseId id = opened.permit.case_id();
  std::vector<Fragment> buttons;
  if (const auto* open = open_one(all.sheets); open != nullptr && opened.permit.may_write())
    buttons.push_back(ui::link_button(sheet_href(id, open->id), tr("Einschätzung fortsetzen")));
  else if (opened.permit.may_write())
    buttons.push_back(ui::link_button(cases::case_href(id, tab) + "/neu", tr("Einschätzung beginnen"), {.icon = "add"}));
  if (all.ratings.size() > 1)
    buttons.push_back(ui::link_button(compare_href(id, all.ratings.end()[-2].id.value(), all.ratings.back().id.value()), tr("Vergleichen"),
                                      {.weight = ui::Weight::secondary}));
  return h::all(buttons);
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, Right::case_read));
  if (ask.request.query.has("von") || ask.request.query.has("bis")) return compare_page(ctx, ask, opened);
  const Understanding all = load(ctx, opened.permit);
  Page page;
  page.title = tr("Falleinschätzung");
  page.sub = trf("Wie {} die eigene Lage sieht, was fachlich gebraucht wird und wie es weitergeht", {opened.frame.addressed});
  page.actions = list_actions(opened, all);
  page.content = h::all(intake_section(opened, all), sheets_section(ctx, opened, all), decision_section(opened, all));
  return in_case(ctx, opened, std::move(page));
}

// ---- a new one ----

Fragment copy_choice(const Stored<Assessment>& latest, bool chosen) {
  return h::div_(h::cls("kern-form-input"),
                 h::label(h::cls("kim-choice__item"),
                          h::input(h::type("checkbox"), h::name_("uebernehmen"), h::value("yes"), h::checked(chosen)),
                          h::span(trf("Angaben aus der Einschätzung vom {} übernehmen", {german(*latest.value.on)}))));
}

http::Response new_page(Context& ctx, const Opened& opened, const forms::Input& input, bool copy) {
  const std::string base = cases::case_href(opened.permit.case_id(), tab);
  const auto sheets = store::assessments_of(ctx.db(), opened.permit);
  if (const auto* open = open_one(sheets); open != nullptr) return http::see_other(sheet_href(opened.permit.case_id(), open->id));
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
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, Right::assessment_write));
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
  if (!input.errors.empty()) return new_page(ctx, SHOW_OR_FAIL(open_for(ctx, ask, Right::assessment_write)), input, copy);
  const auto begun = SHOW_OR_FAIL(begin_assessment(ctx, id, *start.on, copy));
  return done(ctx, sheet_href(id, begun.value()), tr("Einschätzung begonnen"));
}

// ---- one assessment: the form ----

drafts::Key draft_key(CaseId id) { return {std::string(sheet_draft), id.value()}; }

struct SheetPage {
  Stored<Assessment> sheet;
  std::vector<store::RatedSheet> ratings;
};
Result<SheetPage> load_sheet(Context& ctx, const Ask& ask, const Opened& opened) {
  auto sheet = TRY(store::assessment(ctx.db(), opened.permit, ask.id<AssessmentId>(1)));
  return SheetPage{std::move(sheet), store::rated_sheets(ctx.db(), opened.permit)};
}

std::vector<Rating> ratings_of(const SheetPage& data) {
  const auto* found = rated(data.ratings, data.sheet.id);
  return found == nullptr ? std::vector<Rating>() : found->ratings;
}

/// The field asked for, else the first one nobody spoke about yet.
std::string focus_of(const Ask& ask, const std::vector<std::string>& fields, const std::vector<Rating>& ratings) {
  if (ask.request.query.has("feld")) return std::string(ask.request.query.get("feld"));
  for (const std::string& field : fields) {
    const auto found = std::ranges::find(ratings, field, &Rating::field);
    if (comes_first(field) && (found == ratings.end() || !found->filled)) return field;
  }
  return {};
}

Fragment form_buttons() {
  ui::ButtonLook finish, keep;
  finish.name = keep.name = "tun";
  finish.value = "abschliessen";
  keep.value = "behalten";
  keep.weight = ui::Weight::secondary;
  return h::div_(h::cls("kim-form__actions kim-gap-top"), ui::submit(tr("Einschätzung abschließen"), finish),
                 ui::submit(tr("Speichern und später weiter"), keep), ui::draft_note());
}

Fragment head_controls(const forms::Input& input) {
  return h::div_(h::cls("kim-form kim-form--narrow kim-gap-top"), forms::control(assessment_record, "assessed_on", input),
                 forms::control(assessment_record, "summary", input, {.text_rows = 4}));
}

Fragment sheet_form(Context& ctx, const Ask& ask, const Opened& opened, const SheetPage& data, const forms::Input& input) {
  const std::string action = sheet_href(opened.permit.case_id(), data.sheet.id);
  const auto ratings = ratings_of(data);
  const auto fields = fields_shown(ctx.today(), ratings);
  const SheetLook look{opened.frame.addressed, earlier_than(data.ratings, data.sheet.id),
                       input.errors.empty() ? focus_of(ask, fields, ratings) : std::string()};
  const std::string version(input.typed.has("version") ? input.typed.get("version") : std::to_string(data.sheet.version));
  return h::form(
      h::cls("kim-gap-top"), h::method("post"), h::action(action), h::novalidate(), drafts::form_attribute(draft_key(opened.permit.case_id())),
      h::input(h::type("hidden"), h::name_("_csrf"), h::value(ctx.csrf)),
      drafts::hidden_fields(trf("Falleinschätzung mit {}", {opened.frame.name}), action),
      h::input(h::type("hidden"), h::name_("version"), h::value(version)),
      forms::error_summary(tr("Die Einschätzung ist noch nicht gespeichert."), input.errors),
      h::h2(h::cls("kern-heading-medium kim-fold-head"), tr("Handlungsfelder"), " ",
            h::span(h::cls("kim-count"), "(", filled_text(filled_count(ratings), fields_in_use(ctx.today())), ")")),
      sheet_controls(fields, input, look), head_controls(input), form_buttons());
}

std::string sheet_sub(const Opened& opened, const SheetPage& data) {
  const std::string day = german(*data.sheet.value.on);
  const auto* before = earlier_than(data.ratings, data.sheet.id);
  if (before == nullptr || is_done(data.sheet)) return trf("mit {0}, Stand vom {1}", {opened.frame.name, day});
  return trf("mit {0}, Stand vom {1}; die Einschätzung davor ist vom {2}", {opened.frame.name, day, german(before->on)});
}

Fragment compare_button(const Opened& opened, const SheetPage& data) {
  const auto* before = earlier_than(data.ratings, data.sheet.id);
  if (before == nullptr || rated(data.ratings, data.sheet.id) == nullptr) return {};
  const auto [from, to] = std::minmax({std::pair(before->on, before->id.value()), std::pair(*data.sheet.value.on, data.sheet.id)});
  return ui::link_button(compare_href(opened.permit.case_id(), from.second, to.second), tr("Vergleichen"), {.weight = ui::Weight::secondary});
}

http::Response form_page(Context& ctx, const Ask& ask, const Opened& opened, const SheetPage& data, const forms::Input& input,
                         const drafts::Found& found) {
  Page page;
  page.title = tr("Falleinschätzung");
  page.sub = sheet_sub(opened, data);
  page.actions = compare_button(opened, data);
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content = h::all(
      drafts::notice(ctx, found.offered),
      h::p(h::cls("kim-text"),
           tr("Halten Sie beide Sichtweisen getrennt fest. Sie müssen nicht übereinstimmen. Alle Angaben sind freiwillig; was nicht besprochen wurde, bleibt offen.")),
      sheet_form(ctx, ask, opened, data, input));
  return in_case(ctx, opened, std::move(page), trf("Einschätzung vom {}", {german(*data.sheet.value.on)}));
}

// ---- one assessment: as it was noted ----

Fragment summary_view(const Assessment& sheet) {
  if (sheet.summary.empty()) return {};
  return ui::section({.id = "h-zusammenfassung", .title = tr("Zusammenfassung")}, h::p(h::cls("kim-text"), ui::lines(sheet.summary)));
}

http::Response view_page(Context& ctx, const Opened& opened, const SheetPage& data) {
  static const records::Table* const tables[] = {&store::assessments()};
  const auto lines = store::lines_of(ctx.db(), opened.permit, AssessmentId(data.sheet.id));
  const Fragment main = h::all(summary_view(data.sheet.value), sheet_view(lines, opened.frame.addressed, ctx.today()));
  const Fragment aside = h::all(
      ui::panel("h-stand", tr("Stand"),
                h::all(state_badge(is_done(data.sheet)),
                       h::p(h::cls("kim-top-s"), filled_text(filled_count(ratings_of(data)), fields_in_use(ctx.today()))))),
      ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                records::history_view(ctx, *tables[0], records::owner(opened.permit), data.sheet.id)));
  Page page;
  page.title = trf("Falleinschätzung vom {}", {german(*data.sheet.value.on)});
  page.sub = sheet_sub(opened, data);
  page.actions = compare_button(opened, data);
  page.content = ui::split(main, aside);
  return in_case(ctx, opened, std::move(page), trf("Einschätzung vom {}", {german(*data.sheet.value.on)}));
}

http::Response show_sheet(Context& ctx, const Ask& ask) {
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, Right::case_read));
  const SheetPage data = SHOW_OR_FAIL(load_sheet(ctx, ask, opened));
  if (is_done(data.sheet) || !opened.permit.may_write()) return view_page(ctx, opened, data);
  const drafts::Found found = drafts::look(ctx, ask, draft_key(opened.permit.case_id()));
  if (found.resumed) return form_page(ctx, ask, opened, data, {found.resumed->content, {}}, found);
  const auto lines = store::lines_of(ctx.db(), opened.permit, AssessmentId(data.sheet.id));
  return form_page(ctx, ask, opened, data, sheet_input(data.sheet, lines), found);
}

// ---- saving ----

/// Where two changed the same: the record, its description under the form's names, and all values.
template <class T>
Fragment clash_form(Context& ctx, const Opened& opened, const records::Table& table, const records::Owner& owner,
                    const record::Record& description, const Stored<T>& theirs, std::int64_t seen, const T& mine, forms::ConflictLook look,
                    const std::string& action) {
  T base = seen == 0 ? T{} : theirs.value, merged = theirs.value;
  if (seen > 0) records::value_at(ctx.db(), table, owner, theirs.id, theirs.version, seen, &base);
  const auto conflict = forms::merge(description, &base, &mine, &theirs.value, &merged);
  look.author = access::account_name(ctx, theirs.changed_by);
  look.when = german(theirs.changed_at);
  look.discard_href = sheet_href(opened.permit.case_id(), theirs.parent == opened.permit.case_id().value() ? theirs.id : theirs.parent);
  return post_form(ctx, action, forms::conflict_view(description, conflict, {&base, &mine, &theirs.value, &merged}, look));
}

/// Everything else that was typed goes along, so that nothing is lost while one question is answered.
http::Pairs carried(const http::Form& form, const std::string& field) {
  const auto of_head = [](std::string_view name) { return name == "version" || name == "assessed_on" || name == "summary"; };
  http::Pairs pairs;
  for (const auto& [name, value] : form.pairs()) {
    const bool asked = field.empty() ? of_head(name) : name.starts_with(name_prefix(field));
    if (!asked && !name.starts_with('_') && name != "auswahl") pairs.emplace_back(name, value);
  }
  return pairs;
}

Result<Fragment> line_clash(Context& ctx, const Ask& ask, const Opened& opened, const SheetEdit& edit, const std::string& field) {
  const AssessmentId sheet = ask.id<AssessmentId>(1);
  const auto lines = store::lines_of(ctx.db(), opened.permit, sheet);
  const auto theirs = std::ranges::find(lines, field, [](const auto& line) { return line.value.field; });
  const auto mine = std::ranges::find(edit.lines, field, [](const auto& line) { return line.line.field; });
  if (theirs == lines.end() || mine == edit.lines.end()) return failure(ErrorCode::conflict);
  forms::ConflictLook look;
  look.hidden = carried(ask.form, field);
  look.hidden.emplace_back(version_name(field), std::to_string(theirs->version));
  return clash_form(ctx, opened, store::lines(), records::owner(opened.permit, sheet.value()), line_description(field), *theirs,
                    mine->version, mine->line, std::move(look), sheet_href(opened.permit.case_id(), sheet.value()));
}

Result<Fragment> head_clash(Context& ctx, const Ask& ask, const Opened& opened, const SheetEdit& edit) {
  const auto theirs = TRY(store::assessment(ctx.db(), opened.permit, ask.id<AssessmentId>(1)));
  forms::ConflictLook look;
  look.hidden = carried(ask.form, {});
  look.hidden.emplace_back("version", std::to_string(theirs.version));
  return clash_form(ctx, opened, store::assessments(), records::owner(opened.permit), assessment_record, theirs, edit.version, edit.head,
                    std::move(look), sheet_href(opened.permit.case_id(), theirs.id));
}

http::Response conflict_page(Context& ctx, const Ask& ask, const SheetEdit& edit, const std::string& where) {
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, Right::assessment_write));
  const bool of_head = where == assessment_record.name;
  Page page;
  page.title = tr("Diese Einschätzung hat inzwischen jemand anderes geändert");
  page.sub = of_head ? tr("Nichts ist verloren. Entscheiden Sie, was gelten soll.")
                     : trf("{}: Nichts ist verloren. Entscheiden Sie, was gelten soll.", {code_label("field_of_action", where)});
  page.status = 409;
  page.content = SHOW_OR_FAIL(of_head ? head_clash(ctx, ask, opened, edit) : line_clash(ctx, ask, opened, edit, where));
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

/// Back to the open form, at the field one was in; or on to the decision.
http::Response saved(Context& ctx, const Ask& ask, After after) {
  const auto id = ask.id<CaseId>();
  if (after == After::finish) return done(ctx, decision_href(id), tr("Falleinschätzung abgeschlossen. Als Nächstes folgt die Entscheidung."));
  std::string href = sheet_href(id, ask.number(1));
  const std::string field(ask.form.get("feld"));
  if (code_list("field_of_action").find(field) != nullptr) href += "?feld=" + field + "#feld-" + field;
  return done(ctx, std::move(href), tr("Einschätzung gespeichert"));
}

http::Response post_sheet(Context& ctx, const Ask& ask) {
  const After after = ask.form.get("tun") == "abschliessen" ? After::finish : After::keep_open;
  const ReadSheet read = read_sheet(ask.form, ctx.today());
  forms::Input input{ask.form, read.errors};
  if (input.errors.empty()) {
    const auto result = save_sheet(ctx, ask.id<CaseId>(), ask.id<AssessmentId>(1), read.edit, after);
    if (result) return saved(ctx, ask, after);
    const Error& error = result.error();
    if (error.code == ErrorCode::conflict && !error.fields.empty()) return conflict_page(ctx, ask, read.edit, error.fields.front().field);
    if (error.fields.empty()) return error_page(ctx, ask, error);
    input.errors = error.fields;
  }
  const Opened opened = SHOW_OR_FAIL(open_for(ctx, ask, Right::assessment_write));
  const SheetPage data = SHOW_OR_FAIL(load_sheet(ctx, ask, opened));
  return form_page(ctx, ask, opened, data, input, {});
}

}  // namespace

Result<Opened> open_for(Context& ctx, const Ask& ask, Right right) {
  access::Permit permit = TRY(access::permit_case(ctx, ask.id<CaseId>(), right));
  cases::Frame frame = TRY(cases::load_frame(ctx, permit));
  return Opened{std::move(permit), std::move(frame)};
}

http::Response in_case(Context& ctx, const Opened& opened, Page page, std::string crumb) {
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, std::move(crumb));
}

std::string intake_href(CaseId id) { return cases::case_href(id, "erstgespraech"); }
std::string decision_href(CaseId id) { return cases::case_href(id, "entscheidung"); }
std::string sheet_href(CaseId id, std::int64_t sheet) { return cases::case_href(id, tab) + "/" + std::to_string(sheet); }
std::string compare_href(CaseId id, std::int64_t from, std::int64_t to) {
  return cases::case_href(id, tab) + "?von=" + std::to_string(from) + "&bis=" + std::to_string(to);
}

void assessment_routes(Routes& r) {
  r.get("/faelle/{case}/einschaetzung", needs(Right::case_read), show_list, "Einschätzungen eines Falls; mit von und bis ihr Vergleich");
  r.get("/faelle/{case}/einschaetzung/neu", needs(Right::assessment_write), show_new, "Einschätzung beginnen (Formular)");
  r.post("/faelle/{case}/einschaetzung/neu", needs(Right::assessment_write), post_new, "Einschätzung beginnen");
  r.get("/faelle/{case}/einschaetzung/{assessment}", needs(Right::case_read), show_sheet, "Eine Einschätzung");
  r.post("/faelle/{case}/einschaetzung/{assessment}", needs(Right::assessment_write), post_sheet, "Einschätzung speichern oder abschließen");
}

}  // namespace kim::assessment
