// The only SQL that touches `claims`.
#pragma once

#include "db/db.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/commands.hpp"
#include "tabayun/queue.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun::claims {

/// What a row holds besides the claim.
struct Extra {
  std::string folded = {};                   ///< title and claim as a search reads them
  std::optional<std::string> open_key = {};  ///< while it is in the queue
  std::string digest = {};                   ///< of what was imported
};

/// What orders the archive, in microseconds: the day it was checked, else when it was published
/// here, else 0.
[[nodiscard]] std::int64_t shown_at(const Claim& claim);

/// When the public last heard something new of it, in microseconds; 0: nobody knows.
[[nodiscard]] std::int64_t told_at(const Claim& claim);

[[nodiscard]] std::optional<Claim> find(db::Tx& tx, Id<Claim> id);
/// Errors: not_found `tabayun.claim.not_found`.
[[nodiscard]] Result<Claim> must_find(db::Tx& tx, Id<Claim> id);
/// The claim in the queue that stands for this message.
[[nodiscard]] std::optional<Claim> find_open(db::Tx& tx, const std::string& open_key);

/// False when another claim got the open key first (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Claim& claim, const Extra& extra);
/// Saves over the row whose revision is `seen_revision`; leaves `digest` alone and clears the open
/// key when the claim has left the queue. Errors: conflict `tabayun.changed_meanwhile`.
[[nodiscard]] Result<> save(db::Tx& tx, const Claim& claim, const std::string& folded,
                            std::int64_t seen_revision);
/// Replaces what an import brought (finding, author, date), and its digest.
void save_imported(db::Tx& tx, const Claim& claim, const Extra& extra);

/// Adds to the number of waiting questions; not a change that a checker must have seen.
void add_askers(db::Tx& tx, Id<Claim> claim, std::int64_t more);
/// Its place in the queue, from 1.
[[nodiscard]] std::int64_t position(db::Tx& tx, Id<Claim> claim);

[[nodiscard]] std::vector<Claim> list_published(db::Tx& tx, const PublishedQuery& query,
                                                const std::vector<std::string>& words);
[[nodiscard]] std::vector<Claim> list_queue(db::Tx& tx, const QueueQuery& query);
[[nodiscard]] StateCounts count_queue(db::Tx& tx, const QueueQuery& query);
[[nodiscard]] std::int64_t count_published(db::Tx& tx);
/// From opening to publication of the newest of our own, at most `limit`.
[[nodiscard]] std::vector<Span> list_waits(db::Tx& tx, std::int64_t limit);

/// What the index needs of a published claim.
struct Indexed {
  Id<Claim> id;
  Verdict verdict = Verdict::unproven;
  std::string title;
  std::string claim;
};
/// Published claims after `after`, in the order of their ids; at most `limit`.
[[nodiscard]] std::vector<Indexed> list_indexed(db::Tx& tx, Id<Claim> after, std::int64_t limit);

/// Claims somebody still works on, after `after` in the order of their ids; at most `limit`.
[[nodiscard]] std::vector<Waiting> list_open(db::Tx& tx, std::int64_t after, std::int64_t limit);
/// Published claims after `after` with everything, in the order of their ids; at most `limit`.
[[nodiscard]] std::vector<Claim> list_whole(db::Tx& tx, Id<Claim> after, std::int64_t limit);

/// Published and withdrawn ones with everything, the last told first; at most `limit`.
[[nodiscard]] std::vector<Claim> list_told(db::Tx& tx, std::int64_t limit);

/// What an import must know of those that came before.
struct Imported {
  Id<Claim> id;
  std::string external_id;
  std::string digest;
  bool changed_here = false;  ///< by people, since
};
[[nodiscard]] std::vector<Imported> list_imported(db::Tx& tx, const std::string& source,
                                                  const std::string& after, std::int64_t limit);

}  // namespace kentongan::tabayun::claims
