#include "paper/internal/fonts.hpp"

#include "base/guarded.hpp"
#include "base/text.hpp"

#include <pango/pangofc-fontmap.h>

#include <array>
#include <filesystem>
#include <map>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace kentongan::paper {
namespace {

struct FontFile {
  const char* path;
  const char* package;  ///< Debian's, named in scripts/packages.txt
};
// Cabin says it; the others stand in for letters it lacks, in this order.
constexpr std::array files{
    FontFile{"opentype/cabin/Cabin-Regular.otf", "fonts-cabin"},
    FontFile{"opentype/cabin/Cabin-Italic.otf", "fonts-cabin"},
    FontFile{"opentype/cabin/Cabin-SemiBold.otf", "fonts-cabin"},
    FontFile{"opentype/cabin/Cabin-Bold.otf", "fonts-cabin"},
    FontFile{"truetype/noto/NotoSans-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSans-Bold.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoNaskhArabic-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoNaskhArabic-Bold.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSansJavanese-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSansSundanese-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSansBalinese-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSansSymbols-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSansSymbols2-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoSansMath-Regular.ttf", "fonts-noto-core"},
    FontFile{"truetype/noto/NotoColorEmoji.ttf", "fonts-noto-color-emoji"}};

// Pango asks for the family `emoji` where a text has pictures; those are of one size, and scaled.
// Source of the last rule: fontconfig's own 10-scale-bitmap-fonts.conf.
constexpr const char* rules = R"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <alias binding="same"><family>emoji</family><prefer><family>Noto Color Emoji</family></prefer></alias>
  <alias binding="same"><family>Cabin</family><accept>
    <family>Noto Sans</family><family>Noto Naskh Arabic</family><family>Noto Sans Javanese</family>
    <family>Noto Sans Sundanese</family><family>Noto Sans Balinese</family><family>Noto Sans Symbols</family>
    <family>Noto Sans Symbols2</family><family>Noto Sans Math</family><family>Noto Color Emoji</family>
  </accept></alias>
  <match target="font">
    <test name="outline" compare="eq"><bool>false</bool></test>
    <edit name="pixelsizefixupfactor" mode="assign">
      <divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide>
    </edit>
    <edit name="matrix" mode="assign">
      <times><name>matrix</name><matrix>
        <name>pixelsizefixupfactor</name><double>0</double><double>0</double><name>pixelsizefixupfactor</name>
      </matrix></times>
    </edit>
    <edit name="size" mode="assign">
      <divide><name>size</name><name>pixelsizefixupfactor</name></divide>
    </edit>
  </match>
</fontconfig>)";

const FcChar8* bytes_of(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

#if defined(__SANITIZE_ADDRESS__)
// fontconfig keeps distances where others keep pointers: the leak detector cannot follow them.
using KeptForever = __lsan::ScopedDisabler;
#else
struct KeptForever {
  KeptForever() {}
};
#endif

/// What fontconfig knows of a folder's fonts: read once, and kept for the life of the process.
Guarded<std::map<std::string, FcConfig*>>& scanned() {
  static auto* const all = new Guarded<std::map<std::string, FcConfig*>>();
  return *all;
}

Error missing(const std::string& file, const char* package) {
  return Error(Refusal::unavailable, "paper.font_missing",
               format("{} (Debian package {})", file, package));
}

Result<FcConfig*> config_of(const std::string& folder) {
  std::vector<std::string> paths;
  for (const FontFile& file : files) {
    paths.push_back(folder + "/" + file.path);
    std::error_code problem;
    if (!std::filesystem::is_regular_file(paths.back(), problem))
      return missing(paths.back(), file.package);
  }
  return scanned().locked([&](std::map<std::string, FcConfig*>& all) -> Result<FcConfig*> {
    const auto known = all.find(folder);
    if (known != all.end()) return known->second;
    const KeptForever kept;
    Owned<FcConfig> config(FcConfigCreate());
    KENTONGAN_BUG_IF(!FcConfigParseAndLoadFromMemory(config.get(), bytes_of(rules), FcTrue));
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (!FcConfigAppFontAddFile(config.get(), bytes_of(paths[i].c_str())))
        return missing(paths[i], files[i].package);
    }
    // Otherwise pango would have fontconfig read whatever fonts the machine has.
    if (all.empty()) FcConfigSetCurrent(config.get());
    return all[folder] = config.release();
  });
}

}  // namespace

Result<std::unique_ptr<Fonts>> Fonts::open(const std::string& folder) {
  FcConfig* const config = TRY(config_of(folder));
  std::unique_ptr<Fonts> fonts(new Fonts());
  fonts->map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map_.get()), config);
  fonts->context_.reset(pango_font_map_create_context(fonts->map_.get()));
  pango_context_set_language(fonts->context_.get(), pango_language_from_string("id"));
  pango_context_set_round_glyph_positions(fonts->context_.get(), FALSE);
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(fonts->context_.get(), options);
  cairo_font_options_destroy(options);
  return fonts;
}

}  // namespace kentongan::paper
