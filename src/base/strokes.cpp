#include "base/strokes.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/i18n.h"

namespace kim {
namespace {

/// Length of all strokes in box units below which nothing was drawn on purpose: a touch of the finger.
constexpr double length_min = 60;

std::unexpected<Error> invalid(std::string detail) {
  return std::unexpected(Error{ErrorCode::invalid,
                               tr("Die Zeichnung ist nicht lesbar. Bitte unterschreiben Sie noch einmal."),
                               {},
                               std::move(detail)});
}

/// Up to the next `mark`, taken off the front together with it.
std::string_view take(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// "0" to "900": digits alone, no sign, no leading zero.
std::optional<std::int16_t> coordinate(std::string_view text, int most) {
  int number = 0;
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  if (number > most) return std::nullopt;
  return static_cast<std::int16_t>(number);
}

std::optional<Point> point_in(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto x = coordinate(text.substr(0, comma), strokes_width),
             y = coordinate(text.substr(comma + 1), strokes_height);
  if (!x || !y) return std::nullopt;
  return Point{*x, *y};
}

double length_of(const Strokes& strokes) {
  double sum = 0;
  for (const Stroke& stroke : strokes)
    for (std::size_t n = 1; n < stroke.size(); ++n)
      sum += std::hypot(stroke[n].x - stroke[n - 1].x, stroke[n].y - stroke[n - 1].y);
  return sum;
}

}  // namespace

Result<Strokes> parse_strokes(std::string_view text) {
  Strokes strokes;
  if (text.empty()) return strokes;
  if (text.size() > strokes_text_max || text.ends_with(';')) return invalid("longer than a signature, or cut off");
  std::size_t points = 0;
  while (!text.empty()) {
    std::string_view part = take(text, ';');
    if (part.ends_with(' ') || strokes.size() == strokes_max) return invalid("too many strokes, or an open end");
    Stroke& stroke = strokes.emplace_back();
    do {
      const auto point = point_in(take(part, ' '));
      if (!point || ++points > points_max) return invalid("no point in the box, or too many");
      stroke.push_back(*point);
    } while (!part.empty());
  }
  if (length_of(strokes) < length_min)
    return std::unexpected(Error{
        ErrorCode::invalid, tr("Die Unterschrift ist zu kurz. Bitte unterschreiben Sie im Feld noch einmal."), {}, {}});
  return strokes;
}

std::string strokes_text(const Strokes& strokes) {
  std::string text;
  for (const Stroke& stroke : strokes) {
    if (!text.empty()) text += ';';
    for (std::size_t n = 0; n < stroke.size(); ++n) {
      if (n > 0) text += ' ';
      text += std::to_string(stroke[n].x) + ',' + std::to_string(stroke[n].y);
    }
  }
  return text;
}

std::string svg_path(const Strokes& strokes) {
  std::string path;
  const auto add = [&](char act, const Point& point) {
    path.append(1, act).append(std::to_string(point.x)).append(1, ' ').append(std::to_string(point.y));
  };
  for (const Stroke& stroke : strokes) {
    for (std::size_t n = 0; n < stroke.size(); ++n) add(n == 0 ? 'M' : 'L', stroke[n]);
    if (stroke.size() == 1) add('L', stroke.front());  // a dot is a line to itself
  }
  return path;
}

}  // namespace kim
