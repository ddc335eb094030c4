#include "db/internal/backup_seal.hpp"

#include "base/digest.hpp"
#include "db/internal/files.hpp"

namespace kentongan::db {

namespace {

constexpr std::string_view label = "kentongan backup, sha256 follows";
static_assert(label.size() == 32);
constexpr std::size_t seal_size = 64;

}  // namespace

std::string backup_seal_of(const std::string& file) {
  return std::string(label) + sha256(MappedFile(file).bytes());
}

SealedFile check_backup_seal(const std::string& file) {
  const MappedFile mapped(file);
  const std::string_view bytes = mapped.bytes();
  if (bytes.size() < seal_size) return {Seal::none, bytes.size()};
  const std::string_view data = bytes.substr(0, bytes.size() - seal_size);
  const std::string_view seal = bytes.substr(data.size());
  if (!seal.starts_with(label)) return {Seal::none, bytes.size()};
  const bool whole = seal.substr(label.size()) == sha256(data);
  return {whole ? Seal::whole : Seal::broken, data.size()};
}

}  // namespace kentongan::db
