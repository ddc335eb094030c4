// The append-only spine: every consequence starts from an entry here.
//
// A command appends its entry in its own transaction (`append`, no lock). A sealer puts finished
// entries in order behind the horizon of finished transactions and chains their hashes per regency
// (`seal`). Readers see only sealed entries, in order of their position, and keep their own
// cursors. Entries carry ids, states and digests, never words or personal data.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "db/db.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::ledger {

/// What a command notes. `kind` and `state` are literals of the room (`item_published`).
struct Note {
  const char* kind;     ///< what happened, past tense
  std::string regency;  ///< Kemendagri code of the regency that owns the chain: `32.10`; `00` =
                        ///< installation
  std::int64_t subject = 0;  ///< id of what it happened to
  std::int64_t actor = 0;    ///< id of the account, 0 = the program or a resident
  std::string detail = {};   ///< small JSON of ids, states, digests. Never words.
};

struct Entry {
  std::int64_t id = 0;
  std::int64_t position = 0;  ///< order in the ledger, from 1, without gaps
  std::string regency;
  std::string kind;
  std::int64_t subject = 0;
  std::int64_t actor = 0;
  std::string detail;
  Instant at;
};

/// Where the chain breaks: the first entry whose hash does not follow, or a gap.
struct Break {
  std::int64_t position = 0;
  std::int64_t entry = 0;
  std::string regency;
  std::string reason;  ///< `hash`, `gap`, `missing`
};

class Ledger {
 public:
  explicit Ledger(const IdSource& ids) : ids_(ids) {}

  /// Adds an entry in the caller's transaction. Call `db.announce()` after the commit.
  /// Returns the entry's id.
  std::int64_t append(db::Tx& tx, const Note& note, Instant now) const;

  /// Gives every finished entry its position and hash. One sealer works at a time (others return 0
  /// at once). Returns how many were sealed.
  std::int64_t seal(db::Tx& tx) const;

  /// Hands the sealed entries after the cursor of `reader` to `each`, at most `limit`, and moves
  /// the cursor in the same transaction. Concurrent calls for one reader wait for each other.
  /// Returns how many were handed over.
  std::int64_t read_new(db::Tx& tx, const char* reader, std::int64_t limit,
                        const std::function<void(const Entry&)>& each) const;
  /// Puts a reader's cursor back (0 = from the beginning).
  void rewind(db::Tx& tx, const char* reader, std::int64_t position) const;

  /// Sealed entries about one subject, oldest first.
  [[nodiscard]] std::vector<Entry> about(db::Tx& tx, std::int64_t subject,
                                         std::int64_t limit) const;

  /// Sealed entries after `position`, for readers that keep their own cursor in memory.
  [[nodiscard]] std::vector<Entry> after(db::Tx& tx, std::int64_t position,
                                         std::int64_t limit) const;
  [[nodiscard]] std::int64_t last_position(db::Tx& tx) const;

  /// Proves every chain; nothing when it holds. Call it in `db.read`, which keeps one snapshot.
  /// Cost: one pass over the ledger.
  [[nodiscard]] std::optional<Break> prove(db::Tx& tx) const;

 private:
  const IdSource& ids_;
};

}  // namespace kentongan::ledger
