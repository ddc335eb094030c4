// The only SQL that touches `explainer_tasks`.
#pragma once

#include "db/db.hpp"
#include "radar/explainer.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace kentongan::radar::explainers {

/// False when the claim has a task that is not over (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Explainer& explainer);
[[nodiscard]] std::optional<Explainer> find(db::Tx& tx, Id<Explainer> id);
/// The newest about a claim.
[[nodiscard]] std::optional<Explainer> find_about(db::Tx& tx, Id<tabayun::Claim> claim);
/// False when somebody changed it since `seen_revision`.
[[nodiscard]] bool save(db::Tx& tx, const Explainer& explainer, std::int64_t seen_revision);
/// Hands over the last changed ones, newest first.
void each(db::Tx& tx, std::int64_t limit, const std::function<void(Explainer)>& take);

}  // namespace kentongan::radar::explainers
