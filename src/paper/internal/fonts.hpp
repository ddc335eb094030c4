// The fonts we draw with: a list of files, and nothing else that a machine may have.
#pragma once

#include "base/result.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace kentongan::paper {

struct Release {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
  void operator()(void* object) const { g_object_unref(object); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
  void operator()(PangoLayoutIter* at) const { pango_layout_iter_free(at); }
  void operator()(cairo_t* pen) const { cairo_destroy(pen); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
template <typename Thing>
using Owned = std::unique_ptr<Thing, Release>;

/// Thread: one at a time.
class Fonts {
 public:
  /// Errors: unavailable `paper.font_missing`; the detail names the file and its Debian package.
  /// Cost: the first of a process reads fifteen files, some 20 ms; drawings after it none of that.
  [[nodiscard]] static Result<std::unique_ptr<Fonts>> open(const std::string& folder);

  /// What text is laid out in. Units are those of the surface: pixels or points.
  [[nodiscard]] PangoContext* context() const { return context_.get(); }

 private:
  Fonts() = default;

  // set at construction, in this order
  Owned<PangoFontMap> map_;
  Owned<PangoContext> context_;
};

}  // namespace kentongan::paper
