// The only SQL that touches `claim_relays`.
#pragma once

#include "db/db.hpp"
#include "relay/task.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::relay::relays {

/// False when the same form was sent before (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Relay& relay,
                          const std::optional<std::string>& form_key);
[[nodiscard]] std::optional<Relay> find_by_form(db::Tx& tx, const std::string& form_key);
/// Oldest first.
[[nodiscard]] std::vector<Relay> list(db::Tx& tx, Id<tabayun::Claim> claim);
/// The groups that passed a claim on, each once.
[[nodiscard]] std::vector<Id<groups::Group>> groups_of(db::Tx& tx, Id<tabayun::Claim> claim);
[[nodiscard]] std::int64_t count(db::Tx& tx, Id<tabayun::Claim> claim);

}  // namespace kentongan::relay::relays
