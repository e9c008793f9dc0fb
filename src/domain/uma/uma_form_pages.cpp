// Forms of the six kinds of rows: one set of handlers, told apart by a small description each.
// What it is not: the page of the path (uma_pages.cpp).
#include "base/i18n.h"
#include "domain/records/conflict.h"
#include "domain/records/history_view.h"
#include "domain/uma/uma_pages.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"

namespace kim::uma {
namespace {

using access::Right;
using namespace html;

/// What differs between the kinds on the screen.
struct Words {
  std::string_view path, new_title, edit_title, not_saved, button, saved;
};

template <class T>
const Words& words();

template <>
const Words& words<Talk>() {
  static constexpr Words all{"gespraeche",
                             N_("Gespräch festhalten"),
                             N_("Gespräch ändern"),
                             N_("Das Gespräch ist noch nicht gespeichert."),
                             N_("Gespräch speichern"),
                             N_("Gespräch gespeichert")};
  return all;
}
template <>
const Words& words<TargetCheck>() {
  static constexpr Words all{"zielgruppe",
                             N_("Zielgruppe prüfen"),
                             N_("Prüfung der Zielgruppe ändern"),
                             N_("Die Prüfung ist noch nicht gespeichert."),
                             N_("Prüfung speichern"),
                             N_("Prüfung der Zielgruppe gespeichert")};
  return all;
}
template <>
const Words& words<Duty>() {
  static constexpr Words all{"zustaendigkeiten",
                             N_("Zuständigkeit festhalten"),
                             N_("Zuständigkeit ändern"),
                             N_("Die Zuständigkeit ist noch nicht gespeichert."),
                             N_("Zuständigkeit speichern"),
                             N_("Zuständigkeit gespeichert")};
  return all;
}
template <>
const Words& words<Focus>() {
  static constexpr Words all{"schwerpunkte",
                             N_("Schwerpunkt festhalten"),
                             N_("Schwerpunkt ändern"),
                             N_("Der Schwerpunkt ist noch nicht gespeichert."),
                             N_("Schwerpunkt speichern"),
                             N_("Schwerpunkt gespeichert")};
  return all;
}
template <>
const Words& words<Work>() {
  static constexpr Words all{"arbeit",
                             N_("Beginn der Arbeit festhalten"),
                             N_("Angaben zur Arbeit ändern"),
                             N_("Die Arbeit ist noch nicht gespeichert."),
                             N_("Arbeit speichern"),
                             N_("Arbeit gespeichert")};
  return all;
}
template <>
const Words& words<Ending>() {
  static constexpr Words all{"ende",
                             N_("Rückgabe oder Abschluss festhalten"),
                             N_("Ende des UmA-Wegs ändern"),
                             N_("Das Ende ist noch nicht gespeichert."),
                             N_("Ende speichern"),
                             N_("Das Ende des UmA-Wegs ist gespeichert")};
  return all;
}

// ---- what a new form begins with ----

template <class T>
T start_of(const Context&, const cases::OpenCase&, const http::Form&) {
  return {};
}
template <>
Talk start_of(const Context& ctx, const cases::OpenCase&, const http::Form& query) {
  Talk talk;
  talk.held_on = ctx.today();
  if (query.get("art") == "work" || query.get("art") == "handback") talk.kind = query.get("art");
  return talk;
}
template <>
TargetCheck start_of(const Context& ctx, const cases::OpenCase& opened, const http::Form&) {
  TargetCheck target;
  target.checked_on = ctx.today();
  const auto adult = adult_on(opened.frame.person.value.birth, ctx.today());
  if (!adult) return target;
  target.adult = *adult ? record::YesNo::yes : record::YesNo::no;
  if (*adult) target.adult_reason = tr("laut Geburtsdatum in der Akte");
  return target;
}
template <>
Focus start_of(const Context&, const cases::OpenCase&, const http::Form& query) {
  Focus focus;
  focus.kind = query.get("art");
  return focus;
}
template <>
Ending start_of(const Context& ctx, const cases::OpenCase&, const http::Form&) {
  Ending ending;
  ending.ended_on = ctx.today();
  return ending;
}

// ---- forms ----

std::string row_href(CaseId id, std::string_view kind, std::int64_t row) {
  return cases::case_href(id, tab) + "/" + std::string(kind) + "/" + (row == 0 ? "neu" : std::to_string(row));
}

Fragment controls(const record::Record& record, const forms::Input& input, Day today) {
  return each(record.fields, [&](const record::Field& field) {
    if (field.need == record::Need::kept) return Fragment();
    const bool short_field = field.kind == record::Kind::day || field.kind == record::Kind::number;
    const bool asked_for_by_an_answer = &record == &target_check_record;  // then "(freiwillig)" would be wrong
    return forms::control(
        field, input,
        {.optional_mark = !asked_for_by_an_answer, .short_field = short_field, .text_rows = 3, .today = today});
  });
}

/// `row` 0: a new one.
template <class T>
http::Response form_page(Context& ctx, const cases::OpenCase& opened, const forms::Input& input, std::int64_t row,
                         std::int64_t version) {
  const Words& w = words<T>();
  const CaseId id = opened.permit.case_id();
  Page page;
  page.title = tr(row == 0 ? w.new_title : w.edit_title);
  page.title_detail = page.title + ", " + opened.frame.name;
  page.sub = trf("mit {}", {opened.frame.name});
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment hidden =
      when(version > 0, [&] { return html::input(type("hidden"), name_("version"), value(std::to_string(version))); });
  const Fragment form = post_form(ctx, row_href(id, w.path, row),
                                  all(forms::error_summary(tr(w.not_saved), input.errors), hidden,
                                      controls(store::table<T>().record(), input, ctx.today()),
                                      ui::form_actions(ui::submit(tr(w.button)), cases::case_href(id, tab))));
  const Fragment history = when(row != 0, [&] {
    return ui::panel("h-geschichte", tr("Wer hat was geändert?"),
                     records::history_view(ctx, store::table<T>(), records::owner(opened.permit), row));
  });
  page.content = row == 0 ? form : ui::split(form, history);
  const std::string crumb = page.title;
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, crumb);
}

template <class T>
http::Response show_new(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(open_uma(ctx, ask, Right::case_write));
  const T start = start_of<T>(ctx, opened, ask.request.query);
  return form_page<T>(ctx, opened, forms::input_from(store::table<T>().record(), &start), 0, 0);
}

template <class T>
http::Response saved(Context& ctx, CaseId id) {
  return done(ctx, cases::case_href(id, tab), tr(words<T>().saved));
}

template <class T>
http::Response post_new(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  T typed{};
  forms::Input input{ask.form, forms::parse(store::table<T>().record(), ask.form, ctx.today(), &typed)};
  if (input.errors.empty()) {
    auto added = add(ctx, id, typed);
    if (added) return saved<T>(ctx, id);
    if (added.error().fields.empty()) return error_page(ctx, ask, added.error());
    input.errors = std::move(added.error().fields);
  }
  return form_page<T>(ctx, SHOW_OR_FAIL(open_uma(ctx, ask, Right::case_write)), input, 0, 0);
}

template <class T>
http::Response show_edit(Context& ctx, const Ask& ask) {
  const cases::OpenCase opened = SHOW_OR_FAIL(open_uma(ctx, ask, Right::case_write));
  const auto row = SHOW_OR_FAIL(store::row<T>(ctx.db(), opened.permit, ask.number(1)));
  return form_page<T>(ctx, opened, forms::input_from(store::table<T>().record(), &row.value), row.id, row.version);
}

template <class T>
http::Response conflict_page(Context& ctx, const Ask& ask, const T& mine) {
  const cases::OpenCase opened = SHOW_OR_FAIL(open_uma(ctx, ask, Right::case_write));
  const auto theirs = SHOW_OR_FAIL(store::row<T>(ctx.db(), opened.permit, ask.number(1)));
  const CaseId id = opened.permit.case_id();
  Page page = records::conflict_page(ctx, tr("Das hat inzwischen jemand anderes geändert"), store::table<T>(),
                                     records::owner(opened.permit), theirs, ask.form.integer("version"), mine,
                                     {row_href(id, words<T>().path, theirs.id), cases::case_href(id, tab)});
  return cases::show_in_case(ctx, opened.permit, opened.frame, std::move(page), tab, tr("Zwei Fassungen"));
}

template <class T>
http::Response post_edit(Context& ctx, const Ask& ask) {
  const auto id = ask.id<CaseId>();
  const std::int64_t row = ask.number(1), version = ask.form.integer("version");
  T typed{};
  forms::Input input{ask.form, forms::parse(store::table<T>().record(), ask.form, ctx.today(), &typed)};
  if (input.errors.empty()) {
    auto changed = change(ctx, id, row, version, typed);
    if (changed) return saved<T>(ctx, id);
    if (changed.error().code == ErrorCode::conflict) return conflict_page<T>(ctx, ask, typed);
    if (changed.error().fields.empty()) return error_page(ctx, ask, changed.error());
    input.errors = std::move(changed.error().fields);
  }
  const cases::OpenCase opened = SHOW_OR_FAIL(open_uma(ctx, ask, Right::case_write));
  SHOW_OR_FAIL(store::row<T>(ctx.db(), opened.permit, row));
  return form_page<T>(ctx, opened, input, row, version);
}

template <class T>
void routes_of(Routes& r) {
  const Words& w = words<T>();
  const std::string base = "/faelle/{case}/uma/" + std::string(w.path) + "/";
  const Guard guard = needs(Right::case_write);
  r.get(base + "neu", guard, show_new<T>, w.new_title);
  r.post(base + "neu", guard, post_new<T>, w.button);
  r.get(base + "{row}", guard, show_edit<T>, w.edit_title);
  r.post(base + "{row}", guard, post_edit<T>, w.edit_title);
}

}  // namespace

void form_routes(Routes& r) {
  routes_of<Talk>(r);
  routes_of<TargetCheck>(r);
  routes_of<Duty>(r);
  routes_of<Focus>(r);
  routes_of<Work>(r);
  routes_of<Ending>(r);
}

}  // namespace kim::uma
