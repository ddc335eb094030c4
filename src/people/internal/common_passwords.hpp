#pragma once

#include <string_view>

namespace kentongan::people {

/// Whether `text` (small letters) is a common password or a word that everybody around a KIM would
/// try.
[[nodiscard]] bool is_common_password(std::string_view text);

}  // namespace kentongan::people
