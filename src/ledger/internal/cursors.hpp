#pragma once

#include "db/db.hpp"

namespace kentongan::ledger {

/// The position up to which `reader` has read; nobody else may move it until the transaction ends.
[[nodiscard]] std::int64_t hold_cursor(db::Tx& tx, const char* reader);
void save_cursor(db::Tx& tx, const char* reader, std::int64_t position);

}  // namespace kentongan::ledger
