#include "db/internal/sqlite_files.hpp"

#include "base/bug.hpp"
#include "db/internal/backup_seal.hpp"
#include "db/internal/files.hpp"

#include <sys/stat.h>

namespace kentongan::db {

namespace {

constexpr std::int64_t our_mark = 1'263'424'583;

std::int64_t ask_number(SqliteConnection& connection, const char* literal) {
  std::int64_t number = 0;
  connection.execute(literal, {}, [&](const Row& row) { number = row.integer(0); });
  return number;
}

bool has_our_mark(SqliteConnection& connection) {
  return ask_number(connection, "PRAGMA application_id") == our_mark;
}

/// Copies, checks the copy by opening it, and seals it.
Result<> make_sealed_copy(SqliteConnection& connection, const std::string& copy) {
  make_private_file(copy);
  // Not a copy of pages: what was erased stays behind, and nobody has to wait.
  connection.set_access(Access::read_write);
  connection.execute("VACUUM INTO ?1", {Value(copy)});
  {
    SqliteConnection opened(copy, Access::read_only);
    const std::vector<std::string> problems = find_damage(opened);
    if (!problems.empty() || !is_ours(opened)) {
      return Error(Refusal::unavailable, "db.backup.failed",
                   problems.empty() ? "the copy is not ours" : problems.front());
    }
  }
  append_to_file(copy, backup_seal_of(copy));
  sync_to_disk(copy);
  return {};
}

}  // namespace

Result<> prepare_data_file(const std::string& file) {
  SqliteConnection connection(file, Access::read_write);
  if (has_our_mark(connection)) return {};
  if (ask_number(connection, "SELECT COUNT(*) FROM sqlite_schema") > 0) {
    return Error(Refusal::conflict, "db.file.foreign", file);
  }
  chmod(file.c_str(), 0600);
  connection.execute(mark_as_ours);
  return {};
}

bool is_ours(SqliteConnection& connection) {
  return has_our_mark(connection) &&
         ask_number(connection,
                    "SELECT COUNT(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')") == 0;
}

std::vector<std::string> find_damage(SqliteConnection& connection) {
  std::vector<std::string> problems;
  connection.execute("PRAGMA integrity_check(100)", {}, [&](const Row& row) {
    if (row.text(0) != "ok") problems.push_back(row.text(0));
  });
  connection.execute("PRAGMA foreign_key_check", {}, [&](const Row& row) {
    if (problems.size() < 100) {
      problems.push_back(row.text(0) + ": a row points to a missing one in " + row.text(2));
    }
  });
  return problems;
}

Result<> write_backup(SqliteConnection& connection, const std::string& file) {
  if (file_exists(file)) return Error(Refusal::conflict, "db.backup.exists", file);
  const std::string copy = file + ".partial";
  const auto failed = [&](const std::string& why) {
    remove_file(copy);
    return Error(Refusal::unavailable, "db.backup.failed", why);
  };
  try {
    if (const Result<> made = make_sealed_copy(connection, copy); !made.ok()) {
      remove_file(copy);
      return made.error();
    }
    if (!put_in_new_place(copy, file)) {
      remove_file(copy);
      return Error(Refusal::conflict, "db.backup.exists", file);
    }
    sync_folder_of(file);
    return {};
  } catch (const FileFailure& failure) {
    return failed(failure.what());
  } catch (const DbFailure& failure) {
    return failed(failure.what());
  }
}

}  // namespace kentongan::db
