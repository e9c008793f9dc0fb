// Stellenverzeichnis: all bodies with search, one body, and its form.
#include <algorithm>
#include <cctype>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/organisation/organisation_pages.h"
#include "platform/html/tables.h"

namespace kim::organisation {
namespace h = kim::html;
namespace {

using access::Right;
using html::Fragment;
using records::Stored;

constexpr std::string_view list_href = "/organisation/verzeichnis";
constexpr auto reads = needs(Right::organisation_read);
constexpr auto writes = needs(Right::organisation_write);

Result<Stored<Body>> found_body(Context& ctx, BodyId id) {
  return records::one<Body>(ctx.db(), store::body_table(), records::nobody(), id.value());
}

// ---- list ----

std::string folded(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

bool matches(const Body& body, std::string_view word, std::string_view kind) {
  if (!kind.empty() && body.kind != kind) return false;
  return folded(body.name).find(folded(word)) != std::string::npos ||
         folded(body.short_name).find(folded(word)) != std::string::npos;
}

ui::Filter filter() {
  ui::Filter result;
  result.fields = {{.name = "q", .label = tr("Name")}, {.name = "art", .label = tr("Art")}};
  for (const Code& code : code_list("body_kind").codes())
    result.fields.back().options.push_back({code.code, code_label("body_kind", code.code)});
  return result;
}

std::vector<Fragment> row_of(const Context& ctx, const Stored<Body>& body) {
  const bool over = !holds_on(body.value.valid_from, body.value.valid_until, ctx.today());
  return {ui::cell_main(body_href(BodyId(body.id)), body.value.name, body.value.short_name),
          h::all(code_label("body_kind", body.value.kind)), h::all(body.value.phone),
          over ? ui::badge(ui::Tone::neutral, tr("besteht nicht")) : Fragment()};
}

ui::Table table_of(const Context& ctx, const std::vector<Stored<Body>>& list, const http::Form& query) {
  ui::Table table;
  table.label = tr("Stellen");
  table.columns = {{.label = tr("Stelle")},
                   {.label = tr("Art")},
                   {.label = tr("Telefon"), .wide_only = true, .nowrap = true},
                   {.label = tr("Zustand")}};
  const auto first =
      static_cast<std::size_t>((ui::page_of(query, static_cast<long long>(list.size())) - 1) * ui::kPerPage);
  for (std::size_t i = first; i < list.size() && i < first + ui::kPerPage; ++i)
    table.rows.push_back(row_of(ctx, list[i]));
  return table;
}

Fragment nothing_found(std::string_view word) {
  return ui::empty_state(
      tr("Keine Stelle gefunden"),
      word.empty() ? tr("Mit diesem Filter gibt es keine Stelle.") : trf("Gesucht wurde nach „{}“.", {word}),
      ui::link_button(list_href, tr("Filter zurücksetzen"), {.weight = ui::Weight::secondary}));
}

http::Response show_bodies(Context& ctx, const Ask& ask) {
  const http::Form& query = ask.request.query;
  const std::string word(text::trim(query.get("q")));
  auto list = bodies(ctx.db());
  std::erase_if(list, [&](const auto& body) { return !matches(body.value, word, query.get("art")); });
  const auto count = static_cast<long long>(list.size());
  Page page;
  page.title = tr("Stellenverzeichnis");
  page.nav = home;
  page.sub = tr("Ämter, Träger und Einrichtungen, mit denen KIM zusammenarbeitet");
  page.crumbs = {{tr("Organisation"), std::string(home)}, {page.title, ""}};
  if (may_write(ctx))
    page.actions = ui::link_button("/organisation/verzeichnis/neu", tr("Stelle anlegen"), {.icon = "add"});
  page.content = h::all(
      ui::filter_box(filter(), query), ui::table_head(trn("{} Stelle", "{} Stellen", count), tr("sortiert nach Name")),
      list.empty() ? nothing_found(word) : h::all(ui::table(table_of(ctx, list, query)), ui::paging(query, count)));
  return show(ctx, std::move(page));
}

// ---- one body ----

http::Response show_body(Context& ctx, const Ask& ask) {
  const auto body = SHOW_OR_FAIL(found_body(ctx, ask.id<BodyId>()));
  Page page;
  page.title = body.value.name;
  page.nav = home;
  page.crumbs = {
      {tr("Organisation"), std::string(home)}, {tr("Stellenverzeichnis"), std::string(list_href)}, {page.title, ""}};
  if (may_write(ctx)) page.actions = ui::link_button(body_href(BodyId(body.id), "bearbeiten"), tr("Stelle ändern"));
  const Fragment history = h::when(may_write(ctx), [&] { return history_fold(ctx, store::body_table(), body.id); });
  page.content = h::all(forms::facts(body_record, &body.value), history);
  return show(ctx, std::move(page));
}

FormTarget new_target() {
  return {tr("Stelle anlegen"), std::string(list_href), std::string(list_href), tr("Stelle speichern")};
}
FormTarget target_of(const Stored<Body>& body) {
  const BodyId id(body.id);
  return {trf("Stelle ändern: {}", {body.value.name}), body_href(id), body_href(id), tr("Stelle speichern"),
          body.version};
}

http::Response show_new(Context& ctx, const Ask&) {
  const Body body;
  return form_page(ctx, body_record, forms::input_from(body_record, &body), new_target());
}

http::Response post_new(Context& ctx, const Ask& ask) {
  return answer_form<Body>(ctx, ask, store::body_table(), {}, new_target(), tr("Die Stelle ist gespeichert."),
                           [&](const Body& body) -> Result<void> {
                             return ctx.transact([&](db::Tx& tx) -> Result<void> {
                               TRY(add_body(ctx, tx, body));
                               return {};
                             });
                           });
}

http::Response show_edit(Context& ctx, const Ask& ask) {
  const auto body = SHOW_OR_FAIL(found_body(ctx, ask.id<BodyId>()));
  return form_page(ctx, body_record, forms::input_from(body_record, &body.value), target_of(body));
}

http::Response post_edit(Context& ctx, const Ask& ask) {
  auto body = SHOW_OR_FAIL(found_body(ctx, ask.id<BodyId>()));
  body.version = ask.form.integer("version");
  return answer_form<Body>(
      ctx, ask, store::body_table(), body.value, target_of(body), tr("Die Stelle ist gespeichert."),
      [&](const Body& after) { return change_body(ctx, BodyId(body.id), body.version, after); },
      [&] { return found_body(ctx, BodyId(body.id)); });
}

}  // namespace

void body_routes(Routes& routes) {
  routes.get(list_href, reads, show_bodies, "Stellenverzeichnis mit Suche");
  routes.get("/organisation/verzeichnis/neu", writes, show_new, "Stelle anlegen");
  routes.post(list_href, writes, post_new, "Stelle anlegen");
  routes.get("/organisation/verzeichnis/{body}", reads, show_body, "Stelle ansehen");
  routes.get("/organisation/verzeichnis/{body}/bearbeiten", writes, show_edit, "Stelle ändern");
  routes.post("/organisation/verzeichnis/{body}", writes, post_edit, "Stelle ändern");
}

}  // namespace kim::organisation
