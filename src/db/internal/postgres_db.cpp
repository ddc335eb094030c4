#include "db/internal/postgres_db.hpp"

namespace kentongan::db {

Result<std::unique_ptr<Db>> open_postgres(const DbSettings&) {
  return Error(Refusal::unavailable, "db.unreachable");
}

}  // namespace kentongan::db
