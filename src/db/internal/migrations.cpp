#include "db/internal/migrations.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "db/internal/statements.hpp"

#include <map>
#include <set>

namespace kentongan::db {

/// The way past "only literals are SQL" for the embedded schema.
class SchemaTx {
 public:
  static void execute(Tx& tx, const std::string& statement) { tx.driver_.execute_once(statement); }
};

namespace {

using Checksums = std::map<std::string, std::string>;

void lock_schema(Tx& tx) {
  if (tx.engine() != Engine::postgres) return;
  // Any number will do as long as it is ours: "KNTG".
  tx.each("SELECT pg_advisory_xact_lock(1263424583)", [](const Row&) {});
}

Checksums applied_steps(Tx& tx) {
  tx.run(
      "CREATE TABLE IF NOT EXISTS schema_steps("
      " name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)");
  Checksums applied;
  tx.each("SELECT name, checksum FROM schema_steps",
          [&](const Row& row) { applied[row.text(0)] = row.text(1); });
  return applied;
}

Result<> check_known(const Checksums& applied, const std::vector<Migration>& migrations) {
  std::set<std::string_view> known;
  for (const Migration& migration : migrations) known.insert(migration.name);
  for (const auto& [name, checksum] : applied) {
    if (!known.contains(name)) return Error(Refusal::conflict, "db.schema.newer", name);
  }
  return {};
}

Result<> apply_step(Tx& tx, const Migration& migration, Instant now) {
  lock_schema(tx);
  const Checksums applied = applied_steps(tx);
  const std::string name(migration.name);
  const std::string checksum = hex(sha256(migration.sql));
  if (const auto found = applied.find(name); found != applied.end()) {
    if (found->second != checksum) return Error(Refusal::conflict, "db.schema.changed", name);
    return {};
  }
  for (const std::string& statement : split_statements(migration.sql))
    SchemaTx::execute(tx, statement);
  tx.run("INSERT INTO schema_steps(name, checksum, applied_at) VALUES(?1, ?2, ?3)", name, checksum,
         now);
  return {};
}

}  // namespace

Result<> migrate_schema(Db& db, const std::vector<Migration>& migrations, Instant now) {
  const Checksums applied = TRY(db.write([](Tx& tx) -> Result<Checksums> {
    lock_schema(tx);
    return applied_steps(tx);
  }));
  TRY(check_known(applied, migrations));
  for (const Migration& migration : migrations) {
    TRY(db.write([&](Tx& tx) { return apply_step(tx, migration, now); }));
  }
  return {};
}

}  // namespace kentongan::db
