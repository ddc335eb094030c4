// Copying text in long runs, stopping only at the bytes that need care.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace kentongan::html {

/// Which bytes need care.
using ByteSet = std::array<bool, 256>;

[[nodiscard]] constexpr ByteSet bytes_of(std::string_view bytes) {
  ByteSet set{};
  for (const char byte : bytes) set[static_cast<unsigned char>(byte)] = true;
  return set;
}
[[nodiscard]] constexpr ByteSet with_range(ByteSet set, std::size_t first, std::size_t last) {
  for (std::size_t byte = first; byte <= last; ++byte) set[byte] = true;
  return set;
}

/// Appends `text`; at a byte of `special`, `handle(rest)` appends something for the front of `rest`
/// and returns how many bytes that was (at least 1).
template <typename Handle>
void copy_with_care(std::string& out, std::string_view text, const ByteSet& special,
                    const Handle& handle) {
  std::size_t copied = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!special[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    out.append(text, copied, at - copied);
    at += handle(text.substr(at));
    copied = at;
  }
  out.append(text, copied, text.size() - copied);
}

/// `&`, `<`, `>` and both quotes as references.
inline std::size_t append_reference(std::string& out, std::string_view rest) {
  switch (rest.front()) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out.push_back(rest.front());
  }
  return 1;
}

}  // namespace kentongan::html
