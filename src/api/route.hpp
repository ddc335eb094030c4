// The table of everything the API answers; openapi.json describes the same, and a test holds the
// two together.
#pragma once

#include "api/answer.hpp"
#include "api/call.hpp"

#include <vector>

namespace kentongan::api {

/// A resource's function: one call, one answer.
using ResourceFunction = Answer (*)(const Call& call);

/// Who is let in at all; what they may do there is decided by the room behind it.
enum class Access {
  anyone,
  signed_in,  ///< a Bearer token, even while the password is a one-time one
  staff,      ///< a Bearer token of somebody with a role
};

struct Route {
  net::Method method = net::Method::get;
  const char* pattern = "/";   ///< below `/api/v1`
  const char* operation = "";  ///< its operationId in openapi.json
  ResourceFunction function = nullptr;
  Access access = Access::anyone;
  std::vector<const char*> parameters = {};  ///< of the query; others are refused
};

/// In the order in which they are tried.
[[nodiscard]] const std::vector<Route>& all_routes();

}  // namespace kentongan::api
