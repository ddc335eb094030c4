// What happened to fact checks in a stretch of time: the material of the weekly bulletin. Values.
#pragma once

#include "tabayun/claim.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace kentongan::tabayun {

struct Period {
  Instant from;
  Instant to;  ///< not included
};

/// How often a published claim was asked about: people counted once each where they are known.
struct AskedClaim {
  Claim claim;
  std::int64_t askers = 0;
};

inline constexpr std::int64_t most_in_bulletin = 60;  ///< fact checks told one by one
inline constexpr std::int64_t most_asked_in_bulletin = 5;

/// A claim belongs to the day that orders the archive: when it was checked, else published.
struct Bulletin {
  std::vector<Claim> published;              ///< newest first, whole, at most `most_in_bulletin`
  std::map<Verdict, std::int64_t> verdicts;  ///< of all that were published
  std::vector<Claim> corrected;              ///< older ones whose verdict or text changed; as above
  std::vector<AskedClaim> most_asked;        ///< published claims, at most five
  std::int64_t questions = 0;                ///< of any kind, answered or not

  [[nodiscard]] std::int64_t published_count() const;
  [[nodiscard]] bool is_empty() const {
    return published.empty() && corrected.empty() && most_asked.empty();
  }
};

}  // namespace kentongan::tabayun
