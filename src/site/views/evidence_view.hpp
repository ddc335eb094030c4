#pragma once

#include "site/moment.hpp"

#include <string>

namespace kentongan::site {

/// A source of a fact check, as everybody may see it.
struct SourceLine {
  std::string kind = {};  ///< name of the kind: `document`
  std::string rung = {};  ///< name of the rung
  int rank = 0;           ///< 1, the strongest, to 3
  std::string title = {};
  std::string url = {};
  std::string day = {};       ///< `21 November 2026`, or empty
  std::string archived = {};  ///< when a copy was kept, or empty
};

}  // namespace kentongan::site
