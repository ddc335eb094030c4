#include "db/internal/storable_text.hpp"

#include "base/text.hpp"
#include "db/db.hpp"

namespace kentongan::db {

void refuse_unstorable(const std::string& text) {
  if (text.find('\0') != std::string::npos) throw ConstraintFailure("a text holds a NUL byte");
  if (!is_utf8(text)) throw ConstraintFailure("a text is not UTF-8");
}

}  // namespace kentongan::db
