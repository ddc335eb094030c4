// The only SQL that touches `also_checked`.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "db/db.hpp"
#include "people/people.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kentongan::exchange::links {

struct Link {
  Id<tabayun::Claim> claim;  ///< came later
  Id<tabayun::Claim> first;
  bool contradicts = false;
  Instant found_at;
};

/// Writes it down; one that says something else than before is open again.
void put(db::Tx& tx, const Link& link);
void remove(db::Tx& tx, Id<tabayun::Claim> one, Id<tabayun::Claim> other);
/// Of a claim, whichever came first.
[[nodiscard]] std::vector<Link> list(db::Tx& tx, Id<tabayun::Claim> claim, std::int64_t limit);
/// Contradictions nobody has settled, oldest first.
[[nodiscard]] std::vector<Link> list_open(db::Tx& tx, std::int64_t limit);
/// False when there is none, or it is settled.
[[nodiscard]] bool settle(db::Tx& tx, Id<tabayun::Claim> claim, Id<tabayun::Claim> first,
                          Id<people::Account> by, Instant now);

}  // namespace kentongan::exchange::links
