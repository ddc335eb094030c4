// Addresses as they must look to somebody who is not on our site.
#pragma once

#include <string>
#include <string_view>

namespace kentongan::channels {

/// `https://host[:port]` + path: an http(s) address stays, a path of the site gets `base_url`
/// before it, everything else becomes the site itself. Bytes no URI may hold are percent-encoded.
[[nodiscard]] std::string absolute_url(std::string_view base_url, std::string_view url);
/// `text` with every byte no URI may hold as %XX. Source: RFC 3986 section 2.
[[nodiscard]] std::string uri_escaped(std::string_view text);
/// The host of an http(s) address, lower case, without port; `localhost` when there is none.
[[nodiscard]] std::string host_of(std::string_view url);

/// `markup` (of a SafeHtml, so attributes are quoted) with the site's paths in href and src made
/// absolute; `page_url` is the address that `#…` and `?…` belong to.
struct LinkRoots {
  std::string_view base_url;
  std::string_view page_url;
};
[[nodiscard]] std::string with_absolute_links(std::string_view markup, LinkRoots roots);

}  // namespace kentongan::channels
