#include "people/password_hasher.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <sodium.h>

#include <array>
#include <new>

namespace kentongan::people {

/// A place at the hashing table; waits for one.
class PasswordHasher::Turn {
 public:
  explicit Turn(const PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher_.mutex_);
    if (hasher_.running_ >= hasher_.cost_.at_once && hasher_.waiting_ >= hasher_.cost_.waiting)
      return;
    ++hasher_.waiting_;
    hasher_.freed_.wait(lock, [&] { return hasher_.running_ < hasher_.cost_.at_once; });
    --hasher_.waiting_;
    ++hasher_.running_;
    granted_ = true;
  }
  ~Turn() {
    if (!granted_) return;
    {
      const std::lock_guard lock(hasher_.mutex_);
      --hasher_.running_;
    }
    hasher_.freed_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] bool granted() const { return granted_; }

 private:
  const PasswordHasher& hasher_;
  bool granted_ = false;
};

PasswordHasher::PasswordHasher(const Cost& cost) : cost_(cost) {
  KENTONGAN_BUG_IF(sodium_init() < 0);
  KENTONGAN_BUG_IF(cost.memory_bytes < crypto_pwhash_MEMLIMIT_MIN ||
                   cost.passes < crypto_pwhash_OPSLIMIT_MIN);
  KENTONGAN_BUG_IF(cost.at_once == 0);
  // Verifying against it costs what a real one costs; 256 bits of zeros will not come out of
  // argon2id.
  decoy_ = format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_bytes / 1024, cost.passes,
                  std::string(22, 'A'), std::string(43, 'A'));
}

Result<std::string> PasswordHasher::hash(std::string_view password) const {
  const Turn turn(*this);
  if (!turn.granted()) return Error(Refusal::unavailable, "people.busy");
  std::array<char, crypto_pwhash_STRBYTES> text{};
  // Fails only for want of memory.
  if (crypto_pwhash_str(text.data(), password.data(), password.size(), cost_.passes,
                        cost_.memory_bytes) != 0) {
    return Error(Refusal::unavailable, "people.busy");
  }
  return std::string(text.data());
}

Result<bool> PasswordHasher::verify(std::string_view password, const std::string* stored) const {
  const Turn turn(*this);
  if (!turn.granted()) return Error(Refusal::unavailable, "people.busy");
  const std::string& against = stored == nullptr ? decoy_ : *stored;
  const bool right =
      crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return right && stored != nullptr;
}

bool PasswordHasher::is_outdated(const std::string& stored) const {
  return crypto_pwhash_str_needs_rehash(stored.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace kentongan::people
