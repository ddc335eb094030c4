#include "site/assets.hpp"

#include "base/bug.hpp"

namespace kentongan::site {

std::string_view address_of(std::string_view name) {
  for (const Asset& asset : all_assets()) {
    if (asset.name == name) return asset.address;
  }
  throw Bug("no such asset: " + std::string(name));
}

html::Url asset_url(std::string_view name) { return html::Url::from(address_of(name)); }

}  // namespace kentongan::site
