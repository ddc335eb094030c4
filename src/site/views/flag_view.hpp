#pragma once

#include "site/views/ask_view.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

/// What the screen says of a message; a person judges.
struct FlagLine {
  std::string kind = {};       ///< name of a screening::FlagKind
  std::string suspicion = {};  ///< name of a screening::Suspicion
};
struct FlagsView {
  std::vector<FlagLine> flags = {};
  std::vector<MessagePiece> message = {};  ///< with the flagged places marked; empty: none
};

}  // namespace kentongan::site
