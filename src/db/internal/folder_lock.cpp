#include "db/internal/folder_lock.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace kentongan::db {

namespace {

std::string pid_inside(int descriptor) {
  char text[32] = {};
  const ssize_t length = pread(descriptor, text, sizeof text - 1, 0);
  return std::string(
      trim(std::string_view(text, length < 0 ? 0 : static_cast<std::size_t>(length))));
}

Error unreachable(const std::string& what, int error) {
  return Error(Refusal::unavailable, "db.unreachable", what + ": " + std::strerror(error));
}

}  // namespace

Result<std::unique_ptr<FolderLock>> FolderLock::take(const std::string& folder) {
  std::error_code failure;
  if (std::filesystem::create_directories(folder, failure)) chmod(folder.c_str(), 0700);
  if (failure) return unreachable(folder, failure.value());
  const std::string file = folder + "/kentongan.lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return unreachable(file, errno);
  auto lock = std::make_unique<FolderLock>(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return unreachable(file, errno);
    return Error(Refusal::conflict, "db.folder.in_use", pid_inside(descriptor));
  }
  const std::string pid = std::to_string(getpid()) + "\n";
  // A full disk may refuse the pid; the lock itself holds all the same.
  if (ftruncate(descriptor, 0) == 0) [[maybe_unused]]
    const auto written = pwrite(descriptor, pid.data(), pid.size(), 0);
  return lock;
}

FolderLock::~FolderLock() { close(descriptor_); }

}  // namespace kentongan::db
