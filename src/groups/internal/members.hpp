// The only SQL about members.
#pragma once

#include "db/db.hpp"
#include "groups/group.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kentongan::groups {

class Members {
 public:
  [[nodiscard]] static std::optional<Member> find(db::Tx& tx, Id<Member> member);
  [[nodiscard]] static std::vector<Member> of_group(db::Tx& tx, Id<Group> group);
  [[nodiscard]] static std::int64_t count(db::Tx& tx, Id<Group> group);
  static void add(db::Tx& tx, const Member& member);
  [[nodiscard]] static bool save(db::Tx& tx, const Member& member, std::int64_t seen);
  static void remove(db::Tx& tx, Id<Member> member);
};

}  // namespace kentongan::groups
