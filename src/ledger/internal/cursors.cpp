#include "ledger/internal/cursors.hpp"

namespace kentongan::ledger {

std::int64_t hold_cursor(db::Tx& tx, const char* reader) {
  tx.run(
      "INSERT INTO ledger_cursors(reader, position) VALUES(?1, 0) ON CONFLICT (reader) DO NOTHING",
      reader);
  switch (tx.engine()) {
    case db::Engine::sqlite:
      return tx.row("SELECT position FROM ledger_cursors WHERE reader = ?1", reader)->integer(0);
    case db::Engine::postgres:
      return tx.row("SELECT position FROM ledger_cursors WHERE reader = ?1 FOR UPDATE", reader)
          ->integer(0);
  }
  __builtin_unreachable();
}

void save_cursor(db::Tx& tx, const char* reader, std::int64_t position) {
  tx.run(
      "INSERT INTO ledger_cursors(reader, position) VALUES(?1, ?2)"
      " ON CONFLICT (reader) DO UPDATE SET position = excluded.position",
      reader, position);
}

}  // namespace kentongan::ledger
