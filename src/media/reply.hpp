// What the child says to its parent, in two parts: the picture, then its text. The first is written
// before the text is read, so that a parent who stops waiting still has the picture.
//
//   picture  "KTM1" | u8 0 | u32 width | u32 height | u8 format | u8 quality
//            | three times u8 n, n x 32 bytes: whole, parts, probes | u32 size, clean bytes
//   text     u8 state | u32 size, UTF-8 to the end
//   refusal  "KTM1" | u8 trouble, to the end
//
// Numbers are little-endian. The parent believes nothing: a child that was taken over says what it
// likes, and at worst a picture is refused or a wrong one is shown.
#pragma once

#include "media/picture.hpp"

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::media {

/// Why the child could not read a picture.
enum class Trouble : std::uint8_t {
  not_a_picture = 1,
  broken = 2,  ///< cut short or damaged
  too_many_pixels = 3,
  too_much_memory = 4,
};

/// The refusal a person is shown.
[[nodiscard]] Error error_of(Trouble trouble, const char* file = __builtin_FILE(),
                             int line = __builtin_LINE());
/// The other way round; `broken` for an error that is none of these.
[[nodiscard]] Trouble trouble_of(const Error& error);

[[nodiscard]] std::string write_picture(const ReadPicture& picture);
[[nodiscard]] std::string write_text(std::string_view text, TextState state);
[[nodiscard]] std::string write_trouble(Trouble trouble);

/// What a child said. A reply that ends within the text part is the picture with `TextState::cut`.
/// Errors: invalid, the child's trouble; unavailable `media.unavailable` when it is no such reply:
/// other numbers than a picture can have, a clean copy that does not begin as its format does, or
/// bytes left over.
[[nodiscard]] Result<ReadPicture> parse_reply(std::string_view bytes);

}  // namespace kentongan::media
