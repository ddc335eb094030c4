#include "match/index_image.hpp"

#include <bit>
#include <cstring>
#include <limits>

namespace kentongan::match {

namespace {

constexpr std::array<char, 8> magic{'K', 'T', 'G', 'I', 'N', 'D', 'E', 'X'};
constexpr std::uint32_t version = 1;
constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::array<std::size_t, section_count> widths{8, 4, 8, 4, 4, 4, 1, 4,
                                                        4, 4, 8, 4, 8, 2, 4, 4};
/// What the checksum covers begins behind it.
constexpr std::size_t covered_from = offsetof(ImageHeader, stamp);

constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87U;
constexpr std::uint64_t prime2 = 0xC2B2AE3D27D4EB4FU;
constexpr std::uint64_t prime3 = 0x165667B19E3779F9U;

std::uint64_t word_at(const std::byte* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
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

std::uint64_t checksum_of(std::span<const std::byte> image) {
  const auto covered = image.subspan(covered_from);
  std::array<std::uint64_t, 4> lanes{prime1, prime2, prime3, prime1 ^ prime3};
  std::size_t at = 0;
  for (; at + 32 <= covered.size(); at += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      const std::uint64_t word = word_at(covered.data() + at + lane * 8);
      lanes[lane] = std::rotl(lanes[lane] + word * prime2, 31) * prime1;
    }
  }
  std::uint64_t sum = covered.size();
  for (const std::uint64_t lane : lanes) sum = std::rotl((sum ^ lane) * prime1, 27) + prime3;
  for (; at < covered.size(); ++at)
    sum = std::rotl((sum ^ static_cast<std::uint64_t>(covered[at])) * prime2, 11);
  sum = (sum ^ (sum >> 33U)) * prime2;
  sum = (sum ^ (sum >> 29U)) * prime3;
  return sum ^ (sum >> 32U);
}

Result<> check_envelope(std::span<const std::byte> image) {
  ImageHeader header;
  if (image.size() < sizeof header) return unreadable("cut short");
  std::memcpy(&header, image.data(), sizeof header);
  if (header.magic != magic) return unreadable("no index");
  if (header.version != version || header.byte_order != byte_order)
    return Error(Refusal::conflict, "match.index.other_version");
  const ImageLayout layout = TRY(ImageLayout::of(header));
  if (layout.size() != image.size()) return unreadable("cut short");
  if (header.checksum != checksum_of(image)) return unreadable("checksum");
  return {};
}

}  // namespace kentongan::match
