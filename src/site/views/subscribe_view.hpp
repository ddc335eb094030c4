#pragma once

#include "site/views/area_choice.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct SubscribeView {
  std::string email = {};
  std::string problem = {};
  std::vector<Choice> districts = {};
  std::vector<Choice> topics = {};
  std::string regency = {};
  std::string regency_name = {};
};

/// The page behind a link in a mail: says what the button does, and does nothing by itself, because
/// mail scanners open every link.
struct LinkView {
  std::string title = {};
  std::string text = {};
  std::string button = {};
  std::string action = {};
};

}  // namespace kentongan::site
