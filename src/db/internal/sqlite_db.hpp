#pragma once

#include "db/db.hpp"

namespace kentongan::db {

[[nodiscard]] Result<std::unique_ptr<Db>> open_sqlite(const DbSettings& settings);
[[nodiscard]] std::unique_ptr<Db> open_sqlite_in_memory();

}  // namespace kentongan::db
