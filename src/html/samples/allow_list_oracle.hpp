// Reads markup back with gumbo, a browser's parser, and says what is in it that may not be. For
// tests only: gumbo is quadratic on hostile input.
#pragma once

#include "html/safe.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::html::samples {

inline bool is_allowed_element(std::string_view name) {
  constexpr std::array names{"html", "head",   "body", "p",          "br",    "hr",    "h2",
                             "h3",   "h4",     "ul",   "ol",         "li",    "code",  "em",
                             "a",    "strong", "del",  "blockquote", "table", "thead", "tbody",
                             "tr",   "th",     "td",   "pre"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

inline bool is_allowed_attribute(std::string_view element, std::string_view name,
                                 std::string_view value) {
  if (element == "a" && name == "href") return Url::may_link(value);
  if (element == "a" && name == "rel") return value == "nofollow noopener ugc";
  return element == "ol" && name == "start" &&
         value.find_first_not_of("0123456789") == std::string_view::npos;
}

class Oracle {
 public:
  /// What is wrong with `markup`; empty when nothing is.
  static std::vector<std::string> faults_in(const std::string& markup) {
    Oracle oracle;
    GumboOutput* const parsed =
        gumbo_parse_with_options(&kGumboDefaultOptions, markup.data(), markup.size());
    oracle.visit(*parsed->document, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
    return oracle.faults_;
  }

  /// `tag(tag(words))...`: elements and attribute names, without words and values.
  static std::string shape_of(const std::string& markup) {
    Oracle oracle;
    GumboOutput* const parsed =
        gumbo_parse_with_options(&kGumboDefaultOptions, markup.data(), markup.size());
    oracle.draw(*parsed->root);
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
    return oracle.shape_;
  }

 private:
  static std::string name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    return {element.original_tag.data, element.original_tag.length};
  }
  void visit(const GumboNode& node, int depth) {
    if (node.type == GUMBO_NODE_COMMENT) faults_.emplace_back("a comment");
    if (node.type == GUMBO_NODE_TEMPLATE) faults_.emplace_back("a template");
    if (node.type == GUMBO_NODE_DOCUMENT)
      for (unsigned at = 0; at < node.v.document.children.length; ++at)
        visit(*static_cast<GumboNode*>(node.v.document.children.data[at]), depth);
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node.v.element;
    const std::string name = name_of(element);
    if (!is_allowed_element(name)) faults_.push_back("element " + name);
    if (depth > 34) faults_.emplace_back("deeper than 32");  // html and body come on top
    for (unsigned at = 0; at < element.attributes.length; ++at) {
      const auto& attribute = *static_cast<GumboAttribute*>(element.attributes.data[at]);
      if (!is_allowed_attribute(name, attribute.name, attribute.value))
        faults_.push_back(name + " " + attribute.name + "=" + attribute.value);
    }
    for (unsigned at = 0; at < element.children.length; ++at)
      visit(*static_cast<GumboNode*>(element.children.data[at]), depth + 1);
  }
  void draw(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT) shape_ += "\"\"";
    if (node.type == GUMBO_NODE_COMMENT) shape_ += "<!-- -->";
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node.v.element;
    shape_ += name_of(element);
    for (unsigned at = 0; at < element.attributes.length; ++at)
      shape_ += std::string(" ") + static_cast<GumboAttribute*>(element.attributes.data[at])->name;
    shape_ += '(';
    for (unsigned at = 0; at < element.children.length; ++at)
      draw(*static_cast<GumboNode*>(element.children.data[at]));
    shape_ += ')';
  }

  std::vector<std::string> faults_;
  std::string shape_;
};

}  // namespace kentongan::html::samples
