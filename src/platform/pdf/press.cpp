#include "platform/pdf/press.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"

namespace kim::pdf {
namespace {

constexpr double page_width = 595.28, page_height = 841.89;  // A4 in points
constexpr double left = 62, right = 56, top = 56, bottom = page_height - 62, footer_y = page_height - 44;
constexpr double text_width = page_width - left - right;
constexpr double mm = 72 / 25.4;
constexpr double column_gap = 16, item_indent = 16, signature_height = 60;

cairo_status_t take_bytes(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

class Press {
 public:
  Press(const Document& document, PangoContext* context, int total)
      : document_(document), context_(context), total_(total) {
    surface_.reset(cairo_pdf_surface_create_for_stream(take_bytes, &drawn_.bytes, page_width, page_height));
    set_metadata();
    cr_.reset(cairo_create(surface_.get()));
  }

  Drawn run() {
    if (!starts_with_address()) title();
    for (const Block& block : document_.blocks) {
      if (!std::holds_alternative<Item>(block)) end_list();
      std::visit([&](const auto& one) { put(one); }, block);
    }
    end_list();
    footer();
    cairo_show_page(cr_.get());
    cr_.reset();
    cairo_surface_finish(surface_.get());
    if (const auto status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS)
      throw Fault(fmt::format("PDF: {}", cairo_status_to_string(status)));
    drawn_.pages = page_;
    return std::move(drawn_);
  }

 private:
  // ---- tags and pages ----
  void open(const char* tag, const std::string& language = {}) {
    cairo_tag_begin(cr_.get(), tag, nullptr);
    drawn_.languages.push_back(language);
  }
  void close(const char* tag) { cairo_tag_end(cr_.get(), tag); }

  void set_metadata() {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, document_.title.text.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_AUTHOR, document_.author.c_str());
    const std::string made = iso(document_.made_on) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_MOD_DATE, made.c_str());
  }

  void new_page() {
    footer();
    cairo_show_page(cr_.get());
    ++page_;
    y_ = top;
  }
  [[nodiscard]] double room() const { return bottom - y_; }
  void need(double height) {
    if (height > room() && y_ > top) new_page();
  }

  Passage set(const Words& words, double size, double width) { return {cr_.get(), context_, words, size, width}; }

  /// Lines with the page furniture's tag: drawn, but no content.
  void rule(double x, double y, double width, double weight = 0.5) {
    open(furniture);
    cairo_set_line_width(cr_.get(), weight);
    cairo_move_to(cr_.get(), x, y);
    cairo_line_to(cr_.get(), x + width, y);
    cairo_stroke(cr_.get());
    close(furniture);
  }

  void footer() {
    const Words words{.text = document_.footer, .language = document_.title.language};
    const Words number{fmt::format(fmt::runtime(document_.page_words), page_, total_), document_.title.language,
                       document_.title.direction, false};
    const Passage note = set(words, 7.5, text_width - 100), pages = set(number, 7.5, 96);
    const double lower =
        std::max(0.0, note.height() - (page_height - footer_y - 20));  // a longer note begins higher up
    open(furniture);
    note.draw(cr_.get(), left, footer_y - lower, 0, note.lines().size());
    pages.draw(cr_.get(), page_width - right - 96, footer_y, 0, 1);
    close(furniture);
  }

  /// A passage that goes on over pages; one element per page.
  void flow(const char* tag, const Words& words, double size, double x, double width) {
    const Passage passage = set(words, size, width);
    std::size_t from = 0;
    while (from < passage.lines().size()) {
      std::size_t to = passage.fit(from, room());
      if (to == from && y_ > top) {
        new_page();
        continue;
      }
      to = std::max(to, from + 1);
      open(tag, words.language);
      y_ += passage.draw(cr_.get(), x, y_, from, to);
      close(tag);
      from = to;
    }
  }

  // ---- blocks ----
  [[nodiscard]] bool starts_with_address() const {
    return !document_.blocks.empty() && std::holds_alternative<Address>(document_.blocks.front());
  }
  void title() {
    Words words = document_.title;
    words.strong = true;
    flow("H1", words, document_.size * 1.5, left, text_width);
    y_ += document_.size * 0.8;
  }

  void put(const Heading& heading) {
    need(document_.size * 5);  // never alone at the foot of a page
    y_ += y_ > top ? document_.size * 0.6 : 0;
    Words words = heading.words;
    words.strong = true;
    flow("H2", words, document_.size * 1.15, left, text_width);
    y_ += document_.size * 0.2;
  }

  void put(const Paragraph& paragraph) {
    flow("P", paragraph.words, paragraph.small ? document_.size * 0.8 : document_.size, left, text_width);
    y_ += document_.size * 0.55;
  }

  void begin_list() {
    if (!in_list_) open("L");
    in_list_ = true;
  }
  void end_list() {
    if (!in_list_) return;
    close("L");
    y_ += document_.size * 0.45;
    in_list_ = false;
  }

  void put(const Item& item) {
    const bool rtl = item.words.direction == Direction::rtl;
    const Passage passage = set(item.words, document_.size, text_width - item_indent);
    if (passage.height() > room() && y_ > top && passage.height() < bottom - top) {
      end_list();
      new_page();
    }
    begin_list();
    open("LI", item.words.language);
    const Words label{item.label, item.words.language, item.words.direction, false};
    const Passage mark = set(label, document_.size, item_indent);
    open("Lbl");
    mark.draw(cr_.get(), rtl ? page_width - right - item_indent : left, y_, 0, 1);
    close("Lbl");
    const double x = rtl ? left : left + item_indent;
    open("LBody");
    y_ += passage.draw(cr_.get(), x, y_, 0, passage.lines().size());
    close("LBody");
    close("LI");
    y_ += document_.size * 0.2;
  }

  // ---- tables ----
  using Cells = std::vector<Passage>;
  Cells set_row(const std::vector<Words>& row, double width, bool head) {
    Cells cells;
    for (Words words : row) {
      words.strong = words.strong || head;
      cells.push_back(set(words, document_.size * (head ? 0.9 : 1), width));
    }
    return cells;
  }
  static double height_of(const Cells& cells) {
    double height = 0;
    for (const Passage& cell : cells) height = std::max(height, cell.height());
    return height;
  }

  /// The part of a row that fits; moves `from` on. Returns whether the row is done.
  bool draw_row(const char* tag, const std::vector<Words>& row, const Cells& cells, std::vector<std::size_t>& from,
                double width) {
    double used = 0;
    bool done = true;
    open("TR");
    for (std::size_t n = 0; n < cells.size(); ++n) {
      const std::size_t to = cells[n].fit(from[n], room());
      open(tag, row[n].language);
      used = std::max(used,
                      cells[n].draw(cr_.get(), left + static_cast<double>(n) * (width + column_gap), y_, from[n], to));
      close(tag);
      from[n] = to;
      done = done && to == cells[n].lines().size();
    }
    close("TR");
    y_ += used + document_.size * 0.3;
    return done;
  }

  void table_head(const Table& table, double width) {
    open("Table");
    if (!table.head.empty()) {
      const Cells cells = set_row(table.head, width, true);
      std::vector<std::size_t> from(cells.size(), 0);
      draw_row("TH", table.head, cells, from, width);
      rule(left, y_, text_width);
      y_ += document_.size * 0.3;
    }
  }

  void turn_page(const Table& table, double width) {
    close("Table");
    new_page();
    table_head(table, width);
  }

  void put(const Table& table) {
    const std::size_t columns =
        table.head.empty() ? (table.rows.empty() ? 0 : table.rows[0].size()) : table.head.size();
    if (columns == 0) return;
    const double width = (text_width - column_gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    need(document_.size * 5);
    table_head(table, width);
    for (const auto& row : table.rows) {
      CHECK(row.size() == columns);
      const Cells cells = set_row(row, width, false);
      // A heading never stands alone at the foot of a page.
      const double below = row.front().strong ? document_.size * 5 : 0;
      if (height_of(cells) + below > room() && height_of(cells) < (bottom - top) * 0.8) turn_page(table, width);
      std::vector<std::size_t> from(columns, 0);
      while (!draw_row("TD", row, cells, from, width)) turn_page(table, width);
      if (table.ruled) {
        rule(left, y_, text_width, 0.25);
        y_ += document_.size * 0.3;
      }
    }
    close("Table");
    y_ += document_.size * 0.5;
  }

  // ---- forms and letters ----
  /// The strokes fitted into a box that stands on (x, y): a figure that says whose name it is.
  void signature(const Strokes& strokes, const std::string& says, double x, double y, double width) {
    const double height = signature_height, scale = std::min(width / strokes_width, height / strokes_height);
    drawn_.pictures[drawn_.languages.size()] = {
        says, {x, page_height - y, x + strokes_width * scale, page_height - y + strokes_height * scale}};
    open("Figure");
    cairo_set_line_width(cr_.get(), 1.1);
    cairo_set_line_cap(cr_.get(), CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr_.get(), CAIRO_LINE_JOIN_ROUND);
    for (const Stroke& stroke : strokes) {
      cairo_new_path(cr_.get());                             // text left a point behind
      for (std::size_t n = 0; n < stroke.size() + 1; ++n) {  // the first point twice, so that a dot is drawn
        const Point& point = stroke[n == 0 ? 0 : n - 1];
        cairo_line_to(cr_.get(), x + point.x * scale, y - (strokes_height - point.y) * scale);
      }
      cairo_stroke(cr_.get());
    }
    close("Figure");
  }

  void put(const Signatures& signatures) {
    const double count = static_cast<double>(std::max<std::size_t>(signatures.labels.size(), 1));
    const double width = (text_width - column_gap * (count - 1)) / count;
    const bool any = !signatures.drawn.empty();
    need(document_.size * 4 + (any ? signature_height : document_.size * 2));
    y_ += document_.size * 1.2 + (any ? signature_height : document_.size * 2);
    double x = left, used = 0;
    for (std::size_t n = 0; n < signatures.labels.size(); ++n) {
      const Words& label = signatures.labels[n];
      if (n < signatures.drawn.size() && !signatures.drawn[n].empty())
        signature(signatures.drawn[n], label.text, x, y_ - 1, width);
      rule(x, y_, width);
      const Passage passage = set(label, document_.size * 0.8, width);
      open("P", label.language);
      used = std::max(used, passage.draw(cr_.get(), x, y_ + 2, 0, passage.lines().size()));
      close("P");
      x += width + column_gap;
    }
    y_ += used + document_.size;
  }

  void lines_at(const std::vector<std::string>& lines, double size, double x, double y, double width) {
    for (const std::string& line : lines) {
      const Passage passage = set({.text = line}, size, width);
      open("P", "de");
      y += passage.draw(cr_.get(), x, y, 0, passage.lines().size());
      close("P");
    }
  }

  void put(const Address& address) {
    const double window = 45 * mm, field = 80 * mm;
    lines_at({address.sender}, 7, left, window + 6, field);
    lines_at(address.lines, document_.size, left, window + 17.7 * mm, field);
    lines_at(address.facts, document_.size * 0.9, 125 * mm, window + 5 * mm, page_width - right - 125 * mm);
    y_ = window + 55 * mm;
    title();
  }

  const Document& document_;
  PangoContext* context_;
  int total_, page_ = 1;
  double y_ = top;
  bool in_list_ = false;
  Drawn drawn_;
  Surface surface_;
  Cairo cr_;
};

}  // namespace

Drawn draw(const Document& document, PangoContext* context, int total) { return Press(document, context, total).run(); }

}  // namespace kim::pdf
