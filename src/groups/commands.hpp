// What the room's commands and questions take and give.
#pragma once

#include "groups/group.hpp"
#include "people/actor.hpp"
#include "places/import_areas.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::groups {

struct RegisterGroup {
  people::Actor actor = {};
  GroupDetails details = {};
  State state = State::proposed;  ///< an office enters groups that exist already
  std::optional<ClosedReason> closed_reason = {};
};

struct EditGroup {
  people::Actor actor = {};
  Id<Group> group = {};
  GroupDetails details = {};  ///< an empty slug keeps the old one
  std::int64_t seen_revision = 0;
};

struct MoveGroup {
  people::Actor actor = {};
  Id<Group> group = {};
  State to = State::proposed;
  std::optional<ClosedReason> closed_reason = {};
  std::int64_t seen_revision = 0;
};

struct AddMember {
  people::Actor actor = {};
  Id<Group> group = {};
  MemberDetails details = {};
};
struct EditMember {
  people::Actor actor = {};
  Id<Member> member = {};
  MemberDetails details = {};
  std::int64_t seen_revision = 0;
};
struct RemoveMember {
  people::Actor actor = {};
  Id<Member> member = {};
};

/// Gives (or takes) an account the role `ketua`, `anggota` or `pemeriksa` in a group.
struct AppointMember {
  people::Actor actor = {};
  Id<Group> group = {};
  Id<people::Account> account = {};
  people::Role role = people::Role::anggota;
};

struct GroupFilter {
  places::AreaCode area = {};     ///< nation, province, regency, district or village
  std::string partner_kind = {};  ///< empty: any
  std::string field = {};         ///< empty: any
  std::optional<State> state = {};
  std::string words = {};  ///< in the name; empty: any
  /// Whether groups that are not public yet, or closed, are listed too.
  enum class Shown { public_ones, all } shown = Shown::public_ones;
  std::int64_t limit = 50;  ///< at most 200
  std::string after = {};   ///< `GroupPage::next` of the page before
};
struct GroupPage {
  std::vector<Group> groups = {};  ///< ordered by name
  std::string next = {};           ///< empty at the end
};

/// A row of a catalogue: partner kinds, fields.
struct Named {
  std::string slug = {};
  std::string name = {};
};

/// What a page needs to name a group and link to it.
struct GroupName {
  Id<Group> id = {};
  std::string slug = {};
  std::string name = {};
};

/// `groups`: registered and not closed; `active` ones are at work (is_at_work).
struct DistrictCoverage {
  places::AreaCode district = {};
  std::string name = {};
  std::int64_t villages = 0;
  std::int64_t villages_with_active = 0;
  std::int64_t groups = 0;
  std::int64_t active_groups = 0;
};
struct Coverage {
  std::vector<DistrictCoverage> districts = {};
  DistrictCoverage total = {};
};

/// A member as the public page shows them.
struct PublicMember {
  std::string name = {};
  std::string position = {};
};

enum class OnDuplicate { refuse, update };

struct ImportGroups {
  people::Actor actor = {};
  std::string csv = {};
  OnDuplicate on_duplicate = OnDuplicate::refuse;
  places::OnRefusal on_refusal = places::OnRefusal::keep_nothing;
  std::function<void(std::int64_t done, std::int64_t all)> progress = {};
};
struct RefusedRow {
  std::int64_t line = 0;     ///< in the file, from 1
  const char* message = "";  ///< key of the catalogue
  std::string column = {};   ///< the column's name, when one is to blame
};
struct GroupImportReport {
  std::int64_t added = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::vector<RefusedRow> refused = {};
  std::vector<std::string> unknown_columns = {};
};

}  // namespace kentongan::groups
