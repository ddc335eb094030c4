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

}  // namespace kentongan::tabayun::proposals
