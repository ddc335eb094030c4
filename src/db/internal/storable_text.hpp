#pragma once

#include <string>

namespace kentongan::db {

/// Both engines must take the same texts: PostgreSQL refuses NUL and malformed UTF-8, so we do for
/// both. Errors: throws `ConstraintFailure`.
void refuse_unstorable(const std::string& text);

}  // namespace kentongan::db
