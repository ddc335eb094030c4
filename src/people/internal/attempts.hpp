// Charging and refunding attempts to sign in.
#pragma once

#include "db/db.hpp"
#include "people/settings.hpp"
#include "people/throttle.hpp"

#include <string>
#include <string_view>

namespace kentongan::people {

/// The network an address is charged as: /24 for IPv4, /48 for IPv6; anything else as it stands.
[[nodiscard]] std::string network_of(std::string_view peer);

/// The three buckets of one attempt. Made with a keyed hash: neither logins nor addresses are kept.
class Attempt {
 public:
  Attempt(std::string_view key, std::string_view login, std::string_view peer);

  /// Errors: throttled `people.sign_in.throttled`, detail: seconds to wait.
  [[nodiscard]] Result<> charge(db::Tx& tx, const PeopleSettings& settings, Instant now) const;
  /// It was the owner: forget the login's failures, trust the network, give the network its coin
  /// back.
  void refund(db::Tx& tx, Instant now) const;

 private:
  std::string login_;
  std::string network_;
  std::string both_;
};

}  // namespace kentongan::people
