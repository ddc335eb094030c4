#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>

namespace kentongan::db {

/// The right to be the one program on a data folder: `DIR/kentongan.lock`, held by flock(2) as long
/// as this lives, with our pid written inside. The kernel lets go of it when we die.
class FolderLock {
 public:
  /// Makes the folder when there is none (mode 0700).
  /// Errors: conflict `db.folder.in_use` (detail: the other's pid), unavailable `db.unreachable`.
  [[nodiscard]] static Result<std::unique_ptr<FolderLock>> take(const std::string& folder);
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace kentongan::db
