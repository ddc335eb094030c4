#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

[[nodiscard]] net::Response signin_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response signin_do(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response signout_do(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response password_change(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response account_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response signout_everywhere(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response language_choose(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response about_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response subscribe_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response subscribe_do(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response subscribe_confirm_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response subscribe_confirm(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response unsubscribe_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response unsubscribe_do(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site::pages
