// What was drawn by hand on a screen: strokes of points in a box of fixed size. Pure: text in and out, its limits, its SVG path.
// What it is not: who drew it, or proof of anything (domain/goals/signature.h).
//
// As text: "120,80 121,83;300,20 305,22": points apart by a blank, strokes by a semicolon, whole numbers only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kim {

/// The box in which every point lies, whatever the screen was: (0, 0) is the upper left corner.
inline constexpr int strokes_width = 900, strokes_height = 300;
/// A signature has some hundred points; more is no signature. The longest text holds that many.
inline constexpr std::size_t strokes_max = 200, points_max = 3000, strokes_text_max = 8 * points_max;

struct Point {
  std::int16_t x = 0, y = 0;
  bool operator==(const Point&) const = default;
};
using Stroke = std::vector<Point>;
using Strokes = std::vector<Stroke>;

/// Reads the text. Error: invalid (another form, a point outside the box, too many, strokes of too little length to be drawn on
/// purpose). Empty text: no strokes.
[[nodiscard]] Result<Strokes> parse_strokes(std::string_view text);
[[nodiscard]] std::string strokes_text(const Strokes& strokes);
/// "M120 80L121 83M300 20L305 22": the `d` of an SVG path in the box.
[[nodiscard]] std::string svg_path(const Strokes& strokes);

}  // namespace kim
