// The texts, one kind in all its languages, one text with its versions.
#include "domain/texts/text_pages.h"

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "platform/html/tables.h"

namespace kim::texts {
namespace {

using access::Right;
using namespace html;

constexpr std::size_t stale_shown = 8;

std::string since(const Version& version) {
  const consent::Text& text = version.letter.text;
  return version.shipped ? text.version : trf("{0} vom {1}", {text.version, german(text.valid_from)});
}

// ---- all kinds ----

struct Sum {
  std::set<std::string> languages;  // a body with a wording of its own has none of its own
  long long own = 0, stale = 0, drafts = 0;
};
Sum sum_of(const Templates& texts, std::string_view kind) {
  Sum sum;
  for (const auto& [key, text] : texts) {
    if (key.kind != kind) continue;
    const Version& version = text.in_force();
    sum.languages.insert(key.language);
    sum.own += version.shipped ? 0 : 1;
    sum.stale += text.stale() ? 1 : 0;
    sum.drafts += version.letter.reviewed ? 0 : 1;
  }
  return sum;
}

Fragment state_of(const Sum& sum) {
  if (sum.stale > 0)
    return ui::badge(ui::Tone::warning,
                     trn("{} Übersetzung passt nicht mehr", "{} Übersetzungen passen nicht mehr", sum.stale));
  if (sum.drafts > 0) return ui::badge(ui::Tone::neutral, trn("{} Entwurf", "{} Entwürfe", sum.drafts));
  return ui::badge(ui::Tone::success, tr("fachlich geprüft"));
}

ui::Table kinds_table(const Templates& texts) {
  ui::Table table{.label = tr("Texte"),
                  .columns = {{.label = tr("Schreiben")},
                              {.label = tr("Fassungen in"), .nowrap = true},
                              {.label = tr("Davon eigene"), .wide_only = true},
                              {.label = tr("Stand")}}};
  for (const Code& code : code_list("text_kind").codes()) {
    const Sum sum = sum_of(texts, code.code);
    table.rows.push_back({ui::cell_main(kind_href(code.code), code_label("text_kind", code.code)),
                          all(trn("{} Sprache", "{} Sprachen", std::ssize(sum.languages))),
                          all(sum.own == 0 ? tr("keine") : std::to_string(sum.own)), state_of(sum)});
  }
  return table;
}

Fragment stale_section(const Templates& texts) {
  std::vector<ui::Row> rows;
  std::size_t more = 0;
  for (const auto& [key, text] : texts) {
    if (!text.stale()) continue;
    if (rows.size() == stale_shown) {
      ++more;
      continue;
    }
    ui::Row row;
    row.title = ui::row_title(href_of(key), name_of(key));
    row.meta = all(trf("gehört zur deutschen Fassung {}", {std::string(base_of(text.in_force().label()))}));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return {};
  return ui::section(
      {.id = "h-veraltet",
       .title = tr("Übersetzungen, die nicht mehr zum deutschen Text passen"),
       .lead = tr("Sie werden weiter gedruckt, mit dem Hinweis, dass sie zu einer früheren Fassung gehören.")},
      all(ui::rows(rows), when(more > 0, [&] { return ui::meta(trf("Und {} weitere.", {std::to_string(more)})); })));
}

http::Response get_kinds(Context& ctx, const Ask&) {
  const Templates texts = all_templates(ctx);
  Page page;
  page.title = tr("Texte");
  page.nav = home;
  page.sub = tr("Texte der Schreiben, Formulare und Einwilligungen. Eine eigene Fassung ersetzt die mitgelieferte.");
  page.content = ui::stack(all(ui::table(kinds_table(texts)), stale_section(texts)));
  return show(ctx, std::move(page));
}

// ---- one kind ----

std::vector<Key> keys_of(std::string_view kind) {
  std::vector<Key> keys;
  for (const std::string& controller : controllers(kind))
    for (const std::string& language : possible_languages(kind, controller))
      keys.push_back({std::string(kind), language, controller});
  return keys;
}

std::vector<Fragment> language_row(const Templates& texts, const Key& key) {
  const std::string sub = key.controller == any_controller ? std::string() : trf("nur {}", {key.controller});
  const auto found = texts.find(key);
  if (found == texts.end())
    return {ui::cell_main(href_of(key), language_label(key.language), sub), all("–"), all("–"),
            ui::badge(ui::Tone::neutral, tr("gibt es nicht"))};
  const Version& version = found->second.in_force();
  const documents::LetterText& letter = version.letter;
  std::string translated = letter.translator;
  if (letter.translated_on) translated += (translated.empty() ? "" : ", ") + german(*letter.translated_on);
  return {ui::cell_main(href_of(key), language_label(key.language), sub),
          all(version.shipped ? trf("mitgeliefert, {}", {version.label()}) : trf("eigene, {}", {since(version)})),
          all(key.language == "de" || translated.empty() ? "–" : translated), badges(version)};
}

http::Response get_kind(Context& ctx, const Ask& ask) {
  const std::string& kind = ask.path.at(0);
  if (code_list("text_kind").find(kind) == nullptr) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  const Templates texts = all_templates(ctx);
  const std::vector<Key> keys = keys_of(kind);
  const auto total = static_cast<long long>(keys.size());
  const auto first = static_cast<std::size_t>((ui::page_of(ask.request.query, total) - 1) * ui::kPerPage);
  Page page;
  page.title = code_label("text_kind", kind);
  page.nav = home;
  page.crumbs = {{tr("Texte"), std::string(home)}, {page.title, {}}};
  page.sub = tr("Der deutsche Text gilt. Die anderen stehen auf dem Papier daneben.");
  ui::Table table{.label = page.title,
                  .columns = {{.label = tr("Sprache")},
                              {.label = tr("Fassung")},
                              {.label = tr("Übersetzt"), .wide_only = true},
                              {.label = tr("Stand")}}};
  for (std::size_t n = first; n < std::min(keys.size(), first + ui::kPerPage); ++n)
    table.rows.push_back(language_row(texts, keys[n]));
  page.content = all(ui::table(table), ui::paging(ask.request.query, total));
  return show(ctx, std::move(page));
}

// ---- one text ----

std::vector<ui::Fact> facts_of(Context& ctx, const Version& version, const Key& key) {
  const documents::LetterText& letter = version.letter;
  std::vector<ui::Fact> facts{{tr("Fassung"), all(version_name(version))}, {tr("Stand"), all(letter.status)}};
  if (!version.shipped)
    facts.push_back(
        {tr("Gemacht"), all(ui::moment(*version.made_at), ", ", access::account_name(ctx, version.made_by))});
  if (!version.remark.empty()) facts.push_back({tr("Was ist anders?"), all(version.remark)});
  if (key.language == "de") return facts;
  facts.push_back({tr("Gehört zur deutschen Fassung"), all(std::string(base_of(version.label())))});
  facts.push_back({tr("Übersetzt von"), all(letter.translator.empty() ? tr("ohne Angabe") : letter.translator)});
  if (letter.translated_on) facts.push_back({tr("Übersetzt am"), ui::date(*letter.translated_on)});
  return facts;
}

Fragment versions_list(Context& ctx, const Asked& asked) {
  std::vector<ui::Row> rows;
  const std::string& current = asked.own()->in_force().label();
  for (const Version& version : asked.own()->versions) {
    ui::Row row;
    row.title = ui::row_title(href_of(asked.key, {}, {{"fassung", version.label()}}), version_name(version));
    row.meta = version.shipped ? all(tr("mit dem Programm"))
                               : all(ui::moment(*version.made_at), ", ", access::account_name(ctx, version.made_by));
    if (version.label() == current) row.end = ui::badge(ui::Tone::info, tr("gilt"));
    rows.push_back(std::move(row));
  }
  return ui::rows(rows, ui::RowsLook::plain);
}

Fragment warnings(const Asked& asked, const Version& shown) {
  const Version& current = asked.own()->in_force();
  Fragment out;
  if (shown.label() != current.label())
    out += ui::note("info", all(trf("Diese Fassung gilt nicht. Es gilt: {}.", {version_name(current)})));
  if (shown.letter.text.stale)
    out +=
        ui::note("clock", all(trf("Der deutsche Text hat sich geändert: Es gilt {0}, diese Übersetzung gehört zu {1}.",
                                  {asked.german()->in_force().label(), std::string(base_of(shown.label()))})));
  return out;
}

Fragment acts_on(const Asked& asked, const Version& shown) {
  const std::string& current = asked.own()->in_force().label();
  const http::Pairs version{{"fassung", shown.label()}};
  Fragment links = ui::link_button(href_of(asked.key, "pdf", version), tr("PDF-Vorschau"),
                                   {.weight = ui::Weight::secondary, .icon = "doc"});
  if (shown.label() == current)
    return all(ui::link_button(href_of(asked.key, "neu"), tr("Text ändern"), {.icon = "edit"}), links);
  return all(
      ui::link_button(href_of(asked.key, "gilt", version), tr("Diese Fassung soll gelten")), links,
      ui::link_button(href_of(asked.key, "vergleich", version), tr("Vergleichen"), {.weight = ui::Weight::secondary}));
}

http::Response nothing_yet(Context& ctx, const Asked& asked, Page page) {
  page.content = ui::empty_state(
      tr("Diesen Text gibt es in dieser Sprache noch nicht"),
      tr("Schreiben Sie ihn neben dem deutschen Text. Danach steht die Sprache bei den Schreiben zur Auswahl."),
      ui::link_button(href_of(asked.key, "neu"), tr("Übersetzung anlegen"), {.icon = "add"}));
  return show(ctx, std::move(page));
}

http::Response get_text(Context& ctx, const Ask& ask) {
  const Asked text = SHOW_OR_FAIL(asked(ctx, ask));
  Page page;
  page.title = name_of(text.key);
  page.nav = home;
  page.crumbs = crumbs_to(text.key);
  if (text.own() == nullptr) return nothing_yet(ctx, text, std::move(page));
  const std::string_view wanted = ask.request.query.get("fassung");
  const Version* shown = wanted.empty() ? &text.own()->in_force() : text.own()->find(wanted);
  if (shown == nullptr) return error_page(ctx, ask, {ErrorCode::not_found, {}, {}, {}});
  page.actions = acts_on(text, *shown);
  const Fragment review =
      p(cls("kim-top-s"), ui::text_link(href_of(text.key, "pruefung", {{"fassung", shown->label()}}),
                                        shown->letter.reviewed ? tr("Prüfung ändern") : tr("Prüfung vermerken")));
  const Fragment side =
      all(ui::panel("h-angaben", tr("Zu dieser Fassung"), all(ui::facts(facts_of(ctx, *shown, text.key)), review)),
          ui::panel("h-fassungen", tr("Alle Fassungen"), versions_list(ctx, text)));
  page.content = ui::split(all(warnings(text, *shown), text_view(shown->letter)), side);
  return show(ctx, std::move(page));
}

}  // namespace

void list_routes(Routes& routes) {
  constexpr auto keeps = needs(Right::codelist_write);
  routes.get(home, keeps, get_kinds, "Texte der Schreiben und Einwilligungen");
  routes.get("/texte/{kind}", keeps, get_kind, "Ein Text in allen Sprachen");
  routes.get("/texte/{kind}/{language}", keeps, get_text, "Ein Text mit seinen Fassungen");
}

}  // namespace kim::texts
