// The list of files that may be one person. What it is not: comparing two of them (merge_pages.cpp).
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/access/page.h"
#include "domain/duplicates/duplicate_pages.h"
#include "platform/html/tables.h"

namespace kim::duplicates {
namespace {

using access::Right;
using namespace html;

Fragment check_form(Context& ctx, const Progress& now) {
  if (now.waiting == 0) return ui::note("info", all(tr("Alle Personen Ihres Bereichs sind miteinander verglichen.")));
  const std::string waiting = trn("Eine Person ist neu oder geändert und noch nicht verglichen.",
                                  "{} Personen sind neu oder geändert und noch nicht verglichen.", now.waiting);
  return post_form(ctx, std::string(list_href) + "/vergleichen",
                   all(p(cls("kim-text"), waiting),
                       ui::actions(ui::submit(tr("Jetzt vergleichen"), {.weight = ui::Weight::secondary}))));
}

ui::Row row_of(const Proposal& proposal) {
  const bool probable = proposal.likeness.grade == people::Grade::probable;
  const std::string title = name_and_birth(proposal.one.person) + " / " + name_and_birth(proposal.other.person);
  return {.title = ui::row_title(compare_href(proposal.one.id, proposal.other.id), title),
          .meta = all(text::join(proposal.likeness.reasons, " · ")),
          .end = ui::badge(probable ? ui::Tone::warning : ui::Tone::neutral, people::label(proposal.likeness.grade)),
          .stack = true};
}

Fragment list_of(const Proposals& found) {
  if (found.count == 0)
    return ui::empty_state(tr("Keine offenen Vorschläge"),
                           tr("KIM vergleicht Namen in allen Schreibweisen und Geburtsdaten. Was dieselbe Person sein "
                              "könnte, steht dann hier. Zusammengeführt wird nur, was Sie entscheiden."));
  std::vector<ui::Row> rows;
  for (const Proposal& proposal : found.shown) rows.push_back(row_of(proposal));
  return ui::rows(rows);
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_write));
  const auto number = std::max<std::int64_t>(1, ask.request.query.integer("seite", 1));
  const Progress now = progress(ctx, scope);
  const Proposals found = proposals(ctx, scope, static_cast<int>(std::min<std::int64_t>(number, 10'000) - 1));
  Page page;
  page.title = tr("Wer ist doppelt erfasst?");
  page.sub = tr("Vorschläge aus Ihrem Bereich. Nichts geschieht ohne Ihre Entscheidung.");
  page.crumbs = {{tr("Suche"), "/suche"}, {tr("Doppelte Personen"), ""}};
  page.content = ui::stack(all(
      list_of(found), ui::paging(ask.request.query, found.count, pairs_per_page), check_form(ctx, now),
      p(ui::text_link(std::string(list_href) + "/verschieden", tr("Als verschiedene Personen festgehaltene Paare")))));
  return show(ctx, std::move(page));
}

http::Response post_check(Context& ctx, const Ask& ask) {
  const Checked checked = SHOW_OR_FAIL(check_next(ctx));
  return done(ctx, std::string(list_href),
              trf("{0} Personen verglichen, {1} Paare gefunden",
                  {std::to_string(checked.persons), std::to_string(checked.pairs)}));
}

// ---- pairs called different ----

std::string pair_href(const Dismissed& pair, std::string_view act) {
  return std::string(list_href) + "/" + std::to_string(pair.one.id.value()) + "/" +
         std::to_string(pair.other.id.value()) + "/" + std::string(act);
}

ui::Row dismissed_row(Context& ctx, const Dismissed& pair) {
  const std::string both = name_and_birth(pair.one.person) + " / " + name_and_birth(pair.other.person);
  const std::string said = trf("am {0} von {1}", {german(local_day(pair.at)), access::account_name(ctx, pair.by)});
  return {.title = ui::row_title(compare_href(pair.one.id, pair.other.id), both),
          .meta = all(said, when(!pair.reason.empty(), [&] { return all(br(), pair.reason); })),
          .end = post_form(ctx, pair_href(pair, "wieder-offen"),
                           ui::submit(tr("Wieder vorschlagen"),
                                      {.weight = ui::Weight::tertiary, .hidden = ": " + both, .small = true}),
                           ""),
          .stack = true};
}

http::Response show_dismissed(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::person_write));
  const auto number = std::clamp<std::int64_t>(ask.request.query.integer("seite", 1), 1, 10'000);
  const DismissedPairs found = dismissed_pairs(ctx, scope, static_cast<int>(number - 1));
  std::vector<ui::Row> rows;
  for (const Dismissed& pair : found.shown) rows.push_back(dismissed_row(ctx, pair));
  Page page;
  page.title = tr("Als verschiedene Personen festgehalten");
  page.sub = tr("Diese Paare schlägt KIM nicht mehr vor. Wenn sich etwas geändert hat, holen Sie eines zurück.");
  page.crumbs = {{tr("Suche"), "/suche"}, {tr("Doppelte Personen"), std::string(list_href)}, {page.title, ""}};
  page.content =
      found.count == 0
          ? ui::empty_state(tr("Noch kein Paar"),
                            tr("Entscheiden Sie beim Vergleichen, dass es zwei Personen sind, steht das Paar "
                               "hier mit Ihrem Grund."),
                            ui::link_button(list_href, tr("Zu den Vorschlägen")))
          : ui::stack(all(ui::rows(rows), ui::paging(ask.request.query, found.count, pairs_per_page)));
  return show(ctx, std::move(page));
}

http::Response post_reopen(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(reopen(ctx, ask.id<PersonId>(0), ask.id<PersonId>(1)));
  return done(ctx, std::string(list_href) + "/verschieden", tr("Das Paar wird wieder verglichen und vorgeschlagen"));
}

}  // namespace

std::string compare_href(PersonId kept, PersonId other) {
  return "/personen/" + std::to_string(kept.value()) + "/zusammenfuehren?mit=" + std::to_string(other.value());
}

std::string name_and_birth(const people::Person& person) {
  const std::string name = people::list_name(person);
  return person.birth ? name + ", " + trf("geboren {}", {german(*person.birth)}) : name;
}

void list_routes(Routes& r) {
  r.get("/personen/dubletten", needs(Right::person_write), show_list, "Personen, die doppelt erfasst sein könnten");
  r.post("/personen/dubletten/vergleichen", needs(Right::person_write), post_check,
         "Neue und geänderte Personen mit allen des Bereichs vergleichen");
  r.get("/personen/dubletten/verschieden", needs(Right::person_write), show_dismissed,
        "Paare, die als verschiedene Personen festgehalten sind");
  r.post("/personen/dubletten/{person}/{other}/wieder-offen", needs(Right::person_write), post_reopen,
         "Ein Paar wieder vorschlagen");
}

}  // namespace kim::duplicates
