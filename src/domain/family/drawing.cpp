#include "domain/family/drawing.h"

#include <cmath>

namespace kim::family::drawing {
namespace {

using namespace html;

constexpr double radius = 17;

std::string number(double value) { return std::to_string(std::lround(value)); }
std::string pair(Point at) { return number(at.x) + " " + number(at.y); }

Fragment outline(Shape shape, Point at, double size, const char* css) {
  if (shape == Shape::circle) return circle(cls(css), cx(number(at.x)), cy(number(at.y)), r(number(size)));
  if (shape == Shape::square)
    return rect(cls(css), x(number(at.x - size)), y(number(at.y - size)), width(number(2 * size)),
                height(number(2 * size)));
  const double reach = size * 1.25;
  return path(cls(css), d("M", pair({at.x, at.y - reach}), " L", pair({at.x + reach, at.y}), " L",
                          pair({at.x, at.y + reach}), " L", pair({at.x - reach, at.y}), " Z"));
}

Fragment straight(Point from, Point to, const char* css) {
  return line(cls(css), x1(number(from.x)), y1(number(from.y)), x2(number(to.x)), y2(number(to.y)));
}

/// The point `aside` to the left of the way, `along` of it done.
Point beside(Point from, Point to, double along, double aside) {
  const double dx = to.x - from.x, dy = to.y - from.y, length = std::max(1.0, std::hypot(dx, dy));
  return {from.x + dx * along - dy / length * aside, from.y + dy * along + dx / length * aside};
}

Fragment jagged(Point from, Point to) {
  constexpr int teeth = 8;
  std::string way = "M" + pair(from);
  for (int i = 1; i < teeth; ++i)
    way += " L" + pair(beside(from, to, static_cast<double>(i) / teeth, i % 2 == 0 ? -6 : 6));
  return path(cls("kim-drawing__line"), d(way, " L", pair(to)));
}

}  // namespace

Fragment node(Shape shape, Point at, const std::string& text, bool ringed) {
  return all(when(ringed, [&] { return outline(shape, at, radius + 5, "kim-drawing__node"); }),
             outline(shape, at, radius, "kim-drawing__node"),
             svg_text(x(number(at.x)), y(number(at.y + 6)), text_anchor("middle"), text));
}

Fragment connection(Stroke stroke, Point from, Point to) {
  switch (stroke) {
    case Stroke::thick: return straight(from, to, "kim-drawing__line kim-drawing__line--thick");
    case Stroke::dashed: return straight(from, to, "kim-drawing__line kim-drawing__line--dashed");
    case Stroke::dotted: return straight(from, to, "kim-drawing__line kim-drawing__line--dotted");
    case Stroke::zigzag: return jagged(from, to);
    case Stroke::twofold:
      return all(straight(beside(from, to, 0, 3), beside(from, to, 1, 3), "kim-drawing__line"),
                 straight(beside(from, to, 0, -3), beside(from, to, 1, -3), "kim-drawing__line"));
    case Stroke::thin: break;
  }
  return straight(from, to, "kim-drawing__line");
}

Fragment word(Point at, const std::string& text, const char* anchor) {
  return svg_text(cls("kim-drawing__word"), x(number(at.x)), y(number(at.y)), text_anchor(anchor), text);
}

Fragment ring(Point middle, double size) { return outline(Shape::circle, middle, size, "kim-drawing__ring"); }

Fragment axis(Point from, Point to) { return straight(from, to, "kim-drawing__ring"); }

Fragment picture(const std::string& name, int wide, int high, const std::string& title, const std::string& description,
                 const Fragment& content) {
  return svg(cls("kim-drawing"), viewbox("0 0 ", std::to_string(wide), " ", std::to_string(high)), role("img"),
             aria_labelledby(name, "-titel ", name, "-text"), title_(id(name, "-titel"), title),
             desc(id(name, "-text"), description), content);
}

}  // namespace kim::family::drawing
