#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

[[nodiscard]] net::Response home_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response items_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response item_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response item_before(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response groups_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response groups_csv(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response group_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response coverage_show(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site::pages
