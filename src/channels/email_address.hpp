// An address of somebody's mailbox as a type: what has it cannot smuggle a header.
#pragma once

#include "base/result.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// `local@domain`, plain ASCII without quotes, comments, blanks or controls. Has no log overload.
class EmailAddress {
 public:
  /// Trims blanks around; the domain is lower-cased, the local part stays as written.
  /// Errors: invalid `channels.email.malformed`.
  /// Source: RFC 5321 section 4.1.2 (Dot-string only), lengths of 4.5.3.1; HTML's own rule for
  /// `type=email`, with a dot required in the domain unless it is `localhost`.
  [[nodiscard]] static Result<EmailAddress> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string_view domain() const;
  friend auto operator<=>(const EmailAddress&, const EmailAddress&) = default;

 private:
  explicit EmailAddress(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace kentongan::channels
