// The only SQL that touches `voices`.
#pragma once

#include "db/db.hpp"
#include "intake/intake.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::intake::voices {

inline constexpr std::size_t largest = 5 * 1024 * 1024;

struct Kept {
  Id<Voice> id;
  channels::Way way = channels::Way::telegram;
  std::string address;
  std::string asker;
  places::AreaCode area;
  std::string mime;
  Instant received_at;
  std::string sound;
};
/// Doing it twice is no error.
void insert(db::Tx& tx, const Kept& voice);
[[nodiscard]] std::optional<Kept> find_waiting(db::Tx& tx, Id<Voice> voice);
/// Without sounds and addresses.
[[nodiscard]] std::vector<WaitingVoice> list_waiting(db::Tx& tx, std::int64_t limit);
/// Sound and address are gone. False: somebody was quicker.
bool set_heard(db::Tx& tx, Id<Voice> voice, Id<people::Account> by, Instant now);
[[nodiscard]] std::int64_t count_waiting(db::Tx& tx);

}  // namespace kentongan::intake::voices
