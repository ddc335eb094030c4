// The only SQL about outlines.
#pragma once

#include "db/db.hpp"
#include "places/outline.hpp"

#include <vector>

namespace kentongan::places {

class Outlines {
 public:
  static void save(db::Tx& tx, const Outline& outline);
  [[nodiscard]] static std::vector<Outline> find(db::Tx& tx, const AreaCode& code);
  [[nodiscard]] static std::vector<Outline> children(db::Tx& tx, const AreaCode& parent);
  [[nodiscard]] static std::vector<Outline> grandchildren(db::Tx& tx, const AreaCode& grandparent);
};

}  // namespace kentongan::places
