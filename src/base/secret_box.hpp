// Bytes locked under a key: nobody reads them without it, nobody changes them unseen.
#pragma once

#include "base/random.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace kentongan {

/// A nonce of 24 random bytes, then the box: XSalsa20-Poly1305 as libsodium's `crypto_secretbox`.
/// `key`: 32 bytes. Source: D. J. Bernstein, "Cryptography in NaCl", 2009. Cost: about 500 MB/s.
[[nodiscard]] std::string lock_box(std::string_view key, std::string_view bytes,
                                   const Random& random);
/// Errors: invalid `secret_box.not_opened`: another key, or bytes that were changed.
[[nodiscard]] Result<std::string> open_box(std::string_view key, std::string_view box);

}  // namespace kentongan
