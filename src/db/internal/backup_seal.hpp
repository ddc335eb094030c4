// What makes a backup tell by itself whether it is whole. A backup is a SQLite file with 64 bytes
// more at its end, which SQLite does not look at:
//
//   SQLite pages … | "kentongan backup, sha256 follows" (32 bytes) | SHA-256 of the pages (32
//   bytes)
//
// A data file copied by hand while no server ran has no seal and may be restored all the same.
#pragma once

#include <cstdint>
#include <string>

namespace kentongan::db {

enum class Seal { whole, none, broken };

struct SealedFile {
  Seal seal = Seal::none;
  std::uint64_t data_size = 0;  ///< bytes that belong to SQLite
};

/// The 64 bytes for the file as it is now.
[[nodiscard]] std::string backup_seal_of(const std::string& file);
/// Reads a file that may have a seal. Errors: throws `FileFailure`.
[[nodiscard]] SealedFile check_backup_seal(const std::string& file);

}  // namespace kentongan::db
