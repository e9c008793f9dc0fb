#include "domain/people/people_panels.h"

#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/people/people_views.h"
#include "platform/html/components.h"

namespace kim::people {
namespace {

using namespace html;

PersonId person_of(const access::SubjectPermit& permit) { return PersonId(permit.subject().value()); }

Fragment status_fact(const StatusHistory& history, Day today) {
  const auto* line = status_on(history, today);
  if (line == nullptr) return all(tr("noch nicht erfasst"));
  const Fragment until = until_text(line->value.valid_until, today);
  return all(code_label("residence_status", line->value.status),
             when(!until.empty(), [&] { return all(br(), until); }));
}

/// What holds today, one a line; below it what came before.
Fragment areas_fact(const LegalAreaHistory& history, Day today) {
  Fragment now;
  std::string before;
  for (const auto& line : history) {
    const std::string label = code_label("legal_area", line.value.area);
    if (!holds_on(line.value, today)) {
      if (before.empty() && line.value.valid_until && *line.value.valid_until < today) before = label;
      continue;
    }
    if (!now.empty()) now += br();
    now += all(label, " ", span_text(line.value.valid_from, line.value.valid_until));
  }
  if (now.empty()) now = all(tr("noch nicht erfasst"));
  return all(now, when(!before.empty(), [&] { return all(br(), span(cls("kim-meta"), trf("davor {}", {before}))); }));
}

ui::Row relative_row(const records::Stored<Relative>& line, Day today) {
  const Fragment name = line.value.person ? ui::row_title(person_href(line.value.person), line.value.name)
                                          : p(cls("kim-row__title"), line.value.name);
  return {.title = name, .meta = all(relative_line(line.value, today))};
}

}  // namespace

const Residence& residence_once(Context& ctx, const access::SubjectPermit& permit) {
  return ctx.once<Residence>(permit.subject().value(), [&] {
    return Residence{residence_history(ctx.db(), permit), legal_area_history(ctx.db(), permit)};
  });
}

Fragment residence_panel(Context& ctx, const access::SubjectPermit& permit, const Person& person) {
  const Day today = ctx.today();
  const Residence& residence = residence_once(ctx, permit);
  std::vector<ui::Fact> facts{{tr("Aufenthaltsstatus"), status_fact(residence.statuses, today)},
                              {tr("Rechtskreis"), areas_fact(residence.areas, today)}};
  if (person.in_germany_since) facts.push_back({tr("In Deutschland seit"), ui::date(*person.in_germany_since)});
  return ui::panel("h-aufenthalt", tr("Aufenthalt und Leistungen"), ui::facts(facts),
                   {.link = ui::link(person_href(person_of(permit)) + "#aufenthalt", tr("Verlauf"),
                                     tr(" von Aufenthalt und Leistungen"))});
}

Fragment family_panel(Context& ctx, const access::SubjectPermit& permit) {
  const auto lines = relatives(ctx.db(), permit);
  std::vector<ui::Row> rows;
  for (const auto& line : lines) rows.push_back(relative_row(line, ctx.today()));
  const Fragment content =
      rows.empty() ? p(cls("kim-meta"), tr("Noch niemand erfasst.")) : ui::rows(rows, ui::RowsLook::plain);
  return ui::panel(
      "h-familie", tr("Familie"), content,
      {.link = ui::link(person_href(person_of(permit)) + "#familie", tr("Alle Angaben"), tr(" zur Familie"))});
}

Fragment expiry_alert(Context& ctx, const access::SubjectPermit& permit) {
  return expiry_alert_of(person_of(permit), residence_once(ctx, permit).statuses, ctx.today());
}

Fragment duplicates_alert(const std::vector<Hit>& hits) {
  if (hits.empty()) return {};
  const Fragment list = ul(each(hits, [](const Hit& hit) {
    const std::string born = hit.birth ? trf("geboren {}", {german(*hit.birth)}) : "";
    const std::string why =
        hit.same_birth && hit.why != Why::birth ? label(hit.why) + ", " + label(Why::birth) : label(hit.why);
    return li(a(href(person_href(hit.id)), hit.list_name), " ", span(cls("kim-meta"), dotted({born, why})));
  }));
  return ui::alert(ui::Tone::warning, tr("Vielleicht ist diese Person schon erfasst"),
                   all(p(tr("Prüfen Sie diese Personen, bevor Sie eine neue anlegen.")), list));
}

}  // namespace kim::people
