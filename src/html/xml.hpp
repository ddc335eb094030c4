// Writing XML as a stream: for Atom, RSS and CAP. (Reading is libxml2's work, in `channels`.)
//
//   XmlWriter xml;
//   xml.element("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}}, [&] {
//     xml.element("title", title);
//     xml.element("link", {{"href", url}});
//   });
//   response.body = std::move(xml).take();
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kentongan::html {

/// The name of an element or attribute: a literal such as `atom:link`, or the compiler refuses it.
class XmlName {
 public:
  template <std::size_t size>
  consteval XmlName(const char (&name)[size])
      : name_(name, size - 1) {  // NOLINT: implicit on purpose
    for (std::size_t at = 0; at + 1 < size; ++at) {
      const char c = name[at];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      const bool later = at > 0 && ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':');
      if (!letter && !later) throw "not a name of XML";
    }
    if (size < 2) throw "an empty name";
  }
  [[nodiscard]] constexpr std::string_view text() const { return name_; }

 private:
  std::string_view name_;
};

struct XmlAttribute {
  XmlName name;
  std::string_view value;
};
using XmlAttributes = std::initializer_list<XmlAttribute>;

/// Writes XML 1.0 in UTF-8. Text may be any bytes: characters XML cannot hold are dropped,
/// malformed UTF-8 becomes U+FFFD. Thread: one at a time.
class XmlWriter {
 public:
  explicit XmlWriter(std::size_t expected_bytes = 16 * 1024) {
    markup_.reserve(expected_bytes);
    markup_ += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  }

  /// `<name a="b">...</name>`, its inside written by `body`.
  template <std::invocable Body>
  void element(XmlName name, XmlAttributes attributes, const Body& body) {
    open(name, attributes, ">");
    body();
    close(name);
  }
  template <std::invocable Body>
  void element(XmlName name, const Body& body) {
    element(name, {}, body);
  }
  void element(XmlName name, XmlAttributes attributes, std::string_view words) {
    element(name, attributes, [&] { text(words); });
  }
  void element(XmlName name, std::string_view words) { element(name, {}, words); }
  /// `<name a="b"/>`
  void element(XmlName name, XmlAttributes attributes) { open(name, attributes, "/>\n"); }

  void text(std::string_view words);
  [[nodiscard]] std::string take() && { return std::move(markup_); }

 private:
  void open(XmlName name, XmlAttributes attributes, std::string_view end);
  void close(XmlName name);

  std::string markup_;
};

}  // namespace kentongan::html
