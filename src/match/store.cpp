#include "match/store.hpp"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kentongan::match {

namespace {

Error refused_by_disk() {
  return {Refusal::unavailable, "match.index.disk", std::to_string(errno)};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

class Mapping {
 public:
  Mapping(void* begin, std::size_t size) : begin_(begin), size_(size) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { ::munmap(begin_, size_); }

 private:
  void* begin_;
  std::size_t size_;
};

bool write_all(int file, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool make_durable(const std::filesystem::path& folder) {
  const Descriptor descriptor(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.number() >= 0 && ::fsync(descriptor.number()) == 0;
}

}  // namespace

ImageHeader sealed_header(const Segment& segment, std::uint64_t stamp, std::int64_t position) {
  ImageHeader header;
  std::memcpy(&header, segment.image().data(), sizeof header);
  header.stamp = stamp;
  header.position = position;
  header.checksum = checksum_of(header, segment.image().subspan(sizeof header));
  return header;
}

Result<> save_index(const Segment& segment, const std::filesystem::path& file, std::uint64_t stamp,
                    std::int64_t position) {
  const ImageHeader header = sealed_header(segment, stamp, position);
  std::filesystem::path fresh = file;
  fresh += ".new";
  {
    const Descriptor descriptor(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (descriptor.number() < 0) return refused_by_disk();
    if (!write_all(descriptor.number(), std::as_bytes(std::span(&header, 1))) ||
        !write_all(descriptor.number(), segment.image().subspan(sizeof header)) ||
        ::fsync(descriptor.number()) != 0)
      return refused_by_disk();
  }
  if (::rename(fresh.c_str(), file.c_str()) != 0 || !make_durable(file.parent_path()))
    return refused_by_disk();
  return {};
}

Result<SavedIndex> map_index(const std::filesystem::path& file, std::uint64_t stamp) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0) {
    if (errno == ENOENT) return Error(Refusal::not_found, "match.index.absent");
    return refused_by_disk();
  }
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return refused_by_disk();
  const auto size = static_cast<std::size_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || size < sizeof(ImageHeader))
    return Error(Refusal::invalid, "match.index.unreadable", "cut short");
  void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
  if (begin == MAP_FAILED) return refused_by_disk();
  auto owner = std::make_shared<const Mapping>(begin, size);
  return read_index({static_cast<std::byte*>(begin), size}, std::move(owner), stamp);
}

Result<SavedIndex> read_index(std::span<std::byte> image, std::shared_ptr<const void> owner,
                              std::uint64_t stamp) {
  const ImageHeader header = TRY(check_envelope(image));
  if (header.stamp != stamp) return Error(Refusal::conflict, "match.index.other_version");
  auto segment = TRY(Segment::open(image, std::move(owner)));
  return SavedIndex{std::move(segment), header.position};
}

}  // namespace kentongan::match
