#pragma once

#include "site/moment.hpp"
#include "site/views/claim_view.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::site {

struct AlsoChecked {
  std::string path = {};
  std::string checker = {};
  std::string title = {};
};

/// Where a fact check comes from, and who else says the same.
struct ProvenanceView {
  bool is_ours = true;
  std::string source = {};
  std::string home = {};
  std::string licence = {};
  std::string fetched = {};  ///< a sentence: fetched or imported, when
  std::vector<AlsoChecked> also = {};
};

struct SourceLine {
  std::string name = {};
  std::string shown = {};
  std::string home = {};
  bool is_set_up = true;
  bool is_well = true;
  std::string problem = {};  ///< what is wrong and what to do, in words
  Moment asked = {};         ///< `machine` is empty: never
  Moment succeeded = {};
  Moment due = {};
  std::int64_t taken = 0;
  std::int64_t seen = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t refused = 0;
};

struct ContradictionLine {
  std::string claim = {};  ///< ids
  std::string first = {};
  ClaimLine later = {};
  ClaimLine earlier = {};
  std::string later_source = {};
  std::string earlier_source = {};
  Moment found = {};
};

struct ExchangeView {
  std::string problem = {};
  std::vector<SourceLine> sources = {};
  std::vector<ContradictionLine> contradictions = {};
};

}  // namespace kentongan::site
