// From a difference both versions can be read back.
#include "html/difference.hpp"

#include <cstdint>
#include <cstdlib>

using namespace kentongan::html;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view both(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view before = both.substr(0, both.size() * data[0] / 255);
  const std::string_view after = both.substr(before.size());
  std::string left;
  std::string right;
  for (const Difference& piece : difference_of(before, after)) {
    if (piece.kind != Difference::Kind::added) left += piece.text;
    if (piece.kind != Difference::Kind::removed) right += piece.text;
  }
  if (left != before || right != after) std::abort();
  return 0;
}
