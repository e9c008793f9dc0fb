#include "domain/assessment/change_view.h"

#include "base/codes.h"
#include "base/i18n.h"
#include "platform/html/components.h"

namespace kim::assessment {

namespace h = kim::html;
using h::Fragment;
using Direction = Change::Direction;

Fragment value_cell(std::string_view scale) {
  if (scale.empty()) return h::td(h::cls("kern-table__cell"), h::span(h::cls("kim-muted"), tr("nicht besprochen")));
  return h::td(h::cls("kern-table__cell"), scale, " ", h::span(h::cls("kim-muted"), code_label("scale_need", scale)));
}

Fragment change_cell(const Change& change) {
  const std::string text = words(change);
  if (change.direction == Direction::better || change.direction == Direction::worse) {
    const bool up = change.direction == Direction::better;
    return h::td(h::cls("kern-table__cell"),
                 h::span(h::cls("kim-diff kim-diff--", up ? "up" : "down"),
                         ui::icon(up ? "arrow-up" : "arrow-down", ui::IconSize::small), text));
  }
  return h::td(h::cls("kern-table__cell"), h::span(h::cls("kim-muted"), text));
}

Fragment column(const std::string& text) { return h::th(h::cls("kern-table__header"), h::scope("col"), text); }

Fragment scale_note() {
  return h::span(h::cls("kim-muted"),
                 trf("Skala: 1 {0}, 3 {1}, 5 {2}",
                     {code_label("scale_need", "1"), code_label("scale_need", "3"), code_label("scale_need", "5")}));
}

Fragment scrolling_table(const Fragment& head, const Fragment& bodies, std::string_view css) {
  return h::div_(h::cls("kim-table-scroll"), h::role("group"), h::aria_label(tr("Tabelle, seitlich verschiebbar")),
                 h::tabindex(0), h::table(h::cls("kern-table kern-table--small ", css), head, bodies));
}

}  // namespace kim::assessment
