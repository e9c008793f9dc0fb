// Versions of a text: preview, comparison, going back to an older one, noting a review.
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/texts/difference.h"
#include "domain/texts/text_pages.h"
#include "platform/forms/forms.h"
#include "platform/html/decisions.h"
#include "platform/html/tables.h"

namespace kim::texts {
namespace {

using access::Right;
using namespace html;

constexpr std::string_view review_fields_asked[] = {"outcome", "reviewed_on", "reviewed_by"};

/// The version of query or form ("fassung"). Errors: not_found.
Result<const Version*> version_of(const Asked& asked, const Ask& ask, std::string_view name = "fassung") {
  std::string label(ask.form.get(name));
  if (label.empty()) label = ask.request.query.get(name);
  const Version* version = asked.own() == nullptr ? nullptr : asked.own()->find(label);
  if (version == nullptr) return failure(ErrorCode::not_found);
  return version;
}

Page page_for(const Asked& asked, std::string title) {
  Page page;
  page.title = std::move(title);
  page.title_detail = page.title + ": " + name_of(asked.key);
  page.sub = name_of(asked.key);
  page.nav = home;
  page.crumbs = crumbs_to(asked.key, page.title);
  return page;
}

http::Response get_preview(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Version* version = SHOW_OR_FAIL(version_of(text, ask));
  return pdf_of(version->letter, text, ctx.today());
}

// ---- comparison ----

Fragment side(const Key& key, const std::optional<Block>& block, std::string_view words, std::string_view other) {
  if (!block) return all("–");
  const Fragment text = words == other ? all(words) : ui::marked_difference(words, other);
  return div_(cls("kim-compare"), lang(key.language), dir(direction_of(key.language)), text);
}

std::vector<Fragment> row_of(const Key& key, const Pair& pair) {
  const std::string before = pair.before ? written({&*pair.before, 1}) : std::string();
  const std::string after = pair.after ? written({&*pair.after, 1}) : std::string();
  std::string what = tr("gleich");
  if (!pair.before) what = tr("neu");
  if (!pair.after) what = tr("entfällt");
  if (pair.before && pair.after && before != after) what = tr("geändert");
  return {all(what), side(key, pair.before, text::trim(before), text::trim(after)),
          side(key, pair.after, text::trim(after), text::trim(before))};
}

/// The title is compared as the first heading.
std::vector<Block> with_title(const consent::Text& text) {
  std::vector<Block> blocks{{consent::Text::Kind::heading, text.title}};
  blocks.insert(blocks.end(), text.blocks.begin(), text.blocks.end());
  return blocks;
}

/// Older version at the left: the one asked for against the one in force, unless both are named.
http::Response get_comparison(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Version* before = SHOW_OR_FAIL(version_of(text, ask));
  const Version* after = &text.own()->in_force();
  if (!ask.request.query.get("mit").empty()) after = SHOW_OR_FAIL(version_of(text, ask, "mit"));
  Page page = page_for(text, tr("Fassungen vergleichen"));
  const auto pairs = compared(with_title(before->letter.text), with_title(after->letter.text));
  ui::Table table{
      .label = page.title,
      .columns = {
          {.label = tr("Absatz"), .nowrap = true}, {.label = version_name(*before)}, {.label = version_name(*after)}}};
  for (const Pair& pair : pairs) table.rows.push_back(row_of(text.key, pair));
  const long long changed = std::ranges::count_if(pairs, [](const Pair& pair) { return !pair.same(); });
  page.content =
      all(ui::table_head(trn("{} Absatz ist anders", "{} Absätze sind anders", changed), {}), ui::table(table));
  return show(ctx, std::move(page));
}

// ---- going back ----

std::vector<std::string> consequences(const Asked& asked, const Version& version) {
  std::vector<std::string> list{trf("Neue Schreiben haben ab sofort den Text: {}.", {version_name(version)}),
                                tr("Was schon gedruckt oder unterschrieben ist, behält seinen Text."),
                                tr("Keine Fassung geht verloren.")};
  if (asked.key.language == "de")
    list.push_back(tr("Übersetzungen, die zu einer anderen deutschen Fassung gehören, passen nicht mehr."));
  return list;
}

http::Response get_choice(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Version* version = SHOW_OR_FAIL(version_of(text, ask));
  Page page = page_for(text, tr("Diese Fassung soll gelten"));
  ui::Confirmation confirmation;
  confirmation.content = all(hidden_input("fassung", version->label()),
                             hidden_input("version", std::to_string(text.own()->base)), text_view(version->letter));
  confirmation.consequences = consequences(text, *version);
  confirmation.button = tr("Fassung in Kraft setzen");
  confirmation.cancel_href = href_of(text.key);
  confirmation.danger = false;
  page.content = post_form(ctx, href_of(text.key, "gilt"), ui::confirmation(confirmation));
  return show(ctx, std::move(page));
}

http::Response post_choice(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Version* version = SHOW_OR_FAIL(version_of(text, ask));
  SHOW_OR_FAIL(choose(ctx, text.key, ask.form.integer("version"), version->label()));
  return done(ctx, href_of(text.key), trf("Ab sofort gilt: {}.", {version_name(*version)}));
}

// ---- review ----

http::Response review_page(Context& ctx, const Asked& asked, const Version& version, const forms::Input& input) {
  Page page = page_for(asked, tr("Prüfung vermerken"));
  page.error = !input.errors.empty();
  page.status = page.error ? 422 : 200;
  const Fragment controls =
      all(hidden_input("fassung", version.label()), forms::control(review_record, "outcome", input),
          forms::control(review_record, "reviewed_on", input, {.optional_mark = false, .short_field = true}),
          forms::control(review_record, "reviewed_by", input, {.optional_mark = false}));
  page.content = div_(
      cls("kim-form--narrow kim-stack"), forms::error_summary(tr("Die Prüfung ist noch nicht vermerkt."), input.errors),
      ui::note("info", all(trf("Der Vermerk gilt für: {}. Er steht auf dem Ausdruck.", {version_name(version)}))),
      post_form(ctx, href_of(asked.key, "pruefung"),
                all(controls, ui::form_actions(ui::submit(tr("Prüfung vermerken")), href_of(asked.key))), "kim-form"));
  return show(ctx, std::move(page));
}

http::Response get_review(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Version* version = SHOW_OR_FAIL(version_of(text, ask));
  Review review;
  review.outcome = "reviewed";
  review.on = ctx.today();
  return review_page(ctx, text, *version, forms::input_from(review_record, &review));
}

http::Response post_review(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  const Version* version = SHOW_OR_FAIL(version_of(text, ask));
  Review noted;
  forms::Input input{ask.form, forms::parse(review_record, ask.form, ctx.today(), &noted, review_fields_asked)};
  if (!input.errors.empty()) return review_page(ctx, text, *version, input);
  const auto saved = review(ctx, text.key, version->label(), noted);
  if (saved) return done(ctx, href_of(text.key, {}, {{"fassung", version->label()}}), tr("Die Prüfung ist vermerkt."));
  if (saved.error().fields.empty()) return error_page(ctx, ask, saved.error());
  input.errors = saved.error().fields;
  return review_page(ctx, text, *version, input);
}

}  // namespace

void change_routes(Routes& routes) {
  constexpr auto keeps = needs(Right::codelist_write);
  routes.get("/texte/{kind}/{language}/pdf", keeps, get_preview, "Fassung eines Textes als PDF mit erfundenen Angaben");
  routes.get("/texte/{kind}/{language}/vergleich", keeps, get_comparison, "Zwei Fassungen eines Textes vergleichen");
  routes.get("/texte/{kind}/{language}/gilt", keeps, get_choice, "Eine andere Fassung in Kraft setzen: Rückfrage");
  routes.post("/texte/{kind}/{language}/gilt", keeps, post_choice, "Eine andere Fassung in Kraft setzen");
  routes.get("/texte/{kind}/{language}/pruefung", keeps, get_review, "Fachliche Prüfung vermerken: Formular");
  routes.post("/texte/{kind}/{language}/pruefung", keeps, post_review, "Fachliche Prüfung vermerken");
}

}  // namespace kim::texts
