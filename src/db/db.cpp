#include "db/db.hpp"

#include "base/bug.hpp"
#include "db/internal/postgres_db.hpp"
#include "db/internal/sqlite_db.hpp"

namespace kentongan::db {

namespace {

template <typename T>
const T& held(const std::vector<Value>& values, std::size_t column) {
  KENTONGAN_BUG_IF(column >= values.size());
  const T* found = std::get_if<T>(&values[column].held());
  if (found == nullptr)
    throw Bug("db: column " + std::to_string(column) + " is NULL or of another type");
  return *found;
}

bool names_postgres(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

}  // namespace

std::int64_t Row::integer(std::size_t column) const { return held<std::int64_t>(values_, column); }

double Row::real(std::size_t column) const {
  KENTONGAN_BUG_IF(column >= values_.size());
  // An expression over reals may come out whole on one engine and not on the other.
  if (const auto* whole = std::get_if<std::int64_t>(&values_[column].held())) {
    return static_cast<double>(*whole);
  }
  return held<double>(values_, column);
}

const std::string& Row::text(std::size_t column) const {
  return held<std::string>(values_, column);
}

const std::string& Row::blob(std::size_t column) const { return held<Blob>(values_, column).bytes; }

bool Row::is_null(std::size_t column) const {
  KENTONGAN_BUG_IF(column >= values_.size());
  return std::holds_alternative<std::monostate>(values_[column].held());
}

std::optional<std::int64_t> Row::maybe_integer(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<double> Row::maybe_real(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return real(column);
}

std::optional<std::string> Row::maybe_text(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<Instant> Row::maybe_instant(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

Result<std::unique_ptr<Db>> open(const DbSettings& settings) {
  if (names_postgres(settings.where)) return open_postgres(settings);
  return open_sqlite(settings);
}

std::unique_ptr<Db> open_in_memory() { return open_sqlite_in_memory(); }

}  // namespace kentongan::db
