// What search is given to find. A value; where it comes from is collect.cpp.
#pragma once

#include "base/instant.hpp"
#include "places/area_code.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::search {

enum class Kind : std::uint8_t { item, group, factcheck };
inline constexpr std::size_t kind_count = 3;

/// Fields from the one that says most to the one that says least.
enum class Field : std::uint8_t { title, lead, body };
inline constexpr std::size_t field_count = 3;

struct Document {
  Kind kind = Kind::item;
  std::int64_t id = 0;
  std::uint8_t label = 0;  ///< tells documents of one kind apart: an item's own kind
  std::string title = {};
  std::string lead = {};  ///< summary; the claim as it circulates; what kind of group, where
  std::string body = {};  ///< plain text
  std::vector<places::AreaCode> areas = {};  ///< whom it is for; the nation is everybody
  Instant at = {};                           ///< 1970 when nobody knows
};

}  // namespace kentongan::search
