#pragma once

#include <string>

namespace kentongan::testing {

/// A new folder under /var/tmp (a real disk, where /tmp may be memory), removed with what is in it.
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
