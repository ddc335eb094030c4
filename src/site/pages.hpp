// Pages that other parts of the site call by name. Every other page is only in the route tables,
// with its declaration in pages_public.hpp, pages_account.hpp or pages_desk.hpp.
#pragma once

#include "site/visit.hpp"

#include <string>

namespace kentongan::site::pages {

/// The face of everything that did not work: what happened, and what to do now.
[[nodiscard]] net::Response show_refusal(const Doors& doors, const Visit& visit, int status,
                                         std::string text);

}  // namespace kentongan::site::pages
