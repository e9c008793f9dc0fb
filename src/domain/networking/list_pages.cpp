// All network contacts with filter, order and paging, and their count per month and kind.
#include <algorithm>
#include <map>
#include <set>

#include "base/codes.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/access/account.h"
#include "domain/access/page.h"
#include "domain/access/references.h"
#include "domain/networking/networking_pages.h"
#include "platform/html/tables.h"

namespace kim::networking {
namespace {

namespace h = kim::html;
using access::Right;
using h::Fragment;
using std::chrono::year_month_day;

constexpr std::string_view kinds = "network_contact_kind";
constexpr int months_shown = 12;

Day months_back(Day first, int count) {
  return Day((year_month_day(first).year() / year_month_day(first).month() - std::chrono::months(count)) / 1);
}
std::string month_text(Day first) { return iso(first).substr(0, 7); }
std::string month_title(Day first) {
  const year_month_day date(first);
  return month_name(static_cast<unsigned>(date.month())) + " " + std::to_string(static_cast<int>(date.year()));
}

// ---- the list ----

bool mine_only(const http::Form& query) { return query.get("wer") == "ich"; }

store::Question question_of(const Context& ctx, const http::Form& query) {
  store::Question q;
  q.area = area_of(ctx);
  q.kind = query.get("art");
  q.topic = query.get("thema");
  q.body = BodyId(query.integer("stelle"));
  if (mine_only(query)) q.author = ctx.actor.account;
  const auto month = day_from_iso(std::string(query.get("monat")) + "-01");
  if (month) q.from = *month;
  q.until = month ? months_back(*month, -1) - std::chrono::days(1) : ctx.today();
  if (const auto sort = query.get(ui::kSortName); !sort.empty()) q.sort = sort;
  return q;
}

std::vector<ui::Filter::Option> codes_of(std::string_view list) {
  std::vector<ui::Filter::Option> options;
  for (const Code& code : code_list(list).codes()) options.push_back({code.code, code_label(list, code.code)});
  return options;
}

ui::Filter filter_of(Day today, const std::vector<Reference>& bodies) {
  std::vector<ui::Filter::Option> months, partners;
  for (int i = 0; i < months_shown; ++i) {
    const Day month = months_back(first_of_month(today), i);
    months.push_back({month_text(month), month_title(month)});
  }
  for (const Reference& body : bodies) partners.push_back({std::to_string(body.id), body.label});
  ui::Filter filter;
  filter.fields = {{"art", tr("Art"), codes_of(kinds)},
                   {"thema", tr("Thema"), codes_of("field_of_action")},
                   {"stelle", tr("Stelle"), std::move(partners)},
                   {"monat", tr("Monat"), std::move(months)}};
  filter.keep = {"wer"};
  return filter;
}

std::string partner_text(const NetworkContact& contact, const std::vector<Reference>& names) {
  std::vector<std::string> parts;
  for (const BodyId body : bodies_of(contact)) parts.push_back(label_of(names, body.value()));
  if (!contact.others.empty()) parts.push_back(contact.others);
  return text::join(parts, ", ");
}

std::vector<Fragment> cells(Context& ctx, const Stored& one, const std::vector<Reference>& names) {
  const NetworkContact& contact = one.value;
  return {ui::cell_main(contact_href(one.id), code_label(kinds, contact.kind),
                        contact.topic.empty() ? std::string() : code_label("field_of_action", contact.topic)),
          ui::date(*contact.on), h::all(partner_text(contact, names)),
          h::all(contact.minutes ? text::german_number(*contact.minutes) : std::string("–")),
          h::all(access::account_name(ctx, one.created_by))};
}

Fragment table_of(Context& ctx, const http::Form& query, const std::vector<Stored>& list,
                  const std::vector<Reference>& names) {
  ui::Table table;
  table.label = tr("Netzwerkkontakte");
  table.query = &query;
  table.default_sort = "-tag";
  table.columns = {{.label = tr("Art"), .sort_key = "art"},
                   {.label = tr("Tag"), .sort_key = "tag", .nowrap = true},
                   {.label = tr("Beteiligte")},
                   {.label = tr("Minuten"), .sort_key = "minuten", .number = true},
                   {.label = tr("Erfasst von"), .wide_only = true}};
  for (const Stored& one : list) table.rows.push_back(cells(ctx, one, names));
  return ui::table(table);
}

Fragment nothing_here(const http::Form& query) {
  const bool narrowed = std::ranges::any_of(std::initializer_list<std::string_view>{"art", "thema", "stelle", "monat"},
                                            [&](std::string_view name) { return !query.get(name).empty(); });
  if (narrowed)
    return ui::empty_state(tr("Kein Netzwerkkontakt passt"), tr("Zu diesen Angaben ist nichts erfasst."),
                           ui::link_button(here, tr("Filter zurücksetzen"), {.weight = ui::Weight::secondary}));
  return ui::empty_state(tr("Noch kein Netzwerkkontakt erfasst"),
                         tr("Runde Tische, Arbeitskreise und Kooperationsgespräche gehören zur Arbeit, auch ohne Fall. "
                            "Hier werden sie gezählt."),
                         ui::link_button("/netzwerk/neu", tr("Netzwerkkontakt erfassen")));
}

Fragment view_links(const Context& ctx, const http::Form& query) {
  const bool mine = mine_only(query);
  const std::string all_label = area_of(ctx).everything ? tr("Alle Teams") : tr("Mein Team");
  return ui::views(tr("Ansicht"), {{.label = all_label, .href = std::string(here), .current = !mine},
                                   {.label = tr("Meine"), .href = std::string(here) + "?wer=ich", .current = mine}});
}

http::Response show_list(Context& ctx, const Ask& ask) {
  const http::Form& query = ask.request.query;
  const store::Question question = question_of(ctx, query);
  const long long total = store::count(ctx.db(), question);
  const long long offset = (ui::page_of(query, total) - 1) * ui::kPerPage;
  const auto list = store::list(ctx.db(), question, offset, ui::kPerPage);
  const auto names = references(ctx.services, ctx.db(), "body");
  Page page{.title = tr("Netzwerkarbeit"), .nav = "/", .sub = tr("Kontakte ohne Fall"), .content = {}};
  page.actions = h::all(ui::link_button("/netzwerk/neu", tr("Netzwerkkontakt erfassen"), {.icon = "add"}),
                        ui::link_button("/netzwerk/zahlen", tr("Zahlen"), {.weight = ui::Weight::secondary}));
  page.content =
      h::all(view_links(ctx, query), ui::filter_box(filter_of(ctx.today(), names), query),
             list.empty() ? nothing_here(query)
                          : h::all(ui::table_head(trn("{} Netzwerkkontakt", "{} Netzwerkkontakte", total), {}),
                                   table_of(ctx, query, list, names), ui::paging(query, total)));
  return show(ctx, std::move(page));
}

// ---- figures ----

/// A month's counts by kind.
using Months = std::map<std::string, std::map<std::string, store::Figure>, std::greater<>>;

int year_of(const http::Form& query, Day today) {
  const int now = static_cast<int>(year_month_day(today).year());
  const auto asked = query.integer("jahr", now);
  return asked >= now - 20 && asked <= now ? static_cast<int>(asked) : now;
}

std::vector<Fragment> month_row(const std::string& month, const std::map<std::string, store::Figure>& counts,
                                const std::vector<std::string>& used) {
  std::vector<Fragment> cells{h::all(month_title(day_from_iso(month + "-01").value_or(Day{})))};
  long long count = 0, minutes = 0;
  for (const std::string& kind : used) {
    const auto found = counts.find(kind);
    cells.push_back(h::all(found == counts.end() ? std::string("–") : text::german_number(found->second.count)));
    if (found == counts.end()) continue;
    count += found->second.count;
    minutes += found->second.minutes;
  }
  cells.push_back(h::all(text::german_number(count)));
  cells.push_back(h::all(text::german_number(minutes)));
  return cells;
}

Fragment figure_table(const std::vector<store::Figure>& figures) {
  Months months;
  std::set<std::string> counted;
  for (const store::Figure& one : figures) {
    months[one.month].emplace(one.kind, one);
    counted.insert(one.kind);
  }
  std::vector<std::string> used;  // in the order of the code list
  for (const Code& code : code_list(kinds).codes())
    if (counted.contains(code.code)) used.push_back(code.code);
  ui::Table table;
  table.label = tr("Netzwerkkontakte nach Monat und Art");
  table.stack = false;  // up to ten columns: scrolls sideways by itself
  table.columns = {{.label = tr("Monat")}};
  for (const std::string& kind : used) table.columns.push_back({.label = code_label(kinds, kind), .number = true});
  table.columns.push_back({.label = tr("Zusammen"), .number = true});
  table.columns.push_back({.label = tr("Minuten"), .number = true});
  for (const auto& [month, counts] : months) table.rows.push_back(month_row(month, counts, used));
  return ui::table(table);
}

http::Response show_figures(Context& ctx, const Ask& ask) {
  const int year = year_of(ask.request.query, ctx.today());
  const Day first(std::chrono::year(year) / 1 / 1), last(std::chrono::year(year) / 12 / 31);
  const auto figures = store::figures(ctx.db(), area_of(ctx), first, last);
  const std::string before = "/netzwerk/zahlen?jahr=" + std::to_string(year - 1);
  Page page;
  page.title = trf("Netzwerkarbeit {} in Zahlen", {std::to_string(year)});
  page.nav = "/";
  page.crumbs = {{tr("Netzwerkarbeit"), std::string(here)}, {tr("Zahlen"), {}}};
  page.sub = area_of(ctx).everything ? tr("Alle Teams") : tr("Mein Team");
  page.actions = ui::link_button(before, tr("Vorjahr"), {.weight = ui::Weight::secondary});
  page.content = figures.empty() ? ui::empty_state(tr("In diesem Jahr ist nichts erfasst"), {},
                                                   ui::link_button("/netzwerk/neu", tr("Netzwerkkontakt erfassen")))
                                 : figure_table(figures);
  return show(ctx, std::move(page));
}

}  // namespace

Day first_of_month(Day day) {
  const year_month_day date(day);
  return Day(date.year() / date.month() / 1);
}

html::Fragment home_panel(Context& ctx) {
  if (!ctx.actor.may(Right::network_work) || ctx.actor.may(Right::case_list)) return {};
  const Sum sum = sum_since(ctx.db(), ctx.actor.account, first_of_month(ctx.today()));
  return ui::panel("h-netzwerk", tr("Netzwerkarbeit"),
                   h::all(ui::facts({{tr("Ihre Kontakte in diesem Monat"), h::all(text::german_number(sum.count))}}),
                          h::p(ui::text_link("/netzwerk/neu", tr("Netzwerkkontakt erfassen"))),
                          h::p(ui::text_link(here, tr("Alle Netzwerkkontakte")))));
}

void list_routes(Routes& r) {
  r.get(here, needs(Right::network_work), show_list, "Netzwerkkontakte mit Filter");
  r.get("/netzwerk/zahlen", needs(Right::network_work), show_figures, "Netzwerkkontakte nach Monat und Art");
}

}  // namespace kim::networking
