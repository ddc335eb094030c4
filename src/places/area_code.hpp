// Kemendagri area codes: province `32`, regency `32.10`, district (kecamatan) `32.10.01`, village
// `32.10.01.2001`. A code names its ancestors by its own prefix.
#pragma once

#include "base/result.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace kentongan::places {

/// `nation` is the empty code: everything.
enum class Level { nation, province, regency, district, village };

class AreaCode {
 public:
  AreaCode() = default;
  /// Errors: invalid `area.code.malformed`. The empty text is the nation.
  [[nodiscard]] static Result<AreaCode> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Level level() const;
  /// The code one level up; the nation is its own parent.
  [[nodiscard]] AreaCode parent() const;
  /// The code cut to a level at or above its own; below, itself.
  [[nodiscard]] AreaCode at(Level level) const;
  [[nodiscard]] AreaCode regency() const { return at(Level::regency); }
  /// Whether `other` is this area or lies in it.
  [[nodiscard]] bool contains(const AreaCode& other) const;
  friend auto operator<=>(const AreaCode&, const AreaCode&) = default;

 private:
  std::string text_;
};

}  // namespace kentongan::places
