#include "places/area_code.hpp"

#include <array>

namespace kentongan::places {
namespace {

// Lengths of `32`, `32.10`, `32.10.01`, `32.10.01.2001`, by level.
constexpr std::array<std::size_t, 5> length_at{0, 2, 5, 8, 13};

constexpr std::size_t length_of(Level level) { return length_at[static_cast<std::size_t>(level)]; }

}  // namespace

Result<AreaCode> AreaCode::parse(std::string_view text) {
  bool known = false;
  for (const std::size_t length : length_at) known = known || text.size() == length;
  if (!known) return Error(Refusal::invalid, "area.code.malformed");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool point = i == 2 || i == 5 || i == 8;
    const bool fits = point ? text[i] == '.' : text[i] >= '0' && text[i] <= '9';
    if (!fits) return Error(Refusal::invalid, "area.code.malformed");
  }
  AreaCode code;
  code.text_ = text;
  return code;
}

Level AreaCode::level() const {
  if (text_.size() >= length_of(Level::village)) return Level::village;
  if (text_.size() >= length_of(Level::district)) return Level::district;
  if (text_.size() >= length_of(Level::regency)) return Level::regency;
  return text_.empty() ? Level::nation : Level::province;
}

AreaCode AreaCode::parent() const {
  const Level own = level();
  return own == Level::nation ? *this : at(static_cast<Level>(static_cast<int>(own) - 1));
}

AreaCode AreaCode::at(Level level) const {
  AreaCode code;
  code.text_ = text_.substr(0, length_of(level));
  return code;
}

bool AreaCode::contains(const AreaCode& other) const { return other.text_.starts_with(text_); }

}  // namespace kentongan::places
