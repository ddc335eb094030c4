#include "net/compress.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::net {
namespace {

bool same_word(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

/// A q-value in thousandths; nothing when malformed. Source: RFC 9110 section 12.4.2.
std::optional<int> read_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  if (text.size() == 1) return thousandths;
  if (text[1] != '.') return std::nullopt;
  int weight = 100;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return std::nullopt;
    thousandths += (c - '0') * weight;
    weight /= 10;
  }
  return thousandths > 1000 ? std::nullopt : std::optional(thousandths);
}

/// How much the client likes each form, in thousandths; -1 while it has not said.
struct Likes {
  int gzip = -1;
  int brotli = -1;
  int rest = -1;  ///< `*`

  void take(std::string_view element) {
    const std::size_t semicolon = element.find(';');
    const std::string_view coding = trim(element.substr(0, semicolon));
    int quality = 1000;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = trim(element.substr(semicolon + 1));
      if (!starts_with_ignoring_case(parameter, "q=")) return;
      const auto read = read_quality(parameter.substr(2));
      if (!read) return;
      quality = *read;
    }
    if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) gzip = quality;
    if (same_word(coding, "br")) brotli = quality;
    if (coding == "*") rest = quality;
  }

  [[nodiscard]] int of(int said) const { return said >= 0 ? said : std::max(rest, 0); }
};

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::identity: return "identity";
    case Encoding::gzip: return "gzip";
    case Encoding::brotli: return "br";
  }
  __builtin_unreachable();
}

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  constexpr int gzip_wrapper = 16;  // zlib.h, deflateInit2
  KENTONGAN_BUG_IF(
      deflateInit2(&stream, level, Z_DEFLATED, 15 + gzip_wrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int state = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  KENTONGAN_BUG_IF(state != Z_STREAM_END);
  return packed;
}

std::string brotli(std::string_view bytes, int quality) {
  std::string packed(BrotliEncoderMaxCompressedSize(bytes.size()) + 16, '\0');
  std::size_t size = packed.size();
  const auto done =
      BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(packed.data()));
  KENTONGAN_BUG_IF(done != BROTLI_TRUE);
  packed.resize(size);
  return packed;
}

Encoding choose_encoding(std::optional<std::string_view> accept_encoding,
                         EncodingsOffered offered) {
  if (!accept_encoding) return Encoding::identity;
  Likes likes;
  std::string_view rest = *accept_encoding;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    likes.take(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  const int brotli_likes = offered.brotli ? likes.of(likes.brotli) : 0;
  const int gzip_likes = offered.gzip ? likes.of(likes.gzip) : 0;
  if (brotli_likes == 0 && gzip_likes == 0) return Encoding::identity;
  return brotli_likes >= gzip_likes ? Encoding::brotli : Encoding::gzip;
}

bool is_compressible(std::string_view content_type) {
  const std::string type = lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
  if (type.starts_with("text/")) return type != "text/event-stream";
  if (type.ends_with("+json") || type.ends_with("+xml")) return true;
  constexpr std::array known{
      "application/json", "application/javascript", "application/xml",       "application/manifest",
      "image/x-icon",     "application/wasm",       "application/feed+json", "font/ttf",
      "font/otf"};
  return std::any_of(known.begin(), known.end(), [&](const char* one) { return type == one; });
}

void compress_for(const Request& request, Response& response) {
  constexpr std::size_t least_that_pays = 512;
  const std::string_view body = response.shared_body ? std::string_view(*response.shared_body)
                                                     : std::string_view(response.body);
  if (body.size() < least_that_pays || response.events ||
      response.headers.find("Content-Encoding") ||
      !is_compressible(response.headers.find("Content-Type").value_or(""))) {
    return;
  }
  const auto vary = response.headers.find("Vary");
  response.headers.set("Vary", vary ? std::string(*vary) + ", Accept-Encoding" : "Accept-Encoding");
  const Encoding encoding = choose_encoding(request.headers.find("Accept-Encoding"), {});
  if (encoding == Encoding::identity) return;
  std::string packed = encoding == Encoding::gzip ? gzip(body, 4) : brotli(body, 4);
  response.body = std::move(packed);
  response.shared_body = nullptr;
  response.headers.set("Content-Encoding", std::string(name_of(encoding)));
  if (const auto etag = response.headers.find("ETag"); etag && etag->ends_with('"')) {
    response.headers.set("ETag", std::string(etag->substr(0, etag->size() - 1)) + "-" +
                                     std::string(name_of(encoding)) + "\"");
  }
}

}  // namespace kentongan::net
