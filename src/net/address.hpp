// Internet addresses and networks as values. No names, no sockets.
#pragma once

#include "base/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::net {

/// An IPv4 or IPv6 address. IPv4 is kept in its mapped form (`::ffff:a.b.c.d`), so that both
/// families compare and one address has one value.
class Address {
 public:
  Address() = default;
  /// `bytes` in network order.
  [[nodiscard]] static Address from_v4(std::array<std::uint8_t, 4> bytes);
  [[nodiscard]] static Address from_v6(std::array<std::uint8_t, 16> bytes);
  /// Reads `10.0.0.1` (four decimal numbers without leading zeros) or IPv6 without zone or
  /// brackets. Errors: invalid `net.address.malformed`.
  [[nodiscard]] static Result<Address> parse(std::string_view text);

  [[nodiscard]] bool is_v4() const;  ///< also `::ffff:a.b.c.d`
  [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const Address&, const Address&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

/// All addresses that share the first bits of `base`.
class Network {
 public:
  /// Reads `10.0.0.0/8`, `fd00::/8`, or a bare address.
  /// Errors: invalid `net.network.malformed`.
  [[nodiscard]] static Result<Network> parse(std::string_view text);
  [[nodiscard]] bool contains(const Address& address) const;
  [[nodiscard]] std::string text() const;

 private:
  Address base_;
  int prefix_ = 128;  ///< of the mapped form: IPv4 /8 is 104
};

/// Whether the address belongs to somebody on the public Internet: none of IANA's special-purpose
/// ranges, multicast or reserved, and none that carries an IPv4 address inside an IPv6 one
/// (compatible, NAT64, 6to4, Teredo); a mapped one is judged as the IPv4 address it is. Source:
/// IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its successors).
[[nodiscard]] bool is_public(const Address& address);

}  // namespace kentongan::net
