// Drawings as SVG: nodes with numbers, lines by kind. Everything they show also stands in a table beside them, and nothing
// is told by colour. What it is not: where things stand (network.h, family_diagram.cpp).
#pragma once

#include <string>

#include "platform/html/html.h"

namespace kim::family::drawing {

enum class Shape : std::uint8_t { circle, diamond, square };
enum class Stroke : std::uint8_t { thick, thin, zigzag, dashed, dotted, twofold };

struct Point {
  double x = 0, y = 0;
};
/// A shape with a text of one to three characters in it; `ringed` draws a second line around it.
[[nodiscard]] html::Fragment node(Shape shape, Point at, const std::string& text, bool ringed);
[[nodiscard]] html::Fragment connection(Stroke stroke, Point from, Point to);
/// A word in the drawing; `anchor` start, middle or end.
[[nodiscard]] html::Fragment word(Point at, const std::string& text, const char* anchor);
[[nodiscard]] html::Fragment ring(Point middle, double radius);
[[nodiscard]] html::Fragment axis(Point from, Point to);
/// The picture with its name and what it shows in words, for those who do not see it. `id` is unique on the page.
[[nodiscard]] html::Fragment picture(const std::string& id, int width, int height, const std::string& title,
                                     const std::string& description, const html::Fragment& content);

}  // namespace kim::family::drawing
