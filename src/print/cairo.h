// What the printed things share of Cairo and Pango: owning their objects, and a file that grows in memory. Only files of
// this folder include it.
#pragma once

#include <memory>
#include <string>

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

// cairo_write_func_t: `out` is the std::string that grows.
inline cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace recours::print
