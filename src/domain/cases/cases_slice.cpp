#include "domain/cases/cases_slice.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/cases/case_number.h"
#include "domain/cases/case_pages.h"
#include "domain/cases/case_store.h"

namespace kim::cases {
namespace {

using access::Right;

constexpr int kFollowUpLeadDays = 14;
constexpr int kConsentLateDays = 7;

void case_routes(Routes& routes) {
  list_routes(routes);
  opening_routes(routes);
  overview_routes(routes);
  history_routes(routes);
  responsible_routes(routes);
  closing_routes(routes);
  api_routes(routes);
}

DueItem quiet_item(const store::ListRow& row, Day today) {
  const Day last = row.last_contact_on ? *row.last_contact_on : *row.opened_on;
  const auto days = (today - last).count();
  return {.day = last + std::chrono::days(quiet_days),
          .title = trf("Seit {0} Tagen kein Kontakt mit {1}", {std::to_string(days), row.full_name}),
          .meta = row.last_contact_on ? trf("Letzter Kontakt am {}", {german(last)})
                                      : trf("Fallakte seit dem {}, noch kein Kontakt", {german(last)}),
          .href = case_href(row.id),
          .badge = tr("Kontakt"),
          .level = days >= 2 * quiet_days ? DueItem::Level::late : DueItem::Level::soon,
          .group = "deadlines",
          .done_action = {},
          .responsible = row.responsible};
}

DueItem consent_item(const store::ListRow& row, Day today) {
  const Day until = row.consent_until.value();
  return {.day = until,
          .title = until < today ? trf("Einwilligung von {} ist abgelaufen", {row.full_name})
                                 : trf("Einwilligung von {} endet", {row.full_name}),
          .meta = trf("am {}, dann darf die Akte nicht weitergeführt werden", {german(until)}),
          .href = case_href(row.id, "einwilligung"),
          .badge = tr("Einwilligung"),
          .level = until - today <= std::chrono::days(kConsentLateDays) ? DueItem::Level::late : DueItem::Level::soon,
          .group = "deadlines",
          .done_action = {},
          .responsible = row.responsible};
}

DueItem follow_up_item(const store::FollowUp& follow_up, Day today) {
  return {.day = follow_up.on,
          .title = trf("Bei {} nachfragen", {follow_up.full_name}),
          .meta = trf("Vereinbart beim Abschluss für den {}", {german(follow_up.on)}),
          .href = case_href(follow_up.id, "abschluss"),
          .badge = tr("Nachsorge"),
          .level = follow_up.on < today ? DueItem::Level::late : DueItem::Level::plain,
          .group = "tasks",
          .done_action = case_href(follow_up.id, "abschluss/nachgefragt"),
          .responsible = follow_up.responsible};
}

void due(Context& ctx, const access::Scope& scope, const access::Whose& whose, std::vector<DueItem>& items) {
  const Day today = ctx.today();
  for (const store::ListRow& row :
       store::quiet_cases(ctx.db(), scope, whose, today - std::chrono::days(quiet_days - 1)))
    items.push_back(quiet_item(row, today));
  for (const store::ListRow& row :
       store::ending_consents(ctx.db(), scope, whose, today + std::chrono::days(consent::ending_days)))
    items.push_back(consent_item(row, today));
  for (const store::FollowUp& one :
       store::follow_ups(ctx.db(), scope, whose, today + std::chrono::days(kFollowUpLeadDays)))
    items.push_back(follow_up_item(one, today));
}

void on_withdrawal(Context&, db::Tx& tx, SubjectId person) { store::list_changed_of(tx, person); }

void on_person_changed(Context& ctx, db::Tx& tx, SubjectId person) {
  store::set_consent_until(tx, person, consent::state_of(*tx, person, ctx.today()).until);
  store::list_changed_of(tx, person);
}

// ---- search ----

std::string meta_of(const store::ListRow& row) {
  std::string text = row.number;
  if (row.state == access::CaseState::closed) text += " · " + tr("abgeschlossen");
  return text;
}

SearchHit hit_of(const store::ListRow& row) {
  SearchHit hit;
  hit.title = row.list_name;
  hit.meta = meta_of(row);
  hit.href = case_href(row.id);
  hit.score = 100;
  hit.person = row.person;
  if (row.state == access::CaseState::blocked) hit.badge = tr("Gesperrt");
  return hit;
}

/// A hit for a person leads to the case that is open, else to the newest one.
void complete(SearchHit& hit, const std::vector<store::ListRow>& rows) {
  const store::ListRow* best = nullptr;
  for (const store::ListRow& row : rows) {
    if (row.person != hit.person) continue;
    const bool better = best == nullptr || best->state == access::CaseState::closed;
    if (better) best = &row;
  }
  if (best == nullptr) return;
  hit.href = case_href(best->id);
  hit.meta += (hit.meta.empty() ? "" : " · ") + meta_of(*best);
}

void search(Context& ctx, const access::Scope& scope, std::string_view query, std::vector<SearchHit>& hits) {
  const int year = static_cast<int>(std::chrono::year_month_day(ctx.today()).year());
  if (const auto numbers = possible_numbers(query, year); !numbers.empty()) {
    for (const store::ListRow& row : store::by_number(ctx.db(), scope, numbers)) hits.push_back(hit_of(row));
    return;
  }
  std::vector<PersonId> persons;
  for (const SearchHit& hit : hits)
    if (hit.person) persons.push_back(hit.person);
  if (persons.empty()) return;
  const auto rows = store::cases_of_persons(ctx.db(), scope, persons);
  for (SearchHit& hit : hits) complete(hit, rows);
}

}  // namespace

Slice cases_slice() {
  return {
      .name = "cases",
      .purpose = N_("Fälle: Fallakte, Phasen, Zuständigkeit, Liste und Abschluss"),
      .rank = 5,
      .routes = case_routes,
      .records = {&case_record, &closure_record},
      .nav = {{N_("Fälle"), "/faelle", Right::case_list, 20}},
      .create = {},
      .case_tabs = {{N_("Übersicht"), "", Right::case_read, 0},
                    {N_("Verlauf"), "verlauf", Right::case_read, 10},
                    {N_("Einwilligung"), "einwilligung", Right::consent_read, 90}},
      .due = due,
      .on_withdrawal = on_withdrawal,
      .on_person_changed = on_person_changed,
      .search = search,
  };
}

}  // namespace kim::cases
