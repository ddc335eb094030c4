#pragma once

#include "html/safe.hpp"
#include "site/moment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

/// A published fact check in a list.
struct ClaimLine {
  std::string slug = {};
  std::string title = {};
  std::string verdict = {};  ///< name of the verdict
  std::int64_t asked = 0;
  Moment at = {};
};

}  // namespace kentongan::site
