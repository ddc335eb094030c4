#include "match/index_image.hpp"

#include <bit>
#include <cstddef>
#include <cstring>
#include <limits>

namespace kentongan::match {

namespace {

constexpr std::array<char, 8> magic{'K', 'T', 'G', 'I', 'N', 'D', 'E', 'X'};
constexpr std::uint32_t version = 1;
constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::array<std::size_t, section_count> widths{8, 4, 8, 4, 4, 4, 1, 4,
                                                        4, 4, 8, 4, 8, 2, 4, 4};
constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87U;
constexpr std::uint64_t prime2 = 0xC2B2AE3D27D4EB4FU;
constexpr std::uint64_t prime3 = 0x165667B19E3779F9U;

std::uint64_t word_at(const std::byte* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

std::uint64_t sum_of(std::span<const std::byte> bytes, std::uint64_t seed) {
  std::array<std::uint64_t, 4> lanes{seed, prime1 ^ seed, prime2 + seed, prime3 - seed};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      const std::uint64_t word = word_at(bytes.data() + at + lane * 8);
      lanes[lane] = std::rotl(lanes[lane] + word * prime2, 31) * prime1;
    }
  }
  std::uint64_t sum = bytes.size();
  for (const std::uint64_t lane : lanes) sum = std::rotl((sum ^ lane) * prime1, 27) + prime3;
  for (; at < bytes.size(); ++at)
    sum = std::rotl((sum ^ static_cast<std::uint64_t>(bytes[at])) * prime2, 11);
  sum = (sum ^ (sum >> 33U)) * prime2;
  sum = (sum ^ (sum >> 29U)) * prime3;
  return sum ^ (sum >> 32U);
}

Error unreadable(const char* what) { return {Refusal::invalid, "match.index.unreadable", what}; }

}  // namespace

Result<ImageLayout> ImageLayout::of(const ImageHeader& header) {
  ImageLayout layout;
  std::size_t at = sizeof(ImageHeader);
  for (std::size_t section = 0; section < section_count; ++section) {
    const std::uint64_t count = header.counts[section];
    if (count > std::numeric_limits<std::uint32_t>::max()) return unreadable("counts");
    layout.offsets_[section] = at;
    layout.counts_[section] = count;
    at += (count * widths[section] + 7) / 8 * 8;
  }
  layout.size_ = at;
  return layout;
}

ImageHeader fresh_header() {
  ImageHeader header;
  header.magic = magic;
  header.version = version;
  header.byte_order = byte_order;
  return header;
}

std::uint64_t checksum_of(const ImageHeader& header, std::span<const std::byte> rest) {
  const std::uint64_t head =
      sum_of(std::as_bytes(std::span(&header, 1)).subspan(offsetof(ImageHeader, stamp)), prime1);
  return sum_of(rest, head);
}

Result<ImageHeader> check_envelope(std::span<const std::byte> image) {
  ImageHeader header;
  if (image.size() < sizeof header) return unreadable("cut short");
  std::memcpy(&header, image.data(), sizeof header);
  if (header.magic != magic) return unreadable("no index");
  if (header.version != version || header.byte_order != byte_order)
    return Error(Refusal::conflict, "match.index.other_version");
  const ImageLayout layout = TRY(ImageLayout::of(header));
  if (layout.size() != image.size()) return unreadable("cut short");
  if (header.checksum != checksum_of(header, image.subspan(sizeof header)))
    return unreadable("checksum");
  return header;
}

}  // namespace kentongan::match
