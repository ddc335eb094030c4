#include "testing/temp_folder.hpp"

#include "base/bug.hpp"

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
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

}  // namespace

TempFolder::TempFolder() : path_(parent() + "/kentongan-test-XXXXXX") {
  KENTONGAN_BUG_IF(mkdtemp(path_.data()) == nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace kentongan::testing
