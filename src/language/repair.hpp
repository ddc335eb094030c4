// UTF-8 as it arrives from phones, old programs and copies of copies.
#pragma once

#include "language/fold.hpp"

#include <cstddef>
#include <string_view>

namespace kentongan::language {

/// As `decode`, at a place in a text, and mends two accidents: a lone byte of Windows-1252 between
/// plain letters (`Jum\x92at`), and UTF-8 that was taken for Windows-1252 and encoded again
/// (`â€œ` for `“`). Source: WHATWG Encoding Standard, index windows-1252.
/// Thread: pure. Cost: a few ns for characters that need no mending.
[[nodiscard]] Decoded decode_mended(std::string_view text, std::size_t at);

}  // namespace kentongan::language
