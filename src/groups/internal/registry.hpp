// The only SQL about groups.
#pragma once

#include "db/db.hpp"
#include "groups/commands.hpp"
#include "groups/group.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::groups {

class Registry {
 public:
  [[nodiscard]] static std::optional<Group> find(db::Tx& tx, Id<Group> group);
  [[nodiscard]] static std::optional<Group> find_by_slug(db::Tx& tx, std::string_view slug);
  [[nodiscard]] static std::optional<Group> find_by_name(db::Tx& tx,
                                                         const places::AreaCode& village,
                                                         std::string_view name);
  static void add(db::Tx& tx, const Group& group);
  /// Where the revision is still `seen`; false otherwise. The saved revision is `seen` + 1.
  [[nodiscard]] static bool save(db::Tx& tx, const Group& group, std::int64_t seen);

  /// One more than `filter.limit` when there are more.
  [[nodiscard]] static std::vector<Group> list(db::Tx& tx, const GroupFilter& filter);
  /// All within an area (at most 20,000), in no order.
  [[nodiscard]] static std::vector<Group> all_within(db::Tx& tx, const places::AreaCode& area);
  [[nodiscard]] static std::vector<Group> decrees_ending(db::Tx& tx, const places::AreaCode& area,
                                                         Day last);
  struct Standing {
    places::AreaCode village;
    State state;
  };
  [[nodiscard]] static std::vector<Standing> standings(db::Tx& tx, const places::AreaCode& regency);
};

[[nodiscard]] std::int64_t day_number(Day day);
[[nodiscard]] Day day_from_number(std::int64_t number);
/// How a name is compared, and the key that pages of a list go by.
[[nodiscard]] std::string list_key(const Group& group);

class Catalogues {
 public:
  [[nodiscard]] static std::vector<Named> kinds(db::Tx& tx);
  [[nodiscard]] static std::vector<Named> fields(db::Tx& tx);
  static void save_kind(db::Tx& tx, const Named& kind);
  static void save_field(db::Tx& tx, const Named& field);
};

}  // namespace kentongan::groups
