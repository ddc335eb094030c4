#pragma once

#include "base/result.hpp"

#include <string>

namespace kentongan::db {

enum class Overwrite { no, yes };

/// Puts the backup `file` (see `Db::backup_to`) into `folder` as its data file. Until the last
/// step, one rename, nothing in the folder has changed; then the old data is gone. Errors: conflict
/// `db.folder.in_use` while a server runs on the folder; conflict `db.restore.exists` when there is
/// data and `overwrite` is no; not_found `db.restore.missing`; invalid `db.file.foreign` and
/// `db.restore.damaged`; unavailable `db.restore.failed` (no space). Cost: three passes over the
/// file.
[[nodiscard]] Result<> restore(const std::string& file, const std::string& folder,
                               Overwrite overwrite);

}  // namespace kentongan::db
