// Any bytes as a safetensors file: refused, or a matrix whose every row lies inside and is finite.
#include "match/embedding_tensor.hpp"

#include "base/bug.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto matrix =
      kentongan::match::find_matrix(std::as_bytes(std::span<const std::uint8_t>(data, size)));
  if (!matrix.ok()) return 0;
  for (std::size_t row = 0; row < matrix.value().rows; ++row) {
    std::vector<float> sum(matrix.value().columns, 0);
    matrix.value().add_row(row, sum);
    for (const float number : sum) KENTONGAN_BUG_IF(!std::isfinite(number));
  }
  return 0;
}
