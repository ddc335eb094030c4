// The types that may enter a page without being escaped. Each can only be made by the few functions
// that keep its promise; everything else is text and is escaped where it goes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace kentongan::html {

/// Markup written in our source: a literal, or the compiler refuses it.
class Literal {
 public:
  template <std::size_t size>
  consteval Literal(const char (&text)[size])
      : text_(text, size - 1) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Page;

/// Markup that holds only what the allow-list permits (markdown.hpp, sanitise.hpp) or what a
/// template wrote. May stand where an element's content may stand; nowhere else.
class SafeHtml {
 public:
  SafeHtml() = default;
  SafeHtml(Literal literal) : markup_(literal.text()) {}  // NOLINT: implicit on purpose
  /// What templates have written into `page`.
  [[nodiscard]] static SafeHtml from(Page page);

  [[nodiscard]] const std::string& markup() const { return markup_; }
  [[nodiscard]] bool empty() const { return markup_.empty(); }
  friend bool operator==(const SafeHtml&, const SafeHtml&) = default;

 private:
  friend class Allowed;  // internal/allowed.hpp: the one writer behind Markdown and the sanitiser
  explicit SafeHtml(std::string markup) : markup_(std::move(markup)) {}

  std::string markup_;
};

/// JSON that may stand inside `<script type="application/ld+json">`: no `<`, no U+2028/9 in it.
class SafeJson {
 public:
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  friend class JsonWriter;
  explicit SafeJson(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

/// An address that may stand in `href`, `src`, `action`: http, https, mailto, tel, or a path of
/// this site that begins with `/`, `?` or `#` (never `//`, which is another host).
class Url {
 public:
  Url(Literal literal) : text_(literal.text()) {}  // NOLINT: implicit on purpose
  /// What was refused becomes `about:invalid`, so that a page never fails on a bad link.
  [[nodiscard]] static Url from(std::string_view text);
  [[nodiscard]] static bool may_link(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const Url&, const Url&) = default;

 private:
  Url() = default;

  std::string text_;
};

}  // namespace kentongan::html
