#pragma once

#include "db/db.hpp"

namespace kentongan::db {

/// Errors: unavailable `db.unreachable`, conflict `db.postgres.collation`.
[[nodiscard]] Result<std::unique_ptr<Db>> open_postgres(const DbSettings& settings);

}  // namespace kentongan::db
