#pragma once

#include "site/moment.hpp"
#include "site/views/area_choice.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

struct VoiceLine {
  std::string id = {};
  std::string way = {};
  std::string mime = {};
  Moment at = {};
};

/// What people sent that a person has to look at, and the form for what was said by word of mouth.
struct DeskIntakeView {
  std::vector<VoiceLine> voices = {};
  std::int64_t waiting = 0;  ///< messages not worked off yet
  std::int64_t failed = 0;
  std::vector<Choice> areas = {};
  std::string form_key = {};
  std::string text = {};
  std::string contact = {};
  std::string problem = {};
};

}  // namespace kentongan::site
