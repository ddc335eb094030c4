#include "groups/internal/members.hpp"

#include "groups/details.hpp"
#include "groups/internal/registry.hpp"

#define KENTONGAN_MEMBER_COLUMNS                                                                \
  "id, group_id, name, position, since, until, gender, birth_year, phone, occupation, skills, " \
  "training,"                                                                                   \
  " naming, revision"

namespace kentongan::groups {
namespace {

std::optional<Day> maybe_day(const db::Row& row, std::size_t column) {
  const auto number = row.maybe_integer(column);
  if (!number) return std::nullopt;
  return day_from_number(*number);
}

std::optional<std::int64_t> maybe_number(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return day_number(*day);
}

Member member_of(const db::Row& row) {
  Member member;
  member.id = row.id<Member>(0);
  member.group = row.id<Group>(1);
  MemberDetails& details = member.details;
  details.name = row.text(2);
  details.position = row.text(3);
  details.since = maybe_day(row, 4);
  details.until = maybe_day(row, 5);
  details.gender = find_gender(row.text(6)).value_or(Gender::unstated);
  details.birth_year = row.maybe_integer(7);
  details.phone = row.text(8);
  details.occupation = row.text(9);
  details.skills = read_list(row.text(10));
  details.training = row.text(11);
  details.naming = find_naming(row.text(12)).value_or(Naming::withheld);
  member.revision = row.integer(13);
  return member;
}

}  // namespace

std::optional<Member> Members::find(db::Tx& tx, Id<Member> member) {
  const auto row =
      tx.row("SELECT " KENTONGAN_MEMBER_COLUMNS " FROM group_members WHERE id = ?1", member);
  if (!row) return std::nullopt;
  return member_of(*row);
}

std::vector<Member> Members::of_group(db::Tx& tx, Id<Group> group) {
  std::vector<Member> found;
  tx.each(
      "SELECT " KENTONGAN_MEMBER_COLUMNS
      " FROM group_members WHERE group_id = ?1 ORDER BY id LIMIT 500",
      [&](const db::Row& row) { found.push_back(member_of(row)); }, group);
  return found;
}

std::int64_t Members::count(db::Tx& tx, Id<Group> group) {
  return tx.row("SELECT COUNT(*) FROM group_members WHERE group_id = ?1", group)->integer(0);
}

void Members::add(db::Tx& tx, const Member& member) {
  const MemberDetails& d = member.details;
  tx.run("INSERT INTO group_members (" KENTONGAN_MEMBER_COLUMNS
         ")"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
         member.id, member.group, d.name, d.position, maybe_number(d.since), maybe_number(d.until),
         name_of(d.gender), d.birth_year, d.phone, d.occupation, kept_list(d.skills), d.training,
         name_of(d.naming), member.revision);
}

bool Members::save(db::Tx& tx, const Member& member, std::int64_t seen) {
  const MemberDetails& d = member.details;
  return tx.run(
             "UPDATE group_members SET name = ?2, position = ?3, since = ?4, until = ?5, gender = "
             "?6,"
             " birth_year = ?7, phone = ?8, occupation = ?9, skills = ?10, training = ?11, naming "
             "= ?12,"
             " revision = revision + 1 WHERE id = ?1 AND revision = ?13",
             member.id, d.name, d.position, maybe_number(d.since), maybe_number(d.until),
             name_of(d.gender), d.birth_year, d.phone, d.occupation, kept_list(d.skills),
             d.training, name_of(d.naming), seen) == 1;
}

void Members::remove(db::Tx& tx, Id<Member> member) {
  tx.run("DELETE FROM group_members WHERE id = ?1", member);
}

}  // namespace kentongan::groups
