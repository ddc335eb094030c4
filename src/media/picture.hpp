// What is known of an uploaded picture once it has been read.
#pragma once

#include "media/fingerprint.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::media {

enum class Format : std::uint8_t { jpeg = 1, png = 2, webp = 3, gif = 4 };

/// `image/jpeg` …
[[nodiscard]] std::string_view mime_of(Format format);
/// Without the dot: `jpg` …
[[nodiscard]] std::string_view extension_of(Format format);

/// Larger files are refused before anything is started. Messengers send 16 MB at most.
inline constexpr std::size_t largest_file = 20 * 1024 * 1024;
/// Larger pictures are refused as soon as their head is read: 40 million pixels are 120 MB decoded.
inline constexpr std::int64_t most_pixels = 40'000'000;
/// Larger pictures are made smaller before they are looked at.
inline constexpr std::int64_t most_clean_pixels = 8'000'000;
/// The clean copy has at most so many: a phone's screenshot stays as it is, a photo shows as much
/// as a screen does.
inline constexpr std::int64_t most_drawn_pixels = 2'600'000;
/// Bytes of the clean copy, whatever it shows, and of text.
inline constexpr std::size_t largest_clean = 2 * 1024 * 1024;
inline constexpr std::size_t longest_text = 64 * 1024;

/// What the text of a picture is worth.
enum class TextState : std::uint8_t {
  not_wanted = 0,
  whole = 1,
  cut = 2,  ///< reading took too long or failed: what was read by then, often nothing
};

struct ReadPicture {
  int width = 0;  ///< of the clean copy, pixels, upright
  int height = 0;
  Format format = Format::jpeg;  ///< of the clean copy
  Fingerprints fingerprints;
  std::string clean;  ///< the picture drawn anew, without metadata
  std::string text;   ///< well-formed UTF-8 without control characters but newline and tab
  TextState text_state = TextState::not_wanted;
};

/// The format by the first bytes; a name or a declared type is never believed.
/// Errors: invalid `media.empty`, `media.too_large`, `media.heic` (a photo as iPhones keep it),
/// `media.not_a_picture`. Cost: looks at 32 bytes.
[[nodiscard]] Result<Format> sniff(std::string_view bytes);

}  // namespace kentongan::media
