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

/// Six messages of ten teach the ranking, two the certainty, two calibrate; a message's part
/// follows from its id and text. Every message is asked as it is against titles, against titles and
/// articles where there are any, and, changed by `mangle`, against an archive that knows it.
/// Errors: invalid `trial.too_little` with fewer than 200 messages that have a right answer.
/// Thread: any; uses `threads`. Cost: about a minute for 10,000 messages on two cores.
[[nodiscard]] Result<Training> train(const std::vector<Material>& materials, std::size_t threads);

}  // namespace kentongan::trial
