#include "media/picture.hpp"

namespace kentongan::media {

std::string_view mime_of(Format format) {
  switch (format) {
    case Format::jpeg: return "image/jpeg";
    case Format::png: return "image/png";
    case Format::webp: return "image/webp";
    case Format::gif: return "image/gif";
  }
  __builtin_unreachable();
}

std::string_view extension_of(Format format) {
  switch (format) {
    case Format::jpeg: return "jpg";
    case Format::png: return "png";
    case Format::webp: return "webp";
    case Format::gif: return "gif";
  }
  __builtin_unreachable();
}

Result<Format> sniff(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.empty()) return Error(Refusal::invalid, "media.empty");
  if (bytes.size() > largest_file) return Error(Refusal::invalid, "media.too_large");
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Format::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Format::png;
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return Format::gif;
  if (bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) {
    return Format::webp;
  }
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp"sv) {
    const std::string_view brand = bytes.substr(8, 4);
    if (brand == "heic"sv || brand == "heix"sv || brand == "mif1"sv || brand == "msf1"sv) {
      return Error(Refusal::invalid, "media.heic");
    }
  }
  return Error(Refusal::invalid, "media.not_a_picture");
}

}  // namespace kentongan::media
