// Drafts in pages: the parts a form carries, the list, keeping by script or button, and discarding.
#include "base/i18n.h"
#include "domain/access/page.h"
#include "domain/drafts/draft.h"
#include "domain/drafts/drafts_slice.h"
#include "platform/html/decisions.h"

namespace kim::drafts {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;

constexpr std::string_view title_name = "_titel";
constexpr std::string_view href_name = "_ort";
constexpr std::string_view resume_name = "entwurf";

std::string address(const Key& key) { return "/entwuerfe/" + http::percent_encode(text(key)); }

/// "heute um 08:14 Uhr", "am 20.11.2026 um 08:14 Uhr".
std::string when(const Context& ctx, Moment at) {
  if (local_day(at) == ctx.today()) return trf("heute um {} Uhr", {german_time(at)});
  return trf("am {0} um {1} Uhr", {german(local_day(at)), german_time(at)});
}

std::string resume_href(const Draft& draft) {
  return draft.href + (draft.href.find('?') == std::string::npos ? "?" : "&") + std::string(resume_name) + "=1";
}

// ---- keeping ----

/// The path of the page that sent the form, for forms that do not name theirs. Browsers send it only inside KIM.
std::string path_of_sender(const Ask& ask) {
  const std::string_view sender = ask.request.header("referer");
  const auto scheme = sender.find("://");
  if (scheme == std::string_view::npos) return "/";
  const auto path = sender.find('/', scheme + 3);
  return path == std::string_view::npos ? "/" : std::string(sender.substr(path));
}

Draft draft_from(const Key& key, const Ask& ask) {
  Draft draft{key, {}, std::string(ask.form.get(title_name)), std::string(ask.form.get(href_name)), {}};
  if (draft.title.empty()) draft.title = tr("Begonnene Eingabe");
  if (draft.href.empty()) draft.href = path_of_sender(ask);
  http::Pairs kept;
  for (const auto& [name, value] : ask.form.pairs())
    if (!name.starts_with('_')) kept.emplace_back(name, value);
  draft.content = http::Form(std::move(kept));
  return draft;
}

/// The script asks for no page; a browser that sends the form itself does.
bool wants_page(const Ask& ask) { return ask.request.header("accept").find("text/html") != std::string_view::npos; }

http::Response post_draft(Context& ctx, const Ask& ask) {
  const auto key = key_from(ask.path.at(0));
  if (!key) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  SHOW_OR_FAIL(keep(ctx, draft_from(*key, ask)));
  if (wants_page(ask)) return done(ctx, "/entwuerfe", trf("Entwurf um {} Uhr gesichert", {german_time(ctx.now)}));
  http::Response response;
  response.status = 204;
  return std::move(response.with("X-KIM-Session-Ends", iso(ctx.session_ends_at)));
}

// ---- list ----

Fragment discard_link(const Draft& draft) {
  return ui::link_button(address(draft.key) + "/verwerfen", tr("Verwerfen"),
                         {.weight = ui::Weight::tertiary, .hidden = ": " + draft.title, .small = true});
}

ui::Row row(const Context& ctx, const Draft& draft) {
  ui::Row row;
  row.title = ui::row_title(resume_href(draft), draft.title);
  row.meta = h::all(trf("Gesichert {}", {when(ctx, draft.saved_at)}));
  row.end = discard_link(draft);
  return row;
}

http::Response show_drafts(Context& ctx, const Ask&) {
  std::vector<ui::Row> rows;
  for (const Draft& draft : list(ctx)) rows.push_back(row(ctx, draft));
  Page page;
  page.title = tr("Ihre Entwürfe");
  page.sub = trf("Was Sie begonnen und noch nicht gespeichert haben. KIM hebt es {} Tage auf; nur Sie sehen es.",
                 {std::to_string(days_kept)});
  page.content = rows.empty() ? ui::empty_state(tr("Kein Entwurf offen"),
                                                tr("Unterbrechen Sie eine Eingabe, so finden Sie sie hier wieder."))
                              : ui::rows(rows);
  return show(ctx, std::move(page));
}

// ---- discarding ----

http::Response ask_discard(Context& ctx, const Ask& ask) {
  const auto key = key_from(ask.path.at(0));
  const auto draft = key ? find(ctx, *key) : std::nullopt;
  if (!draft) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  ui::Confirmation question;
  question.content = h::p(draft->title);
  question.consequences = {trf("Der Text, den Sie {} geschrieben haben, ist dann weg.", {when(ctx, draft->saved_at)})};
  question.button = tr("Entwurf verwerfen");
  question.cancel_href = draft->href;
  Page page;
  page.title = tr("Entwurf verwerfen?");
  page.crumbs = {{tr("Ihre Entwürfe"), "/entwuerfe"}, {tr("Verwerfen"), {}}};
  page.content = post_form(ctx, address(*key) + "/verwerfen", ui::confirmation(question));
  return show(ctx, std::move(page));
}

http::Response post_discard(Context& ctx, const Ask& ask) {
  const auto key = key_from(ask.path.at(0));
  if (!key) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  SHOW_OR_FAIL(ctx.transact([&](db::Tx& tx) -> Result<void> {
    tx.technical("a draft is nobody's record until it is saved");
    discard(ctx, tx, *key);
    return {};
  }));
  return done(ctx, "/entwuerfe", tr("Der Entwurf ist verworfen."));
}

}  // namespace

Found look(Context& ctx, const Ask& ask, const Key& key) {
  auto draft = find(ctx, key);
  Found found;
  if (draft) (ask.request.query.has(resume_name) ? found.resumed : found.offered) = std::move(draft);
  return found;
}

html::Fragment notice(Context& ctx, const std::optional<Draft>& draft) {
  if (!draft) return {};
  return ui::draft_found(when(ctx, draft->saved_at), draft->title, resume_href(*draft), discard_link(*draft));
}

html::Fragment draft_form(Context& ctx, std::string_view action, const Place& place, const html::Fragment& children) {
  return h::form(h::cls("kim-form kim-form--narrow"), h::method("post"), h::action(h::Url(action)), h::novalidate(),
                 form_attribute(place.key), h::input(h::type("hidden"), h::name_("_csrf"), h::value(ctx.csrf)),
                 hidden_fields(place.title, place.href), children);
}

html::Fragment form_end(const Key& key, const std::optional<Draft>& resumed) {
  const std::string saved =
      resumed ? trf("Entwurf um {} Uhr gesichert", {german_time(resumed->saved_at)}) : std::string();
  return h::all(
      ui::submit(tr("Später weiter"), {.weight = ui::Weight::tertiary, .formaction = address(key), .novalidate = true}),
      ui::draft_note(saved));
}

html::Attribute form_attribute(const Key& key) { return h::data("draft", text(key)); }

html::Fragment hidden_fields(std::string_view title, std::string_view href) {
  return h::all(h::input(h::type("hidden"), h::name_(title_name), h::value(title)),
                h::input(h::type("hidden"), h::name_(href_name), h::value(href)));
}

html::Fragment drafts_panel(Context& ctx) {
  std::vector<ui::Row> rows;
  for (const Draft& draft : list(ctx)) {
    if (rows.size() == 5) break;  // the page shows all
    ui::Row row;
    row.title = ui::row_title(resume_href(draft), draft.title);
    row.meta = h::all(when(ctx, draft.saved_at));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return {};
  ui::PanelLook look;
  look.link = ui::link("/entwuerfe", tr("Alle"), " " + tr("Ihre Entwürfe"));
  return ui::panel("h-entwuerfe", tr("Ihre Entwürfe"), ui::rows(rows, ui::RowsLook::plain), look);
}

void draft_routes(Routes& routes) {
  routes.get("/entwuerfe", needs(Right::own_account), show_drafts, "Eigene Entwürfe");
  routes.post("/entwuerfe/{key}", needs(Right::own_account), post_draft, "Entwurf sichern");
  routes.get("/entwuerfe/{key}/verwerfen", needs(Right::own_account), ask_discard, "Fragen, ob ein Entwurf weg soll");
  routes.post("/entwuerfe/{key}/verwerfen", needs(Right::own_account), post_discard, "Entwurf verwerfen");
}

}  // namespace kim::drafts
