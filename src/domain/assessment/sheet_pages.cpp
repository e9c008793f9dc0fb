// One Falleinschätzung (B2): its form while it is written, what was noted once it is finished, saving and conflicts.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/assessment/assessment_pages.h"
#include "domain/assessment/assessment_views.h"
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

/// The latest finished assessment before this one: its values stand as hints.
const store::RatedSheet* earlier_than(const std::vector<store::RatedSheet>& sheets, std::int64_t id) {
  const auto found = std::ranges::find_if(sheets.rbegin(), sheets.rend(),
                                          [&](const auto& one) { return one.is_done && one.id != AssessmentId(id); });
  return found == sheets.rend() ? nullptr : &*found;
}

// ---- one assessment: the form ----

drafts::Key draft_key(CaseId id) { return {std::string(sheet_draft), id.value()}; }

struct SheetPage {
  Stored<Assessment> sheet;
  std::vector<store::RatedSheet> ratings;
};
Result<SheetPage> load_sheet(Context& ctx, const Ask& ask, const cases::OpenCase& opened) {
  auto sheet = TRY(store::assessment(ctx.db(), opened.permit, ask.id<AssessmentId>(1)));
  return SheetPage{std::move(sheet), store::rated_sheets(ctx.db(), opened.permit)};
}

std::vector<Rating> ratings_of(const SheetPage& data) {
  const auto* found = store::find(data.ratings, data.sheet.id);
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
  return h::div_(h::cls("kim-form kim-form--narrow kim-gap-top"),
                 forms::control(assessment_record, "assessed_on", input),
                 forms::control(assessment_record, "summary", input, {.text_rows = 4}));
}

Fragment sheet_form(Context& ctx, const Ask& ask, const cases::OpenCase& opened, const SheetPage& data,
                    const forms::Input& input) {
  const std::string action = sheet_href(opened.permit.case_id(), data.sheet.id);
  const auto ratings = ratings_of(data);
  const auto fields = fields_shown(ctx.today(), ratings);
  const SheetLook look{opened.frame.addressed, earlier_than(data.ratings, data.sheet.id),
                       input.errors.empty() ? focus_of(ask, fields, ratings) : std::string()};
  const std::string version(input.typed.has("version") ? input.typed.get("version")
                                                       : std::to_string(data.sheet.version));
  return h::form(
      h::cls("kim-gap-top"), h::method("post"), h::action(action), h::novalidate(),
      drafts::form_attribute(draft_key(opened.permit.case_id())),
      h::input(h::type("hidden"), h::name_("_csrf"), h::value(ctx.csrf)),
      drafts::hidden_fields(trf("Falleinschätzung mit {}", {opened.frame.name}), action),
      h::input(h::type("hidden"), h::name_("version"), h::value(version)),
      forms::error_summary(tr("Die Einschätzung ist noch nicht gespeichert."), input.errors),
      h::h2(h::cls("kern-heading-medium kim-fold-head"), tr("Handlungsfelder"), " ",
            h::span(h::cls("kim-count"), "(", filled_text(filled_count(ratings), fields_in_use(ctx.today())), ")")),
      sheet_controls(fields, input, look), head_controls(input), form_buttons());
}

std::string sheet_sub(const cases::OpenCase& opened, const SheetPage& data) {
  const std::string day = german(*data.sheet.value.on);
  const auto* before = earlier_than(data.ratings, data.sheet.id);
  if (before == nullptr || is_done(data.sheet)) return trf("mit {0}, Stand vom {1}", {opened.frame.name, day});
  return trf("mit {0}, Stand vom {1}; die Einschätzung davor ist vom {2}",
             {opened.frame.name, day, german(before->on)});
}

Fragment compare_button(const cases::OpenCase& opened, const SheetPage& data) {
  const auto* before = earlier_than(data.ratings, data.sheet.id);
  if (before == nullptr || store::find(data.ratings, data.sheet.id) == nullptr) return {};
  const auto [from, to] =
      std::minmax({std::pair(before->on, before->id.value()), std::pair(*data.sheet.value.on, data.sheet.id)});
  return ui::link_button(compare_href(opened.permit.case_id(), from.second, to.second), tr("Vergleichen"),
                         {.weight = ui::Weight::secondary});
}

http::Response form_page(Context& ctx, const Ask& ask, const cases::OpenCase& opened, const SheetPage& data,
                         const forms::Input& input, const drafts::Found& found) {
  Page page;
  page.title = tr("Falleinschätzung");
  page.sub = sheet_sub(opened, data);
  page.actions = compare_button(opened, data);
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  page.content =
      h::all(drafts::notice(ctx, found.offered),
             h::p(h::cls("kim-text"), tr("Halten Sie beide Sichtweisen getrennt fest. Sie müssen nicht übereinstimmen. "
                                         "Alle Angaben sind freiwillig; was nicht besprochen wurde, bleibt offen.")),
             sheet_form(ctx, ask, opened, data, input));
  return in_case(ctx, opened, std::move(page), trf("Einschätzung vom {}", {german(*data.sheet.value.on)}));
}

// ---- one assessment: as it was noted ----

Fragment summary_view(const Assessment& sheet) {
  if (sheet.summary.empty()) return {};
  return ui::section({.id = "h-zusammenfassung", .title = tr("Zusammenfassung")},
                     h::p(h::cls("kim-text"), ui::lines(sheet.summary)));
}

http::Response view_page(Context& ctx, const cases::OpenCase& opened, const SheetPage& data) {
  static const records::Table* const tables[] = {&store::assessments()};
  const auto lines = store::lines_of(ctx.db(), opened.permit, AssessmentId(data.sheet.id));
  const Fragment main = h::all(summary_view(data.sheet.value), sheet_view(lines, opened.frame.addressed, ctx.today()));
  const Fragment aside = h::all(
      ui::panel(
          "h-stand", tr("Stand"),
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
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::case_read));
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
Fragment clash_form(Context& ctx, const cases::OpenCase& opened, const records::Table& table,
                    const records::Owner& owner, const record::Record& description, const Stored<T>& theirs,
                    std::int64_t seen, const T& mine, forms::ConflictLook look, const std::string& action) {
  T base = seen == 0 ? T{} : theirs.value, merged = theirs.value;
  if (seen > 0) records::value_at(ctx.db(), table, owner, theirs.id, theirs.version, seen, &base);
  const auto conflict = forms::merge(description, &base, &mine, &theirs.value, &merged);
  look.author = access::account_name(ctx, theirs.changed_by);
  look.when = german(theirs.changed_at);
  look.discard_href =
      sheet_href(opened.permit.case_id(), theirs.parent == opened.permit.case_id().value() ? theirs.id : theirs.parent);
  return post_form(ctx, action,
                   forms::conflict_view(description, conflict, {&base, &mine, &theirs.value, &merged}, look));
}

/// Everything else that was typed goes along, so that nothing is lost while one question is answered.
http::Pairs carried(const http::Form& form, const std::string& field) {
  const auto of_head = [](std::string_view name) {
    return name == "version" || name == "assessed_on" || name == "summary";
  };
  http::Pairs pairs;
  for (const auto& [name, value] : form.pairs()) {
    const bool asked = field.empty() ? of_head(name) : name.starts_with(name_prefix(field));
    if (!asked && !name.starts_with('_') && name != "auswahl") pairs.emplace_back(name, value);
  }
  return pairs;
}

Result<Fragment> line_clash(Context& ctx, const Ask& ask, const cases::OpenCase& opened, const SheetEdit& edit,
                            const std::string& field) {
  const AssessmentId sheet = ask.id<AssessmentId>(1);
  const auto lines = store::lines_of(ctx.db(), opened.permit, sheet);
  const auto theirs = std::ranges::find(lines, field, [](const auto& line) { return line.value.field; });
  const auto mine = std::ranges::find(edit.lines, field, [](const auto& line) { return line.line.field; });
  if (theirs == lines.end() || mine == edit.lines.end()) return failure(ErrorCode::conflict);
  forms::ConflictLook look;
  look.hidden = carried(ask.form, field);
  look.hidden.emplace_back(version_name(field), std::to_string(theirs->version));
  return clash_form(ctx, opened, store::lines(), records::owner(opened.permit, sheet.value()), line_description(field),
                    *theirs, mine->version, mine->line, std::move(look),
                    sheet_href(opened.permit.case_id(), sheet.value()));
}

Result<Fragment> head_clash(Context& ctx, const Ask& ask, const cases::OpenCase& opened, const SheetEdit& edit) {
  const auto theirs = TRY(store::assessment(ctx.db(), opened.permit, ask.id<AssessmentId>(1)));
  forms::ConflictLook look;
  look.hidden = carried(ask.form, {});
  look.hidden.emplace_back("version", std::to_string(theirs.version));
  return clash_form(ctx, opened, store::assessments(), records::owner(opened.permit), assessment_record, theirs,
                    edit.version, edit.head, std::move(look), sheet_href(opened.permit.case_id(), theirs.id));
}

http::Response conflict_page(Context& ctx, const Ask& ask, const SheetEdit& edit, const std::string& where) {
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write));
  const bool of_head = where == assessment_record.name;
  Page page;
  page.title = tr("Diese Einschätzung hat inzwischen jemand anderes geändert");
  page.sub = of_head ? tr("Nichts ist verloren. Entscheiden Sie, was gelten soll.")
                     : trf("{}: Nichts ist verloren. Entscheiden Sie, was gelten soll.",
                           {code_label("field_of_action", where)});
  page.status = 409;
  page.content = SHOW_OR_FAIL(of_head ? head_clash(ctx, ask, opened, edit) : line_clash(ctx, ask, opened, edit, where));
  return in_case(ctx, opened, std::move(page), tr("Zwei Fassungen"));
}

/// Back to the open form, at the field one was in; or on to the decision.
http::Response saved(Context& ctx, const Ask& ask, After after) {
  const auto id = ask.id<CaseId>();
  if (after == After::finish)
    return done(ctx, decision_href(id), tr("Falleinschätzung abgeschlossen. Als Nächstes folgt die Entscheidung."));
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
    if (error.code == ErrorCode::conflict && !error.fields.empty())
      return conflict_page(ctx, ask, read.edit, error.fields.front().field);
    if (error.fields.empty()) return error_page(ctx, ask, error);
    input.errors = error.fields;
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(cases::open_case(ctx, ask, Right::assessment_write));
  const SheetPage data = SHOW_OR_FAIL(load_sheet(ctx, ask, opened));
  return form_page(ctx, ask, opened, data, input, {});
}

}  // namespace

void sheet_routes(Routes& r) {
  r.get("/faelle/{case}/einschaetzung/{assessment}", needs(Right::case_read), show_sheet, "Eine Einschätzung");
  r.post("/faelle/{case}/einschaetzung/{assessment}", needs(Right::assessment_write), post_sheet,
         "Einschätzung speichern oder abschließen");
}

}  // namespace kim::assessment
