// The one writer behind Markdown and the sanitiser. Whoever drives it, what comes out holds only
// the elements below, nested at most 32 deep, each closed, with no attribute but an address that
// was checked and the number a list begins with.
#pragma once

#include "html/safe.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::html {

enum class Element : std::uint8_t {
  p,
  h2,
  h3,
  h4,
  ul,
  ol,
  li,
  blockquote,
  pre,
  code,
  em,
  strong,
  del,
  a,
  table,
  thead,
  tbody,
  tr,
  th,
  td
};
[[nodiscard]] std::string_view name_of(Element element);

class Allowed {
 public:
  static constexpr std::size_t max_depth = 32;

  /// `limit`: bytes after which nothing more is written (references can make much out of little).
  explicit Allowed(std::size_t limit) : limit_(limit) {}

  /// Opens an element; where it may not stand, its content is written without it. Every open takes
  /// one close.
  void open(Element element);
  void open_link(std::string_view address);
  void open_ordered_list(unsigned first);
  /// Closes the innermost open element.
  void close();
  void line_break() { write("<br>"); }
  void rule() { write("<hr>"); }
  void text(std::string_view words);

  [[nodiscard]] bool is_full() const { return markup_.size() > limit_; }
  [[nodiscard]] bool is_empty() const { return frames_.empty(); }
  [[nodiscard]] Element innermost() const { return frames_.back().element; }
  [[nodiscard]] bool has_open(Element element) const {
    return open_count_[static_cast<std::size_t>(element)] > 0;
  }
  /// Closes what is still open.
  [[nodiscard]] SafeHtml take() &&;

 private:
  struct Frame {
    Element element;
    bool written;
  };
  void write(std::string_view markup);
  void begin(Element element, std::string_view attributes);
  [[nodiscard]] bool may_stand(Element element) const;
  [[nodiscard]] std::optional<Element> innermost_written() const;

  std::size_t limit_;
  std::string markup_;
  std::vector<Frame> frames_;
  std::vector<Element> written_;
  std::array<std::size_t, 20> open_count_{};  // by Element
};

/// The address as it may stand in a link: blanks percent-encoded, everything else as `Url` demands.
[[nodiscard]] std::optional<std::string> linkable(std::string_view address);

/// The character a named reference (`amp`, `nbsp`, without `&` and `;`) stands for, or nothing:
/// only those people type. Source: HTML Standard, "Named character references".
[[nodiscard]] std::optional<std::string_view> named_character(std::string_view name);
/// UTF-8 of a code point; U+FFFD for what cannot be shown (NUL, controls, surrogates, beyond
/// Unicode).
[[nodiscard]] std::string utf8_of(std::uint32_t code_point);
/// The text of `&amp;`, `&#38;`, `&#x26;`; an unknown reference is returned as it is.
[[nodiscard]] std::string decode_reference(std::string_view reference);

}  // namespace kentongan::html
