// The database of another program, which we read and write as it is.
#pragma once

#include "db/db.hpp"

#include <memory>
#include <string>

namespace kentongan::db {

/// A PostgreSQL of any order of letters (we search nothing of it by ranges of text), over at most
/// two connections. Its schema is its owner's: never migrate it.
/// Errors: unavailable `db.unreachable`.
[[nodiscard]] Result<std::unique_ptr<Db>> open_foreign(const std::string& url);

}  // namespace kentongan::db
