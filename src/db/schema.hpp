#pragma once

#include "db/db.hpp"

#include <vector>

namespace kentongan::db {

/// Every room's schema steps, in order; embedded by the build from src/*/schema/*.sql.
[[nodiscard]] const std::vector<Migration>& whole_schema();

}  // namespace kentongan::db
