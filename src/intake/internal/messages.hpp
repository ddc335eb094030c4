// The only SQL that touches `intake_messages`, `intake_files` and `intake_spoken`.
#pragma once

#include "channels/incoming.hpp"
#include "db/db.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::intake::messages {

struct New {
  std::int64_t id = 0;
  std::string sender;
  Instant due_at;
  Instant now;
  const channels::Incoming* message = nullptr;
};
/// False when it came before.
[[nodiscard]] bool insert(db::Tx& tx, const New& what);

struct Taken {
  std::int64_t id = 0;
  std::int64_t attempts = 0;
  std::string sender;
  channels::Incoming message;
};
/// For the caller alone until `until`. Rows that cannot be read any more are left as failed.
[[nodiscard]] std::vector<Taken> lease(db::Tx& tx, Instant now, Instant until, std::int64_t limit);
/// The other parts of an album; they are the caller's too.
[[nodiscard]] std::vector<Taken> lease_together(db::Tx& tx, const Taken& first, Instant until);
/// Its words and files are gone. Doing it twice is no error.
void finish(db::Tx& tx, std::int64_t id, Instant now);
void try_again(db::Tx& tx, std::int64_t id, Instant due_at);
void fail(db::Tx& tx, std::int64_t id, const char* reason, Instant now);
std::int64_t expire_leases(db::Tx& tx, Instant now);
void forget_done(db::Tx& tx, Instant before);

/// How many this sender handed over since.
[[nodiscard]] std::int64_t count_of(db::Tx& tx, const std::string& sender, Instant since);
[[nodiscard]] std::optional<Instant> last_of(db::Tx& tx, const std::string& sender);
[[nodiscard]] bool spoke_since(db::Tx& tx, const std::string& chat, std::int64_t claim,
                               Instant since);
void spoke(db::Tx& tx, const std::string& chat, std::int64_t claim, Instant now);
[[nodiscard]] std::int64_t count_in(db::Tx& tx, const char* state);

}  // namespace kentongan::intake::messages
