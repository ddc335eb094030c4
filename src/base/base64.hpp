// Bytes that came as text.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace kentongan {

/// Errors: invalid `base64.malformed`: another character, wrong padding, bits left over.
/// Source: RFC 4648 section 4, read strictly: no line breaks. Cost: linear.
[[nodiscard]] Result<std::string> parse_base64(std::string_view text);

}  // namespace kentongan
