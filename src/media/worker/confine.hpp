// The child locks itself in before it looks at a single byte of a stranger's picture.
#pragma once

#include <chrono>
#include <cstddef>

namespace kentongan::media {

struct Confinement {
  std::chrono::seconds processor_time{20};
  std::size_t memory =
      0;  ///< bytes of address space; not held under a sanitiser, which maps terabytes
};

/// Dies with its parent, gains no rights, opens no file, starts nothing, has no network: the kernel
/// ends it at the first call that is not on the list in confine.cpp. Cannot be undone.
/// Errors: returns false when the kernel does not support it; then nothing may be read.
[[nodiscard]] bool confine(const Confinement& limits);

}  // namespace kentongan::media
