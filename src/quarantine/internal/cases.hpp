// The only SQL that touches `quarantine_cases` and `quarantine_accesses`.
#pragma once

#include "db/db.hpp"
#include "quarantine/case.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::quarantine::cases {

void insert(db::Tx& tx, const Case& made, const std::string& sealed);
/// Errors: not_found `quarantine.not_found`.
[[nodiscard]] Result<Case> must_find(db::Tx& tx, Id<Case> id);
[[nodiscard]] std::optional<Id<Case>> find_open(db::Tx& tx, Id<tabayun::Claim> claim);
/// State, hand-over, closing note. Errors: conflict `quarantine.changed_meanwhile`.
[[nodiscard]] Result<> save(db::Tx& tx, const Case& changed, std::int64_t seen_revision);
[[nodiscard]] std::string sealed_bytes(db::Tx& tx, Id<Case> id);
/// Newest first.
[[nodiscard]] std::vector<Case> list(db::Tx& tx, std::optional<CaseState> state,
                                     std::int64_t limit);

void add_access(db::Tx& tx, Id<Case> id, const Access& access);
/// Oldest first.
[[nodiscard]] std::vector<Access> list_accesses(db::Tx& tx, Id<Case> id, std::int64_t limit);

}  // namespace kentongan::quarantine::cases
