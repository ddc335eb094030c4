// Which function answers a method and a path. Patterns are literals: `/kabar/:slug`; `:name` takes
// one segment, which is handed over in order.
#pragma once

#include "net/http_message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::net {

/// The segments that a pattern's `:names` took from `path`, or nothing when it does not match.
/// Cost: one pass over both. `path` is percent-decoded.
[[nodiscard]] std::optional<std::vector<std::string>> match_pattern(std::string_view pattern,
                                                                    std::string_view path);

/// What a table of routes says about a request. `Route` has `method` and `pattern`.
template <typename Route>
struct Matched {
  const Route* route = nullptr;
  std::vector<std::string> captured;
  std::vector<Method> allowed;  ///< other methods of this path, when `route` is null: answer 405
};

/// The first route that matches; a HEAD is answered by the GET.
template <typename Route>
[[nodiscard]] Matched<Route> find_route(const std::vector<Route>& routes, Method method,
                                        std::string_view path) {
  Matched<Route> matched;
  for (const Route& route : routes) {
    std::optional<std::vector<std::string>> captured = match_pattern(route.pattern, path);
    if (!captured) continue;
    if (route.method == method || (method == Method::head && route.method == Method::get)) {
      matched.route = &route;
      matched.captured = std::move(*captured);
      return matched;
    }
    matched.allowed.push_back(route.method);
  }
  return matched;
}

}  // namespace kentongan::net
