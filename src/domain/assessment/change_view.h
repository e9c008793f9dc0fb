// What charts and tables of ratings share: cells, columns, the words of the scale.
#pragma once

#include <string>
#include <string_view>

#include "domain/assessment/assessment_rules.h"
#include "platform/html/html.h"

namespace kim::assessment {

/// "2 belastet", or that it was not discussed.
[[nodiscard]] html::Fragment value_cell(std::string_view scale);
/// With an arrow for better and worse; the words say it too.
[[nodiscard]] html::Fragment change_cell(const Change& change);
[[nodiscard]] html::Fragment column(const std::string& text);
/// "Skala: 1 sehr belastet, 3 gemischt, 5 gut gelöst".
[[nodiscard]] html::Fragment scale_note();
/// Scrolls sideways by itself where the page is narrow.
[[nodiscard]] html::Fragment scrolling_table(const html::Fragment& head, const html::Fragment& bodies,
                                             std::string_view css = {});

}  // namespace kim::assessment
