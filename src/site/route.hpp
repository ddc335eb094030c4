// The sitemap: one line a page, in the routes_*.cpp files.
#pragma once

#include "site/visit.hpp"

#include <vector>

namespace kentongan::site {

/// Who may see a page at all; what they may do there is decided by the room behind it.
enum class Access {
  anyone,
  staff,  ///< signed in, with any role; others are led to the sign-in page
};

/// How long an anonymous page may be kept: until something changes (any ledger entry), or not at
/// all.
enum class Keep { until_change, never };

/// How a POST proves that it comes from our own page.
enum class Proof {
  form_token,
  none,  ///< only where the address itself is the secret (one-click unsubscribe, RFC 8058)
};

struct Route {
  net::Method method = net::Method::get;
  const char* pattern = "/";
  PageFunction page = nullptr;
  Access access = Access::anyone;
  Keep keep = Keep::never;
  Proof proof = Proof::form_token;
};

/// The whole table, in the order in which routes are tried.
[[nodiscard]] const std::vector<Route>& all_routes();

[[nodiscard]] std::vector<Route>
public_routes();  ///< routes_public.cpp: what everybody reads and asks
[[nodiscard]] std::vector<Route>
account_routes();  ///< routes_account.cpp: sign-in, people, subscriptions
[[nodiscard]] std::vector<Route>
desk_routes();  ///< routes_desk.cpp: newsroom, questions, registry, deliveries
[[nodiscard]] std::vector<Route>
case_routes();  ///< routes_case.cpp: case files, requests for evidence, corrections

}  // namespace kentongan::site
