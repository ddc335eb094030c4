// One run of the confined child: start it, hand it the picture, take its reply, end it.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::media {

struct ChildRun {
  std::string reply;     ///< all it wrote, at most `most_reply`
  bool in_time = false;  ///< it ended by itself before the deadline
  int signal = 0;        ///< that ended it, 0 when none
  int exit_code = 0;
};

struct ChildCommand {
  std::string program;
  std::vector<std::string> arguments;  ///< after the program's name
  std::size_t most_reply = 0;          ///< bytes; a child that writes more is ended
};

/// Runs the program with `input` as its standard input (sealed memory, no file), its standard
/// output read, nothing else open and an environment of two words. It is killed at `until`, and
/// is gone when this returns. Errors: unavailable `media.unavailable` when it cannot be started.
/// Thread: may be called from anywhere.
[[nodiscard]] Result<ChildRun> run_child(const ChildCommand& command, std::string_view input,
                                         std::chrono::steady_clock::time_point until);

}  // namespace kentongan::media
