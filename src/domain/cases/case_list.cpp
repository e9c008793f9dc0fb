#include "domain/cases/case_list.h"

#include <map>
#include <mutex>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/references.h"
#include "domain/cases/frame.h"

namespace kim::cases {
namespace {

using html::Fragment;

constexpr auto kKept = std::chrono::seconds(30);
constexpr int kConsentSoonDays = 30;

/// The words of each area with the moment they were read.
struct WordsCache {
  std::mutex mutex;
  std::map<TeamId, std::pair<Moment, ListWords>> areas;
};

ListWords read_words(Context& ctx) {
  ListWords words;
  words.municipalities = references(ctx.services, ctx.db(), "municipality");
  for (const access::AccountRow& row : access::accounts(ctx, ctx.actor.team))
    words.colleagues.push_back({row.id.value(), row.value.name});
  return words;
}

Fragment consent_cell(const store::ListRow& row, Day today) {
  if (row.state == access::CaseState::blocked) return ui::state_inline(ui::State::stop, tr("gesperrt"));
  if (!row.consent_until) return ui::state_inline(ui::State::ok, tr("liegt vor"));
  const std::string until = german(*row.consent_until);
  if (*row.consent_until < today) return ui::state_inline(ui::State::stop, trf("endete am {}", {until}));
  const bool soon = *row.consent_until <= today + std::chrono::days(kConsentSoonDays);
  return soon ? ui::state_inline(ui::State::warn, trf("endet am {}", {until}))
              : ui::state_inline(ui::State::ok, trf("bis {}", {until}));
}

Fragment contact_cell(const store::ListRow& row, Day today) {
  const auto last = row.last_contact_on ? row.last_contact_on : row.opened_on;
  const auto days = last ? (today - *last).count() : 0;
  const Fragment day = row.last_contact_on ? ui::date(*row.last_contact_on) : html::all(tr("noch keiner"));
  if (days < quiet_days) return day;
  return html::all(day, html::br(), ui::due(trf("seit {} Tagen", {std::to_string(days)}), ui::Due::soon));
}

Fragment due_cell(const store::ListRow& row, Day today) {
  if (!row.next_due_on) return {};
  const bool late = *row.next_due_on < today;
  return late ? ui::due(ui::date(*row.next_due_on), ui::Due::late) : ui::date(*row.next_due_on);
}

Fragment person_cell(const store::ListRow& row) {
  if (row.hidden) return html::all(row.list_name, html::span(html::cls("kim-cell-sub"), row.number));
  return ui::cell_main(case_href(row.id), row.list_name, row.number);
}

}  // namespace

ListWords list_words(Context& ctx) {
  WordsCache& cache = ctx.services.caches->get<WordsCache>();
  {
    const std::lock_guard lock(cache.mutex);
    const auto kept = cache.areas.find(ctx.actor.team);
    if (kept != cache.areas.end() && ctx.now >= kept->second.first && ctx.now - kept->second.first < kKept)
      return kept->second.second;
  }
  ListWords words = read_words(ctx);
  const std::lock_guard lock(cache.mutex);
  cache.areas[ctx.actor.team] = {ctx.now, words};
  return words;
}

std::vector<ui::Column> list_columns(access::CaseState state, bool with_responsible) {
  std::vector<ui::Column> columns{{.label = tr("Person"), .sort_key = "name"}};
  const bool open = state == access::CaseState::open;
  if (state != access::CaseState::blocked) columns.push_back({.label = tr("Kommune"), .wide_only = true});
  if (open) columns.push_back({.label = tr("Phase")});
  if (with_responsible) columns.push_back({.label = tr("Zuständig")});
  if (open) {
    columns.push_back({.label = tr("Nächste Frist"), .nowrap = true});
    columns.push_back({.label = tr("Letzter Kontakt"), .sort_key = "kontakt", .nowrap = true});
  }
  if (state == access::CaseState::closed) columns.push_back({.label = tr("Abgeschlossen am"), .nowrap = true});
  if (state != access::CaseState::closed) columns.push_back({.label = tr("Einwilligung")});
  return columns;
}

std::vector<Fragment> list_cells(const store::ListRow& row, const ListWords& words, access::CaseState state,
                                 bool with_responsible, Day today) {
  std::vector<Fragment> cells{person_cell(row)};
  const bool open = state == access::CaseState::open;
  if (state != access::CaseState::blocked)
    cells.push_back(html::all(label_of(words.municipalities, row.municipality.value())));
  if (open) cells.push_back(html::all(code_label("case_phase", row.phase)));
  if (with_responsible) cells.push_back(html::all(label_of(words.colleagues, row.responsible.value())));
  if (open) {
    cells.push_back(due_cell(row, today));
    cells.push_back(contact_cell(row, today));
  }
  if (state == access::CaseState::closed) cells.push_back(row.closed_on ? ui::date(*row.closed_on) : Fragment());
  if (state != access::CaseState::closed) cells.push_back(consent_cell(row, today));
  return cells;
}

}  // namespace kim::cases
