// The picture of a form: a screenshot or a photo sent with a question, read by the confined child.
#pragma once

#include "base/result.hpp"
#include "intake/picture.hpp"
#include "site/visit.hpp"
#include "tabayun/commands.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::site {

/// What a form with its pictures and a message may weigh as a whole: one large one, or several as
/// phones make them.
inline constexpr std::size_t picture_form_bytes = intake::largest_picture + 1024 * 1024;

using intake::PictureRead;

/// What is in a picture that came from `peer`. Errors: invalid `site.ask.picture_large`, invalid
/// `media.unavailable` where no pictures are read; throttled `people.use.throttled` when many came
/// from there just now; those of `media::Media::read`. Cost: about a second.
[[nodiscard]] Result<PictureRead> read_picture(const Doors& doors, std::string_view bytes,
                                               std::string_view peer);
/// The same of the files that came in the field `picture`, at most `intake::most_pictures`.
[[nodiscard]] Result<std::vector<PictureRead>> read_pictures(const Doors& doors,
                                                             const Visit& visit);

/// A kept picture as it is sent to the one person who may see it: never stored, never taken for
/// anything but a picture, never part of another site.
[[nodiscard]] net::Response send_picture(const tabayun::SafePicture& picture);

}  // namespace kentongan::site
