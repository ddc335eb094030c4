// Questions about groups and their members.
#include "base/text.hpp"
#include "groups/groups.hpp"
#include "groups/internal/members.hpp"
#include "groups/internal/registry.hpp"
#include "groups/workflow.hpp"

#include <algorithm>
#include <set>

namespace kentongan::groups {
namespace {

constexpr std::int64_t largest_page = 200;
constexpr std::size_t most_names = 1'000;

Error not_found() { return Error(Refusal::not_found, "groups.group.not_found"); }

}  // namespace

Result<Group> Groups::find(db::Tx& tx, Id<Group> group) const {
  auto found = Registry::find(tx, group);
  if (!found) return not_found();
  return std::move(*found);
}

Result<Group> Groups::find(Id<Group> group) const {
  return outside_.db.read([&](db::Tx& tx) { return find(tx, group); });
}

Result<Group> Groups::find_by_slug(std::string_view slug) const {
  if (slug.size() > 100) return not_found();
  return outside_.db.read([&](db::Tx& tx) -> Result<Group> {
    auto found = Registry::find_by_slug(tx, clean_utf8(slug));
    if (!found) return not_found();
    return std::move(*found);
  });
}

GroupPage Groups::list(const GroupFilter& filter) const {
  GroupFilter clean = filter;
  clean.limit = std::clamp<std::int64_t>(filter.limit, 1, largest_page);
  clean.words = filter.words.substr(0, 200);
  clean.after = clean_utf8(filter.after.substr(0, 1'000));
  // A slug that is none would be no wildcard but no group either.
  if (!filter.field.empty()) clean.field = slug(filter.field);
  if (!filter.partner_kind.empty()) clean.partner_kind = slug(filter.partner_kind);
  GroupPage page;
  page.groups = outside_.db.read([&](db::Tx& tx) { return Registry::list(tx, clean); });
  if (static_cast<std::int64_t>(page.groups.size()) > clean.limit) {
    page.groups.pop_back();
    page.next = list_key(page.groups.back());
  }
  return page;
}

std::vector<GroupName> Groups::names_of(const std::vector<Id<Group>>& groups) const {
  return outside_.db.read([&](db::Tx& tx) {
    std::vector<GroupName> names;
    for (std::size_t i = 0; i < std::min(groups.size(), most_names); ++i) {
      if (const auto group = Registry::find(tx, groups[i]))
        names.push_back({group->id, group->slug(), group->name()});
    }
    return names;
  });
}

Result<std::vector<Member>> Groups::members(const people::Actor& actor, Id<Group> group) const {
  return outside_.db.read([&](db::Tx& tx) -> Result<std::vector<Member>> {
    const Group found = TRY(find(tx, group));
    TRY(decide_members(actor, found));
    return Members::of_group(tx, group);
  });
}

std::vector<PublicMember> Groups::public_members(Id<Group> group) const {
  return outside_.db.read([&](db::Tx& tx) {
    std::vector<PublicMember> shown;
    for (const Member& member : Members::of_group(tx, group)) {
      if (member.details.naming == Naming::public_name) {
        shown.push_back({member.details.name, member.details.position});
      }
    }
    return shown;
  });
}

std::int64_t Groups::count_members(Id<Group> group) const {
  return outside_.db.read([&](db::Tx& tx) { return Members::count(tx, group); });
}

Coverage Groups::coverage(const places::AreaCode& within) const {
  const places::AreaCode regency = within.regency();
  Coverage coverage;
  coverage.total.district = regency;
  const auto villages = places_.villages_by_district(regency);
  for (const places::Area& district : places_.children(regency)) {
    DistrictCoverage row;
    row.district = district.code;
    row.name = district.name;
    const auto counted = villages.find(district.code);
    row.villages = counted == villages.end() ? 0 : counted->second;
    coverage.districts.push_back(std::move(row));
  }
  const auto standings =
      outside_.db.read([&](db::Tx& tx) { return Registry::standings(tx, regency); });
  std::set<places::AreaCode> villages_at_work;
  for (const auto& [village, state] : standings) {
    const places::AreaCode district = village.at(places::Level::district);
    const auto row =
        std::find_if(coverage.districts.begin(), coverage.districts.end(),
                     [&](const DistrictCoverage& one) { return one.district == district; });
    if (row == coverage.districts.end() || !is_public(state) || state == State::closed) continue;
    ++row->groups;
    if (!is_at_work(state)) continue;
    ++row->active_groups;
    if (villages_at_work.insert(village).second) ++row->villages_with_active;
  }
  for (const DistrictCoverage& row : coverage.districts) {
    coverage.total.villages += row.villages;
    coverage.total.villages_with_active += row.villages_with_active;
    coverage.total.groups += row.groups;
    coverage.total.active_groups += row.active_groups;
  }
  return coverage;
}

std::vector<Group> Groups::decrees_ending(const places::AreaCode& area, Span within) const {
  const Day last = day_of(outside_.clock.now() + within, Zone::wib);
  return outside_.db.read([&](db::Tx& tx) { return Registry::decrees_ending(tx, area, last); });
}

std::vector<Named> Groups::kinds() const {
  return outside_.db.read([](db::Tx& tx) { return Catalogues::kinds(tx); });
}

std::vector<Named> Groups::fields() const {
  return outside_.db.read([](db::Tx& tx) { return Catalogues::fields(tx); });
}

}  // namespace kentongan::groups
