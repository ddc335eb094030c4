#pragma once

#include <string>
#include <vector>

namespace kentongan::cli {

/// The whole program: parses, runs, explains. Returns the exit code (arguments.hpp). Catches
/// everything: this is the wall of the command line.
[[nodiscard]] int run_program(const std::vector<std::string>& words);

}  // namespace kentongan::cli
