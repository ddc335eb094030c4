// An area and those it lies in, as the columns that subscriptions and fan-outs are matched by.
#pragma once

#include "places/area_code.hpp"

#include <string>

namespace kentongan::outbox {

/// `none` where an area has no ancestor at that level: nothing is ever equal to it.
struct AreaColumns {
  explicit AreaColumns(const places::AreaCode& code)
      : area(code.text()),
        province(cut(code, places::Level::province)),
        regency(cut(code, places::Level::regency)),
        district(cut(code, places::Level::district)) {}
  std::string area;
  std::string province;
  std::string regency;
  std::string district;

 private:
  static std::string cut(const places::AreaCode& code, places::Level level) {
    return code.level() < level ? "-" : code.at(level).text();
  }
};

}  // namespace kentongan::outbox
