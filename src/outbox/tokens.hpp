// The secret part of the links in a mail: nobody can confirm or end a subscription without the
// mail.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "outbox/subscription.hpp"

#include <string>
#include <string_view>

namespace kentongan::outbox {

/// Makes and checks tokens from the installation's secret; nothing of them is stored.
/// A token is the subscription's id and 132 bits of HMAC-SHA-256, all of it fit for an address.
/// Thread: may be called from anywhere.
class TokenMint {
 public:
  enum class Purpose { confirm, unsubscribe };

  /// `secret` holds at least 32 bytes. Errors: throws `Bug` when shorter.
  explicit TokenMint(std::string secret);
  [[nodiscard]] std::string make(Purpose purpose, Id<Subscription> subscription) const;
  /// Errors: not_found `outbox.token.unknown`.
  [[nodiscard]] Result<Id<Subscription>> check(Purpose purpose, std::string_view token) const;

 private:
  std::string secret_;
};

}  // namespace kentongan::outbox
