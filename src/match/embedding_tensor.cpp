#include "match/embedding_tensor.hpp"

#include "match/embedding.hpp"

#include <boost/json.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace kentongan::match {

namespace {

namespace json = boost::json;

constexpr std::size_t largest_header = 1U << 20U;
constexpr std::uint64_t most_rows = 1U << 23U;

Error unreadable(const char* why) { return {Refusal::invalid, "match.embedding.unreadable", why}; }

std::size_t size_of(NumberFormat format) { return format == NumberFormat::f32 ? 4 : 2; }

/// IEEE 754 binary16. Source: IEEE 754-2019, 3.4.
float of_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
  const std::uint32_t exponent = (half >> 10U) & 0x1FU;
  const std::uint32_t fraction = half & 0x3FFU;
  if (exponent == 0) {
    const float small = std::ldexp(static_cast<float>(fraction), -24);
    return sign == 0 ? small : -small;
  }
  const std::uint32_t wide = exponent == 31 ? 0xFFU : exponent + 112;
  return std::bit_cast<float>(sign | (wide << 23U) | (fraction << 13U));
}

std::optional<std::uint64_t> whole_number(const json::value& value) {
  if (value.is_int64() && value.get_int64() >= 0)
    return static_cast<std::uint64_t>(value.get_int64());
  if (value.is_uint64()) return value.get_uint64();
  return std::nullopt;
}

using Two = std::array<std::uint64_t, 2>;

std::optional<Two> two_numbers(const json::object& entry, std::string_view name) {
  const json::value* const value = entry.if_contains(name);
  const json::array* const numbers = value == nullptr ? nullptr : value->if_array();
  if (numbers == nullptr || numbers->size() != 2) return std::nullopt;
  const auto first = whole_number((*numbers)[0]);
  const auto second = whole_number((*numbers)[1]);
  if (!first || !second) return std::nullopt;
  return Two{*first, *second};
}

std::optional<NumberFormat> format_of(const json::object& entry) {
  const json::value* const value = entry.if_contains("dtype");
  const json::string* const name = value == nullptr ? nullptr : value->if_string();
  if (name == nullptr) return std::nullopt;
  if (*name == "F32") return NumberFormat::f32;
  if (*name == "F16") return NumberFormat::f16;
  return std::nullopt;
}

/// The tensor by one of its usual names, or the only one there is.
const json::object* matrix_entry(const json::object& header) {
  for (const std::string_view name : {"embeddings", "embedding.weight"}) {
    if (const json::value* const value = header.if_contains(name)) return value->if_object();
  }
  const json::object* only = nullptr;
  for (const auto& [name, value] : header) {
    if (name == "__metadata__") continue;
    if (only != nullptr) return nullptr;
    only = value.if_object();
  }
  return only;
}

Result<Matrix> matrix_in(const json::object& entry, std::span<const std::byte> data) {
  const auto format = format_of(entry);
  const auto shape = two_numbers(entry, "shape");
  const auto offsets = two_numbers(entry, "data_offsets");
  if (!format || !shape || !offsets) return unreadable("no matrix of F32 or F16");
  const auto [rows, columns] = *shape;
  const auto [begin, end] = *offsets;
  if (rows == 0 || rows > most_rows || columns == 0 || columns > largest_dimension)
    return unreadable("matrix too large or empty");
  if (begin > end || end > data.size() || end - begin != rows * columns * size_of(*format))
    return unreadable("matrix outside of its file");
  return Matrix{data.subspan(begin, end - begin), rows, columns, *format};
}

bool is_finite(const Matrix& matrix) {
  // The bits of the exponent are all set in an infinity and in every NaN.
  const std::size_t step = size_of(matrix.format);
  for (std::size_t at = 0; at < matrix.bytes.size(); at += step) {
    if (matrix.format == NumberFormat::f32) {
      std::uint32_t bits = 0;
      std::memcpy(&bits, &matrix.bytes[at], sizeof bits);
      if ((bits & 0x7F800000U) == 0x7F800000U) return false;
    } else {
      std::uint16_t bits = 0;
      std::memcpy(&bits, &matrix.bytes[at], sizeof bits);
      if ((bits & 0x7C00U) == 0x7C00U) return false;
    }
  }
  return true;
}

}  // namespace

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

void Matrix::add_row(std::size_t row, std::span<float> sum) const {
  const std::size_t size = size_of(format);
  const auto numbers = bytes.subspan(row * columns * size, columns * size);
  for (std::size_t column = 0; column < columns; ++column) {
    // By memcpy: the header's size decides where the numbers lie, and it need not be even.
    if (format == NumberFormat::f32) {
      float number = 0;
      std::memcpy(&number, &numbers[column * size], sizeof number);
      sum[column] += number;
    } else {
      std::uint16_t half = 0;
      std::memcpy(&half, &numbers[column * size], sizeof half);
      sum[column] += of_half(half);
    }
  }
}

Result<Matrix> find_matrix(std::span<const std::byte> file) {
  std::uint64_t header_size = 0;
  if (file.size() < sizeof header_size) return unreadable("cut short");
  std::memcpy(&header_size, file.data(), sizeof header_size);
  const auto rest = file.subspan(sizeof header_size);
  if (header_size > largest_header || header_size > rest.size()) return unreadable("cut short");
  const std::string_view text(reinterpret_cast<const char*>(rest.data()), header_size);
  json::error_code error;
  const json::value parsed = json::parse(text, error);
  const json::object* const header = error ? nullptr : parsed.if_object();
  const json::object* const entry = header == nullptr ? nullptr : matrix_entry(*header);
  if (entry == nullptr) return unreadable("header without one matrix");
  const Matrix matrix = TRY(matrix_in(*entry, rest.subspan(header_size)));
  if (!is_finite(matrix)) return unreadable("a number is not finite");
  return matrix;
}

}  // namespace kentongan::match
