// The Netzwerkkarte as a picture: rings of closeness, quarters of life, one shape a kind, one line a quality.
#include "base/codes.h"
#include "base/i18n.h"
#include "domain/family/drawing.h"
#include "domain/family/family_pages.h"

namespace kim::family {
namespace {

using drawing::Point;
using drawing::Shape;
using drawing::Stroke;

constexpr Point middle{200, 200};

Shape shape_of(const NetworkNode& node) {
  if (node.kind == "body") return Shape::square;
  return node.kind == "group" ? Shape::diamond : Shape::circle;
}

Stroke stroke_of(const NetworkNode& node) {
  if (node.quality == "strong") return Stroke::thick;
  if (node.quality == "burden") return Stroke::zigzag;
  return node.quality == "broken" ? Stroke::dashed : Stroke::thin;
}

html::Fragment ground() {
  html::Fragment out;
  for (const double radius : {70.0, 120.0, 170.0}) out += drawing::ring(middle, radius);
  out += drawing::axis({200, 10}, {200, 390});
  out += drawing::axis({10, 200}, {390, 200});
  out += drawing::word({6, 18}, code_label("network_sector", "family"), "start");
  out += drawing::word({394, 18}, code_label("network_sector", "friends"), "end");
  out += drawing::word({394, 394}, code_label("network_sector", "work_school"), "end");
  out += drawing::word({6, 394}, code_label("network_sector", "professional"), "start");
  return out;
}

}  // namespace

html::Fragment network_picture(const std::string& person, const Nodes& nodes) {
  const std::size_t drawn = std::min(nodes.size(), static_cast<std::size_t>(nodes_drawn_max));
  const Nodes some(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(drawn));
  const std::vector<Spot> places = spots(some);
  html::Fragment lines, shapes;
  std::string words;
  for (std::size_t i = 0; i < drawn; ++i) {
    const NetworkNode& node = some[i].value;
    const Point at{places[i].x, places[i].y};
    lines += drawing::connection(stroke_of(node), middle, at);
    shapes += drawing::node(shape_of(node), at, std::to_string(i + 1), false);
    words += (words.empty() ? "" : "; ") + node.name + ": " + words_of(node);
  }
  shapes += drawing::node(Shape::circle, middle, "P", true);
  return drawing::picture("netzwerkbild", 400, 400, trf("Netzwerkkarte von {}", {person}), words,
                          html::all(ground(), lines, shapes));
}

}  // namespace kim::family
