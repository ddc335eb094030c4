// The contract, openapi.json, as it was built into the program.
#pragma once

#include <string_view>

namespace kentongan::api {

/// OpenAPI 3.1, with `/api/v1` where the base url goes.
[[nodiscard]] std::string_view contract_text();

}  // namespace kentongan::api
