#include "site/asker.hpp"

#include "base/calendar.hpp"
#include "net/address.hpp"

#include <algorithm>

namespace kentongan::site {

std::string asker_of(const net::Request& request, Instant now) {
  const auto address = net::Address::parse(request.peer);
  if (!address.ok()) return {};
  std::string network = address->text();
  if (!address->is_v4()) {
    auto bytes = address->bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    network = net::Address::from_v6(bytes).text();
  }
  const std::string browser(request.headers.find("User-Agent").value_or(""));
  return network + "\n" + browser + "\n" + iso(day_of(now, Zone::wib));
}

}  // namespace kentongan::site
