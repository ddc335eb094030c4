// Stylesheet, pictures and font, embedded by the build from src/site/assets/. The address carries a
// digest of the content, so that a browser may keep it for ever.
#pragma once

#include "html/safe.hpp"

#include <string_view>
#include <vector>

namespace kentongan::site {

struct Asset {
  std::string_view name;     ///< `kentongan.css`
  std::string_view address;  ///< `/aset/0123456789-kentongan.css`
  std::string_view content_type;
  std::string_view bytes;
};

[[nodiscard]] const std::vector<Asset>& all_assets();
/// The address of an asset by its file name. Errors: throws `Bug` for a name that is not embedded.
[[nodiscard]] std::string_view address_of(std::string_view name);
/// The same, as what a template may link.
[[nodiscard]] html::Url asset_url(std::string_view name);

}  // namespace kentongan::site
