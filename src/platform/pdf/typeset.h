// Setting text: pango behind plain types, and what cairo and pango need freeing. Only for platform/pdf.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/pdf/pdf.h"

namespace kim::pdf {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* p) const {
    Free(p);
  }
};
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Cairo = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;

/// One line of a set passage: where it starts inside its block and how high it is, in points.
struct Line {
  PangoLayoutLine* line;  // belongs to the layout
  double x, baseline, height;
};

/// A passage broken into lines of `width` points.
class Passage {
 public:
  Passage(cairo_t* cr, PangoContext* context, const Words& words, double size, double width);
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  [[nodiscard]] double height() const;
  /// How many lines from `from` fit into `room`.
  [[nodiscard]] std::size_t fit(std::size_t from, double room) const;
  /// Draws lines [from, to) with the first one's top at (x, y); returns the height used.
  double draw(cairo_t* cr, double x, double y, std::size_t from, std::size_t to) const;

 private:
  void break_lines();
  Layout layout_;
  std::vector<Line> lines_;
};

}  // namespace kim::pdf
