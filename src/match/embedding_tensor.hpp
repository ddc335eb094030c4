// A matrix inside a safetensors file.
//
//   u64 LE    size of the header, n
//   n bytes   JSON: {"name": {"dtype": "F32", "shape": [rows, columns], "data_offsets": [begin,
//   end]}, …} rest      the tensors; offsets count from here
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace kentongan::match {

enum class NumberFormat : std::uint8_t { f32, f16 };

/// A view of the numbers of a matrix. Value; the bytes belong to the file.
struct Matrix {
  std::span<const std::byte> bytes;
  std::size_t rows = 0;
  std::size_t columns = 0;
  NumberFormat format = NumberFormat::f32;

  /// Adds row `row` to `sum`, which has `columns` numbers. The row must be there.
  void add_row(std::size_t row, std::span<float> sum) const;
};

/// Finds the matrix in the bytes of a file and sees that all of it lies inside and is finite.
/// Errors: `invalid`. Any bytes are fine. Cost: one pass over the matrix.
[[nodiscard]] Result<Matrix> find_matrix(std::span<const std::byte> file);

}  // namespace kentongan::match
