#include "testing/temp_folder.hpp"

#include "base/bug.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace kentongan::testing {

namespace {

constexpr std::uint64_t plenty = 2ULL << 30;  // bytes; containers often have 64 MiB only

std::string parent() {
  std::error_code failure;
  const auto space = std::filesystem::space("/dev/shm", failure);
  const bool use_memory = !failure && space.available >= plenty && access("/dev/shm", W_OK) == 0;
  return use_memory ? "/dev/shm" : "/var/tmp";
}

constexpr std::string_view prefix = "kentongan-test-";

/// Removes what test programs left behind that died before they could: their pid is in the name.
void sweep(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with(prefix)) continue;
    const int pid = std::atoi(name.c_str() + prefix.size());
    if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH)
      std::filesystem::remove_all(entry.path(), ignored);
  }
}

/// Where this program's folders go.
const std::string& home() {
  static const std::string chosen = [] {
    const std::string folder = parent();
    sweep(folder);
    return folder + "/" + std::string(prefix) + std::to_string(getpid()) + "-XXXXXX";
  }();
  return chosen;
}

}  // namespace

TempFolder::TempFolder() : path_(home()) { KENTONGAN_BUG_IF(mkdtemp(path_.data()) == nullptr); }

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace kentongan::testing
