#pragma once

#include "site/moment.hpp"
#include "site/views/area_choice.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

struct CorrectionLine {
  std::string id = {};
  std::string title = {};
  std::string group = {};
  std::string cause = {};
  std::string verdict = {};  ///< empty when it was withdrawn
  std::string state = {};    ///< `late` besides the names of the states
  Moment due = {};
};

struct CorrectionsView {
  std::vector<CorrectionLine> mine = {};
  std::vector<CorrectionLine> office = {};
  bool is_office = false;
  bool is_member = false;
  std::int64_t late = 0;
};

struct CorrectionTaskView {
  CorrectionLine line = {};
  std::string claim_path = {};
  std::string for_chat = {};
  std::string for_loudspeaker = {};
  std::string whatsapp_url = {};
  std::string form_key = {};
  std::string place = {};
  std::string channel = {};  ///< name
  std::string note = {};
  std::int64_t reach = 0;
  std::vector<Choice> channels = {};
  bool may_do = false;  ///< a member of its group, and it is open
  bool may_receive = false;
  bool done = false;
};

}  // namespace kentongan::site
