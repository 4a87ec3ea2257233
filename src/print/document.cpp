#include "print/document.h"

#include <algorithm>
#include <stdexcept>

#include "print/cairo.h"

namespace recours::print {
namespace {

constexpr double points(double millimetres) { return millimetres * 72 / 25.4; }

// A4; the window of NF Z 11-001: right, 50 mm from the top.
constexpr double kWidth = points(210), kHeight = points(297);
constexpr double kLeft = points(22), kRight = points(188);
constexpr double kHeaderTop = points(16), kHeaderWidth = points(78);
constexpr double kWindowLeft = points(110), kWindowTop = points(50), kWindowWidth = points(80);
constexpr double kBelowWindow = points(95), kBelowHeader = points(50);
constexpr double kTop = points(22), kBottom = points(272), kFooter = points(281);
constexpr double kGap = points(4);
// Of what is installed, the first that is there; fontconfig itself brings the first of them on Debian.
constexpr const char* kText = "DejaVu Sans, Liberation Sans, Sans 9";
constexpr const char* kStrong = "DejaVu Sans, Liberation Sans, Sans Bold 9";
constexpr const char* kSmall = "DejaVu Sans, Liberation Sans, Sans 7.5";

// One line of text where it will stand.
struct PlacedLine {
  int page;
  double x, baseline;
  PangoLayout* layout;
  int index;
};

// Lays text out from top to bottom; drawing comes when the number of pages is known.
class Sheet {
 public:
  explicit Sheet(cairo_t* cairo) : layouts_(cairo) {}

  int pages() const { return page_; }
  void go_to(double y) { y_ = y; }
  double y() const { return y_; }
  void skip(double height) { y_ += height; }

  // Below what stands there already; goes on to the next page where the text does not fit.
  void add(const std::string& text, const char* font, double x, double width,
           PangoAlignment alignment = PANGO_ALIGN_LEFT) {
    if (text.empty()) return;
    PangoLayout* layout = layouts_.lay_out(text, font, width, alignment);
    const Owned<PangoLayoutIter> iter(pango_layout_get_iter(layout));
    int index = 0;
    do {
      PangoRectangle area;
      pango_layout_iter_get_line_extents(iter.get(), nullptr, &area);
      const double height = pango_units_to_double(area.height);
      const bool blank = pango_layout_iter_get_line_readonly(iter.get())->length == 0;
      if (!blank && y_ + height > kBottom) {  // a page never begins for a blank line
        ++page_;
        y_ = kTop;
      }
      const double rise = pango_units_to_double(pango_layout_iter_get_baseline(iter.get()) - area.y);
      lines_.push_back({page_, x + pango_units_to_double(area.x), y_ + rise, layout, index++});
      y_ += height;
    } while (pango_layout_iter_next_line(iter.get()));
  }

  void draw(cairo_t* cairo, const std::function<std::string(int, int)>& footer) {
    auto line = lines_.begin();
    for (int page = 1; page <= page_; ++page) {
      for (; line != lines_.end() && line->page == page; ++line) {
        cairo_move_to(cairo, line->x, line->baseline);
        pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(line->layout, line->index));
      }
      if (footer) {
        cairo_move_to(cairo, kLeft, kFooter);
        const auto text = footer(page, page_);
        pango_cairo_show_layout(cairo, layouts_.lay_out(text, kSmall, kRight - kLeft, PANGO_ALIGN_CENTER));
      }
      cairo_show_page(cairo);
    }
  }

 private:
  Layouts layouts_;
  std::vector<PlacedLine> lines_;
  int page_ = 1;
  double y_ = 0;
};

void place_head(Sheet& sheet, const Document& document) {
  const auto end_of_name = std::min(document.sender.find('\n'), document.sender.size());
  sheet.go_to(kHeaderTop);
  sheet.add(document.sender.substr(0, end_of_name), kStrong, kLeft, kHeaderWidth);
  if (end_of_name < document.sender.size()) {
    sheet.add(document.sender.substr(end_of_name + 1), kSmall, kLeft, kHeaderWidth);
  }
  double below = kBelowHeader;
  if (!document.recipient.empty()) {
    sheet.go_to(kWindowTop);
    sheet.add(document.recipient, kText, kWindowLeft, kWindowWidth);
    below = kBelowWindow;
  }
  sheet.go_to(std::max(below, sheet.y() + kGap));
}

void place_text(Sheet& sheet, const Document& document) {
  constexpr double width = kRight - kLeft;
  sheet.add(document.date_line, kText, kLeft, width, PANGO_ALIGN_RIGHT);
  for (const auto& reference : document.references) sheet.add(reference, kSmall, kLeft, width);
  sheet.skip(kGap);
  sheet.add(document.heading, kStrong, kLeft, width);
  sheet.skip(kGap);
  sheet.add(document.text, kText, kLeft, width);
}

void set_metadata(cairo_surface_t* surface, const Document& document) {
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  const auto created = document.created_on.iso() + "T00:00:00Z";
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
}

}  // namespace

std::string pdf_of(const Document& document) {
  std::string pdf;
  const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(append, &pdf, kWidth, kHeight));
  set_metadata(surface.get(), document);
  {
    const Owned<cairo_t> cairo(cairo_create(surface.get()));
    Sheet sheet(cairo.get());
    place_head(sheet, document);
    place_text(sheet, document);
    sheet.draw(cairo.get(), document.footer);
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(std::string("the PDF could not be made: ") + cairo_status_to_string(status));
  }
  return pdf;
}

}  // namespace recours::print
