// What the printed things share of Cairo and Pango: owning their objects, laying text out, and a file that grows in
// memory. Only files of
// this folder include it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace recours::print {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// Texts laid out for one document. A font map of its own: the shared one belongs to a thread.
class Layouts {
 public:
  explicit Layouts(cairo_t* cairo)
      : fonts_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(fonts_.get())) {
    pango_cairo_update_context(cairo, context_.get());
  }

  // To be placed whole or line by line; lives as long as this. `width`: in points.
  PangoLayout* lay_out(const std::string& text, const char* font, double width, PangoAlignment alignment) {
    layouts_.emplace_back(pango_layout_new(context_.get()));
    PangoLayout* layout = layouts_.back().get();
    const Owned<PangoFontDescription> description(pango_font_description_from_string(font));
    pango_layout_set_font_description(layout, description.get());
    pango_layout_set_width(layout, pango_units_from_double(width));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return layout;
  }

 private:
  Owned<PangoFontMap> fonts_;
  Owned<PangoContext> context_;
  std::vector<Owned<PangoLayout>> layouts_;
};

// cairo_write_func_t: `out` is the std::string that grows.
inline cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace recours::print
