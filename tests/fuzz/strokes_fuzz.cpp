// Strokes of a drawn signature as a browser sends them: what is taken comes out the same and stays in its box.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/strokes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto strokes = kim::parse_strokes(text);
  if (!strokes) return 0;
  if (kim::strokes_text(*strokes) != text) std::abort();
  std::size_t points = 0;
  for (const kim::Stroke& stroke : *strokes)
    for (const kim::Point& point : stroke) {
      ++points;
      if (point.x < 0 || point.x > kim::strokes_width || point.y < 0 || point.y > kim::strokes_height) std::abort();
    }
  if (points > kim::points_max || strokes->size() > kim::strokes_max) std::abort();
  for (const char c : kim::svg_path(*strokes))
    if (c != 'M' && c != 'L' && c != ' ' && (c < '0' || c > '9')) std::abort();
  return 0;
}
