#include "ledger/ledger.hpp"

#include "ledger/internal/cursors.hpp"
#include "ledger/internal/entries.hpp"

namespace kentongan::ledger {

std::int64_t Ledger::append(db::Tx& tx, const Note& note, Instant now) const {
  Entry entry;
  entry.id = ids_.next_raw();
  entry.regency = note.regency;
  entry.kind = note.kind;
  entry.subject = note.subject;
  entry.actor = note.actor;
  entry.detail = note.detail;
  entry.at = now;
  insert_entry(tx, entry);
  return entry.id;
}

std::int64_t Ledger::read_new(db::Tx& tx, const char* reader, std::int64_t limit,
                              const std::function<void(const Entry&)>& each) const {
  const std::int64_t position = hold_cursor(tx, reader);
  const std::vector<Entry> entries = find_after(tx, position, limit);
  for (const Entry& entry : entries) each(entry);
  if (!entries.empty()) save_cursor(tx, reader, entries.back().position);
  return static_cast<std::int64_t>(entries.size());
}

void Ledger::rewind(db::Tx& tx, const char* reader, std::int64_t position) const {
  save_cursor(tx, reader, position);
}

std::vector<Entry> Ledger::about(db::Tx& tx, std::int64_t subject, std::int64_t limit) const {
  return find_about(tx, subject, limit);
}

std::vector<Entry> Ledger::after(db::Tx& tx, std::int64_t position, std::int64_t limit) const {
  return find_after(tx, position, limit);
}

std::int64_t Ledger::last_position(db::Tx& tx) const { return find_last_position(tx); }

}  // namespace kentongan::ledger
