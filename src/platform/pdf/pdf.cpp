#include "platform/pdf/pdf.h"

#include <mutex>

#include "base/check.h"
#include "platform/pdf/press.h"

namespace kim::pdf {
namespace {

/// Fonts of the process: reading them takes tens of milliseconds, so they are read once and lent to one letter at a time.
struct Fonts {
  std::mutex lock;
  std::unique_ptr<PangoFontMap, Freed<g_object_unref>> map{pango_cairo_font_map_new()};
};

Fonts& fonts() {
  static Fonts all;
  return all;
}

/// Outlines as designed: this is paper, not a screen.
void set_options(PangoContext* context) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
}

/// finish() names only types of the standard library; here its errors become ours.
std::string finished(const Document& document, const Drawn& drawn) {
  try {
    return finish(document.title.text, document.title.language, drawn);
  } catch (const std::runtime_error& error) {
    throw Fault(std::string("PDF: ") + error.what());
  } catch (const std::logic_error& error) {
    throw Bug(error.what());
  }
}

}  // namespace

std::string write(const Document& document) {
  Fonts& all = fonts();
  const std::lock_guard hold(all.lock);
  const std::unique_ptr<PangoContext, Freed<g_object_unref>> context(pango_font_map_create_context(all.map.get()));
  set_options(context.get());
  const int pages = draw(document, context.get(), 1).pages;
  return finished(document, draw(document, context.get(), pages));
}

}  // namespace kim::pdf
