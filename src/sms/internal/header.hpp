#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::sms {

struct PlaceInSeries {
  std::string series;
  int position = 1;
  int parts_in_all = 1;
};
/// What a user data header in hexadecimal (`050003A70301`) says of a longer message; nothing when
/// it says nothing, or nonsense.
/// Source: 3GPP TS 23.040, section 9.2.3.24.1 (8-bit reference) and 9.2.3.24.8 (16-bit).
[[nodiscard]] std::optional<PlaceInSeries> place_in_series(std::string_view hexadecimal);

}  // namespace kentongan::sms
