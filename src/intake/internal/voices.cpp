#include "intake/internal/voices.hpp"

namespace kentongan::intake::voices {

void insert(db::Tx& tx, const Kept& voice) {
  tx.run(
      "INSERT INTO voices (id, state, way, address, asker, area, mime, received_at, heard_by,"
      " heard_at, sound) VALUES (?1, 'waiting', ?2, ?3, ?4, ?5, ?6, ?7, 0, NULL, ?8)"
      " ON CONFLICT (id) DO NOTHING",
      voice.id, channels::name_of(voice.way), voice.address, voice.asker, voice.area.text(),
      voice.mime, voice.received_at, db::Blob{voice.sound});
}

std::optional<Kept> find_waiting(db::Tx& tx, Id<Voice> voice) {
  const auto row = tx.row(
      "SELECT id, way, address, asker, area, mime, received_at, sound FROM voices"
      " WHERE id = ?1 AND state = 'waiting'",
      voice);
  if (!row) return std::nullopt;
  return Kept{.id = row->id<Voice>(0),
              .way = channels::find_way(row->text(1)).value(),
              .address = row->text(2),
              .asker = row->text(3),
              .area = places::AreaCode::parse(row->text(4)).value(),
              .mime = row->text(5),
              .received_at = row->instant(6),
              .sound = row->blob(7)};
}

std::vector<WaitingVoice> list_waiting(db::Tx& tx, std::int64_t limit) {
  std::vector<WaitingVoice> found;
  tx.each(
      "SELECT id, way, area, mime, received_at FROM voices WHERE state = 'waiting'"
      " ORDER BY id LIMIT ?1",
      [&found](const db::Row& row) {
        found.push_back({row.id<Voice>(0), channels::find_way(row.text(1)).value(),
                         places::AreaCode::parse(row.text(2)).value(), row.text(3),
                         row.instant(4)});
      },
      limit);
  return found;
}

bool set_heard(db::Tx& tx, Id<Voice> voice, Id<people::Account> by, Instant now) {
  return tx.run(
             "UPDATE voices SET state = 'heard', address = '', asker = '', sound = ?4,"
             " heard_by = ?2, heard_at = ?3 WHERE id = ?1 AND state = 'waiting'",
             voice, by, now, db::Blob{}) == 1;
}

std::int64_t count_waiting(db::Tx& tx) {
  return tx.row("SELECT COUNT(*) FROM voices WHERE state = 'waiting'")->integer(0);
}

}  // namespace kentongan::intake::voices
