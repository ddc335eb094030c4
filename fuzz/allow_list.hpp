// What may come out of Markdown and the sanitiser, said a second time and independently: tags of
// the list, each closed where it must be, at most 32 deep, attributes in the one form we write.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::fuzz {

inline bool is_listed(std::string_view name) {
  for (const std::string_view listed :
       {"p",      "h2",  "h3", "h4",    "ul",    "ol",    "li", "blockquote", "pre", "code", "em",
        "strong", "del", "a",  "table", "thead", "tbody", "tr", "th",         "td",  "br",   "hr"})
    if (name == listed) return true;
  return false;
}

inline bool has_good_attributes(std::string_view name, std::string_view attributes) {
  if (attributes.empty()) return name != "a";
  if (name == "ol") return attributes.starts_with(" start=\"") && attributes.ends_with("\"");
  if (name != "a" || !attributes.starts_with(" href=\"")) return false;
  attributes.remove_prefix(7);
  const std::string_view address = attributes.substr(0, attributes.find('"'));
  attributes.remove_prefix(address.size());
  bool known = false;
  for (const std::string_view beginning :
       {"/", "?", "#", "http://", "https://", "mailto:", "tel:"}) {
    std::string lower(address.substr(0, beginning.size()));
    for (char& byte : lower)
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
    known = known || lower == beginning;
  }
  return known && !address.starts_with("//") &&
         address.find_first_of("<>\\ \t\n") == std::string_view::npos &&
         (attributes == "\"" || attributes == "\" rel=\"nofollow noopener ugc\"");
}

/// Aborts when `markup` is not what it should be.
inline void check_markup(std::string_view markup) {
  std::vector<std::string_view> open;
  for (std::size_t at = markup.find('<'); at != std::string_view::npos; at = markup.find('<')) {
    markup.remove_prefix(at + 1);
    const std::size_t end = markup.find('>');
    if (end == std::string_view::npos) std::abort();
    std::string_view tag = markup.substr(0, end);
    markup.remove_prefix(end + 1);
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) std::abort();
      open.pop_back();
      continue;
    }
    const std::string_view name = tag.substr(0, tag.find(' '));
    if (!is_listed(name) || !has_good_attributes(name, tag.substr(name.size()))) std::abort();
    if (name != "br" && name != "hr") open.push_back(name);
    if (open.size() > 32) std::abort();
  }
  if (!open.empty()) std::abort();
}

}  // namespace kentongan::fuzz
