// The search page: persons of the own area, completed by the slices that know cases. What it is not: the search
// (search.h).
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/references.h"
#include "domain/people/people_pages.h"
#include "domain/people/people_panels.h"
#include "domain/people/people_views.h"
#include "domain/people/search.h"
#include "platform/html/components.h"

namespace kim::people {
namespace {

using access::Right;
using namespace html;

constexpr int kShownFirst = 20;            // more on demand: most searches end with the first lines
constexpr std::string_view kAll = "alle";  // in the address: up to hits_shown_max
constexpr std::size_t kTypedMost = 200;    // bytes; longer is no name

/// Cut at the beginning of a character.
std::string shortened(std::string_view typed) {
  std::string words(text::trim(typed).substr(0, kTypedMost));
  while (!words.empty() && !text::is_utf8(words)) words.pop_back();
  return words;
}

std::string meta_of(const Hit& hit, const std::vector<Reference>& places) {
  const std::string why = hit.why == Why::name || hit.why == Why::birth ? "" : label(hit.why);
  return dotted(
      {hit.birth ? trf("geboren {}", {german(*hit.birth)}) : "", label_of(places, hit.municipality.value()), why});
}

std::vector<SearchHit> lines_of(Context& ctx, const std::vector<Hit>& persons) {
  std::vector<Reference> places;
  if (!persons.empty()) places = references(ctx.services, ctx.db(), "municipality");
  std::vector<SearchHit> lines;
  for (const Hit& hit : persons)
    lines.push_back({hit.list_name, hit.blocked ? tr("Einwilligung widerrufen oder abgelaufen") : meta_of(hit, places),
                     person_href(hit.id), hit.score, hit.id, hit.blocked ? tr("Gesperrt") : ""});
  return lines;
}

/// Equal scores keep their order, which is by name.
void put_best_first(std::vector<SearchHit>& lines) {
  std::vector<std::pair<int, std::size_t>> order;
  for (std::size_t n = 0; n < lines.size(); ++n) order.emplace_back(-lines[n].score, n);
  std::ranges::sort(order);
  std::vector<SearchHit> sorted;
  for (const auto& [score, n] : order) sorted.push_back(std::move(lines[n]));
  lines = std::move(sorted);
}

void ask_slices(Context& ctx, const access::Scope& scope, const std::string& words, std::vector<SearchHit>& lines) {
  for (const Slice& slice : ctx.services.slices)
    if (slice.search != nullptr) slice.search(ctx, scope, words, lines);
  put_best_first(lines);
}

ui::Row row_of(const SearchHit& line) {
  return {.title = ui::row_title(line.href, line.title),
          .meta = all(line.meta),
          .end = line.badge.empty() ? Fragment() : ui::badge(ui::Tone::danger, line.badge)};
}

Fragment list_of(const std::vector<SearchHit>& lines) {
  std::vector<ui::Row> rows;
  for (const SearchHit& line : lines) rows.push_back(row_of(line));
  return ui::rows(rows);
}

Fragment nothing_found(Context& ctx, const std::string& words) {
  const std::string where = ctx.actor.team_name.empty() ? tr("Ihrem Bereich") : ctx.actor.team_name;
  const std::string text =
      trf("Gesucht wurde „{0}“ in Namen, anderen Schreibweisen, Geburtsdaten und Fallnummern in {1}. "
          "Auch ähnlich klingende Namen sind dabei. Versuchen Sie es mit einem Teil des Namens oder dem Geburtsjahr.",
          {words, where});
  return ui::empty_state(
      tr("Niemand gefunden"), text,
      ctx.actor.may(Right::inquiry_write) ? ui::link_button("/anfragen/neu", tr("Neue Anfrage")) : Fragment());
}

Fragment how_to() {
  return ui::empty_state(tr("Wonach kann ich suchen?"),
                         tr("Nach Namen oder Teilen davon, in jeder Schreibweise, nach Geburtsdatum (24.05.1991) oder "
                            "Geburtsjahr und nach "
                            "der Fallnummer (KIM-2026-0417). Mehrere Angaben grenzen ein: Rahimi 1991."));
}

Fragment search_form(const std::string& words) {
  return form(cls("kim-form kim-form--narrow"), action("/suche"), method("get"), role("search"),
              aria_label(tr("Personen suchen")),
              div_(cls("kern-form-input"),
                   html::label(cls("kern-label"), for_("suchwort"), tr("Name, Geburtsdatum oder Fallnummer")),
                   input(cls("kern-form-input__input"), id("suchwort"), name_("q"), type("search"), value(words),
                         autocomplete("off"))),
              ui::actions(ui::submit(tr("Suchen"))));
}

/// Way to the rest; beyond that many, a better question is the only help.
Fragment more_link(const std::string& words, int shown) {
  if (shown >= hits_shown_max) return {};
  return ui::actions(ui::link_button("/suche?q=" + http::percent_encode(words) + "&alle=1",
                                     tr("Weitere Treffer zeigen"), {.weight = ui::Weight::secondary}));
}

Page result_page(Context& ctx, const std::string& words, const std::vector<SearchHit>& lines, int more_than) {
  const bool more = more_than > 0;
  Page page;
  page.title =
      lines.empty() ? trf("Keine Treffer für „{}“", {words})
      : more        ? trf("Mehr als {0} Treffer für „{1}“", {std::to_string(more_than), words})
             : trf("{0} für „{1}“", {trn("{} Treffer", "{} Treffer", static_cast<long long>(lines.size())), words});
  page.title_detail = tr("Suche");  // names do not belong into the browser's history
  page.search_word = words;
  page.sub = lines.empty() ? ""
             : more        ? tr("Gezeigt werden die besten. Ergänzen Sie den Vornamen oder das Geburtsdatum.")
                           : tr("Die besten Treffer zuerst");
  page.content = lines.empty() ? nothing_found(ctx, words) : list_of(lines);
  if (more) page.content += more_link(words, more_than);
  return page;
}

Page start_page(Context& ctx, const std::string& words, bool not_searchable) {
  const bool may_merge = ctx.actor.may(Right::person_write);
  Page page;
  page.title = tr("Wen suchen Sie?");
  page.search_word = words;
  page.content =
      all(when(not_searchable,
               [] {
                 return ui::alert(
                     ui::Tone::info,
                     tr("Das ist zu kurz oder enthält unzulässige Zeichen. Geben Sie mindestens zwei Buchstaben ein."),
                     {}, ui::Announce::status);
               }),
          search_form(words), how_to(),
          when(may_merge, [] { return p(ui::text_link("/personen/dubletten", tr("Wer ist doppelt erfasst?"))); }));
  return page;
}

http::Response show_search(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_search));
  const std::string words = shortened(ask.request.query.get("q"));
  if (words.empty()) return show(ctx, start_page(ctx, words, false));
  if (text::has_forbidden_characters(words)) return show(ctx, start_page(ctx, words, true));
  const Query query = parse_query(words);
  const int shown = ask.request.query.has(kAll) ? hits_shown_max : kShownFirst;
  // Nothing for names may still be a case number ("417").
  auto persons = query.empty() ? std::vector<Hit>() : find_persons(ctx, scope, query, shown + 1);
  const bool more = persons.size() > static_cast<std::size_t>(shown);
  if (more) persons.pop_back();
  auto lines = lines_of(ctx, persons);
  ask_slices(ctx, scope, words, lines);
  if (query.empty() && lines.empty()) return show(ctx, start_page(ctx, words, true));
  note_search(ctx, words, lines.size(), "search");
  return show(ctx, result_page(ctx, words, lines, more ? shown : 0));
}

}  // namespace

void search_routes(Routes& r) {
  r.get("/suche", needs(Right::person_search), show_search, "Personen und Fälle suchen");
}

}  // namespace kim::people
