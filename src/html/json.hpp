// Writing JSON as a stream: for the API, JSON Feed and JSON-LD. (Reading is Boost.JSON's work.)
//
//   JsonWriter json;
//   json.object([&] {
//     json.member("title", item.title);
//     json.array("tags", [&] { for (const auto& tag : item.tags) json.value(tag); });
//   });
//   response.body = std::move(json).take();
#pragma once

#include "html/safe.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kentongan::html {

/// Writes RFC 8259. Text may be any bytes: malformed UTF-8 becomes U+FFFD; `<` and U+2028/9 are
/// escaped, so that every text is safe inside a `<script>` too. A call that cannot stand where it
/// is made (a member in an array, a second top-level value) is a `Bug`. Thread: one at a time.
class JsonWriter {
 public:
  explicit JsonWriter(std::size_t expected_bytes = 4 * 1024) { text_.reserve(expected_bytes); }

  // ---- values: at the top (once) or in an array -------------------------------------------------
  template <std::invocable Body>
  void object(const Body& body) {
    before_value();
    nest('{', '}', body);
  }
  template <std::invocable Body>
  void array(const Body& body) {
    before_value();
    nest('[', ']', body);
  }
  template <typename T>
  void value(const T& value) {
    before_value();
    write(value);
  }

  // ---- members: in an object --------------------------------------------------------------------
  template <std::invocable Body>
  void object(std::string_view key, const Body& body) {
    before_member(key);
    nest('{', '}', body);
  }
  template <std::invocable Body>
  void array(std::string_view key, const Body& body) {
    before_member(key);
    nest('[', ']', body);
  }
  /// An empty `std::optional` and NaN are `null`.
  template <typename T>
  void member(std::string_view key, const T& value) {
    before_member(key);
    write(value);
  }
  /// Nothing at all when there is no value.
  template <typename T>
  void member_if(std::string_view key, const std::optional<T>& value) {
    if (value) member(key, *value);
  }

  [[nodiscard]] std::string take() && {
    check_finished();
    return std::move(text_);
  }
  [[nodiscard]] SafeJson take_safe() && {
    check_finished();
    return SafeJson(std::move(text_));
  }

 private:
  template <typename Body>
  void nest(char open, char close, const Body& body) {
    push(open);
    body();
    pop(close);
  }

  template <typename T>
  void write(const std::optional<T>& value) {
    if (value) {
      write(*value);
    } else {
      write(nullptr);
    }
  }
  void write(std::nullptr_t) { text_ += "null"; }
  void write(const SafeJson& value) { text_ += value.text(); }
  template <typename T>
    requires(!std::same_as<T, SafeJson>)
  void write(const T& value) {
    if constexpr (std::same_as<T, bool>) {
      text_ += value ? "true" : "false";
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
      write_text(value);
    } else if constexpr (std::floating_point<T>) {
      write_decimal(value);
    } else if constexpr (std::unsigned_integral<T>) {
      write_unsigned(value);
    } else {
      static_assert(std::signed_integral<T>, "JSON takes text, numbers, bool, optional, nullptr");
      write_signed(value);
    }
  }
  void write_text(std::string_view text);
  void write_decimal(double number);
  void write_signed(std::int64_t number);
  void write_unsigned(std::uint64_t number);

  void before_value();
  void before_member(std::string_view key);
  void push(char open);
  void pop(char close);
  void check_finished() const;

  std::string text_;
  std::vector<char> open_;  // '{' or '['
  bool has_sibling_ = false;
};

/// `text` as a JSON string with its quotes, escaped as `JsonWriter` does.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace kentongan::html
