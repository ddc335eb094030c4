// A picture somebody sent, read by the confined child, as a part of their question.
#pragma once

#include "base/result.hpp"
#include "media/media.hpp"
#include "tabayun/commands.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::intake {

/// Larger pictures are refused; a phone's screenshot is a tenth of it.
inline constexpr std::size_t largest_picture = 10 * 1024 * 1024;
/// Of one question.
inline constexpr std::size_t most_pictures = 4;

struct PictureRead {
  std::string words = {};  ///< empty when none could be read
  tabayun::SentPicture picture = {};
};

/// Errors: invalid `site.ask.picture_large`, `media.unavailable` (no reader); those of
/// `media::Media::read`. Cost: about a second.
[[nodiscard]] Result<PictureRead> read_picture(const media::Media* media, std::string_view bytes,
                                               std::chrono::milliseconds deadline);

/// The question with its pictures: what was typed comes first, then what was read. The picture that
/// is kept is the first in which there is something to recognise.
[[nodiscard]] tabayun::AskQuestion with_pictures(tabayun::AskQuestion question,
                                                 std::vector<PictureRead> read);

}  // namespace kentongan::intake
