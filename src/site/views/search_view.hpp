#pragma once

#include "search/marked.hpp"
#include "site/views/claim_view.hpp"
#include "site/views/group_view.hpp"
#include "site/views/item_view.hpp"

namespace kentongan::site {

/// Something that was found: how lists show it, and where the words stand.
template <typename Line>
struct FoundLine {
  Line line = {};
  search::Marked title = {};
  search::Marked passage = {};
  bool opens_partial = false;  ///< the first that has some of the words only
};

/// What was found of one kind.
template <typename Line>
struct FoundList {
  std::vector<FoundLine<Line>> lines = {};
  std::int64_t all = 0;
  std::string more = {};  ///< where all of them are listed; empty when all are here
};

struct SearchView {
  std::string words = {};
  enum class State { not_asked, loading, only_common_words, asked } state = State::not_asked;
  FoundList<ClaimLine> claims = {};
  FoundList<ItemLine> items = {};
  FoundList<GroupLine> groups = {};
  std::vector<Link> places = {};
  std::string meant = {};       ///< what was typed, put right
  std::string meant_path = {};  ///< a search for it
  std::string nowhere = {};     ///< words that occur nowhere
  std::vector<Choice> kinds = {};
  std::vector<Choice> districts = {};
  std::string previous = {};  ///< address of a page; empty: none
  std::string next = {};
  [[nodiscard]] bool has_texts() const {
    return !claims.lines.empty() || !items.lines.empty() || !groups.lines.empty();
  }
  [[nodiscard]] bool nothing() const {
    return state == State::asked && !has_texts() && places.empty();
  }
};

}  // namespace kentongan::site
