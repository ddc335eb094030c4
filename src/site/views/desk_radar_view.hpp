#pragma once

#include "site/moment.hpp"
#include "site/views/area_choice.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

/// A bar of a small chart, in units of its viewBox.
struct ChartBar {
  int x = 0;
  int y = 0;
  int height = 0;
};

/// What is asked about in one kecamatan.
struct TopicLine {
  std::string claim = {};  ///< its id
  std::string title = {};
  std::string state = {};    ///< of the claim
  std::string verdict = {};  ///< empty: none yet
  std::string place = {};
  std::string area = {};  ///< code of the kecamatan
  Moment since = {};
  std::int64_t asked = 0;  ///< in the window that is shown
  std::int64_t askers = 0;
  std::string usual = {};            ///< what is usual then, in words
  std::vector<ChartBar> hours = {};  ///< 24, oldest first
  std::vector<ChartBar> days = {};   ///< 28
  std::string counts = {};           ///< the charts in words
  std::string explainer_state = {};  ///< of the task about it; empty: none
  bool may_open_explainer = false;
};

struct RadarDistrict {
  std::string code = {};
  std::string name = {};
  std::int64_t topics = 0;
  std::int64_t askers = 0;  ///< of the most asked topic
  int level = 0;            ///< 0 none … 4, for the tile's colour
  std::string path = {};    ///< the `d` of its outline; empty without boundaries
};

struct RadarView {
  std::string problem = {};
  std::vector<Choice> windows = {};
  std::vector<Choice> districts = {};
  std::string window = {};       ///< `24j`
  std::string window_text = {};  ///< `24 jam terakhir`
  std::vector<TopicLine> topics = {};
  std::vector<RadarDistrict> map = {};
  int map_height = 0;  ///< of the viewBox 600 wide; 0: no boundaries, draw tiles
  std::int64_t explainers_open = 0;
};

/// A task "publish an explainer".
struct ExplainerLine {
  std::string id = {};
  std::string revision = {};
  std::string title = {};
  std::string state = {};
  std::string claim = {};  ///< its id
  std::string place = {};
  std::string writer = {};  ///< group or person; empty: nobody yet
  std::string reason = {};
  std::string item_path = {};
  std::string item_title = {};
  std::string write_path = {};  ///< the form of a new item, filled in
  Moment changed = {};
  bool may_assign = false;
  bool may_finish = false;
  bool may_drop = false;
};

struct ExplainersView {
  std::string problem = {};
  std::vector<ExplainerLine> open = {};
  std::vector<ExplainerLine> over = {};
  std::vector<Choice> writers = {};
};

}  // namespace kentongan::site
