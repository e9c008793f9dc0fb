// Views, tables with sorting, paging. The filter form is in filter.cpp.
#include "platform/html/tables.h"

#include <algorithm>

#include "base/i18n.h"
#include "base/text.h"

namespace kim::ui {
namespace h = kim::html;
namespace {

std::string sort_of(const Table& table) {
  if (table.query == nullptr) return {};
  const std::string_view asked = table.query->get(kSortName);
  return asked.empty() ? table.default_sort : std::string(asked);
}

h::Attribute column_class(const Column& column) {
  return h::cls("kern-table__header", column.wide_only ? " kim-cell--wide" : "",
                column.number ? " kern-table__header--numeric" : "");
}

Fragment sortable_head(const Table& table, const Column& column) {
  const std::string sort = sort_of(table);
  const bool up = sort == column.sort_key, down = sort == "-" + column.sort_key;
  const std::string href = query_with(*table.query, kSortName, up ? "-" + column.sort_key : column.sort_key);
  return h::th(column_class(column), h::scope("col"), h::role("columnheader"),
               h::aria_sort(up     ? "ascending"
                            : down ? "descending"
                                   : "none"),
               h::a(h::cls("kim-sort"), h::href(href), column.label));
}

Fragment column_head(const Table& table, const Column& column) {
  if (table.query != nullptr && !column.sort_key.empty()) return sortable_head(table, column);
  const Fragment label = column.hidden_label ? hidden(column.label) : h::span(h::cls("kim-th"), column.label);
  return h::th(column_class(column), h::scope("col"), h::role("columnheader"), label);
}

Fragment data_cell(const Column& column, bool labelled) {
  return h::td(h::cls("kern-table__cell", column.nowrap ? " kim-num" : "", column.wide_only ? " kim-cell--wide" : "",
                      column.number ? " kern-table__cell--numeric" : ""),
               h::role("cell"), h::when_attr(labelled && !column.hidden_label, h::data("label", column.label)));
}

Fragment head_cell(const Column& column) {
  return h::th(h::cls("kern-table__header", column.nowrap ? " kim-num" : ""), h::scope("row"), h::role("rowheader"));
}

/// What stands around the content of an element: the same in all rows, so it is written once for a table.
struct Around {
  explicit Around(const Fragment& element) : before(element.str()), after(before.substr(before.rfind("</"))) {
    before.resize(before.size() - after.size());
  }
  std::string before, after;
};

struct ColumnCells {
  Around filled, empty;
};

std::vector<ColumnCells> cells_of(const std::vector<Column>& columns) {
  std::vector<ColumnCells> list;
  for (const Column& column : columns) {
    const bool first = list.empty();
    list.push_back({Around(first ? head_cell(column) : data_cell(column, true)),
                    Around(first ? head_cell(column) : data_cell(column, false))});
  }
  return list;
}

Fragment rows_of(const Table& table) {
  const std::vector<ColumnCells> columns = cells_of(table.columns);
  const Around row(h::tr_(h::cls("kern-table__row"), h::role("row")));
  std::string out;
  for (const std::vector<Fragment>& cells : table.rows) {
    out += row.before;
    for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) {
      const Around& cell = cells[i].empty() ? columns[i].empty : columns[i].filled;
      out.append(cell.before).append(cells[i].str()).append(cell.after);
    }
    out += row.after;
  }
  return Fragment::trusted(std::move(out));
}

Fragment head_of(const Table& table) {
  return h::thead(h::cls("kern-table__head"), h::role("rowgroup"),
                  h::tr_(h::cls("kern-table__row"), h::role("row"),
                         h::each(table.columns, [&](const Column& column) { return column_head(table, column); })));
}

Fragment page_link(const http::Form& query, long long page, long long current) {
  const std::string number = std::to_string(page);
  return h::li(h::a(h::href(query_with(query, kPageName, number)),
                    h::when_attr(page == current, h::aria_current("page")), h::aria_label(trf("Seite {}", {number})),
                    number));
}

/// First, last, and two on each side of the current one; a gap where numbers are left out.
Fragment page_links(const http::Form& query, long long current, long long last) {
  Fragment out;
  long long before = 0;
  for (long long page = 1; page <= last; ++page) {
    if (page != 1 && page != last && (page < current - 2 || page > current + 2)) continue;
    if (page != before + 1) out += h::li(h::span(h::cls("kim-paging__gap"), h::aria_hidden("true"), "…"));
    out += page_link(query, page, current);
    before = page;
  }
  return out;
}

Fragment step_link(const http::Form& query, long long page, std::string_view rel) {
  const bool forward = rel == "next";
  const Fragment back = forward ? Fragment{} : h::all(icon("chevron-left"), " ");
  const Fragment on = forward ? h::all(" ", icon("chevron-right")) : Fragment{};
  return h::li(h::a(h::href(query_with(query, kPageName, std::to_string(page))), h::rel(rel), back,
                    forward ? tr("Weiter") : tr("Zurück"), on));
}

long long last_page(long long total, int per_page) { return std::max(1LL, (total + per_page - 1) / per_page); }

}  // namespace

std::string query_with(const http::Form& query, std::string_view name, std::string_view value) {
  http::Pairs pairs;
  for (const auto& [key, old] : query.pairs()) {
    if (key == name || old.empty() || (key == kPageName && name != kPageName)) continue;
    pairs.emplace_back(key, old);
  }
  if (!value.empty()) pairs.emplace_back(name, value);
  return "?" + http::encode_form(pairs);
}

Fragment views(std::string_view label, const std::vector<View>& items) {
  const auto chip = [](const View& view) {
    const Fragment count = h::when(view.count >= 0, [&] {
      return h::all(" ", h::span(h::cls("kim-chip__count"), text::german_number(view.count)));
    });
    return h::li(h::a(h::cls("kim-chip"), h::href(view.href), h::when_attr(view.current, h::aria_current("page")),
                      view.label, count));
  };
  return h::nav(h::aria_label(label), h::ul(h::cls("kim-views"), h::each(items, chip)));
}

Fragment table(const Table& table, std::string_view id) {
  const Fragment made =
      h::table(h::cls("kern-table", table.stack ? " kim-table--stack" : ""), h::when_attr(!id.empty(), h::id(id)),
               h::role("table"), h::aria_label(table.label), head_of(table),
               h::tbody(h::cls("kern-table__body"), h::role("rowgroup"), rows_of(table)));
  if (table.stack) return made;
  return h::section(h::cls("kim-table-scroll"), h::aria_label(table.label), h::tabindex(0), made);
}

Fragment cell_main(std::string_view href, std::string_view text, std::string_view sub) {
  return h::all(h::a(h::cls("kim-cell-main"), h::href(href), text),
                h::when(!sub.empty(), [&] { return h::span(h::cls("kim-cell-sub"), sub); }));
}

Fragment table_head(std::string_view count, std::string_view order, const Fragment& links) {
  const Fragment sorted = order.empty() ? Fragment{} : h::all(", ", order);
  return h::div_(h::cls("kim-tablehead"), h::p(h::role("status"), h::strong(count), sorted),
                 h::when(!links.empty(), [&] { return h::p(links); }));
}

long long page_of(const http::Form& query, long long total, int per_page) {
  return std::clamp<long long>(query.integer(kPageName, 1), 1, last_page(total, per_page));
}

Fragment paging(const http::Form& query, long long total, int per_page) {
  if (total <= per_page) return {};
  const long long page = page_of(query, total, per_page), last = last_page(total, per_page);
  const std::string shown =
      trf("{0} bis {1} von {2}", {text::german_number((page - 1) * per_page + 1),
                                  text::german_number(std::min(total, page * per_page)), text::german_number(total)});
  return h::nav(
      h::cls("kim-paging"), h::aria_label(tr("Seiten")), meta(shown),
      h::ul(h::when(page > 1, [&] { return step_link(query, page - 1, "prev"); }), page_links(query, page, last),
            h::when(page < last, [&] { return step_link(query, page + 1, "next"); })));
}

}  // namespace kim::ui
