#pragma once

#include <string>

namespace kentongan::testing {

/// A new folder, removed with what is in it: in memory where there is plenty (tests write the same
/// small files again and again), else on disk.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace kentongan::testing
