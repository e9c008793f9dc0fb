#include "domain/assessment/comparison.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/assessment/change_view.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using h::Fragment;

// Units of the chart's own grid; a small multiple is never shrunk (docs/ui.md, charts).
constexpr int first_x = 96, step_x = 54, top = 8, bottom = 76, tick_y = 96;
constexpr int wish_y = 24, need_y = 58;
constexpr int before_r = 6, after_r = 7, ring_r = 10;

std::string number(int value) { return std::to_string(value); }
int x_of(std::string_view scale) { return first_x + step_x * (scale.front() - '1'); }

Fragment ball(std::string_view css, int at_x, int at_y, int radius) {
  return h::circle(h::cls(css), h::cx(number(at_x)), h::cy(number(at_y)), h::r(number(radius)));
}

Fragment before_ball(int at_x, int at_y, int radius = before_r) {
  return ball("kim-chart__before", at_x, at_y, radius);
}
Fragment after_ball(int at_x, int at_y, int radius = after_r) { return ball("kim-chart__after", at_x, at_y, radius); }

/// Line and arrow head between both balls; `way` is 1 to the right, -1 to the left.
Fragment arrow(int from, int to, int at_y, int way) {
  const std::string tip = "M" + number(to - way * 9) + " " + number(at_y) + "l" + number(-way * 6) + " -4v8z";
  return h::all(
      h::line(h::cls("kim-chart__move", way < 0 ? " kim-chart__move--down" : ""), h::x1(number(from + way * 7)),
              h::x2(number(to - way * 10)), h::y1(number(at_y)), h::y2(number(at_y))),
      h::path(h::cls("kim-chart__tip"), h::d(tip)));
}

Fragment balls(std::string_view before, std::string_view after, int at_y) {
  if (before.empty() && after.empty()) return {};
  if (before.empty()) return after_ball(x_of(after), at_y);
  if (after.empty()) return before_ball(x_of(before), at_y);
  const int from = x_of(before), to = x_of(after);
  if (from == to) return h::all(before_ball(from, at_y, ring_r), after_ball(to, at_y, before_r));
  return h::all(arrow(from, to, at_y, to > from ? 1 : -1), before_ball(from, at_y), after_ball(to, at_y));
}

Fragment view_row(const std::string& label, std::string_view before, std::string_view after, int at_y) {
  return h::all(h::svg_text(h::cls("kim-chart__label"), h::x("0"), h::y(number(at_y + 5)), label),
                balls(before, after, at_y));
}

Fragment grid_line(int value) {
  const std::string at = number(first_x + step_x * (value - 1));
  return h::all(h::line(h::cls("kim-chart__grid"), h::x1(at), h::x2(at), h::y1(number(top)), h::y2(number(bottom))),
                h::svg_text(h::cls("kim-chart__tick"), h::x(at), h::y(number(tick_y)), value));
}

/// "von 2 auf 3", "nur vorher: 2" ...
std::string finding(std::string_view before, std::string_view after) {
  if (before.empty() && after.empty()) return tr("nicht besprochen");
  if (before.empty()) return trf("zuerst nicht besprochen, dann {}", {after});
  if (after.empty()) return trf("zuerst {}, dann nicht besprochen", {before});
  return trf("von {0} auf {1}", {before, after});
}

Fragment chart(const Compared& one) {
  const std::string title_id = "bild-" + one.field, desc_id = title_id + "-text";
  const std::string text = trf("Bedürfnis: {0}. Bedarf: {1}.", {finding(one.before.wish_scale, one.after.wish_scale),
                                                                finding(one.before.need_scale, one.after.need_scale)});
  Fragment grid;
  for (int value = 1; value <= 5; ++value) grid += grid_line(value);
  return h::figure(
      h::cls("kim-chart"),
      h::figcaption(h::cls("kern-heading-small"), h::id(title_id), code_label("field_of_action", one.field)),
      h::svg(h::viewbox("0 0 328 104"), h::role("img"), h::aria_labelledby(title_id, " ", desc_id),
             h::desc(h::id(desc_id), text),
             h::g(h::aria_hidden("true"), grid,
                  view_row(tr("Bedürfnis"), one.before.wish_scale, one.after.wish_scale, wish_y),
                  view_row(tr("Bedarf"), one.before.need_scale, one.after.need_scale, need_y))));
}

Fragment legend_mark(const Fragment& mark, const std::string& text) {
  return h::all(h::svg(h::viewbox("0 0 16 16"), h::aria_hidden("true"), mark), h::span(text));
}

Fragment legend(const ComparedDays& days) {
  return h::p(h::cls("kim-legend"), legend_mark(before_ball(8, 8), german(days.before)),
              legend_mark(after_ball(8, 8), german(days.after)), scale_note());
}

// ---- table ----

Fragment view_cells(std::string_view before, std::string_view after) {
  return h::all(value_cell(before), value_cell(after), change_cell(compare(before, after)));
}

Fragment table_row(const Compared& one) {
  return h::tr_(h::cls("kern-table__row"),
                h::th(h::cls("kern-table__header"), h::scope("row"), code_label("field_of_action", one.field)),
                view_cells(one.before.wish_scale, one.after.wish_scale),
                view_cells(one.before.need_scale, one.after.need_scale));
}

Fragment group_column(const std::string& text) {
  return h::th(h::cls("kern-table__header kim-th-group"), h::colspan(3), h::scope("colgroup"), text);
}

Fragment table_head(const ComparedDays& days) {
  const Fragment three = h::all(column(german(days.before)), column(german(days.after)), column(tr("Veränderung")));
  return h::thead(h::cls("kern-table__head"),
                  h::tr_(h::cls("kern-table__row"),
                         h::th(h::cls("kern-table__header"), h::rowspan(2), h::scope("col"), tr("Handlungsfeld")),
                         group_column(trf("Bedürfnis, Sicht von {}", {days.addressed})),
                         group_column(tr("Bedarf, fachliche Sicht"))),
                  h::tr_(h::cls("kern-table__row"), three, three));
}

}  // namespace

Fragment comparison_charts(const std::vector<Compared>& fields, const ComparedDays& days) {
  return h::all(legend(days), h::div_(h::cls("kim-charts"), h::each(fields, chart)));
}

Fragment comparison_table(const std::vector<Compared>& fields, const ComparedDays& days) {
  return scrolling_table(table_head(days), h::tbody(h::cls("kern-table__body"), h::each(fields, table_row)),
                         "kim-table--compare");
}

}  // namespace kim::assessment
