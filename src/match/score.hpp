#pragma once

#include "match/document.hpp"

namespace kentongan::match {

/// How sure the overlap makes us that the question is about the passage: 0 … 1, weights and
/// thresholds as tuned on the development splits (TUNING.md). Pure.
[[nodiscard]] double score_of(const Evidence& evidence);

}  // namespace kentongan::match
