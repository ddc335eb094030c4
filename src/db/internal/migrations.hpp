#pragma once

#include "db/db.hpp"

namespace kentongan::db {

/// See `Db::migrate`. Each step runs in its own transaction of `db`; on PostgreSQL under an
/// advisory lock, so that several nodes may start at once.
[[nodiscard]] Result<> migrate_schema(Db& db, const std::vector<Migration>& migrations,
                                      Instant now);

}  // namespace kentongan::db
