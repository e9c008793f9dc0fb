// /faelle: the list of cases, by views and filters, sorted by name or last contact.
#include <algorithm>

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/access/account.h"
#include "domain/access/references.h"
#include "domain/cases/case_list.h"
#include "domain/cases/case_order.h"
#include "domain/cases/case_pages.h"
#include "platform/html/tables.h"

namespace kim::cases {

using access::Right;
using html::Fragment;

namespace {

struct ViewInfo {
  std::string_view code, label, list_label;
  access::CaseState state;
  bool own;
};
constexpr ViewInfo view_table[] = {
    {"meine", N_("Meine offenen"), N_("Meine offenen Fälle"), access::CaseState::open, true},
    {"team", N_("Alle im Team"), N_("Offene Fälle im Team"), access::CaseState::open, false},
    {"gesperrt", N_("Gesperrt"), N_("Gesperrte Fälle"), access::CaseState::blocked, false},
    {"abgeschlossen", N_("Abgeschlossen"), N_("Abgeschlossene Fälle"), access::CaseState::closed, false},
};

const ViewInfo& view_of(const http::Form& query) {
  const auto* found = std::ranges::find(view_table, query.get("ansicht"), &ViewInfo::code);
  return found == std::end(view_table) ? view_table[0] : *found;
}

store::ListFilter base_filter(const ViewInfo& view, const Context& ctx) {
  store::ListFilter filter;
  filter.state = view.state;
  if (view.own) filter.responsible = ctx.actor.account;
  return filter;
}

/// Words that mean nothing narrow nothing: an old address must not end in an error.
store::ListFilter filter_of(const ViewInfo& view, const http::Form& query, const Context& ctx) {
  store::ListFilter filter = base_filter(view, ctx);
  filter.municipality = MunicipalityId(query.integer("kommune"));
  if (!view.own) filter.responsible = AccountId(query.integer("zustaendig"));
  const auto found = std::ranges::find(phases(), query.get("phase"), &PhaseInfo::code);
  if (found != phases().end()) filter.phase = found->phase;
  return filter;
}

struct Asked {
  const ViewInfo& view;
  store::ListFilter filter;
  std::string sort;
  int per_page;
};

Asked asked(const Context& ctx, const http::Form& query) {
  const ViewInfo& view = view_of(query);
  const std::string_view sort = query.get(ui::kSortName);
  const bool known = sort == "-name" || sort == "kontakt" || sort == "-kontakt";
  return {view, filter_of(view, query, ctx), known ? std::string(sort) : "name",
          query.get("anzahl") == "50" ? 50 : ui::kPerPage};
}

struct Listed {
  std::vector<store::ListRow> rows;
  long long total = 0;
  std::vector<ui::View> views;
};

/// Chips with their numbers; all from memory.
std::vector<ui::View> chips(const Context& ctx, const AreaOrder& order, const ViewInfo& current) {
  std::vector<ui::View> list;
  for (const ViewInfo& view : view_table)
    list.push_back({tr(view.label), "/faelle?ansicht=" + std::string(view.code), order.count(base_filter(view, ctx)),
                    &view == &current});
  return list;
}

std::vector<CaseId> ids_of_page(Context& ctx, AreaOrder& order, const Asked& ask, long long offset, long long& total) {
  using Direction = AreaOrder::Direction;
  if (!ask.sort.ends_with("kontakt")) {
    auto page = order.page(ask.filter, ask.sort == "name" ? Direction::up : Direction::down, offset, ask.per_page);
    total = page.total;
    return std::move(page.ids);
  }
  total = order.count(ask.filter);
  return store::by_last_contact(ctx.db(), ctx.actor.team, ask.filter, ask.sort.front() == '-', offset, ask.per_page);
}

Listed load(Context& ctx, const access::Scope& scope, const Asked& ask, const http::Form& query) {
  Listed listed;
  if (scope.teams().empty()) return listed;
  AreaOrder& order = ctx.services.caches->get<CaseOrders>().of(ctx.actor.team);
  order.follow(ctx.db(), scope, ctx.actor.team);
  const long long page = ui::page_of(query, order.count(ask.filter), ask.per_page);
  const auto ids = ids_of_page(ctx, order, ask, (page - 1) * ask.per_page, listed.total);
  listed.rows = store::list_rows(ctx.db(), scope, ids);
  listed.views = chips(ctx, order, ask.view);
  return listed;
}

ui::Filter filter_box(const ListWords& words, const ViewInfo& view) {
  ui::Filter filter;
  const auto options = [](const std::vector<Reference>& list) {
    std::vector<ui::Filter::Option> out;
    for (const Reference& one : list) out.push_back({std::to_string(one.id), one.label});
    return out;
  };
  filter.fields.push_back({"kommune", tr("Kommune"), options(words.municipalities)});
  ui::Filter::Field phase{"phase", tr("Phase"), {}};
  for (const PhaseInfo& one : phases())
    if (one.phase != Phase::closed) phase.options.push_back({std::string(one.code), tr(one.label)});
  if (view.state == access::CaseState::open) filter.fields.push_back(std::move(phase));
  if (!view.own) filter.fields.push_back({"zustaendig", tr("Zuständig"), options(words.colleagues)});
  filter.keep = {"ansicht", std::string(ui::kSortName), "anzahl"};
  return filter;
}

std::string order_text(std::string_view sort) {
  if (sort == "-name") return tr("sortiert nach Name, absteigend");
  if (sort == "kontakt") return tr("sortiert nach letztem Kontakt, am längsten her zuerst");
  if (sort == "-kontakt") return tr("sortiert nach letztem Kontakt, neueste zuerst");
  return tr("sortiert nach Name");
}

Fragment nothing_found(const ViewInfo& view, bool filtered) {
  if (filtered)
    return ui::empty_state(tr("Kein Fall passt zu diesem Filter"),
                           tr("Nehmen Sie einen Filter weg oder wählen Sie eine andere Ansicht."),
                           ui::link_button("/faelle?ansicht=" + std::string(view.code), tr("Filter zurücksetzen"),
                                           {.weight = ui::Weight::secondary}));
  if (view.state == access::CaseState::blocked)
    return ui::empty_state(
        tr("Kein Fall ist gesperrt"),
        tr("Hier stehen Fälle, deren Einwilligung widerrufen ist, bis über die Löschung entschieden ist."));
  if (view.state == access::CaseState::closed)
    return ui::empty_state(tr("Noch kein abgeschlossener Fall"),
                           tr("Abgeschlossene Fälle bleiben hier lesbar, bis sie gelöscht werden müssen."));
  return ui::empty_state(tr("Noch keine offenen Fälle"),
                         tr("Ein Fall entsteht aus einer Anfrage, sobald die Person eingewilligt hat."),
                         ui::link_button("/anfragen/neu", tr("Neue Anfrage"), {.icon = "add"}));
}

Fragment size_link(const http::Form& query, int per_page) {
  const bool small = per_page == ui::kPerPage;
  return ui::text_link(ui::query_with(query, "anzahl", small ? "50" : ""),
                       small ? tr("50 je Seite") : tr("25 je Seite"));
}

Fragment list_view(const Asked& ask, const Listed& listed, const ListWords& words, const http::Form& query, Day today) {
  const bool filtered = ask.filter.phase || ask.filter.municipality || (ask.filter.responsible && !ask.view.own);
  const Fragment top =
      html::all(ui::views(tr("Ansichten"), listed.views), ui::filter_box(filter_box(words, ask.view), query));
  if (listed.rows.empty()) return html::all(top, nothing_found(ask.view, filtered));
  ui::Table table{.label = tr(ask.view.list_label),
                  .columns = list_columns(ask.view.state, !ask.view.own),
                  .query = &query,
                  .default_sort = "name"};
  for (const store::ListRow& row : listed.rows)
    table.rows.push_back(list_cells(row, words, ask.view.state, !ask.view.own, today));
  return html::all(
      top,
      ui::table_head(trn("{} Fall", "{} Fälle", listed.total), order_text(ask.sort), size_link(query, ask.per_page)),
      ui::table(table), ui::paging(query, listed.total, ask.per_page));
}

void note_listed(Context& ctx, const Asked& ask, std::size_t rows) {
  const std::string note = "rows=" + std::to_string(rows) + " view=" + std::string(ask.view.code);
  const auto written = ctx.transact([&](db::Tx& tx) -> Result<void> {
    audit::append(tx, ctx.now,
                  {.act = audit::Act::listed,
                   .actor = ctx.actor.account,
                   .what = case_record.name,
                   .purpose = "case_list",
                   .note = note,
                   .address = ctx.address});
    return {};
  });
  CHECK(written.has_value());
}

http::Response get_list(Context& ctx, const Ask& ask) {
  const access::Scope scope = SHOW_OR_FAIL(access::scope_for(ctx, Right::case_list));
  const Asked question = asked(ctx, ask.request.query);
  const Listed listed = load(ctx, scope, question, ask.request.query);
  const ListWords words = list_words(ctx);
  note_listed(ctx, question, listed.rows.size());
  Page page{.title = tr("Fälle"),
            .nav = "/faelle",
            .content = list_view(question, listed, words, ask.request.query, ctx.today())};
  page.actions = ui::link_button("/anfragen/neu", tr("Neue Anfrage"), {.weight = ui::Weight::secondary});
  return show(ctx, std::move(page));
}

}  // namespace

void list_routes(Routes& routes) { routes.get("/faelle", needs(Right::case_list), get_list, "Fälle auflisten"); }

}  // namespace kim::cases
