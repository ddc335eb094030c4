#include "base/secret_box.hpp"

#include "base/bug.hpp"

#include <sodium.h>

#include <array>

namespace kentongan {
namespace {

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string lock_box(std::string_view key, std::string_view bytes, const Random& random) {
  KENTONGAN_BUG_IF(key.size() != crypto_secretbox_KEYBYTES);
  std::array<std::uint8_t, crypto_secretbox_NONCEBYTES> nonce{};
  random.fill(nonce);
  std::string box(nonce.begin(), nonce.end());
  box.resize(nonce.size() + crypto_secretbox_MACBYTES + bytes.size());
  auto* const out = reinterpret_cast<unsigned char*>(box.data() + nonce.size());
  crypto_secretbox_easy(out, raw(bytes), bytes.size(), nonce.data(), raw(key));
  return box;
}

Result<std::string> open_box(std::string_view key, std::string_view box) {
  KENTONGAN_BUG_IF(key.size() != crypto_secretbox_KEYBYTES);
  constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (box.size() < around) return Error(Refusal::invalid, "secret_box.not_opened");
  std::string bytes(box.size() - around, '\0');
  const std::string_view locked = box.substr(crypto_secretbox_NONCEBYTES);
  const int opened = crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(bytes.data()),
                                                raw(locked), locked.size(), raw(box), raw(key));
  if (opened != 0) return Error(Refusal::invalid, "secret_box.not_opened");
  return bytes;
}

}  // namespace kentongan
