#pragma once

#include <string>
#include <string_view>

namespace kentongan {

/// 32 bytes. Source: FIPS 180-4. Cost: about 400 MB/s.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// 32 bytes. Source: RFC 2104 with SHA-256.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// Whether two texts are equal, in time that depends on their lengths only.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace kentongan
