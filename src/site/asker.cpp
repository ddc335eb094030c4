#include "site/asker.hpp"

#include "net/address.hpp"

#include <algorithm>

namespace kentongan::site {

std::string asker_of(const net::Request& request) {
  const auto address = net::Address::parse(request.peer);
  if (!address.ok()) return {};
  if (address->is_v4()) return address->text();
  auto bytes = address->bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return net::Address::from_v6(bytes).text();
}

}  // namespace kentongan::site
