// What happens to a picture on its way through a dozen chats, done on pixels.
#pragma once

#include "media/worker/raster.hpp"

#include <functional>
#include <string>
#include <vector>

namespace kentongan::bench {

struct Change {
  std::string name;
  std::function<media::Raster(const media::Raster&)> apply;
};

/// Compression, size, blur and stamps: what a fingerprint must survive.
[[nodiscard]] std::vector<Change> harmless_changes();
/// Cuts of 8 % and added bars, of each kind people make.
[[nodiscard]] std::vector<Change> cuts();
[[nodiscard]] std::vector<Change> bars();

}  // namespace kentongan::bench
