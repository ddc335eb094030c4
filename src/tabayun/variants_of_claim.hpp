// How a claim circulates: its wordings as people asked about them, where, and since when. Values.
#pragma once

#include "base/instant.hpp"
#include "places/area_code.hpp"
#include "tabayun/question.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::tabayun {

/// How many asked in one place.
struct AskedIn {
  places::AreaCode area;  ///< as the askers said; the nation where they did not
  std::int64_t count = 0;
};

/// How many asked by one mouth.
struct AskedBy {
  Mouth mouth = Mouth::web;
  std::int64_t count = 0;
};

/// Copies of one message: equal but for their dress.
struct Wording {
  std::string text;  ///< as it was first asked; empty where only a picture came
  std::int64_t count = 0;
  std::int64_t askers = 0;           ///< different people; who is not known counts each time
  std::vector<AskedIn> areas = {};   ///< most asked first
  std::vector<AskedBy> mouths = {};  ///< most asked first
  Instant first_asked;
  Instant last_asked;
};

struct ClaimVariants {
  std::vector<Wording> wordings = {};  ///< most asked first, at most 50
  std::int64_t all_wordings = 0;       ///< how many there are, those beyond 50 included
  std::vector<AskedIn> areas = {};     ///< of all questions, most asked first, at most 200
  std::int64_t questions = 0;
  std::int64_t askers = 0;  ///< as above, of all questions
  std::optional<Instant> first_asked = {};
  std::optional<Instant> last_asked = {};
};

}  // namespace kentongan::tabayun
