// The data file as a file: whose it is, whether it is sound, copies of it.
#pragma once

#include "db/internal/sqlite_connection.hpp"

namespace kentongan::db {

inline constexpr const char* data_file_name = "kentongan.db";
/// SQLite's application id of our files: "KNTG".
inline constexpr const char* mark_as_ours = "PRAGMA application_id = 1263424583";

/// Creates the file with our mark, or checks the mark of the one that is there.
/// Errors: conflict `db.file.foreign`; throws `DbFailure`.
[[nodiscard]] Result<> prepare_data_file(const std::string& file);

/// Whether the file bears our mark and holds nothing that we never make (triggers, views).
[[nodiscard]] bool is_ours(SqliteConnection& connection);

/// What SQLite's own checks complain of; at most 100 lines.
[[nodiscard]] std::vector<std::string> find_damage(SqliteConnection& connection);

/// See `Db::backup_to`.
[[nodiscard]] Result<> write_backup(SqliteConnection& connection, const std::string& file);

}  // namespace kentongan::db
