// The picture of a form: a screenshot sent with a question, read for its words.
#pragma once

#include "base/result.hpp"
#include "site/visit.hpp"
#include "tabayun/commands.hpp"

#include <string>
#include <string_view>

namespace kentongan::site {

/// Larger pictures are refused; a phone's screenshot is a tenth of it.
inline constexpr std::size_t largest_picture = 10 * 1024 * 1024;
/// What a form with such a picture and a message may weigh as a whole.
inline constexpr std::size_t picture_form_bytes = largest_picture + 1024 * 1024;

/// The words in a picture; empty when none could be read. The picture itself is not kept. Errors:
/// invalid `site.ask.picture_large`, invalid `media.unavailable` where no pictures are read;
/// those of `media::Media::read`. Cost: about a second.
[[nodiscard]] Result<std::string> words_of_picture(const Doors& doors, std::string_view bytes);
/// The same of the file that came in the field `picture`; empty too when there was none.
[[nodiscard]] Result<std::string> words_of_picture(const Doors& doors, const net::Form& form);

/// What was typed comes first, then what was read off a picture, if anything was.
[[nodiscard]] tabayun::AskQuestion with_words_read(tabayun::AskQuestion question,
                                                   const std::string& read);

}  // namespace kentongan::site
