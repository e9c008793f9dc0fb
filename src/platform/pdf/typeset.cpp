#include "platform/pdf/typeset.h"

#include <hb.h>

#include <algorithm>

namespace kim::pdf {
namespace {

// By coverage, in this order: Noto Sans has no Arabic and no Ethiopic, those have no Latin.
constexpr const char* families =
    "Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, Noto Sans Symbols2, Noto Sans Symbols, DejaVu Sans";
constexpr double leading = 1.25;

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

/// Valid UTF-8 without what would act on the page and not be seen (control and bidi characters stay out at input).
std::string clean(const std::string& text) {
  const std::unique_ptr<char, Freed<g_free>> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  std::string out = valid.get();
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
  return out;
}

void set_font(PangoLayout* layout, const Words& words, double size) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, families);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_font_description_set_weight(font, words.strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

void set_language(PangoLayout* layout, const std::string& language) {
  PangoAttrList* list = pango_attr_list_new();
  // Joined Latin letters (fi) would be read out as one unknown letter by some programs. Arabic keeps those it must have.
  pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0, dlig=0"));
  pango_attr_list_insert(list, pango_attr_language_new(pango_language_from_string(language.c_str())));
  pango_layout_set_attributes(layout, list);
  pango_attr_list_unref(list);
}

struct Run {
  PangoGlyphItem* item;
  double x;
};

/// A glyph of the font that leaves no ink, for a character that is not seen; PANGO_GLYPH_EMPTY if it has none. Noto Sans
/// Arabic draws its joiners as bars: they take those of other characters that no text of ours holds.
PangoGlyph silent_glyph(hb_font_t* font, gunichar character) {
  const gunichar instead = character == 0x200C ? 0x200B : 0x034F;
  for (const gunichar one : {character, character == ' ' ? character : instead}) {
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t ink{};
    if (hb_font_get_nominal_glyph(font, one, &glyph) != 0 && hb_font_get_glyph_extents(font, glyph, &ink) != 0 &&
        ink.width == 0 && ink.height == 0)
      return glyph;
  }
  return PANGO_GLYPH_EMPTY;
}

/// Joiners (U+200C in Persian) and blanks at the end of a line draw nothing. They get an empty glyph of the font: text
/// without any glyph gets lost in readers, and poppler drops what comes after it.
void give_glyphs(PangoGlyphItem* item, const char* text) {
  PangoGlyphString* glyphs = item->glyphs;
  hb_font_t* font = pango_font_get_hb_font(item->item->analysis.font);
  for (int n = 0; n < glyphs->num_glyphs; ++n) {
    const gunichar character = g_utf8_get_char(text + item->item->offset + glyphs->log_clusters[n]);
    if (glyphs->glyphs[n].glyph == PANGO_GLYPH_EMPTY &&
        (character == ' ' || character == 0x200C || character == 0x200D))
      glyphs->glyphs[n].glyph = silent_glyph(font, character);
  }
}

/// Runs of a line with their places, in the order of the text: readers (machines, screen readers) take them as they come
/// in the file, while pango keeps them as they stand on the paper.
std::vector<Run> runs_in_order(const PangoLayoutLine* line, const char* text) {
  std::vector<Run> runs;
  double x = 0;
  for (GSList* at = line->runs; at != nullptr; at = at->next) {
    auto* item = static_cast<PangoGlyphItem*>(at->data);
    give_glyphs(item, text);
    runs.push_back({item, x});
    x += points(pango_glyph_string_get_width(item->glyphs));
  }
  std::sort(runs.begin(), runs.end(),
            [](const Run& a, const Run& b) { return a.item->item->offset < b.item->item->offset; });
  return runs;
}

}  // namespace

Passage::Passage(cairo_t* cr, PangoContext* context, const Words& words, double size, double width) {
  pango_context_set_base_dir(context, words.direction == Direction::rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_cairo_update_context(cr, context);
  pango_context_set_round_glyph_positions(context, FALSE);  // whole points would tear joined letters apart
  layout_.reset(pango_layout_new(context));
  const std::string text = clean(words.text);
  pango_layout_set_auto_dir(layout_.get(), FALSE);
  pango_layout_set_alignment(layout_.get(), words.direction == Direction::rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  set_font(layout_.get(), words, size);
  set_language(layout_.get(), words.language);
  pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout_.get(), static_cast<float>(leading));
  break_lines();
}

void Passage::break_lines() {
  PangoLayoutIter* at = pango_layout_get_iter(layout_.get());
  do {
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(at, nullptr, &logical);
    int top = 0, bottom = 0;
    pango_layout_iter_get_line_yrange(at, &top, &bottom);
    lines_.push_back({pango_layout_iter_get_line_readonly(at), points(logical.x),
                      points(pango_layout_iter_get_baseline(at) - top), points(bottom - top)});
  } while (pango_layout_iter_next_line(at));
  pango_layout_iter_free(at);
}

double Passage::height() const {
  double sum = 0;
  for (const Line& line : lines_) sum += line.height;
  return sum;
}

std::size_t Passage::fit(std::size_t from, double room) const {
  std::size_t to = from;
  for (; to < lines_.size() && lines_[to].height <= room; ++to) room -= lines_[to].height;
  return to;
}

double Passage::draw(cairo_t* cr, double x, double y, std::size_t from, std::size_t to) const {
  const double top = y;
  for (std::size_t n = from; n < to; ++n) {
    for (const Run& run : runs_in_order(lines_[n].line, pango_layout_get_text(layout_.get()))) {
      cairo_move_to(cr, x + lines_[n].x + run.x, y + lines_[n].baseline);
      pango_cairo_show_glyph_item(cr, pango_layout_get_text(layout_.get()), run.item);
    }
    y += lines_[n].height;
  }
  return y - top;
}

}  // namespace kim::pdf
