// Reads any bytes as the reply of a child that was taken over: no crash, nothing out of bounds, and
// what is believed is within what a picture can have; written again it reads the same.
#include "media/reply.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kentongan::media;
  const auto picture = parse_reply(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!picture.ok()) return 0;
  KENTONGAN_BUG_IF(std::int64_t{picture->width} * picture->height > most_clean_pixels);
  KENTONGAN_BUG_IF(!kentongan::is_utf8(picture->text));
  KENTONGAN_BUG_IF(picture->fingerprints.probes.size() > 32);
  const auto again =
      parse_reply(write_picture(*picture) + write_text(picture->text, picture->text_state));
  KENTONGAN_BUG_IF(!again.ok() || again->clean != picture->clean);
  KENTONGAN_BUG_IF(again->fingerprints.parts != picture->fingerprints.parts);
  return 0;
}
