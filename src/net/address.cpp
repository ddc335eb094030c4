#include "net/address.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace kentongan::net {
namespace {

std::optional<std::array<std::uint8_t, 4>> read_v4(std::string_view text) {
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t part = 0; part < 4; ++part) {
    std::size_t digits = 0;
    unsigned number = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
      number = number * 10 + static_cast<unsigned>(text[digits] - '0');
      if (++digits > 3) return std::nullopt;
    }
    // `010` is 8 to some and 10 to others, so it is nothing to us.
    if (digits == 0 || number > 255 || (digits > 1 && text[0] == '0')) return std::nullopt;
    bytes[part] = static_cast<std::uint8_t>(number);
    text.remove_prefix(digits);
    if (part == 3) break;
    if (!text.starts_with('.')) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return bytes;
}

struct Range {
  const char* network;
};

// IANA IPv4 Special-Purpose Address Registry (2024-06), multicast and the reserved block.
constexpr std::array special_v4{
    Range{"0.0.0.0/8"},       Range{"10.0.0.0/8"},     Range{"100.64.0.0/10"},
    Range{"127.0.0.0/8"},     Range{"169.254.0.0/16"}, Range{"172.16.0.0/12"},
    Range{"192.0.0.0/24"},    Range{"192.0.2.0/24"},   Range{"192.31.196.0/24"},
    Range{"192.52.193.0/24"}, Range{"192.88.99.0/24"}, Range{"192.168.0.0/16"},
    Range{"192.175.48.0/24"}, Range{"198.18.0.0/15"},  Range{"198.51.100.0/24"},
    Range{"203.0.113.0/24"},  Range{"224.0.0.0/4"},    Range{"240.0.0.0/4"},
};

// Inside 2000::/3, the only part of IPv6 that is given out; everything else is special anyway.
constexpr std::array special_v6{
    Range{"2001::/23"},          // IETF protocol assignments: Teredo, ORCHID, benchmarking, AMT …
    Range{"2001:db8::/32"},      // documentation
    Range{"2002::/16"},          // 6to4: an IPv4 address inside
    Range{"2620:4f:8000::/48"},  // AS112
    Range{"3fff::/20"},          // documentation
};

template <std::size_t Size>
std::vector<Network> networks_of(const std::array<Range, Size>& ranges) {
  std::vector<Network> networks;
  for (const Range& range : ranges) networks.push_back(Network::parse(range.network).value());
  return networks;
}

bool is_in(const std::vector<Network>& networks, const Address& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

}  // namespace

Address Address::from_v4(std::array<std::uint8_t, 4> bytes) {
  Address address;
  address.bytes_[10] = address.bytes_[11] = 0xff;
  std::copy(bytes.begin(), bytes.end(), address.bytes_.begin() + 12);
  return address;
}

Address Address::from_v6(std::array<std::uint8_t, 16> bytes) {
  Address address;
  address.bytes_ = bytes;
  return address;
}

Result<Address> Address::parse(std::string_view text) {
  if (const auto v4 = read_v4(text)) return from_v4(*v4);
  const Error malformed(Refusal::invalid, "net.address.malformed");
  if (text.size() >= INET6_ADDRSTRLEN || text.find(':') == std::string_view::npos ||
      text.find('\0') != std::string_view::npos) {
    return malformed;
  }
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET6, std::string(text).c_str(), bytes.data()) != 1) return malformed;
  return from_v6(bytes);
}

bool Address::is_v4() const {
  return std::all_of(bytes_.begin(), bytes_.begin() + 10, [](std::uint8_t b) { return b == 0; }) &&
         bytes_[10] == 0xff && bytes_[11] == 0xff;
}

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (is_v4()) {
    inet_ntop(AF_INET, bytes_.data() + 12, buffer.data(), buffer.size());
  } else {
    inet_ntop(AF_INET6, bytes_.data(), buffer.data(), buffer.size());
  }
  return buffer.data();
}

Result<Network> Network::parse(std::string_view text) {
  const Error malformed(Refusal::invalid, "net.network.malformed");
  Network network;
  const std::size_t slash = text.find('/');
  const auto base = Address::parse(text.substr(0, slash));
  if (!base.ok()) return malformed;
  network.base_ = *base;
  if (slash == std::string_view::npos) return network;

  const auto prefix = parse_integer(text.substr(slash + 1));
  const int most = network.base_.is_v4() ? 32 : 128;
  if (!prefix.ok() || *prefix < 0 || *prefix > most) return malformed;
  network.prefix_ = static_cast<int>(*prefix) + (128 - most);
  return network;
}

bool Network::contains(const Address& address) const {
  const auto whole = static_cast<std::size_t>(prefix_ / 8);
  const auto& left = base_.bytes();
  const auto& right = address.bytes();
  if (!std::equal(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(whole), right.begin())) {
    return false;
  }
  const int rest = prefix_ % 8;
  if (rest == 0) return true;
  return ((left[whole] ^ right[whole]) >> (8 - rest)) == 0;
}

std::string Network::text() const {
  return base_.text() + "/" + std::to_string(base_.is_v4() ? prefix_ - 96 : prefix_);
}

bool is_public(const Address& address) {
  static const std::vector<Network> v4 = networks_of(special_v4);
  static const std::vector<Network> v6 = networks_of(special_v6);
  static const Network given_out = Network::parse("2000::/3").value();
  if (address.is_v4()) return !is_in(v4, address);
  return given_out.contains(address) && !is_in(v6, address);
}

}  // namespace kentongan::net
