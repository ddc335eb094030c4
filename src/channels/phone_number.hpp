// A phone as a type: what has it can be dialled and cannot smuggle a line into a protocol.
#pragma once

#include "base/result.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace kentongan::channels {

/// A number of the international numbering plan, `+6281234567890`. Has no log overload.
class PhoneNumber {
 public:
  /// Reads what Indonesians write: `0812-3456-7890`, `62812…`, `+62 812…`, and any other country's
  /// with its `+`. Blanks, dashes, dots and brackets are dropped.
  /// Errors: invalid `channels.phone.malformed`: fewer than 8 or more than 15 digits, or anything
  /// else in it. Source: ITU-T E.164, at most 15 digits; Indonesia's trunk prefix is 0.
  [[nodiscard]] static Result<PhoneNumber> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Without the plus, as WhatsApp and some modems name it.
  [[nodiscard]] std::string_view digits() const { return std::string_view(text_).substr(1); }
  friend auto operator<=>(const PhoneNumber&, const PhoneNumber&) = default;

 private:
  explicit PhoneNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The same number on two ways is two addresses.
struct SmsNumber {
  PhoneNumber number;
  [[nodiscard]] const std::string& text() const { return number.text(); }
  friend auto operator<=>(const SmsNumber&, const SmsNumber&) = default;
};
struct WhatsAppNumber {
  PhoneNumber number;
  [[nodiscard]] const std::string& text() const { return number.text(); }
  friend auto operator<=>(const WhatsAppNumber&, const WhatsAppNumber&) = default;
};

}  // namespace kentongan::channels
