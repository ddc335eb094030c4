// Bodies made smaller, and which form a client takes.
#pragma once

#include "net/http_message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::net {

enum class Encoding { identity, gzip, brotli };
[[nodiscard]] std::string_view name_of(Encoding encoding);  ///< as in Content-Encoding: `br`

/// Level 1 (fast) … 9 (small). Cost: at 6 about 40 MB/s.
[[nodiscard]] std::string gzip(std::string_view bytes, int level = 6);
/// Quality 0 (fast) … 11 (small). Cost: at 5 about 40 MB/s, at 11 about 1 MB/s.
[[nodiscard]] std::string brotli(std::string_view bytes, int quality = 5);

/// Which forms of a body exist besides identity.
struct EncodingsOffered {
  bool gzip = true;
  bool brotli = true;
};
/// The smallest form the client takes, by its q-values; brotli before gzip when it likes both
/// alike. Identity when the field is absent, malformed, or refuses everything we have. Source: RFC
/// 9110 section 12.5.3.
[[nodiscard]] Encoding choose_encoding(std::optional<std::string_view> accept_encoding,
                                       EncodingsOffered offered);

/// Whether compressing pays for this media type (text, JSON, XML, SVG, JavaScript …).
[[nodiscard]] bool is_compressible(std::string_view content_type);

/// Compresses the body of a response made for one request, when its client takes that and it pays;
/// adds Content-Encoding and Vary. Not for a page that shows both a secret (a CSRF token) and words
/// from the request: its length would tell of the secret (BREACH).
/// Cost: about 0.4 ms for 20 kB.
void compress_for(const Request& request, Response& response);

}  // namespace kentongan::net
