#include "testing/temp_folder.hpp"

#include "base/bug.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace kentongan::testing {

TempFolder::TempFolder() : path_("/var/tmp/kentongan-test-XXXXXX") {
  KENTONGAN_BUG_IF(mkdtemp(path_.data()) == nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace kentongan::testing
