#pragma once

#include <string_view>

namespace kentongan::match {

/// src/match/model.txt as it stood when the program was built (scripts/embed_text.py).
[[nodiscard]] std::string_view model_text();

}  // namespace kentongan::match
