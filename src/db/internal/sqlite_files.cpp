#include "db/internal/sqlite_files.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace kentongan::db {

namespace {

std::int64_t mark_of(SqliteConnection& connection) {
  std::int64_t mark = 0;
  connection.execute("PRAGMA application_id", {}, [&](const Row& row) { mark = row.integer(0); });
  return mark;
}

bool is_empty(SqliteConnection& connection) {
  std::int64_t tables = 0;
  connection.execute("SELECT COUNT(*) FROM sqlite_schema", {},
                     [&](const Row& row) { tables = row.integer(0); });
  return tables == 0;
}

}  // namespace

Result<> prepare_data_file(const std::string& file) {
  SqliteConnection connection(file, Access::read_write);
  if (mark_of(connection) == our_mark) return {};
  if (!is_empty(connection)) return Error(Refusal::conflict, "db.file.foreign", file);
  chmod(file.c_str(), 0600);
  connection.execute(mark_as_ours);
  return {};
}

std::vector<std::string> find_damage(SqliteConnection& connection) {
  std::vector<std::string> problems;
  connection.execute("PRAGMA integrity_check(100)", {}, [&](const Row& row) {
    if (row.text(0) != "ok") problems.push_back(row.text(0));
  });
  connection.execute("PRAGMA foreign_key_check", {}, [&](const Row& row) {
    if (problems.size() < 100)
      problems.push_back(row.text(0) + ": row points to a missing " + row.text(2));
  });
  return problems;
}

Result<> write_backup(SqliteConnection&, const std::string&) {
  return Error(Refusal::unavailable, "db.unreachable");
}

}  // namespace kentongan::db
