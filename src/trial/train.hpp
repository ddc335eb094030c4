// From files of claims and messages to a model. The same files give the same model.
#pragma once

#include "match/model.hpp"
#include "trial/files.hpp"

#include "base/result.hpp"

#include <cstddef>
#include <vector>

namespace kentongan::trial {

/// An archive and messages about it; only messages of the `dev` split, or without one, are used.
struct Material {
  std::vector<Claim> claims;
  std::vector<Asked> messages;
};

struct Training {
  match::Model model;
  std::size_t ranked = 0;      ///< messages that the ranking learnt from
  std::size_t judged = 0;      ///< candidates that the certainty learnt from
  std::size_t calibrated = 0;  ///< messages that probability and thresholds were computed from
};

/// Every message teaches; what it is judged, calibrated and bounded by is a model that learnt from
/// the other two thirds. Every message is asked as it is against titles, against titles and
/// articles where there are any, against a young archive, and, changed by `mangle`, against an
/// archive that knows it.
/// Errors: invalid `trial.too_little` with fewer than 200 messages that have a right answer.
/// Thread: any; uses `threads`. Cost: about four minutes for 8,500 messages on two cores.
[[nodiscard]] Result<Training> train(const std::vector<Material>& materials, std::size_t threads);

}  // namespace kentongan::trial
