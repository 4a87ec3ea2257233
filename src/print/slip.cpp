#include "print/slip.h"

#include <algorithm>
#include <stdexcept>

#include "print/cairo.h"

namespace recours::print {
namespace {

constexpr double points(double millimetres) { return millimetres * 72 / 25.4; }

constexpr double kWidth = points(210), kHeight = points(297);
constexpr double kLeft = points(18), kRight = points(192);
constexpr double kTop = points(16), kBottom = points(276), kFooter = points(283);
constexpr double kGap = points(4), kCellGap = points(3);
constexpr double kModule = points(0.4);       // of stripes: fine enough for paper, coarse enough for every scanner
constexpr double kLabelModule = points(0.5);  // read from farther away
constexpr double kStripesHeight = points(16);
constexpr double kSquare = points(30);  // side of the square code with its margin
constexpr double kHalf = kHeight / 2;   // of a page: one label
constexpr const char* kText = "DejaVu Sans, Liberation Sans, Sans 8";
constexpr const char* kStrong = "DejaVu Sans, Liberation Sans, Sans Bold 8";
constexpr const char* kSmall = "DejaVu Sans, Liberation Sans, Sans 6.5";
constexpr const char* kHeading = "DejaVu Sans, Liberation Sans, Sans Bold 14";
constexpr const char* kDigits = "DejaVu Sans, Liberation Sans, Sans Bold 18";       // 6 mm high
constexpr const char* kLabelDigits = "DejaVu Sans, Liberation Sans, Sans Bold 24";  // 8 mm high
constexpr const char* kAddress = "DejaVu Sans, Liberation Sans, Sans Bold 12";

struct Place {
  double x = 0, width = 0;
  PangoAlignment alignment = PANGO_ALIGN_LEFT;
};

// Remembers what stands on which page; drawn when the number of pages is known.
class Pages {
 public:
  explicit Pages(cairo_t* cairo) : layouts_(cairo) {}

  int count() const { return static_cast<int>(pages_.size()); }
  void add_page() { pages_.emplace_back(); }

  PangoLayout* lay_out(const std::string& text, const char* font, double width, PangoAlignment alignment) {
    return layouts_.lay_out(text, font, width, alignment);
  }

  // Its height.
  double add(double y, const std::string& text, const char* font, const Place& place) {
    if (text.empty()) return 0;
    PangoLayout* layout = layouts_.lay_out(text, font, place.width, place.alignment);
    on_page([=](cairo_t* cairo) {
      cairo_move_to(cairo, place.x, y);
      pango_cairo_show_layout(cairo, layout);
    });
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return pango_units_to_double(height);
  }

  // One line of a layout, with its top at y.
  void add_line(PangoLayout* layout, int index, double x, double y) {
    PangoRectangle area;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, index), nullptr, &area);
    const double shift = aligned(layout, area.width);
    const double baseline = y - pango_units_to_double(area.y);
    on_page([=](cairo_t* cairo) {
      cairo_move_to(cairo, x + shift, baseline);
      pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, index));
    });
  }

  void add_rule(double y, double x, double right, double thickness) {
    on_page([=](cairo_t* cairo) {
      cairo_rectangle(cairo, x, y, right - x, thickness);
      cairo_fill(cairo);
    });
  }

  // Where to cut.
  void add_cut(double y) {
    on_page([=](cairo_t* cairo) {
      const double dash = points(2);
      cairo_save(cairo);
      cairo_set_line_width(cairo, 0.5);
      cairo_set_dash(cairo, &dash, 1, 0);
      cairo_move_to(cairo, 0, y);
      cairo_line_to(cairo, kWidth, y);
      cairo_stroke(cairo);
      cairo_restore(cairo);
    });
  }

  // x and y: of its light margin. Every module is a whole rectangle: nothing is smoothed between them.
  void add(const Bars& bars, double x, double y, double module, double row_height) {
    on_page([=](cairo_t* cairo) {
      const double top = y + (bars.rows > 1 ? bars.margin * row_height : 0);
      for (const auto& bar : bars.dark) {
        cairo_rectangle(cairo, x + (bars.margin + bar.column) * module, top + bar.row * row_height, bar.length * module,
                        row_height);
      }
      cairo_fill(cairo);
    });
  }

  void draw(cairo_t* cairo) const {
    for (const auto& page : pages_) {
      for (const auto& thing : page) thing(cairo);
      cairo_show_page(cairo);
    }
  }

  // Onto an earlier page.
  void add_footer(int page, const std::string& text) {
    PangoLayout* layout = layouts_.lay_out(text, kSmall, kRight - kLeft, PANGO_ALIGN_CENTER);
    pages_.at(static_cast<std::size_t>(page)).push_back([=](cairo_t* cairo) {
      cairo_move_to(cairo, kLeft, kFooter);
      pango_cairo_show_layout(cairo, layout);
    });
  }

 private:
  static double aligned(PangoLayout* layout, int line_width) {
    if (pango_layout_get_alignment(layout) == PANGO_ALIGN_LEFT) return 0;
    return pango_units_to_double(pango_layout_get_width(layout) - line_width);
  }
  void on_page(std::function<void(cairo_t*)> thing) { pages_.back().push_back(std::move(thing)); }

  Layouts layouts_;
  std::vector<std::vector<std::function<void(cairo_t*)>>> pages_;
};

double width_of(const Bars& bars, double module) { return (bars.columns + 2 * bars.margin) * module; }

void add_square(Pages& pages, const Bars& square, double x, double y, double side) {
  const double module = side / (square.columns + 2 * square.margin);
  pages.add(square, x, y, module, module);
}

// Number, stripes under it, square at the right; where they end.
double add_code(Pages& pages, const CodedNumber& code, double y) {
  double below = y + pages.add(y, code.label, kSmall, {kLeft, points(110)});
  below += pages.add(below, code.number, kDigits, {kLeft, points(110)});
  pages.add(code.stripes, kLeft - code.stripes.margin * kModule, below, kModule, kStripesHeight);
  add_square(pages, code.square, kRight - kSquare, y, kSquare);
  return std::max(below + kStripesHeight, y + kSquare) + kGap;
}

double add_head(Pages& pages, const Slip& slip) {
  const auto end_of_name = std::min(slip.sender.find('\n'), slip.sender.size());
  double y = kTop;
  y += pages.add(y, slip.sender.substr(0, end_of_name), kStrong, {kLeft, kRight - kLeft});
  if (end_of_name < slip.sender.size()) {
    y += pages.add(y, slip.sender.substr(end_of_name + 1), kSmall, {kLeft, kRight - kLeft});
  }
  y += kGap;
  y += pages.add(y, slip.heading, kHeading, {kLeft, kRight - kLeft}) + kGap;
  return add_code(pages, slip.code, y);
}

double add_facts(Pages& pages, const Slip& slip, double y) {
  for (const auto& [label, value] : slip.facts) {
    const double left = pages.add(y, label, kSmall, {kLeft, points(42)});
    y += std::max(left, pages.add(y, value, kText, {kLeft + points(44), kRight - kLeft - points(44)})) + points(1);
  }
  return y + kGap;
}

// The table, from top to bottom over as many pages as it needs; its head stands on each.
class Rows {
 public:
  Rows(Pages& pages, const std::vector<SlipColumn>& columns, double y) : pages_(pages), y_(y) {
    int shares = 0;
    for (const auto& column : columns) shares += column.share;
    double x = kLeft;
    for (const auto& column : columns) {
      const double width = (kRight - kLeft) * column.share / shares;
      places_.push_back(
          {x, width - kCellGap, column.side == SlipColumn::Side::Right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT});
      x += width;
      labels_.push_back(column.label);
    }
    add_labels();
  }
  double y() const { return y_; }

  void add(const std::vector<std::string>& cells) {
    std::vector<PangoLayout*> layouts;
    int most = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      layouts.push_back(pages_.lay_out(cells[i], kText, places_[i].width, places_[i].alignment));
      most = std::max(most, pango_layout_get_line_count(layouts.back()));
    }
    for (int line = 0; line < most; ++line) add_line(layouts, line);
    y_ += points(1);
    pages_.add_rule(y_, kLeft, kRight, 0.4);
    y_ += points(1);
  }

 private:
  void add_labels() {
    double height = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      height = std::max(height, pages_.add(y_, labels_[i], kStrong, places_[i]));
    }
    y_ += height + points(1);
    pages_.add_rule(y_, kLeft, kRight, 0.8);
    y_ += points(1.5);
  }

  void add_line(const std::vector<PangoLayout*>& layouts, int line) {
    const double height = points(4.2);
    if (y_ + height > kBottom) {
      pages_.add_page();
      y_ = kTop;
      add_labels();
    }
    for (std::size_t i = 0; i < layouts.size(); ++i) {
      if (line < pango_layout_get_line_count(layouts[i])) pages_.add_line(layouts[i], line, places_[i].x, y_);
    }
    y_ += height;
  }

  Pages& pages_;
  std::vector<Place> places_;
  std::vector<std::string> labels_;
  double y_;
};

void add_text(Pages& pages, const std::string& text, double y) {
  PangoLayout* layout = pages.lay_out(text, kText, kRight - kLeft, PANGO_ALIGN_LEFT);
  const double height = points(4.4);
  for (int line = 0; line < pango_layout_get_line_count(layout); ++line, y += height) {
    if (y + height > kBottom) {
      pages.add_page();
      y = kTop;
    }
    pages.add_line(layout, line, kLeft, y);
  }
}

void add_label(Pages& pages, const CodedNumber& code, const ParcelLabel& label, double top) {
  double y = top + points(14);
  y += pages.add(y, label.to_label, kSmall, {kLeft, points(120)});
  pages.add(y, label.to, kAddress, {kLeft, points(120)});
  add_square(pages, code.square, kRight - points(38), top + points(12), points(38));
  y = top + points(58);
  pages.add(y, code.label, kSmall, {kLeft, points(120)});
  pages.add(y, label.part, kHeading, {kRight - points(70), points(70), PANGO_ALIGN_RIGHT});
  y += points(4);
  y += pages.add(y, code.number, kLabelDigits, {kLeft, points(120)}) + points(1);
  pages.add(code.stripes, kLeft - code.stripes.margin * kLabelModule, y, kLabelModule, points(22));
  const double right = kLeft + width_of(code.stripes, kLabelModule);
  pages.add(y, label.note, kText, {right, kRight - right, PANGO_ALIGN_RIGHT});
  y += points(28);
  pages.add(y, label.from_label, kSmall, {kLeft, points(30)});
  pages.add(y + points(4), label.from, kText, {kLeft, kRight - kLeft});
}

void add_labels(Pages& pages, const Slip& slip) {
  bool upper = true;
  for (const auto& label : slip.labels) {
    if (upper) {
      pages.add_page();
      pages.add_cut(kHalf);
    }
    add_label(pages, slip.code, label, upper ? 0 : kHalf);
    upper = !upper;
  }
}

void set_metadata(cairo_surface_t* surface, const Slip& slip) {
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, slip.title.c_str());
  const auto created = slip.created_on.iso() + "T00:00:00Z";
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
}

void lay_out(Pages& pages, const Slip& slip) {
  pages.add_page();
  Rows rows(pages, slip.columns, add_facts(pages, slip, add_head(pages, slip)));
  for (const auto& row : slip.rows) rows.add(row);
  add_text(pages, slip.text, rows.y() + kGap);
  const int count = pages.count();
  for (int page = 0; slip.footer && page < count; ++page) pages.add_footer(page, slip.footer(page + 1, count));
  add_labels(pages, slip);
}

}  // namespace

std::string pdf_of(const Slip& slip) {
  std::string pdf;
  const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(append, &pdf, kWidth, kHeight));
  set_metadata(surface.get(), slip);
  {
    const Owned<cairo_t> cairo(cairo_create(surface.get()));
    Pages pages(cairo.get());
    lay_out(pages, slip);
    pages.draw(cairo.get());
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(std::string("the PDF could not be made: ") + cairo_status_to_string(status));
  }
  return pdf;
}

}  // namespace recours::print
