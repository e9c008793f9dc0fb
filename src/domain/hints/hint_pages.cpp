// HTML routes of hints: the list for coordinating bodies, one hint, taking it up, closing it with an answer.
#include "domain/hints/hint_pages.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/page.h"
#include "domain/access/references.h"
#include "domain/hints/hint_store.h"
#include "domain/hints/hint_views.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::hints {
namespace {

using access::Right;
using namespace html;

constexpr Right right = Right::organisation_write;

std::string hint_href(std::int64_t id) { return std::string(here) + "/" + std::to_string(id); }

std::string where(const Hint& hint, const std::vector<Reference>& municipalities) {
  return hint.municipality ? label_of(municipalities, hint.municipality.value()) : tr("ganzer Kreis");
}

// ---- the list ----

std::string_view state_asked(const http::Form& query) {
  const std::string_view state = query.get("stand");
  return state.empty() ? "open" : state;
}

store::Question question_of(const http::Form& query) {
  const std::string state(state_asked(query));
  return {state == "alle" ? std::string() : state, std::string(query.get("hindernis")), std::string(query.get("feld")),
          MunicipalityId(query.integer("kommune"))};
}

std::vector<ui::Filter::Option> codes_of(std::string_view list) {
  std::vector<ui::Filter::Option> options;
  for (const Code& code : code_list(list).codes())
    if (list != "obstacle" || is_structural(code.code)) options.push_back({code.code, code_label(list, code.code)});
  return options;
}

ui::Filter filter_of(const std::vector<Reference>& municipalities) {
  std::vector<ui::Filter::Option> places;
  for (const Reference& one : municipalities) places.push_back({std::to_string(one.id), one.label});
  ui::Filter filter;
  filter.fields = {{"hindernis", tr("Was hindert?"), codes_of("obstacle")},
                   {"feld", tr("Handlungsfeld"), codes_of("field_of_action")},
                   {"kommune", tr("Kommune"), std::move(places)}};
  filter.keep = {"stand"};
  return filter;
}

Fragment state_views(const http::Form& query) {
  std::vector<ui::View> views;
  const std::string_view asked = state_asked(query);
  for (const Code& code : code_list("hint_state").codes())
    views.push_back({.label = code_label("hint_state", code.code),
                     .href = std::string(here) + "?stand=" + code.code,
                     .current = asked == code.code});
  views.push_back({.label = tr("Alle"), .href = std::string(here) + "?stand=alle", .current = asked == "alle"});
  return ui::views(tr("Stand"), views);
}

ui::Row row_of(const Stored& hint, const std::vector<Reference>& municipalities) {
  const Hint& value = hint.value;
  ui::Row row;
  row.lead = when(value.raised_on.has_value(), [&] { return ui::date(*value.raised_on); });
  row.title = ui::row_title(hint_href(hint.id), code_label("obstacle", value.obstacle));
  std::vector<std::string> meta;
  if (!value.field.empty()) meta.push_back(code_label("field_of_action", value.field));
  meta.push_back(where(value, municipalities));
  row.meta = all(text::join(meta, " · "), br(), value.text);
  row.end = state_badge(value);
  return row;
}

Fragment nothing_here() {
  return ui::empty_state(tr("Hier steht kein Hinweis"),
                         tr("Fachkräfte geben Hinweise aus einem Ziel, das nicht vorankommt. Sie kommen ohne Namen und "
                            "ohne Angaben zur Person hier an."));
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const http::Form& query = ask.request.query;
  const store::Question question = question_of(query);
  const long long total = store::count(ctx.db(), question);
  const auto list = store::list(ctx.db(), question, (ui::page_of(query, total) - 1) * ui::kPerPage, ui::kPerPage);
  const auto municipalities = references(ctx.services, ctx.db(), "municipality");
  std::vector<ui::Row> rows;
  for (const Stored& one : list) rows.push_back(row_of(one, municipalities));
  Page page{.title = tr("Strukturhinweise"),
            .nav = std::string(here),
            .sub = tr("Was die Fallarbeit zeigt, ohne Personen"),
            .content = {}};
  page.content = all(state_views(query), ui::filter_box(filter_of(municipalities), query),
                     list.empty() ? nothing_here()
                                  : all(ui::table_head(trn("{} Hinweis", "{} Hinweise", total), {}),
                                        ui::rows(rows, ui::RowsLook::lead), ui::paging(query, total)));
  return show(ctx, std::move(page));
}

// ---- one hint ----

Fragment answer_form(Context& ctx, const Stored& hint, const forms::Input& input) {
  return post_form(ctx, hint_href(hint.id) + "/antwort",
                   all(forms::error_summary(tr("Die Antwort ist noch nicht gespeichert."), input.errors),
                       html::input(type("hidden"), name_("version"), value(std::to_string(hint.version))),
                       forms::control(answer_record, "answer", input),
                       ui::form_actions(ui::submit(tr("Antworten und abschließen")), here)));
}

Fragment take_up_form(Context& ctx, const Stored& hint) {
  if (hint.value.state != "open") return {};
  return post_form(ctx, hint_href(hint.id) + "/aufgreifen",
                   all(html::input(type("hidden"), name_("version"), value(std::to_string(hint.version))),
                       ui::submit(tr("Aufgreifen"), {.weight = ui::Weight::secondary})),
                   "");
}

Fragment facts_panel(const Stored& hint, const std::vector<Reference>& municipalities) {
  const Hint& value = hint.value;
  std::vector<ui::Fact> facts{{tr("Kommune"), all(where(value, municipalities))}};
  const auto add = [&](std::string_view field, const std::optional<Day>& day) {
    if (day) facts.push_back({tr(hint_record.find(field)->label), ui::date(*day)});
  };
  if (!value.field.empty()) facts.push_back({tr("Handlungsfeld"), all(code_label("field_of_action", value.field))});
  add("raised_on", value.raised_on);
  add("taken_up_on", value.taken_up_on);
  add("closed_on", value.closed_on);
  return ui::panel("h-stand", tr("Stand"), all(state_badge(value), div_(cls("kim-top-s"), ui::facts(facts))));
}

Fragment content_of(Context& ctx, const Stored& hint, const forms::Input& input, const Fragment& above) {
  const Hint& value = hint.value;
  const Fragment answer =
      is_closed(value)
          ? ui::section({.id = "h-antwort", .title = tr("Antwort")}, p(cls("kim-text"), ui::lines(value.answer)))
          : ui::section({.id = "h-antworten", .title = tr("Antworten")}, answer_form(ctx, hint, input));
  return ui::split(all(above, p(cls("kim-text"), ui::lines(value.text)), answer),
                   facts_panel(hint, references(ctx.services, ctx.db(), "municipality")));
}

http::Response hint_page(Context& ctx, const Stored& hint, const forms::Input& input, int status,
                         const Fragment& above = {}) {
  Page page;
  page.title = code_label("obstacle", hint.value.obstacle);
  page.nav = here;
  page.crumbs = {{tr("Strukturhinweise"), std::string(here)}, {page.title, {}}};
  page.sub = hint.value.field.empty() ? std::string() : code_label("field_of_action", hint.value.field);
  page.error = status != 200;
  page.status = status;
  page.actions = take_up_form(ctx, hint);
  page.content = content_of(ctx, hint, input, above);
  return show(ctx, std::move(page));
}

http::Response show_hint(Context& ctx, const Ask& ask) {
  return hint_page(ctx, SHOW_OR_FAIL(store::one(ctx.db(), ask.number(0))), {}, 200);
}

/// What somebody else did meanwhile stands on the page; what was typed stays, if it can still be sent.
http::Response changed_page(Context& ctx, const Ask& ask) {
  return hint_page(ctx, SHOW_OR_FAIL(store::one(ctx.db(), ask.number(0))), {ask.form, {}}, 409,
                   ui::note("info", all(tr("Diesen Hinweis hat inzwischen jemand anderes bearbeitet. Bitte prüfen Sie "
                                           "seinen Stand."),
                                        when(!ask.form.get("answer").empty(), [&] {
                                          return p(tr("Das hatten Sie geschrieben:"), " ", ask.form.get("answer"));
                                        }))));
}

http::Response post_take_up(Context& ctx, const Ask& ask) {
  const auto saved = take_up(ctx, ask.number(0), ask.form.integer("version"));
  if (saved) return done(ctx, hint_href(ask.number(0)), tr("Hinweis aufgegriffen. Wer ihn gegeben hat, sieht das."));
  return saved.error().code == ErrorCode::conflict ? changed_page(ctx, ask) : error_page(ctx, ask, saved.error());
}

http::Response post_answer(Context& ctx, const Ask& ask) {
  Answer answer;
  forms::Input input{ask.form, forms::parse(answer_record, ask.form, ctx.today(), &answer)};
  if (input.errors.empty()) {
    const auto saved = close(ctx, ask.number(0), ask.form.integer("version"), answer);
    if (saved) return done(ctx, std::string(here), tr("Antwort gespeichert. Sie steht jetzt beim Ziel im Fall."));
    if (saved.error().code == ErrorCode::conflict) return changed_page(ctx, ask);
    if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
    input.errors = saved.error().fields;
  }
  return hint_page(ctx, SHOW_OR_FAIL(store::one(ctx.db(), ask.number(0))), input, 422);
}

}  // namespace

Fragment home_panel(Context& ctx) {
  if (!ctx.actor.may(right)) return {};
  const long long open = store::count(ctx.db(), {.state = "open", .obstacle = {}, .field = {}, .municipality = {}});
  if (open == 0) return {};
  return ui::panel("h-hinweise", tr("Strukturhinweise"),
                   p(ui::text_link(here, trn("{} offener Hinweis", "{} offene Hinweise", open))));
}

void page_routes(Routes& r) {
  r.get(here, needs(right), show_list, "Strukturhinweise nach Stand, mit Filter");
  r.get("/hinweise/{hint}", needs(right), show_hint, "Ein Strukturhinweis");
  r.post("/hinweise/{hint}/aufgreifen", needs(right), post_take_up, "Strukturhinweis aufgreifen");
  r.post("/hinweise/{hint}/antwort", needs(right), post_answer, "Strukturhinweis mit einer Antwort abschließen");
}

}  // namespace kim::hints
