// A picture sent with a question. Values.
#pragma once

#include "base/fingerprint.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "match/image_index.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

/// A picture waits for a person of the desk at most so long.
inline constexpr Span picture_waits = std::chrono::hours(24 * 30);
/// One that was answered at once is kept so long, should the asker say "not this one".
inline constexpr Span picture_doubted = std::chrono::hours(24);

/// What a picture looks like, as `media` saw it.
struct Looks {
  int quality = 0;  ///< 0…100: how much there is to recognise
  std::vector<Fingerprint> whole = {};
  std::vector<Fingerprint> parts = {};   ///< told by these alone, it is asked about
  std::vector<Fingerprint> probes = {};  ///< only to ask with
  [[nodiscard]] bool can_be_told() const { return quality >= match::least_quality; }
};

/// A picture that is safe to keep and show: drawn anew, nothing of the sender's file in it.
struct SafePicture {
  std::string mime = {};
  int width = 0;  ///< pixels
  int height = 0;
  std::string bytes = {};
};

struct SentPicture {
  Looks looks;
  SafePicture safe;
};

/// What it is asked by; nothing when there is too little in it to tell it from others.
[[nodiscard]] std::vector<match::ImageView> views_of(const Looks& looks);
/// What it is known by, as `picture`; nothing as above.
[[nodiscard]] std::vector<match::ImageRow> rows_of(const Looks& looks, std::int64_t picture);

/// 64 hexadecimal digits each, a blank between two.
[[nodiscard]] std::string text_of(std::span<const Fingerprint> fingerprints);
/// Errors: invalid `fingerprint.malformed`.
[[nodiscard]] Result<std::vector<Fingerprint>> parse_fingerprints(std::string_view text);

/// Equal for equal pictures; hex.
[[nodiscard]] std::string key_of(const SafePicture& picture);

}  // namespace kentongan::tabayun
