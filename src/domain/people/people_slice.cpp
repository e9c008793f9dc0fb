#include "domain/people/people_slice.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/people/elsewhere.h"
#include "domain/people/people_pages.h"
#include "domain/people/people_panels.h"
#include "domain/people/people_store.h"

namespace kim::people {
namespace {

void routes(Routes& r) {
  person_routes(r);
  line_routes(r);
  protection_routes(r);
  search_routes(r);
  api_routes(r);
}

DueItem due_item(const EndingStatus& ending, Day today) {
  const bool over = ending.valid_until < today;
  const Day apply_by = ending.valid_until - std::chrono::days(status_apply_days);
  DueItem item;
  item.day = ending.valid_until;
  item.title = over ? trf("Aufenthaltsstatus von {} ist abgelaufen", {ending.full_name})
                    : trf("Aufenthaltsstatus von {} läuft ab", {ending.full_name});
  item.meta = over               ? tr("Neuen Status eintragen")
              : apply_by < today ? tr("Die Verlängerung sollte jetzt beantragt sein.")
                                 : trf("Die Verlängerung sollte bis {} beantragt sein.", {german(apply_by)});
  item.href = person_href(ending.person);
  item.badge = tr("Titel");
  item.level = expiry_on(ending.valid_until, today) == Expiry::late ? DueItem::Level::late : DueItem::Level::soon;
  item.group = "deadlines";
  item.responsible = ending.responsible;
  return item;
}

DueItem review_item(const ReviewDue& review, Day today) {
  DueItem item;
  item.day = review.on;
  item.title = trf("Schutz von {} prüfen", {review.full_name});
  item.meta = tr("Der Schutz gilt weiter, bis Sie ihn beenden.");
  item.href = person_href(review.person, "schutz");
  item.badge = tr("Schutz");
  item.level = review.on < today ? DueItem::Level::late : DueItem::Level::soon;
  item.group = "deadlines";
  item.responsible = review.responsible;
  return item;
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  for (const ReviewDue& review :
       protection_reviews(ctx.db(), scope, whose, ctx.today() + std::chrono::days(review_lead_days)))
    items.push_back(review_item(review, ctx.today()));
  for (const EndingStatus& ending :
       ending_statuses(ctx.db(), scope, whose, ctx.today() + std::chrono::days(status_lead_days)))
    items.push_back(due_item(ending, ctx.today()));
}

TimelineEntry event(std::optional<Day> from, Moment noted, std::string_view what, std::string_view label) {
  TimelineEntry entry;
  entry.at = from ? start_of_local_day(*from) : noted;
  entry.kind = "case";
  entry.icon = "doc";
  entry.title = html::all(what, ": ", label);
  entry.when = german(from ? *from : local_day(noted));
  entry.minor = true;
  return entry;
}

/// A change of status or Rechtskreis with its day is an event of the case.
void timeline(Context& ctx, const access::Permit& permit, std::vector<TimelineEntry>& entries) {
  const Residence& residence = residence_once(ctx, permit.subject());
  for (const auto& line : residence.statuses)
    entries.push_back(event(line.value.valid_from, line.created_at, tr("Aufenthaltsstatus"),
                            code_label("residence_status", line.value.status)));
  for (const auto& line : residence.areas)
    entries.push_back(
        event(line.value.valid_from, line.created_at, tr("Rechtskreis"), code_label("legal_area", line.value.area)));
}

}  // namespace

Slice people_slice() {
  Slice slice{.name = "people",
              .purpose = "Personen mit Namen, Familie, Aufenthaltsstatus und Rechtskreisen; die Suche nach ihnen",
              .rank = 3,
              .routes = routes};
  slice.records = {&person_record,     &relative_record,   &residence_status_record,
                   &legal_area_record, &protection_record, &known_question_record};
  slice.due = due;
  slice.timeline = timeline;
  return slice;
}

}  // namespace kim::people
