// The only SQL that touches `verdict_proposals`.
#pragma once

#include "db/db.hpp"
#include "tabayun/claim.hpp"

#include <optional>
#include <vector>

namespace kentongan::tabayun::proposals {

void insert(db::Tx& tx, const Proposal& proposal);
/// Writes down the second reading.
void save_reading(db::Tx& tx, const Proposal& proposal);
[[nodiscard]] std::optional<Proposal> find(db::Tx& tx, Id<Proposal> id);
/// Newest first.
[[nodiscard]] std::vector<Proposal> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit);

/// Those that were published, in the order in which they were; at most `limit`.
[[nodiscard]] std::vector<Proposal> list_confirmed(db::Tx& tx, Id<Claim> claim, std::int64_t limit);
/// Everybody who proposed a verdict on it.
[[nodiscard]] Authors authors(db::Tx& tx, Id<Claim> claim);

}  // namespace kentongan::tabayun::proposals
