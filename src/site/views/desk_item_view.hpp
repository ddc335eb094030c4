#pragma once

#include "html/difference.hpp"
#include "html/safe.hpp"
#include "site/moment.hpp"
#include "site/views/area_choice.hpp"
#include "site/views/item_view.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct DeskChip {
  std::string path = {};
  std::string state = {};  ///< empty: all
  std::int64_t count = 0;
  bool current = false;
};

struct DeskItemLine {
  std::string id = {};
  std::string title = {};
  std::string writer = {};
  std::string place = {};
  std::string provenance = {};
  std::string state = {};
  Moment changed = {};
  bool own = false;
};

struct DeskItemsView {
  std::vector<DeskChip> chips = {};
  std::vector<DeskItemLine> items = {};
  std::vector<Choice> desks = {};  ///< where the actor works: groups and areas
  std::string next = {};
};

/// The form of an item, filled with what was written last, saved or not.
struct ItemFormView {
  std::string action = {};
  std::string title_text = {};  ///< of the page
  std::string revision = {};    ///< `seen_revision`; empty for a new one
  std::string form_key = {};
  std::string title = {};
  std::string summary = {};
  std::string body = {};
  std::string source = {};
  std::string topics = {};
  std::string villages = {};  ///< village codes, one a line
  std::string note = {};
  bool is_correction = false;
  std::vector<Choice> kinds = {};
  std::vector<Choice> provenances = {};
  std::vector<Choice> adindas = {};
  std::vector<Choice> groups = {};
  std::vector<Choice> areas = {};
  std::string problem_title = {};  ///< what became of it
  std::string problem = {};        ///< why it was not saved
  std::string theirs = {};         ///< the body somebody else saved meanwhile
};

struct HistoryLine {
  Moment at = {};
  std::string move = {};  ///< name of the move
  std::string who = {};
  std::string note = {};
};

struct RevisionLine {
  std::int64_t number = 0;
  std::string path = {};
  std::string who = {};
  Moment at = {};
};

struct DeskItemView {
  std::string id = {};
  std::string title = {};
  std::string state = {};
  std::string provenance = {};
  std::string kind = {};
  std::string writers = {};
  std::string source = {};
  std::string summary = {};
  std::string areas = {};
  std::string topics = {};
  std::string return_note;
  std::string public_path = {};  ///< empty until it is public
  std::string revision = {};
  Moment changed = {};
  std::string scheduled = {};
  html::SafeHtml body = {};
  std::vector<html::Difference> changes =
      {};  ///< of the text before, or of the proposed correction
  std::string changes_title = {};
  std::vector<HistoryLine> history = {};
  std::vector<RevisionLine> revisions = {};
  std::vector<std::string> moves = {};  ///< what the actor may do now, names of moves
  std::string soonest = {};             ///< for the schedule field
  [[nodiscard]] bool may(std::string_view move) const {
    for (const std::string& open : moves) {
      if (open == move) return true;
    }
    return false;
  }
};

}  // namespace kentongan::site
