#pragma once

#include "base/guarded.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string>

namespace kentongan {

/// Where the program gets chance from. Thread: all members may be called from anywhere.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) const = 0;

  [[nodiscard]] std::uint64_t bits64() const;
  /// Uniform in [0, bound). `bound` > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) const;
  /// URL-safe base64 without padding of `byte_count` random bytes (for tokens: 32 bytes = 256
  /// bits).
  [[nodiscard]] std::string token(std::size_t byte_count = 32) const;
};

/// The kernel's generator (through libsodium).
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::uint8_t> bytes) const override;
};

/// Reproducible; for tests and for making demonstration data.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(std::mt19937_64(seed)) {}
  void fill(std::span<std::uint8_t> bytes) const override;

 private:
  mutable Guarded<std::mt19937_64> engine_;
};

}  // namespace kentongan
