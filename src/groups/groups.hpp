// The door of the room: the registry of groups.
#pragma once

#include "groups/commands.hpp"
#include "groups/group.hpp"
#include "people/people.hpp"
#include "places/places.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::groups {

/// Thread: everything may be called from anywhere; what takes a `Tx` is for other rooms' closures.
class Groups {
 public:
  Groups(const people::Surroundings& surroundings, const places::Places& places,
         const people::People& people);
  Groups(const Groups&) = delete;
  Groups& operator=(const Groups&) = delete;

  // ---- commands
  // ------------------------------------------------------------------------------------
  /// May: the office of the village.
  /// Errors: forbidden `groups.register.not_office`; invalid `groups.*`; not_found
  /// `places.area.not_found`; conflict `groups.slug.taken`, `groups.name.taken` (in that village).
  [[nodiscard]] Result<Group> register_group(const RegisterGroup& command);
  /// May: the office; the group's ketua, except what the office decides (kind, village, numbers,
  /// decree). Errors: as above; conflict `groups.changed_meanwhile`; forbidden
  /// `groups.edit.not_yours`, `groups.edit.office_only`.
  [[nodiscard]] Result<Group> edit(const EditGroup& command);
  /// Errors: conflict `groups.move.not_allowed`, `groups.changed_meanwhile`; invalid
  /// `groups.move.needs_minutes`, `groups.move.needs_decree`, `groups.move.needs_reason`;
  /// forbidden.
  [[nodiscard]] Result<Group> move(const MoveGroup& command);

  [[nodiscard]] Result<Member> add_member(const AddMember& command);
  [[nodiscard]] Result<Member> edit_member(const EditMember& command);
  [[nodiscard]] Result<> remove_member(const RemoveMember& command);

  /// A role in the group for an account. May: the office; the ketua, for `anggota`.
  [[nodiscard]] Result<> appoint(const AppointMember& command);
  [[nodiscard]] Result<> dismiss(const AppointMember& command);

  // ---- questions
  // -----------------------------------------------------------------------------------
  /// Errors: not_found `groups.group.not_found`.
  [[nodiscard]] Result<Group> find(Id<Group> group) const;
  [[nodiscard]] Result<Group> find(db::Tx& tx, Id<Group> group) const;
  [[nodiscard]] Result<Group> find_by_slug(std::string_view slug) const;
  [[nodiscard]] GroupPage list(const GroupFilter& filter) const;
  /// Their names, for pages that show who wrote; unknown ids are left out.
  [[nodiscard]] std::vector<GroupName> names_of(const std::vector<Id<Group>>& groups) const;

  /// With phones. May: the office; the group's ketua. Errors: forbidden `groups.members.not_yours`.
  [[nodiscard]] Result<std::vector<Member>> members(const people::Actor& actor,
                                                    Id<Group> group) const;
  /// Those who agreed to be named.
  [[nodiscard]] std::vector<PublicMember> public_members(Id<Group> group) const;
  [[nodiscard]] std::int64_t count_members(Id<Group> group) const;

  /// By kecamatan, every kecamatan of the regency included. `active` means at work (is_at_work).
  [[nodiscard]] Coverage coverage(const places::AreaCode& regency) const;
  /// Groups (registered and not closed) whose decree ends before `now + within`, or has ended; the
  /// nearest end first, at most 500.
  [[nodiscard]] std::vector<Group> decrees_ending(const places::AreaCode& area, Span within) const;

  [[nodiscard]] std::vector<Named> kinds() const;
  [[nodiscard]] std::vector<Named> fields() const;
  /// May: any admin. Adds or renames; an empty slug is made from the name.
  /// Errors: forbidden `groups.catalogue.not_admin`; invalid `groups.name.empty`,
  /// `groups.slug.malformed`.
  [[nodiscard]] Result<> set_kind(const people::Actor& actor, const Named& kind);
  [[nodiscard]] Result<> set_field(const people::Actor& actor, const Named& field);

  // ---- files
  // ---------------------------------------------------------------------------------------
  /// One transaction. With `keep_nothing` one refused row refuses all (`groups.import.refused`);
  /// the rows are in `report` either way. Errors: invalid `groups.import.no_header`,
  /// `groups.import.refused`, `csv.*`.
  [[nodiscard]] Result<> import_csv(const ImportGroups& command, GroupImportReport& report);
  /// Every group within `area`, ordered by village and slug, in the columns of columns.hpp. What
  /// import reads back; exporting that again gives the same bytes. May: the office.
  [[nodiscard]] Result<std::string> export_csv(const people::Actor& actor,
                                               const places::AreaCode& area) const;

 private:
  // set at construction
  people::Surroundings outside_;
  const places::Places& places_;
  const people::People& people_;
};

}  // namespace kentongan::groups
