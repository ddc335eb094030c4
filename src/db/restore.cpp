#include "db/restore.hpp"

#include "base/bug.hpp"
#include "db/internal/backup_seal.hpp"
#include "db/internal/files.hpp"
#include "db/internal/folder_lock.hpp"
#include "db/internal/sqlite_files.hpp"

#include <filesystem>

namespace kentongan::db {

namespace {

constexpr std::string_view sqlite_magic("SQLite format 3\0", 16);

Error damaged(const std::string& why) { return Error(Refusal::invalid, "db.restore.damaged", why); }

/// Looks at the outside of the backup: whose it is and whether its seal holds.
Result<SealedFile> check_outside(const std::string& file) {
  const bool is_empty = std::filesystem::is_regular_file(file) && std::filesystem::is_empty(file);
  if (is_empty || !MappedFile(file).bytes().starts_with(sqlite_magic)) {
    return Error(Refusal::invalid, "db.file.foreign", file);
  }
  const SealedFile sealed = check_backup_seal(file);
  if (sealed.seal == Seal::broken) return damaged("its bytes differ from its checksum");
  return sealed;
}

/// Looks at the inside of the copy, as SQLite sees it.
Result<> check_inside(const std::string& copy, std::uint64_t size) {
  SqliteConnection connection(copy, Access::read_write);
  if (!is_ours(connection)) return Error(Refusal::invalid, "db.file.foreign", copy);
  std::uint64_t expected = 0;
  connection.execute_once(
      "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", {},
      [&](const Row& row) { expected = static_cast<std::uint64_t>(row.integer(0)); });
  if (expected != size) return damaged("it is cut off");
  const std::vector<std::string> problems = find_damage(connection);
  if (!problems.empty()) return damaged(problems.front());
  connection.checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  return {};
}

Result<> make_checked_copy(const std::string& file, const std::string& copy) {
  const SealedFile sealed = TRY(check_outside(file));
  copy_file(file, copy);
  cut_file(copy, sealed.data_size);
  try {
    TRY(check_inside(copy, sealed.data_size));
  } catch (const DbFailure& failure) {
    if (failure.kind() == DbFailure::Kind::full) throw;
    return damaged(failure.what());
  } catch (const Bug& bug) {
    // SQLite's generic error: on a file that came from elsewhere it is the file's fault.
    return damaged(bug.what());
  }
  sync_to_disk(copy);
  return {};
}

void remove_with_logs(const std::string& file) {
  remove_file(file);
  remove_file(file + "-wal");
  remove_file(file + "-shm");
}

/// Empties the old file's log into it, so that at no moment an old log lies beside a new file.
void settle_log_of(const std::string& file) {
  try {
    SqliteConnection connection(file, Access::read_write);
    connection.checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  } catch (const DbFailure&) {
    // Damaged: it is about to be replaced, as was asked for.
  }
  remove_file(file + "-wal");
  remove_file(file + "-shm");
}

}  // namespace

Result<> restore(const std::string& file, const std::string& folder, Overwrite overwrite) {
  if (!file_exists(file)) return Error(Refusal::not_found, "db.restore.missing", file);
  const auto lock = TRY(FolderLock::take(folder));
  const std::string target = folder + "/" + data_file_name;
  const std::string copy = target + ".restoring";
  const bool replaces = file_exists(target);
  if (replaces && overwrite == Overwrite::no)
    return Error(Refusal::conflict, "db.restore.exists", target);
  try {
    if (const Result<> made = make_checked_copy(file, copy); !made.ok()) {
      remove_with_logs(copy);
      return made.error();
    }
    if (replaces) settle_log_of(target);
    put_in_place(copy, target);
    remove_with_logs(copy);
    sync_folder_of(target);
    return {};
  } catch (const FileFailure& failure) {
    remove_with_logs(copy);
    return Error(Refusal::unavailable, "db.restore.failed", failure.what());
  } catch (const DbFailure& failure) {
    remove_with_logs(copy);
    return Error(Refusal::unavailable, "db.restore.failed", failure.what());
  }
}

}  // namespace kentongan::db
