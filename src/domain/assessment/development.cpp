#include "domain/assessment/development.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "domain/assessment/change_view.h"

namespace kim::assessment {
namespace {

namespace h = kim::html;
using h::Fragment;

// Units of the chart's own grid; a small multiple is never shrunk (docs/ui.md, charts).
constexpr int left = 24, right = 304, step_y = 20, bottom = 100, tick_y = 120, ring_r = 7, ball_r = 4;

struct View {
  std::string Rating::* scale;
  bool own;  // the person's own view
};
constexpr View views[] = {{&Rating::wish_scale, true}, {&Rating::need_scale, false}};

std::string number(int value) { return std::to_string(value); }
int y_of(int value) { return bottom - step_y * (value - 1); }
int y_of(std::string_view scale) { return y_of(scale.front() - '0'); }
int x_of(std::size_t day, std::size_t days) {
  return days < 2 ? left : left + static_cast<int>(day) * (right - left) / static_cast<int>(days - 1);
}

Fragment mark(const View& view, int x, int y) {
  return h::circle(h::cls(view.own ? "kim-chart__before" : "kim-chart__after"), h::cx(number(x)), h::cy(number(y)),
                   h::r(number(view.own ? ring_r : ball_r)));
}

Fragment stroke(const View& view, int from_x, int from_y, int to_x, int to_y) {
  return h::line(h::cls("kim-chart__course", view.own ? " kim-chart__course--own" : ""), h::x1(number(from_x)),
                 h::y1(number(from_y)), h::x2(number(to_x)), h::y2(number(to_y)));
}

/// The line breaks where the field was not discussed: between those days nothing is known.
Fragment line_of(const Course& course, const View& view) {
  Fragment lines, marks;
  for (std::size_t day = 0; day < course.ratings.size(); ++day) {
    const std::string& scale = course.ratings[day].*view.scale;
    if (scale.empty()) continue;
    const int x = x_of(day, course.ratings.size()), y = y_of(scale);
    marks += mark(view, x, y);
    if (day == 0) continue;
    const std::string& before = course.ratings[day - 1].*view.scale;
    if (!before.empty()) lines += stroke(view, x_of(day - 1, course.ratings.size()), y_of(before), x, y);
  }
  return h::all(lines, marks);
}

Fragment grid_line(int value) {
  const std::string y = number(y_of(value));
  return h::all(h::line(h::cls("kim-chart__grid"), h::x1(number(left)), h::x2(number(right)), h::y1(y), h::y2(y)),
                h::svg_text(h::cls("kim-chart__tick"), h::x("6"), h::y(number(y_of(value) + 5)), value));
}

Fragment day_mark(int x, Day day, std::string_view css) {
  return h::svg_text(h::cls("kim-chart__tick", css), h::x(number(x)), h::y(number(tick_y)), german(day));
}

Fragment grid(const std::vector<Day>& days) {
  Fragment lines;
  for (int value = 1; value <= 5; ++value) lines += grid_line(value);
  return h::all(lines, day_mark(left, days.front(), " kim-chart__tick--start"),
                day_mark(right, days.back(), " kim-chart__tick--end"));
}

/// "16.06.2026: 2, 26.10.2026: nicht besprochen": what the line shows, for those who do not see it.
std::string in_words(const Development& all, const Course& course, const View& view) {
  std::string text;
  for (std::size_t day = 0; day < all.days.size(); ++day) {
    const std::string& scale = course.ratings[day].*view.scale;
    if (!text.empty()) text += ", ";
    text += german(all.days[day]) + ": " + (scale.empty() ? tr("nicht besprochen") : scale);
  }
  return text;
}

Fragment chart(const Development& all, const Course& course) {
  const std::string title_id = "verlauf-" + course.field, desc_id = title_id + "-text";
  const std::string text =
      trf("Bedürfnis: {0}. Bedarf: {1}.", {in_words(all, course, views[0]), in_words(all, course, views[1])});
  return h::figure(
      h::cls("kim-chart"),
      h::figcaption(h::cls("kern-heading-small"), h::id(title_id), code_label("field_of_action", course.field)),
      h::svg(h::viewbox("0 0 328 128"), h::role("img"), h::aria_labelledby(title_id, " ", desc_id),
             h::desc(h::id(desc_id), text),
             h::g(h::aria_hidden("true"), grid(all.days), line_of(course, views[0]), line_of(course, views[1]))));
}

Fragment legend_mark(const View& view, const std::string& text) {
  return h::all(h::svg(h::viewbox("0 0 28 16"), h::aria_hidden("true"), stroke(view, 0, 8, 28, 8), mark(view, 14, 8)),
                h::span(text));
}

std::string view_label(const Development& all, const View& view) {
  return view.own ? trf("Bedürfnis, Sicht von {}", {all.addressed}) : tr("Bedarf, fachliche Sicht");
}

Fragment legend(const Development& all) {
  return h::p(h::cls("kim-legend"), legend_mark(views[0], view_label(all, views[0])),
              legend_mark(views[1], view_label(all, views[1])), scale_note());
}

// ---- table ----

Fragment row(const Course& course, const View& view, const Fragment& field) {
  return h::tr_(h::cls("kern-table__row"), field,
                h::th(h::cls("kern-table__header"), h::scope("row"), view.own ? tr("Bedürfnis") : tr("Bedarf")),
                h::each(course.ratings, [&](const Rating& rating) { return value_cell(rating.*view.scale); }),
                change_cell(over_all(course, view.scale)));
}

Fragment rows(const Course& course) {
  const Fragment field = h::th(h::cls("kern-table__header"), h::scope("rowgroup"), h::rowspan(2),
                               code_label("field_of_action", course.field));
  return h::tbody(h::cls("kern-table__body"), row(course, views[0], field), row(course, views[1], {}));
}

}  // namespace

Fragment development_charts(const Development& development) {
  return h::all(legend(development), h::div_(h::cls("kim-charts"), h::each(development.courses, [&](const Course& one) {
                                               return chart(development, one);
                                             })));
}

Fragment development_table(const Development& development) {
  const auto day_column = [](Day day) { return column(german(day)); };
  return scrolling_table(h::thead(h::cls("kern-table__head"),
                                  h::tr_(h::cls("kern-table__row"), column(tr("Handlungsfeld")), column(tr("Sicht")),
                                         h::each(development.days, day_column), column(tr("Veränderung seit Beginn")))),
                         h::each(development.courses, rows), "kim-table--course");
}

}  // namespace kim::assessment
