#include "media/reply.hpp"
#include "media/worker/decode.hpp"

#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

namespace kentongan::media {
namespace {

/// Nothing but the bytes of the first frame; empty when there is none.
std::string_view first_frame(std::string_view bytes) {
  const WebPData data{.bytes = reinterpret_cast<const std::uint8_t*>(bytes.data()),
                      .size = bytes.size()};
  const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&data),
                                                                         &WebPDemuxDelete);
  if (!demuxer) return {};
  WebPIterator frame{};
  if (WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0) return {};
  const auto offset = frame.fragment.bytes - data.bytes;
  const std::string_view found =
      bytes.substr(static_cast<std::size_t>(offset), frame.fragment.size);
  WebPDemuxReleaseIterator(&frame);
  return found;
}

}  // namespace

Result<Raster> decode_webp(std::string_view bytes) {
  WebPBitstreamFeatures features{};
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) {
    return error_of(Trouble::broken);
  }
  TRY(check_size(features.width, features.height));
  if (features.has_animation != 0) {
    const std::string_view frame = first_frame(bytes);
    if (frame.empty()) return error_of(Trouble::broken);
    bytes = frame;
    data = reinterpret_cast<const std::uint8_t*>(frame.data());
    if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) {
      return error_of(Trouble::broken);
    }
    TRY(check_size(features.width, features.height));
  }
  Raster raster = Raster::of(features.width, features.height);
  if (features.has_alpha == 0) {
    if (WebPDecodeRGBInto(data, bytes.size(), raster.pixels.data(), raster.pixels.size(),
                          3 * features.width) == nullptr) {
      return error_of(Trouble::broken);
    }
    return shrink(std::move(raster), most_clean_pixels);
  }
  std::vector<std::uint8_t> coloured(raster.pixels.size() / 3 * 4);
  if (WebPDecodeRGBAInto(data, bytes.size(), coloured.data(), coloured.size(),
                         4 * features.width) == nullptr) {
    return error_of(Trouble::broken);
  }
  std::uint8_t* out = raster.pixels.data();
  for (std::size_t at = 0; at < coloured.size(); at += 4) {
    for (std::size_t part = 0; part < 3; ++part) {
      *out++ = over_white(coloured[at + part], coloured[at + 3]);
    }
  }
  return shrink(std::move(raster), most_clean_pixels);
}

}  // namespace kentongan::media
