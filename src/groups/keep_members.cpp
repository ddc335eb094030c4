// The commands about members and their roles.
#include "groups/details.hpp"
#include "groups/events.hpp"
#include "groups/groups.hpp"
#include "groups/internal/members.hpp"
#include "groups/workflow.hpp"

namespace kentongan::groups {
namespace {

constexpr std::int64_t most_members = 500;

ledger::Note member_note(const char* kind, const Group& group, const people::Actor& actor,
                         Id<Member> member) {
  ledger::Note note = note_of(kind, group, actor);
  note.detail = R"({"member":")" + member.text() + R"("})";
  return note;
}

Day today(Instant now) { return day_of(now, Zone::wib); }

}  // namespace

Result<Member> Groups::add_member(const AddMember& command) {
  const Instant now = outside_.clock.now();
  Member member;
  member.details = TRY(cleaned(command.details, today(now)));
  member.id = outside_.ids.next<Member>();
  member.group = command.group;
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<Member> {
    const Group group = TRY(find(tx, command.group));
    TRY(decide_members(command.actor, group));
    if (Members::count(tx, group.id) >= most_members)
      return Error(Refusal::conflict, "groups.member.too_many");
    Members::add(tx, member);
    outside_.ledger.append(tx, member_note("group_member_added", group, command.actor, member.id),
                           now);
    return member;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<Member> Groups::edit_member(const EditMember& command) {
  const Instant now = outside_.clock.now();
  const MemberDetails details = TRY(cleaned(command.details, today(now)));
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<Member> {
    auto member = Members::find(tx, command.member);
    if (!member) return Error(Refusal::not_found, "groups.member.not_found");
    const Group group = TRY(find(tx, member->group));
    TRY(decide_members(command.actor, group));
    member->details = details;
    if (!Members::save(tx, *member, command.seen_revision))
      return Error(Refusal::conflict, "groups.changed_meanwhile");
    member->revision = command.seen_revision + 1;
    outside_.ledger.append(tx, member_note("group_member_edited", group, command.actor, member->id),
                           now);
    return *member;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<> Groups::remove_member(const RemoveMember& command) {
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    const auto member = Members::find(tx, command.member);
    if (!member) return Error(Refusal::not_found, "groups.member.not_found");
    const Group group = TRY(find(tx, member->group));
    TRY(decide_members(command.actor, group));
    Members::remove(tx, member->id);
    outside_.ledger.append(tx,
                           member_note("group_member_removed", group, command.actor, member->id),
                           outside_.clock.now());
    return {};
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<> Groups::appoint(const AppointMember& command) {
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    const Group group = TRY(find(tx, command.group));
    return people_.grant_group_role(
        tx, {command.actor, command.account, command.role, group.id, group.village()});
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<> Groups::dismiss(const AppointMember& command) {
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    const Group group = TRY(find(tx, command.group));
    return people_.revoke_group_role(
        tx, {command.actor, command.account, command.role, group.id, group.village()});
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

}  // namespace kentongan::groups
