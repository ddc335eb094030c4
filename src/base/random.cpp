#include "base/random.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <sodium.h>

namespace kentongan {

std::uint64_t Random::bits64() const {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  std::uint64_t bits = 0;
  for (const std::uint8_t byte : bytes) bits = bits << 8 | byte;
  return bits;
}

std::uint64_t Random::below(std::uint64_t bound) const {
  KENTONGAN_BUG_IF(bound == 0);
  const std::uint64_t uneven =
      (0 - bound) % bound;  // 2^64 mod bound: values below would weigh more
  std::uint64_t bits = bits64();
  while (bits < uneven) bits = bits64();
  return bits % bound;
}

std::string Random::token(std::size_t byte_count) const {
  std::string bytes(byte_count, '\0');
  fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return base64_url(bytes);
}

SystemRandom::SystemRandom() { KENTONGAN_BUG_IF(sodium_init() < 0); }

void SystemRandom::fill(std::span<std::uint8_t> bytes) const {
  randombytes_buf(bytes.data(), bytes.size());
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) const {
  engine_.locked([bytes](std::mt19937_64& engine) {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine() >> 32);
  });
}

}  // namespace kentongan
