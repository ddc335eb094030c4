#include "api/shapes.hpp"

#include "base/calendar.hpp"
#include "groups/groups.hpp"

namespace kentongan::api {
namespace {

using groups::Group;
using groups::GroupDetails;

std::optional<std::string> day_text(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return iso(*day);
}

void write_papers(JsonWriter& json, const GroupDetails& details) {
  json.member("founded_on", day_text(details.founded_on));
  json.object("minutes", [&] {
    json.member("number", details.minutes_number);
    json.member("day", day_text(details.minutes_day));
  });
  json.object("decree", [&] {
    json.member("number", details.decree.number);
    json.member("day", day_text(details.decree.day));
    json.member("issuer", details.decree.issuer);
    json.member("level", details.decree.level);
    json.member("valid_until", day_text(details.decree.valid_until));
  });
  json.member("inaugurated_on", day_text(details.inaugurated_on));
}

/// Everything that is filled in and public; the office's note and contact are not.
void write_details(JsonWriter& json, const GroupDetails& details) {
  json.member("national_number", details.national_number);
  json.member("address", details.address);
  if (details.coordinates) {
    json.object("coordinates", [&] {
      json.member("latitude", details.coordinates->latitude);
      json.member("longitude", details.coordinates->longitude);
    });
  } else {
    json.member("coordinates", nullptr);
  }
  write_papers(json, details);
  json.member("vision", details.vision);
  json.member("mission", details.mission);
  json.member("work_programme", details.work_programme);
  json.member("secretariat", details.secretariat);
  write_texts(json, "equipment", details.equipment);
  json.array("channels", [&] {
    for (const groups::Channel& channel : details.channels) {
      json.object([&] {
        json.member("kind", channel.kind);
        json.member("value", channel.value);
      });
    }
  });
  json.member("funds", details.funds);
  json.member("partners", details.partners);
  json.member("local_potential", details.local_potential);
}

void write_members(JsonWriter& json, const Call& call, Id<Group> group) {
  json.member("member_count", call.doors.groups.count_members(group));
  json.array("members", [&] {
    for (const groups::PublicMember& member : call.doors.groups.public_members(group)) {
      json.object([&] {
        json.member("name", member.name);
        json.member("position", member.position);
      });
    }
  });
}

/// What only its keepers see.
void write_kept(JsonWriter& json, const Group& group) {
  json.member("officer_in_charge", group.details.officer_in_charge);
  json.member("note", group.details.note);
}

}  // namespace

void write_group(JsonWriter& json, const Call& call, Labels& labels, const Group& group,
                 Detail detail) {
  const GroupDetails& details = group.details;
  json.member("id", group.id.text());
  json.member("slug", group.slug());
  json.member("url", call.address("/kelompok/" + group.slug()));
  json.member("name", group.name());
  labels.partner_kind(json, "partner_kind", details.partner_kind);
  labels.fields(json, "fields", details.fields);
  labels.area(json, "village", group.village());
  json.member("state", groups::name_of(group.state));
  json.member("closed_reason",
              group.closed_reason
                  ? std::optional(std::string(groups::name_of(*group.closed_reason)))
                  : std::nullopt);
  json.member("revision", group.revision);
  json.member("changed_at", rfc3339(group.changed_at));
  if (detail == Detail::brief) return;
  write_details(json, details);
  write_members(json, call, group.id);
  if (call.session &&
      (call.actor().is_office(group.village()) || call.actor().is_member_of(group.id))) {
    write_kept(json, group);
  }
}

}  // namespace kentongan::api
