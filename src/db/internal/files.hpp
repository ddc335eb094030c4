// Files as the kernel sees them: written through to the disk, read whole, put in place at once.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kentongan::db {

/// A system call refused; `what` names the file and the reason. Stays inside this room.
class FileFailure : public std::runtime_error {
 public:
  FileFailure(const std::string& doing, const std::string& file, int error);
};

/// A file's bytes, mapped; at least one byte long. Errors: throws `FileFailure`.
class MappedFile {
 public:
  explicit MappedFile(const std::string& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

[[nodiscard]] bool file_exists(const std::string& file);
/// Makes an empty file that only we may read; one that is there is emptied.
void make_private_file(const std::string& file);
void copy_file(const std::string& from, const std::string& to);
void append_to_file(const std::string& file, std::string_view bytes);
void cut_file(const std::string& file, std::uint64_t size);
/// Writes through to the disk: the file's content, or a folder's names.
void sync_to_disk(const std::string& file);
void sync_folder_of(const std::string& file);
/// Never throws; a file that is not there is as good as removed.
void remove_file(const std::string& file);
/// Renames; refuses when `to` exists (returns false).
[[nodiscard]] bool put_in_new_place(const std::string& from, const std::string& to);
void put_in_place(const std::string& from, const std::string& to);

}  // namespace kentongan::db
