#include "db/internal/files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace kentongan::db {

namespace {

class Descriptor {
 public:
  Descriptor(const std::string& file, int flags)
      : number_(::open(file.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) throw FileFailure("open", file, errno);
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

void write_all(int descriptor, std::string_view bytes, const std::string& file) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw FileFailure("write", file, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

FileFailure::FileFailure(const std::string& doing, const std::string& file, int error)
    : std::runtime_error(doing + " " + file + ": " + std::strerror(error)) {}

MappedFile::MappedFile(const std::string& file) {
  const Descriptor descriptor(file, O_RDONLY);
  struct stat facts {};
  if (fstat(descriptor.number(), &facts) != 0) throw FileFailure("stat", file, errno);
  if (!S_ISREG(facts.st_mode) || facts.st_size == 0) throw FileFailure("map", file, EINVAL);
  size_ = static_cast<std::size_t>(facts.st_size);
  void* mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
  if (mapped == MAP_FAILED) throw FileFailure("map", file, errno);
  data_ = static_cast<const char*>(mapped);
}

MappedFile::~MappedFile() { munmap(const_cast<char*>(data_), size_); }

bool file_exists(const std::string& file) { return access(file.c_str(), F_OK) == 0; }

void make_private_file(const std::string& file) {
  remove_file(file);
  const Descriptor made(file, O_WRONLY | O_CREAT | O_EXCL);
}

void copy_file(const std::string& from, const std::string& to) {
  const MappedFile source(from);
  make_private_file(to);
  const Descriptor target(to, O_WRONLY);
  write_all(target.number(), source.bytes(), to);
}

void append_to_file(const std::string& file, std::string_view bytes) {
  const Descriptor descriptor(file, O_WRONLY | O_APPEND);
  write_all(descriptor.number(), bytes, file);
}

void cut_file(const std::string& file, std::uint64_t size) {
  if (truncate(file.c_str(), static_cast<off_t>(size)) != 0) throw FileFailure("cut", file, errno);
}

void sync_to_disk(const std::string& file) {
  const Descriptor descriptor(file, O_RDONLY);
  if (fsync(descriptor.number()) != 0) throw FileFailure("sync", file, errno);
}

void sync_folder_of(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  sync_to_disk(folder.empty() ? "." : folder.string());
}

void remove_file(const std::string& file) { unlink(file.c_str()); }

bool put_in_new_place(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) throw FileFailure("rename", to, errno);
  // A memory stick's file system may not know how to refuse by itself.
  if (file_exists(to)) return false;
  put_in_place(from, to);
  return true;
}

void put_in_place(const std::string& from, const std::string& to) {
  if (rename(from.c_str(), to.c_str()) != 0) throw FileFailure("rename", to, errno);
}

}  // namespace kentongan::db
