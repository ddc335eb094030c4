#pragma once

#include "site/moment.hpp"
#include "site/views/area_choice.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::site {

struct GroupLine {
  std::string slug = {};
  std::string name = {};
  std::string kind = {};
  std::string place = {};
  std::string fields = {};
  std::string state = {};  ///< name of the state
};

struct GroupListView {
  std::vector<GroupLine> groups = {};
  std::vector<Choice> districts = {};
  std::vector<Choice> kinds = {};
  std::vector<Choice> regencies = {};
  std::string regency_name = {};
  std::string regency = {};
  std::string words = {};
  std::string next = {};  ///< address of the next page; empty at the end
  std::int64_t all = 0;
};

struct Fact {
  std::string name = {};
  std::string value = {};
};

struct ItemLine;  // item_view.hpp

struct GroupView {
  std::string name = {};
  std::string slug = {};
  std::string state = {};
  std::string place = {};
  std::string district_name = {};
  std::string district_code = {};
  std::string lead = {};
  std::vector<Fact> facts = {};
  std::vector<std::pair<std::string, std::string>> officers = {};  ///< name, position
  std::string founded_machine = {};
  std::string founded = {};
  bool may_edit = false;
  std::string id = {};
};

struct CoverageLine {
  std::string code = {};
  std::string name = {};
  std::int64_t villages = 0;
  std::int64_t covered = 0;  ///< villages with an active group
  std::int64_t groups = 0;
  std::int64_t active = 0;
  std::int64_t percent = 0;
  int level = 0;          ///< 0 none … 4, for the tile's colour
  std::string path = {};  ///< the `d` of its outline; empty without boundaries
};

struct CoverageView {
  std::string regency = {};
  std::string regency_name = {};
  std::vector<CoverageLine> districts = {};  ///< in order of code
  CoverageLine total = {};
  std::int64_t without = 0;  ///< kecamatan without any active group
  int map_height = 0;        ///< of the viewBox 600 wide; 0: no boundaries, draw tiles
  std::vector<Choice> regencies = {};
};

/// 0 none, 1 < 25 %, 2 < 45 %, 3 < 70 %, 4 the rest.
[[nodiscard]] int coverage_level(std::int64_t covered, std::int64_t villages);

}  // namespace kentongan::site
