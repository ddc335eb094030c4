// What nobody on the stack can repair: a bug of ours. Caught only at the four walls
// (HTTP request, background job, command line, thread entry).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace kentongan {

/// Thrown when the program contradicts itself. Never for bad input: that is an `Error`.
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void throw_bug(std::string_view condition, const char* file, int line) {
  throw Bug(std::string(file) + ":" + std::to_string(line) + ": " + std::string(condition));
}

}  // namespace kentongan

/// Throws `Bug` when `condition` holds; in release builds too.
#define KENTONGAN_BUG_IF(condition)                                        \
  do {                                                                     \
    if (condition) ::kentongan::throw_bug(#condition, __FILE__, __LINE__); \
  } while (false)
