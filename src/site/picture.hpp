// The picture of a form: a screenshot or a photo sent with a question, read by the confined child.
#pragma once

#include "base/result.hpp"
#include "site/visit.hpp"
#include "tabayun/commands.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::site {

/// Larger pictures are refused; a phone's screenshot is a tenth of it.
inline constexpr std::size_t largest_picture = 10 * 1024 * 1024;
/// What a form with such a picture and a message may weigh as a whole.
inline constexpr std::size_t picture_form_bytes = largest_picture + 1024 * 1024;

struct PictureRead {
  std::string words = {};  ///< empty when none could be read
  tabayun::SentPicture picture = {};
};

/// What is in a picture that came from `peer`. Errors: invalid `site.ask.picture_large`, invalid
/// `media.unavailable` where no pictures are read; throttled `people.use.throttled` when many came
/// from there just now; those of `media::Media::read`. Cost: about a second.
[[nodiscard]] Result<PictureRead> read_picture(const Doors& doors, std::string_view bytes,
                                               std::string_view peer);
/// The same of the file that came in the field `picture`; nothing when there was none.
[[nodiscard]] Result<std::optional<PictureRead>> read_picture(const Doors& doors,
                                                              const Visit& visit);

/// The question with its picture. What was typed comes first, then what was read, if anything was.
[[nodiscard]] tabayun::AskQuestion with_picture(tabayun::AskQuestion question,
                                                std::optional<PictureRead> read);

/// A kept picture as it is sent to the one person who may see it: never stored, never taken for
/// anything but a picture, never part of another site.
[[nodiscard]] net::Response send_picture(const tabayun::SafePicture& picture);

}  // namespace kentongan::site
