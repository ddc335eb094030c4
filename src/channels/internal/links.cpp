#include "channels/internal/links.hpp"

#include "base/text.hpp"
#include "channels/internal/words.hpp"

namespace kentongan::channels {
namespace {

bool may_stand_in_uri(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("-._~:/?#@!$&'()*+,;=").find(c) != std::string_view::npos;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_web_address(std::string_view url) {
  return starts_with_ignoring_case(url, "https://") || starts_with_ignoring_case(url, "http://");
}

std::string_view without_last_slash(std::string_view base_url) {
  while (base_url.ends_with('/')) base_url.remove_suffix(1);
  return base_url;
}

/// Copies a tag (`<` … `>`), putting the root before the paths of href and src.
void append_tag(std::string& out, std::string_view tag, LinkRoots roots) {
  for (std::size_t at = 0; at < tag.size();) {
    std::size_t name = 0;
    for (const std::string_view attribute : {" href=\"", " src=\""}) {
      if (tag.substr(at).starts_with(attribute)) name = attribute.size();
    }
    if (name == 0) {
      out += tag[at++];
      continue;
    }
    out += tag.substr(at, name);
    at += name;
    const std::string_view value = tag.substr(at);
    if (value.starts_with('/') && !value.starts_with("//"))
      out += without_last_slash(roots.base_url);
    if (value.starts_with('#') || value.starts_with('?')) {
      const std::string_view page = roots.page_url;
      out += page.substr(0, page.find_first_of(value.starts_with('#') ? "#" : "?#"));
    }
  }
}

/// The end of the tag that starts at `at`: one behind its `>`, quoted ones not counted.
std::size_t end_of_tag(std::string_view markup, std::size_t at) {
  bool quoted = false;
  for (; at < markup.size(); ++at) {
    if (markup[at] == '"') quoted = !quoted;
    if (markup[at] == '>' && !quoted) return at + 1;
  }
  return markup.size();
}

}  // namespace

std::string uri_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_fragment = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '#' && in_fragment) {
      out += "%23";
      continue;
    }
    if (c == '#') in_fragment = true;
    const bool escape =
        c == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
    if (may_stand_in_uri(c) || escape) {
      out += c;
    } else {
      out += format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string absolute_url(std::string_view base_url, std::string_view url) {
  url = trim(url);
  if (is_web_address(url)) return uri_escaped(url);
  const std::string root(without_last_slash(base_url));
  if (url.starts_with('/') && !url.starts_with("//")) return uri_escaped(root + std::string(url));
  return uri_escaped(root + "/");
}

std::string host_of(std::string_view url) {
  if (!is_web_address(url)) return "localhost";
  std::string_view host = url.substr(url.find("//") + 2);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  std::string name;
  for (const char c : lower_ascii(host)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.') name += c;
  }
  return name.empty() ? "localhost" : name;
}

std::string with_absolute_links(std::string_view markup, LinkRoots roots) {
  const std::string base = escaped(uri_escaped(roots.base_url));
  const std::string page = escaped(uri_escaped(roots.page_url));
  std::string out;
  out.reserve(markup.size() + 256);
  for (std::size_t at = 0; at < markup.size();) {
    const std::size_t tag = markup.find('<', at);
    out += markup.substr(at, tag == std::string_view::npos ? tag : tag - at);
    if (tag == std::string_view::npos) break;
    at = end_of_tag(markup, tag);
    append_tag(out, markup.substr(tag, at - tag), {base, page});
  }
  return out;
}

}  // namespace kentongan::channels
