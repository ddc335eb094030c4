// An asking without its words, for who counts.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "places/area_code.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/question.hpp"

#include <cstdint>

namespace kentongan::tabayun {

/// Who asked what, where and when; neither what they wrote nor who they are.
struct AskedFact {
  Id<Question> question;
  Id<Claim> claim;  ///< what it waits for, or what answered it
  places::AreaCode area;
  Instant at;
  /// A keyed hash of who asked, the same when they ask again; 0 when nobody knows.
  std::uint64_t asker = 0;
};

}  // namespace kentongan::tabayun
