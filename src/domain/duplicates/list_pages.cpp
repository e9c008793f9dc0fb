// The list of files that may be one person. What it is not: comparing two of them (merge_pages.cpp).
#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
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
  page.content =
      ui::stack(all(list_of(found), ui::paging(ask.request.query, found.count, pairs_per_page), check_form(ctx, now)));
  return show(ctx, std::move(page));
}

http::Response post_check(Context& ctx, const Ask& ask) {
  const Checked checked = SHOW_OR_FAIL(check_next(ctx));
  return done(ctx, std::string(list_href),
              trf("{0} Personen verglichen, {1} Paare gefunden",
                  {std::to_string(checked.persons), std::to_string(checked.pairs)}));
}

http::Response post_dismiss(Context& ctx, const Ask& ask) {
  SHOW_OR_FAIL(dismiss(ctx, ask.id<PersonId>(0), ask.id<PersonId>(1)));
  return done(ctx, std::string(list_href), tr("Festgehalten: Es sind verschiedene Personen"));
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
  r.post("/personen/dubletten/{person}/{other}/verschieden", needs(Right::person_write), post_dismiss,
         "Festhalten, dass es verschiedene Personen sind");
}

}  // namespace kim::duplicates
