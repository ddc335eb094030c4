#include "groups/groups.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "places/places.hpp"

namespace kentongan::api::resources {
namespace {

using groups::GroupFilter;

Answer list_named(const std::vector<groups::Named>& catalogue) {
  return list_page("", [&](JsonWriter& json) {
    for (const groups::Named& named : catalogue) {
      json.object([&] {
        json.member("slug", named.slug);
        json.member("name", named.name);
      });
    }
  });
}

void write_coverage(JsonWriter& json, const groups::DistrictCoverage& coverage) {
  json.member("code", coverage.district.text());
  json.member("name", coverage.name);
  json.member("villages", coverage.villages);
  json.member("villages_with_active", coverage.villages_with_active);
  json.member("groups", coverage.groups);
  json.member("active_groups", coverage.active_groups);
}

bool is_keeper(const Call& call, const groups::Group& group) {
  return call.session &&
         (call.actor().is_office(group.village()) || call.actor().is_member_of(group.id));
}

std::optional<GroupFilter::Shown> find_shown(std::string_view name) {
  if (name == "public") return GroupFilter::Shown::public_ones;
  if (name == "all") return GroupFilter::Shown::all;
  return std::nullopt;
}

}  // namespace

Answer list_partner_kinds(const Call& call) { return list_named(call.doors.groups.kinds()); }

Answer list_fields(const Call& call) { return list_named(call.doors.groups.fields()); }

Answer list_groups(const Call& call) {
  Query query(call);
  GroupFilter filter;
  filter.area = query.area("area").value_or(places::AreaCode());
  filter.partner_kind = query.text("partner_kind");
  filter.field = query.text("field");
  filter.state = query.word("state", groups::find_state);
  filter.words = query.text("q");
  filter.shown = query.word("shown", find_shown).value_or(GroupFilter::Shown::public_ones);
  filter.limit = query.limit(20);
  filter.after = query.text("next");
  if (const auto& problem = query.problem()) return *problem;
  if (filter.shown == GroupFilter::Shown::all) {
    if (!call.session) return Problem(401, "api.token.missing");
    if (!call.actor().is_office(filter.area)) return Problem(403, "api.office_only");
  }
  const groups::GroupPage page = call.doors.groups.list(filter);
  Labels labels(call);
  return list_page(page.next, [&](JsonWriter& json) {
    for (const groups::Group& group : page.groups) {
      json.object([&] { write_group(json, call, labels, group, Detail::brief); });
    }
  });
}

Answer show_group(const Call& call) {
  const groups::Group group = TRY(call.doors.groups.find_by_slug(call.captured.at(0)));
  if (!groups::is_public(group.state) && !is_keeper(call, group))
    return Problem(404, "groups.group.not_found");
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_group(json, call, labels, group, Detail::whole); });
}

Answer show_coverage(const Call& call) {
  const places::Area area = TRY(call.doors.places.find(TRY(call.area())));
  if (area.level() != places::Level::regency) return Problem(422, "api.coverage.regency_only");
  const groups::Coverage coverage = call.doors.groups.coverage(area.code);
  return json_object(200, [&](JsonWriter& json) {
    json.object("regency", [&] { write_area(json, area); });
    json.object("total", [&] { write_coverage(json, coverage.total); });
    json.array("districts", [&] {
      for (const groups::DistrictCoverage& district : coverage.districts) {
        json.object([&] { write_coverage(json, district); });
      }
    });
  });
}

}  // namespace kentongan::api::resources
