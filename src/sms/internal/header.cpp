#include "sms/internal/header.hpp"

#include <algorithm>
#include <vector>

namespace kentongan::sms {
namespace {

std::optional<std::vector<int>> bytes_of(std::string_view hexadecimal) {
  if (hexadecimal.size() % 2 != 0) return std::nullopt;
  std::vector<int> bytes;
  int high = 0;
  for (std::size_t at = 0; at < hexadecimal.size(); ++at) {
    const char c = hexadecimal[at];
    int digit = 0;
    if (c >= '0' && c <= '9') {
      digit = c - '0';
    } else if (c >= 'A' && c <= 'F') {
      digit = c - 'A' + 10;
    } else if (c >= 'a' && c <= 'f') {
      digit = c - 'a' + 10;
    } else {
      return std::nullopt;
    }
    if (at % 2 == 0) {
      high = digit;
    } else {
      bytes.push_back(high * 16 + digit);
    }
  }
  return bytes;
}

}  // namespace

//   length  (element  length  data…)…      element 0: reference, parts, position
//                                          element 8: reference (two bytes), parts, position
std::optional<PlaceInSeries> place_in_series(std::string_view hexadecimal) {
  const auto bytes = bytes_of(hexadecimal);
  if (!bytes || bytes->empty()) return std::nullopt;
  const std::size_t end = std::min(bytes->size(), static_cast<std::size_t>(bytes->front()) + 1);
  for (std::size_t at = 1; at + 1 < end;) {
    const int element = bytes->at(at);
    const auto length = static_cast<std::size_t>(bytes->at(at + 1));
    const std::size_t data = at + 2;
    if (data + length > end) return std::nullopt;
    const bool wide = element == 8 && length == 4;
    if (wide || (element == 0 && length == 3)) {
      const std::size_t last = data + length;
      const int parts = bytes->at(last - 2), position = bytes->at(last - 1);
      if (position < 1 || position > parts) return std::nullopt;
      const int reference = wide ? bytes->at(data) * 256 + bytes->at(data + 1) : bytes->at(data);
      return PlaceInSeries{(wide ? "w" : "n") + std::to_string(reference), position, parts};
    }
    at = data + length;
  }
  return std::nullopt;
}

}  // namespace kentongan::sms
