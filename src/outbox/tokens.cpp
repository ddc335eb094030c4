#include "outbox/tokens.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

namespace kentongan::outbox {
namespace {

constexpr std::size_t id_length = 13;
constexpr std::size_t proof_length = 22;  // characters of base64: 132 bits

std::string_view name_of(TokenMint::Purpose purpose) {
  switch (purpose) {
    case TokenMint::Purpose::confirm: return "outbox.confirm:";
    case TokenMint::Purpose::unsubscribe: return "outbox.unsubscribe:";
  }
  __builtin_unreachable();
}

}  // namespace

TokenMint::TokenMint(std::string secret) : secret_(std::move(secret)) {
  constexpr std::size_t least = 32;
  KENTONGAN_BUG_IF(secret_.size() < least);
}

std::string TokenMint::make(Purpose purpose, Id<Subscription> subscription) const {
  const std::string id = subscription.text();
  KENTONGAN_BUG_IF(id.size() != id_length);
  const std::string proof = base64_url(hmac_sha256(secret_, std::string(name_of(purpose)) + id));
  return id + proof.substr(0, proof_length);
}

Result<Id<Subscription>> TokenMint::check(Purpose purpose, std::string_view token) const {
  const Error unknown(Refusal::not_found, "outbox.token.unknown");
  if (token.size() != id_length + proof_length) return unknown;
  const Result<Id<Subscription>> id = Id<Subscription>::parse(token.substr(0, id_length));
  if (!id.ok() || !equal_in_constant_time(token, make(purpose, *id))) return unknown;
  return *id;
}

}  // namespace kentongan::outbox
