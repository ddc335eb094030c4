#pragma once

#include "site/views/area_choice.hpp"
#include "site/views/group_view.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct DeskGroupLine {
  std::string id = {};
  std::string name = {};
  std::string place = {};
  std::string state = {};
  std::int64_t percent = 0;       ///< of the entry filled
  std::string decree_until = {};  ///< ISO day, or empty
};

struct DeskGroupsView {
  std::vector<DeskGroupLine> groups = {};
  std::vector<DeskGroupLine> ending = {};  ///< decrees that end within 90 days, or have ended
  std::vector<Choice> districts = {};
  std::string words = {};
  std::string next = {};
  bool may_register = false;
};

/// A text field of the registry form.
struct FieldView {
  std::string name = {};
  std::string label = {};
  std::string value = {};
  std::string type = "text";  ///< text, date, area (several lines)
};

struct FieldsetView {
  std::string legend = {};
  std::vector<FieldView> fields = {};
};

struct GroupFormView {
  std::string action = {};
  std::string title = {};
  std::string state = {};
  std::string id = {};
  std::string slug = {};
  std::string revision = {};
  std::string problem = {};
  std::int64_t percent = 0;
  std::vector<std::string> lacks = {};
  std::vector<FieldsetView> fieldsets = {};
  std::vector<Choice> kinds = {};
  std::vector<Choice> fields = {};
  std::vector<Choice> equipment = {};
  std::vector<Choice> levels = {};
  std::vector<Choice> moves = {};                                 ///< states it may go to
  std::vector<std::pair<std::string, std::string>> members = {};  ///< name, position
};

struct ImportRow {
  std::string line = {};
  std::string reason = {};
};
struct ImportView {
  std::string problem = {};
  std::string done = {};
  std::vector<ImportRow> refused = {};
};

}  // namespace kentongan::site
