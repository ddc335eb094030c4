// What a link looks like, also where its dots are hidden from the filters of chat apps.
#pragma once

#include <cstddef>
#include <string_view>

namespace kentongan::language {

/// `host.tld` or `host.tld/…`, lower case, with an ending that words do not have.
[[nodiscard]] bool looks_like_host(std::string_view text);

/// A dot written so that no filter sees it.
struct HiddenDot {
  std::size_t size = 0;     ///< bytes to take, spaces around it too; 0 when there is none
  bool adds_a_dot = false;  ///< not when only spaces stood behind a dot that was already there
};

/// The hidden dot that `rest` begins with: `[.]`, `(dot)`, ` titik com`, ` . com`. Without brackets
/// it must stand before an ending of links. `after_dot`: a dot stands directly in front.
/// Thread: pure. Cost: O(1).
[[nodiscard]] HiddenDot hidden_dot(std::string_view rest, bool after_dot);

}  // namespace kentongan::language
