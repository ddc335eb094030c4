// Files a test may need: golden ones that are part of the project, temporary ones that are not.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace kentongan::testing {

/// Whether `made` is, byte for byte, tests/golden/`name`. With KENTONGAN_WRITE_GOLDEN set the file
/// is written instead: look at `git diff` before believing it.
[[nodiscard]] inline ::testing::AssertionResult matches_golden(const std::string& source_dir,
                                                               const std::string& name,
                                                               const std::string& made) {
  const auto path = std::filesystem::path(source_dir) / "tests/golden" / name;
  if (std::getenv("KENTONGAN_WRITE_GOLDEN") != nullptr) {  // NOLINT: no other thread sets it
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << made;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string golden((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
  if (made == golden) return ::testing::AssertionSuccess();
  std::size_t at = 0;
  while (at < made.size() && at < golden.size() && made[at] == golden[at]) ++at;
  return ::testing::AssertionFailure()
         << path << " differs from byte " << at << ":\n  golden: " << golden.substr(at, 200)
         << "\n  made:   " << made.substr(at, 200)
         << "\nRun with KENTONGAN_WRITE_GOLDEN=1 to take what was made, and look at the "
            "difference.";
}

/// An empty folder of this test's own; the caller removes it.
[[nodiscard]] inline std::filesystem::path temporary_folder(const std::string& purpose) {
  std::string pattern =
      (std::filesystem::temp_directory_path() / ("kentongan-" + purpose + "-XXXXXX")).string();
  return ::mkdtemp(pattern.data()) == nullptr ? std::filesystem::path()
                                              : std::filesystem::path(pattern);
}

}  // namespace kentongan::testing
