// The buffer that a page is written into. Templates call it (docs/templates.md); by hand it is used
// like this: `page.literal("<b>"); page.text(name); page.literal("</b>");`.
#pragma once

#include "base/messages.hpp"
#include "html/safe.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kentongan::html {

/// What may be escaped into a page: text, or a whole number. No bool, no floating point (format it
/// for people first), no optional (say what stands in its place).
template <typename T>
concept Words = std::convertible_to<const T&, std::string_view>;
template <typename T>
concept Number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                 !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                 !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;
template <typename T>
concept Writable = Words<T> || Number<T>;

/// A piece of a page that a layout puts where its `{slot name}` stands. Borrows the callable: for
/// parameters only.
class Slot {
 public:
  Slot() = default;
  template <std::invocable Callable>
    requires(!std::same_as<std::remove_cvref_t<Callable>, Slot>)
  Slot(const Callable& callable)  // NOLINT: implicit on purpose
      : callable_(&callable),
        call_([](const void* target) { (*static_cast<const Callable*>(target))(); }) {}
  [[nodiscard]] bool given() const { return call_ != nullptr; }
  void operator()() const {
    if (call_ != nullptr) call_(callable_);
  }

 private:
  const void* callable_ = nullptr;
  void (*call_)(const void*) = nullptr;
};

/// Append-only. Thread: one at a time. Cost: a page of 10 kB takes a few microseconds.
class Page {
 public:
  explicit Page(Language language = indonesian, std::size_t expected_bytes = 16 * 1024)
      : language_(language) {
    markup_.reserve(expected_bytes);
  }

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] const std::string& markup() const { return markup_; }
  [[nodiscard]] std::string take() && { return std::move(markup_); }

  void literal(Literal markup) { markup_.append(markup.text()); }
  /// The page's language among `translations` (already escaped by the template compiler).
  template <std::size_t count>
  void translated(const std::array<Literal, count>& translations) {
    const auto index = static_cast<std::size_t>(language_.index());
    markup_.append(translations[index < count ? index : 0].text());
  }

  /// Between tags: escapes `&`, `<`, `>`.
  template <Writable T>
  void text(const T& value) {
    if constexpr (Number<T>) {
      number(value);
    } else {
      escape_text(value);
    }
  }
  /// Inside a quoted attribute: escapes both quotes too.
  template <Writable T>
  void attribute(const T& value) {
    if constexpr (Number<T>) {
      number(value);
    } else {
      escape_attribute(value);
    }
  }
  /// A whole address inside a quoted attribute; what may not be linked becomes `about:invalid`.
  template <Words T>
  void url(const T& value) {
    checked_url(value);
  }
  void url(const Url& value) { escape_attribute(value.text()); }
  /// An address that loads code or a document: only `Url`, so that some function vouched for it.
  void trusted_url(const Url& value) { escape_attribute(value.text()); }
  /// One piece of an address after a literal beginning: everything but letters, digits and `-._~`
  /// is percent-encoded, `/` too.
  template <Writable T>
  void url_part(const T& value) {
    if constexpr (Number<T>) {
      number(value);
    } else {
      encode_url_part(value);
    }
  }

  void html(const SafeHtml& value) { markup_.append(value.markup()); }
  void json(const SafeJson& value) { markup_.append(value.text()); }

  /// ` name` when true (`checked`, `selected`, `hidden`).
  void optional_attribute(Literal name, std::same_as<bool> auto value) {
    if (value) literal(name);
  }
  /// ` name="value"` when there is one.
  template <Writable T>
  void optional_attribute(Literal name, const std::optional<T>& value) {
    if (value) quoted(name, [&] { attribute(*value); });
  }
  template <typename T>
  void optional_url_attribute(Literal name, const std::optional<T>& value) {
    if (value) quoted(name, [&] { url(*value); });
  }

 private:
  void number(Number auto value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    markup_.append(digits.data(), end);
  }
  template <typename Write>
  void quoted(Literal name, const Write& write) {
    literal(name);
    literal("=\"");
    write();
    literal("\"");
  }
  void escape_text(std::string_view text);
  void escape_attribute(std::string_view text);
  void checked_url(std::string_view text);
  void encode_url_part(std::string_view text);

  std::string markup_;
  Language language_;
};

}  // namespace kentongan::html
